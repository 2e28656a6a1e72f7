"""Words: every value of the core has some, in plain form, and the translator's tools see them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

import pytest

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind, StopReason
from gmi_app.laterality.comparability import Conditions
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import InputMethod, KeyStamp, OnsetStamp, Outcome
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart, PictureSet, Side
from gmi_app.ui import posture_words, words
from gmi_app.ui.posture_words import POSTURES, VIEWS

pytestmark = pytest.mark.gui

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("say", "kind"),
    [
        (words.part, BodyPart),
        (words.parts, BodyPart),
        (words.side, Side),
        (words.picture_set, PictureSet),
        (words.outcome, Outcome),
        (words.stop_reason, StopReason),
        (words.method, InputMethod),
        (words.onset_stamp, OnsetStamp),
        (words.key_stamp, KeyStamp),
    ],
)
def test_every_value_has_its_own_words(say: Callable[[Enum], str], kind: type[Enum]) -> None:
    said = [say(value) for value in kind]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("part", list(BodyPart))
def test_every_side_of_every_part_has_its_own_words(part: BodyPart) -> None:
    assert len({words.side_of(part, side) for side in Side}) == 2


def test_no_outcome_blames() -> None:
    said = " ".join(words.outcome(value) for value in Outcome).lower()
    assert not any(word in said for word in ("wrong", "fail", "error", "bad"))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (words.seconds(2.35), "2.4 s"),
        (words.seconds(2.0, 0), "2 s"),
        (words.share(0.824), "82 %"),
        (words.seconds_interval(Estimate(2.4, 2.0, 2.9)), "likely 2.0 to 2.9 s"),
        (words.seconds_interval(Estimate(2.4, None, None)), "too few for a range"),
        (words.share_interval(Estimate(0.8, 0.58, 0.92)), "likely 58 to 92 %"),
        (words.share_interval(Estimate(0.8, None, None)), "too few for a range"),
        (words.minutes(44), "under a minute"),
        (words.minutes(45), "about 1 minute"),
        (words.minutes(60), "about 1 minute"),
        (words.minutes(61), "about 2 minutes"),
        (words.minutes(170), "about 3 minutes"),
        (words.minutes(180.000001), "about 3 minutes"),
        (words.day(date(2026, 11, 2)), "2 Nov"),
        (words.month(date(2026, 11, 2)), "Nov 26"),
        (words.full_day(date(2026, 11, 12)), "Thursday 12 November 2026"),
        (words.pictures(20), "20 pictures"),
        (words.Counts().days(1), "1 day"),
        (words.Counts().days(3), "3 days"),
        (words.limit(None), "no time limit"),
        (words.limit(5.0), "5 s for each"),
        (words.limit(2.5), "2.5 s for each"),
        (words.angles((0,)), "upright"),
        (words.angles(FOUR_ANGLES), "four angles"),
        (words.angles(words.EIGHT_ANGLES), "eight angles"),
        (words.angles((30, 0)), "0°, 30°"),
        (words.posture("thumb_up"), "Thumb up"),
        (words.posture("ok"), "OK sign"),
        (words.posture("open_close"), "Opening and closing"),
        (words.posture("bend_hip"), "Bent, hands on the hips"),
        (words.posture("wrist_on-table"), "Wrist on table"),
        (words.view("dorsal"), "Top of the foot"),
        (words.view("back"), "Back of the hand"),
        (words.view("half_left"), "Half left"),
        (words.end(EndKind.COMPLETED, None), ""),
        (words.end(EndKind.STOPPED, None), "Stopped early"),
        (words.end(EndKind.STOPPED, StopReason.TIRED), "Stopped early: tired"),
        (words.end(EndKind.INTERRUPTED, None), "Interrupted"),
        (words.method(None), "several ways"),
        (words.settings(DrillSettings()), "Hands, plain, 20 pictures, no time limit, upright"),
        (words.set_title(DrillSettings()), "Hands: 20 pictures, plain"),
    ],
)
def test_figures_and_settings_read_as_people_say_them(said: str, wanted: str) -> None:
    assert said == wanted


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "Today 8:05"),
        (datetime(2026, 11, 2, 18, 30, tzinfo=UTC), "2 Nov 18:30"),
        (datetime(2025, 11, 2, 18, 30, tzinfo=UTC), "2 Nov 2025 18:30"),
    ],
)
def test_a_day_names_its_year_only_when_it_is_another(when: datetime, wanted: str) -> None:
    assert words.day_and_time(Moment(when), TODAY) == wanted


def test_a_day_is_that_of_the_persons_own_clock() -> None:
    late = Moment(datetime(2026, 11, 21, 23, 30, tzinfo=UTC), 120)
    assert words.day_and_time(late, TODAY) == "Today 1:30"


def test_conditions_tell_only_what_differs() -> None:
    first = Conditions(BodyPart.HAND, PictureSet.PLAIN, None, InputMethod.MOUSE)
    other = Conditions(BodyPart.HAND, PictureSet.PLAIN, 5.0, InputMethod.MOUSE)
    assert words.conditions(first) == "Hands, plain, upright, no time limit, mouse"
    assert words.conditions(first, (first, other)) == "No time limit"
    turned = replace(first, turned=True)
    assert words.conditions(turned, (first, turned)) == "Turned"
    moving = replace(first, moving=True)
    assert words.conditions(moving, (first, moving)) == "Moving"
    assert words.conditions(first, (first, moving)) == "Still"
    where = replace(moving, asked=Task.DIRECTION)
    assert words.conditions(where, (moving, where)) == "Which way"
    assert words.conditions(moving, (moving, where)) == "Which side"
    neck = replace(where, part=BodyPart.NECK)
    assert words.conditions(neck) == "Neck, plain, moving, upright, no time limit, mouse"


def test_nothing_is_woven_into_words_before_they_are_translated() -> None:
    """The translator's tools pass over f-strings, and over anything but plain text."""
    offences = []
    for file in sorted(Path(words.__file__).parents[1].rglob("*.py")):
        if file.name == "language.py":
            continue  # hands on what the parts without Qt have marked with their own ``tr``
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _translates(node):
                texts = node.args[:1] if _name(node.func) == "tr" else node.args[:2]
                if not all(isinstance(text, ast.Constant) for text in texts):
                    offences.append(f"{file.name}:{node.lineno}")
    assert offences == []


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _translates(call: ast.Call) -> bool:
    """Qt's ``translate`` has a context and a text, that of a ``str`` a table alone."""
    if _name(call.func) == "tr":
        return True
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    of_painter = isinstance(receiver, ast.Name) and receiver.id == "painter"
    return _name(call.func) == "translate" and len(call.args) > 1 and not of_painter


def test_every_posture_and_view_that_is_shipped_is_in_plain_words() -> None:
    pictures = load_catalogue(pictures_folder()).pictures
    assert {picture.posture for picture in pictures} == set(POSTURES)
    assert {picture.view for picture in pictures} == set(VIEWS)
    for known in (POSTURES, VIEWS):
        assert len({say() for say in known.values()}) == len(known)  # no two chips alike


def test_plain_words_are_said_in_the_language_of_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posture_words, "translate", lambda _, text: f"<{text}>")
    assert words.posture("turn") == "<Turned>"
    assert words.view("sole") == "<Sole>"
    assert words.posture("never heard of") == "Never heard of"
