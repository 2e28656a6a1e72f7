"""Notes of this time, in the words in which they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gmi_app.exchange.report import words
from gmi_app.exchange.report.values import Section
from gmi_app.facts.note import Daily, FlareNote, Note, PlanAnswer
from gmi_app.language import tr

if TYPE_CHECKING:
    from gmi_app.exchange.report.collect import Material

MOST: int = 8
LONGEST: int = 220
"""Letters of one note; a report has two pages, and the notes stay in the program."""


def section(of: Material) -> Section:
    """The newest first."""
    lines = [line for note in of.notes for line in _line(note)]
    more = len(lines) - MOST
    told = (tr("And {0} more in the program.").format(more),) if more > 0 else ()
    return Section(tr("Notes"), told, tuple(lines[:MOST]))


def _line(note: Note) -> Iterator[str]:
    day = words.day(note.day or note.at.day)
    match note.content:
        case Daily(helped) if helped:
            yield tr("{0}, what helped: {1}").format(day, short(helped))
        case FlareNote(words=said):
            yield tr("{0}, a flare-up. {1}").format(day, short(said)).strip()
        case PlanAnswer(accepted=True):
            yield tr("{0}: took the plan that came as a file.").format(day)
        case PlanAnswer(words=said):
            yield tr("{0}: kept the plan from before. {1}").format(day, short(said)).strip()
        case _:
            said = getattr(note.content, "words", "")
            if isinstance(said, str) and said:
                yield f"{day}: {short(said)}"


def short(text: str, most: int = LONGEST) -> str:
    """On one line, cut after so many letters."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1].rstrip() + "…"
