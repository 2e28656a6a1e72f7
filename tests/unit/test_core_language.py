"""Sentences of the parts without Qt: English, or what the translator of the window makes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gmi_app.errors import StorageError
from gmi_app.language import speak, tr
from gmi_app.later import later


@pytest.fixture
def shouting() -> Iterator[None]:
    speak(str.upper)
    yield
    speak(None)


def test_english_as_long_as_nobody_translates() -> None:
    assert tr("Nothing was changed.") == "Nothing was changed."


@pytest.mark.usefixtures("shouting")
def test_an_error_is_said_in_the_language_of_the_window() -> None:
    unopened: list[str] = later(lambda: None)
    with pytest.raises(StorageError, match=r"NOTHING WAS CHANGED\."):
        unopened.append("")
