"""What a clinician notes about a patient: visits in their own words, and what is put away.

Notes like any other (``gmi_app.facts.note``): never changed; a later one adds to what was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("a number of sessions is 0 or more")
    return value


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, or a look at the results: on the note's day. ``words`` may be empty. ``sessions``:
    how many sessions of the patient were here then, so that what came later counts as new even
    when it is older."""

    words: str = ""
    sessions: int = 0

    def __post_init__(self) -> None:
        _count(self.sessions)

    def values(self) -> dict[str, Any]:
        return {"words": self.words, "sessions": self.sessions}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        if not isinstance(values["words"], str):
            raise TypeError("a text is wanted")
        return cls(values["words"], _count(values["sessions"]))


@dataclass(frozen=True, slots=True)
class Archiving:
    """Puts a patient out of the clinic's list, or back into it; nothing is deleted. The newest
    counts."""

    archived: bool = True

    def values(self) -> dict[str, Any]:
        return {"archived": self.archived}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        if not isinstance(values["archived"], bool):
            raise TypeError("archived or not")
        return cls(values["archived"])
