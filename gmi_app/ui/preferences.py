"""Preferences of this computer: declared once with key, default and meaning; kept as text."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, get_type_hints

from PySide6.QtCore import Qt


class Appearance(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class AnswerKeys(StrEnum):
    """Which keys answer: arrows with one hand, A and L with two, or two keys of one's own."""

    ARROWS = "arrows"
    TWO_HANDS = "two_hands"
    OWN = "own"


TEXT_PERCENTS = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Preferences:
    """``text_percent`` 100 to 200. ``own_left`` and ``own_right``: Qt key codes (pedals and
    switches send keys). ``last_patient``: the id, as text. ``first_start_done``: the steps were
    finished or skipped. ``camera``: the one that was used last; ``mirror_position``,
    ``mirror_mode`` and ``mirror_view`` (turned, swapped, line, zoom, light): how the mirror was set
    up last. ``speech_rate`` -5 to 5, ``speech_volume`` 0 to 100, ``speech_voice``: a name that the
    engine knows, empty for its usual one. ``clinic``: whether this computer has a clinic;
    ``opens_clinic``: whether the program opens there; ``clinician``: who writes plans and notes,
    ``clinic_name``: and where.
    ``reminders``: of what is due, while the program runs; ``quiet_from`` and ``quiet_to``: whole
    hours between which there are none."""

    appearance: Appearance = Appearance.LIGHT
    text_percent: int = 100
    reduced_motion: bool = False
    answer_keys: AnswerKeys = AnswerKeys.ARROWS
    own_left: int = int(Qt.Key.Key_F)
    own_right: int = int(Qt.Key.Key_J)
    last_patient: str = ""
    first_start_done: bool = False
    camera: str = ""
    mirror_position: str = ""
    mirror_mode: str = ""
    mirror_view: str = ""
    speech_rate: int = 0
    speech_volume: int = 80
    speech_voice: str = ""
    clinic: bool = False
    opens_clinic: bool = False
    clinician: str = ""
    clinic_name: str = ""
    reminders: bool = True
    quiet_from: int = 20
    quiet_to: int = 8

    @property
    def signature(self) -> str:
        """Who writes plans, and where; empty as long as nobody said."""
        return ", ".join(name for name in (self.clinician, self.clinic_name) if name)

    @classmethod
    def from_text(cls, values: dict[str, str]) -> Preferences:
        """Reads stored text; what is missing or makes no sense takes its default."""
        hints = get_type_hints(cls)
        read: dict[str, Any] = {}
        for field in fields(cls):
            text = values.get(field.name)
            if text is None:
                continue
            kind = hints[field.name]
            try:
                read[field.name] = text == "1" if kind is bool else kind(text)
            except ValueError:
                continue
        result = cls(**read)
        if result.text_percent not in TEXT_PERCENTS:
            result = replace(result, text_percent=100)
        return result

    def to_text(self) -> dict[str, str]:
        """As stored: booleans as 1 and 0, everything else as ``str``."""
        return {
            field.name: str(int(value)) if isinstance(value, bool) else str(value)
            for field in fields(self)
            for value in [getattr(self, field.name)]
        }
