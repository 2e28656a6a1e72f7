"""What was said about a day, read back from the record."""

from __future__ import annotations

from datetime import date

from gmi_app.facts.note import Daily
from gmi_app.facts.rating import RatingKind
from gmi_app.programme.record import Record
from gmi_app.ui.programme.day_screen import DayAnswer


def answer_of(record: Record, day: date) -> DayAnswer:
    """The newest answers about that day; empty ones where nothing was said."""
    said: dict[RatingKind, int] = {}
    for rating in record.ratings:
        if (rating.day or rating.at.day) == day:
            said.setdefault(rating.kind, rating.value)
    helped = ""
    for note in record.notes:
        if isinstance(note.content, Daily) and (note.day or note.at.day) == day:
            helped = note.content.helped
            break
    return DayAnswer(
        said.get(RatingKind.PAIN_24H),
        said.get(RatingKind.MOOD),
        said.get(RatingKind.SLEEP),
        helped,
    )
