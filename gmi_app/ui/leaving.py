"""Before a way leads elsewhere: a screen that holds something that is not kept is asked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

Way = Callable[[], object]


@runtime_checkable
class Unfinished(Protocol):
    """A screen on which something can be lost."""

    @property
    def unkept(self) -> bool:
        """Whether something would be lost now."""

    def leave_for(self, way: Way) -> None:
        """Goes there, at once where nothing would be lost, else when the person says so."""


def leave(screen: QWidget | None, way: Way) -> None:
    """For the ways that stand beside every screen: the rail, its keys, the help, and back."""
    if isinstance(screen, Unfinished):
        screen.leave_for(way)
    else:
        way()


def would_lose(screen: QWidget | None) -> bool:
    return isinstance(screen, Unfinished) and screen.unkept
