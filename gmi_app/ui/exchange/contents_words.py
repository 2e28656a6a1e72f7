"""What is in a file, in words: before it leaves, and before it is taken in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from gmi_app.clock import Moment
from gmi_app.facts.exchanging import SeenContents
from gmi_app.ui import words

translate = QCoreApplication.translate

Line = tuple[str, str]
"""What it is, and how much."""


def count(value: int) -> str:
    """With the system's separators; "none" for nothing."""
    return QLocale().toString(value) if value else translate("contents", "none")


def lines(contents: SeenContents) -> list[Line]:
    """Everything that a person should know about results; the name first."""
    told = [
        (translate("contents", "Name"), contents.name or translate("contents", "not in this file"))
    ]
    if contents.simulated:
        told.append(
            (translate("contents", "Who"), translate("contents", "A made-up person, nobody real"))
        )
    told.append((translate("contents", "Exercise sessions"), sessions(contents)))
    told += [
        (translate("contents", "Answers to pictures"), count(contents.answers)),
        (translate("contents", "Ratings of pain and others"), count(contents.ratings)),
        (translate("contents", "Plans, suggestions, decisions"), count(contents.plans)),
        (translate("contents", "Notes in own words"), count(contents.notes)),
        (translate("contents", "Own photographs"), count(contents.pictures)),
    ]
    return told


def sessions(contents: SeenContents) -> str:
    """ "38, from 2 October 2026 to 22 November 2026"."""
    first, last = contents.first_day, contents.last_day
    if first is None or last is None:
        return translate("contents", "none yet")
    if first == last:
        text = translate("contents", "{0}, on {1}")
        return text.format(count(contents.sessions), words.full_day(first))
    text = translate("contents", "{0}, from {1} to {2}")
    return text.format(count(contents.sessions), words.full_day(first), words.full_day(last))


def added(by_table: Mapping[str, int]) -> list[Line]:
    """What is new here, by the tables of ``gmi_app.facts.transfer``; nothing that is none."""
    parts = (
        (translate("contents", "Exercise sessions"), ("sessions",)),
        (translate("contents", "Answers to pictures"), ("trials",)),
        (translate("contents", "Ratings of pain and others"), ("ratings",)),
        (
            translate("contents", "Plans, suggestions, decisions"),
            ("plan_versions", "suggestions", "decisions"),
        ),
        (translate("contents", "Notes in own words"), ("notes",)),
        (translate("contents", "Own photographs"), ("own_pictures",)),
    )
    found = [(name, sum(by_table.get(table, 0) for table in tables)) for name, tables in parts]
    return [(name, count(many)) for name, many in found if many]


def made(moment: Moment) -> str:
    """The day on which a file was made."""
    return words.full_day(moment.day)
