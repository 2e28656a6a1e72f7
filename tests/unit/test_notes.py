"""Notes: each kind's content to values and back, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from uuid import UUID, uuid4

import pytest

from gmi_app.facts.note import (
    CONTENTS,
    Choice,
    Contact,
    Daily,
    DayChoice,
    FlareChange,
    FlareNote,
    FlarePlan,
    HelpContacts,
    Note,
    NoteContent,
    NoteKind,
    PaceChange,
    PaceNote,
    TakenBack,
    standing,
)
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.programme.flares import flares_of
from gmi_app.programme.record import Record
from gmi_app.programme.thresholds import Thresholds
from tests.unit.making import PATIENT, moment

ITEM = UUID(int=5)
EXAMPLES: list[tuple[NoteKind, NoteContent]] = [
    (NoteKind.DAILY, Daily("a walk")),
    (NoteKind.FLARE, FlareNote(tuple(FlareChange), "hot", "shopping")),
    (NoteKind.FLARE, FlareNote()),
    (NoteKind.FLARE_PLAN, FlarePlan("at 6", "music")),
    (NoteKind.HELP_CONTACTS, HelpContacts((Contact("Lea", "0170"), Contact()))),
    (NoteKind.DAY_CHOICE, DayChoice(ITEM, Choice.NOT_TODAY)),
    (NoteKind.DAY_CHOICE, DayChoice(ITEM, Choice.LATER, time(15, 5))),
    (NoteKind.PACE, PaceNote(ITEM, PaceChange.UP, 12, 10)),
    (NoteKind.TAKEN_BACK, TakenBack(ITEM)),
]


@pytest.mark.parametrize(("kind", "content"), EXAMPLES)
def test_a_content_comes_back_from_json_as_it_was(kind: NoteKind, content: NoteContent) -> None:
    text = json.dumps(content.values())
    assert CONTENTS[kind].of(json.loads(text)) == content
    assert Note(uuid4(), PATIENT, moment(), kind, content).day is None


def test_what_was_taken_back_counts_no_longer() -> None:
    mistake, other = (Note(uuid4(), PATIENT, moment(), NoteKind.FLARE, FlareNote()) for _ in "12")
    back = Note(uuid4(), PATIENT, moment(), NoteKind.TAKEN_BACK, TakenBack(mistake.id))
    assert standing([back, mistake, other]) == standing([other, back]) == [other]
    thresholds, record = Thresholds(), Record(moment().day, notes=(back, mistake))
    assert not flares_of(record, thresholds, moment().day)
    assert flares_of(replace(record, notes=(mistake,)), thresholds, moment().day)


def test_every_kind_has_a_content() -> None:
    assert set(CONTENTS) == set(NoteKind)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (NoteKind.DAILY, {"helped": 3}),
        (NoteKind.DAILY, {}),
        (NoteKind.FLARE, {"changed": ["weather"], "words": "", "before": ""}),
        (NoteKind.FLARE, {"changed": None, "words": "", "before": ""}),
        (NoteKind.FLARE_PLAN, {"stop_when": "", "helps": None}),
        (NoteKind.HELP_CONTACTS, {"contacts": [{"who": "x"}]}),
        (NoteKind.DAY_CHOICE, {"item": "x", "choice": "later", "until": None}),
        (NoteKind.DAY_CHOICE, {"item": str(ITEM), "choice": "later", "until": "25:00"}),
        (NoteKind.PACE, {"item": str(ITEM), "change": "up", "amount": 0, "planned": 10}),
        (NoteKind.PACE, {"item": str(ITEM), "change": "up", "amount": "12", "planned": 10}),
        (NoteKind.PACE, {"item": str(ITEM), "change": "up", "amount": 12}),
    ],
)
def test_what_nobody_wrote_is_refused(kind: NoteKind, values: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        CONTENTS[kind].of(values)


def test_a_note_holds_what_its_kind_says() -> None:
    with pytest.raises(ValueError, match="something else"):
        Note(uuid4(), PATIENT, moment(), NoteKind.FLARE, Daily())


def test_what_is_empty_says_so() -> None:
    assert FlarePlan().empty
    assert not FlarePlan(helps="music").empty
    assert Contact().empty
    assert not Contact(how="112").empty


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [(RatingKind.PAIN_24H, 0, 10), (RatingKind.MOOD, 1, 5), (RatingKind.SLEEP, 1, 5)],
)
def test_what_is_asked_once_a_day_has_its_scale(kind: RatingKind, low: int, high: int) -> None:
    for value in (low, high):
        assert Rating(uuid4(), PATIENT, moment(), kind, value, When.ALONE).value == value
    for value in (low - 1, high + 1):
        with pytest.raises(ValueError, match="rated from"):
            Rating(uuid4(), PATIENT, moment(), kind, value, When.ALONE)
