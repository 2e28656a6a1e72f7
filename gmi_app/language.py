"""Sentences for a person, from the parts of the program that know nothing of Qt.

``tr`` marks a sentence for the translators (pyside6-lupdate finds it by its name, with no context)
and says it in the program's language, on any thread. Until a window is opened, that is English.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]


def _as_written(text: str) -> str:
    return text


_translate: Translate = _as_written


def tr(text: str) -> str:
    """The text in the program's language; put values into its {0}, {1} afterwards."""
    return _translate(text)


def speak(translate: Translate | None) -> None:
    """Translates from now on with this; None for English. Called once, when a window is opened."""
    global _translate
    _translate = translate or _as_written
