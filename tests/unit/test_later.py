"""The stand-in for what is still being opened."""

from __future__ import annotations

import pytest

from gmi_app.errors import StorageError
from gmi_app.later import later


def test_it_is_the_thing_that_is_there_when_it_is_asked() -> None:
    there: list[dict[str, int]] = []
    thing = later(lambda: there[-1] if there else None)
    get = thing.get
    there.append({"a": 1})
    assert get("a") == 1
    there.append({"b": 2})
    assert thing.get("b", 0) == 2


def test_before_the_opening_it_says_so() -> None:
    thing: dict[str, int] = later(lambda: None)
    with pytest.raises(StorageError, match="results are not open"):
        thing.get("a")


def test_an_error_of_the_thing_is_its_own() -> None:
    thing: dict[str, int] = later(dict)
    with pytest.raises(KeyError):
        thing.popitem()
