"""A stand-in for what is still being opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from gmi_app.errors import StorageError
from gmi_app.language import tr

T = TypeVar("T")


class Later:
    """Its methods are those of the thing that ``get`` gives when they are called.

    For what is used on the journal's lane only: whatever is asked for there comes after the
    opening, which is the lane's first job.
    """

    def __init__(self, get: Callable[[], object]) -> None:
        self._get = get

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            thing = self._get()
            if thing is None:
                raise StorageError(tr("The results are not open. Nothing was changed."))
            return getattr(thing, name)(*args, **named)

        return call


def later(get: Callable[[], T | None]) -> T:
    """The stand-in, for a thing that has methods only."""
    return cast(T, Later(get))
