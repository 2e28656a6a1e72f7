"""Every exercise, fault and reason has its words; a view is remembered, damaged or not."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.mirror.camera import CameraName, CameraState
from gmi_app.mirror.exercises import LADDER, Rung
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.gate import USUAL, Gate, Practised, Way
from gmi_app.mirror.settings import (
    WITH_MIRROR,
    CameraPosition,
    MirrorSettings,
    ViewMode,
    ViewSettings,
)
from gmi_app.pictures.model import Side
from gmi_app.ui.imagery import gate_words as imagery_gate_words
from gmi_app.ui.mirror import camera_words, exercise_words, gate_words
from gmi_app.ui.mirror.prepare import sources_of
from gmi_app.ui.mirror.remembering import remembered_view
from gmi_app.ui.mirror.result import details
from gmi_app.ui.preferences import Preferences
from tests.unit.making import moment


@pytest.mark.parametrize("each", LADDER, ids=lambda e: e.id)
def test_every_exercise_says_what_to_do(each: object) -> None:
    words = exercise_words.words_of(each)  # type: ignore[arg-type]
    assert words.title
    assert words.say.endswith(".")
    assert len(words.say) < 75


def test_the_rest_has_words_too() -> None:
    said = [exercise_words.rung(rung) for rung in Rung]
    said += [exercise_words.mode(mode) for mode in ViewMode]
    said += [exercise_words.mode_why(mode) for mode in ViewMode]
    said += [exercise_words.position(place) for place in CameraPosition]
    said += [exercise_words.position_why(place) for place in CameraPosition]
    said += [exercise_words.limb(side, part) for side in Side for part in WITH_MIRROR]
    assert all(said)
    assert len(set(said)) == len(said)
    assert exercise_words.title_of("hand_juggle") == ""


@pytest.mark.parametrize("state", [s for s in CameraState if s is not CameraState.LIVE])
def test_every_fault_says_what_happened_and_what_helps(state: CameraState) -> None:
    title, words = camera_words.told(state)
    assert title
    assert words.endswith(".")
    assert state is CameraState.OPENING or "Nothing is lost" in words or "never saved" in words


def test_a_camera_that_works_needs_no_words() -> None:
    assert camera_words.told(CameraState.LIVE) == ("", "")


def test_what_was_done_is_said_in_whole_sentences() -> None:
    one = UUID(int=1)
    session = MirrorSession(one, one, moment(), MirrorSettings(), "1.0")
    record = MirrorRecord(session, None)
    assert details(record) == ""
    step = Step(one, one, 0, "hand_fist", moment(), 21.0, 3)
    pause = SessionEvent(one, one, moment(), EventKind.PAUSED)
    stopped = SessionEnd(one, one, moment(), EndKind.STOPPED, StopReason.TIRED)
    assert details(replace(record, end=stopped)) == "Stopped early: tired."
    full = replace(record, steps=(step,), events=(pause,), end=stopped)
    assert details(full) == "Make a fist: 3 times, pauses: 1. Stopped early: tired."


@pytest.mark.parametrize("way", [w for w in Way if w is not Way.OPEN])
def test_every_way_that_is_closed_says_why_without_blame(way: Way) -> None:
    practised = Practised(3, 40, 0.7, 2.9)
    title, sentences = gate_words.why(Gate(way, practised))
    text = " ".join([title, *sentences]).lower()
    assert sentences
    assert not any(word in text for word in ("fail", "wrong", "must", "not allowed"))
    if way is Way.LOCKED:
        assert "70 %" in text
        assert "2.9 s" in text


def test_what_was_practised_is_said_also_when_it_is_nothing() -> None:
    _, sentences = gate_words.why(Gate(Way.LOCKED, Practised()))
    assert any("no sets" in sentence for sentence in sentences)
    _, sentences = gate_words.why(Gate(Way.LOCKED, Practised(1, 10, 0.5)))
    assert any("no time yet" in sentence for sentence in sentences)


def test_the_days_that_are_looked_back_are_those_of_the_plan() -> None:
    longer = replace(USUAL, window_days=10)
    for gate in (gate_words, imagery_gate_words):
        _, sentences = gate.why(Gate(Way.LOCKED, Practised(thresholds=longer)))
        assert sum("in the last 10 days" in sentence for sentence in sentences) == 2


def test_a_view_is_remembered() -> None:
    kept = Preferences(
        mirror_position="facing",
        mirror_mode="both",
        mirror_view='{"rotation":90,"swapped":true,"line":0.4,"zoom":1.5,"brightness":-10}',
    )
    found = remembered_view(kept, ViewSettings(Side.RIGHT))
    assert found == ViewSettings(
        Side.RIGHT, CameraPosition.FACING, ViewMode.BOTH, 90, True, 0.4, 1.5, -10
    )


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"mirror_position": "moon", "mirror_mode": "both", "mirror_view": "{}"},
        {"mirror_position": "facing", "mirror_mode": "both", "mirror_view": "{"},
        {"mirror_position": "facing", "mirror_mode": "both", "mirror_view": "[]"},
        {
            "mirror_position": "facing",
            "mirror_mode": "both",
            "mirror_view": '{"rotation":33,"swapped":1,"line":0.5,"zoom":1,"brightness":0}',
        },
    ],
)
def test_a_damaged_memory_is_passed_over(damaged: dict[str, str]) -> None:
    view = ViewSettings(Side.RIGHT)
    found = remembered_view(Preferences(**damaged), view)  # type: ignore[arg-type]
    assert replace(found, position=view.position, mode=view.mode) == view


CAMERAS = [CameraName("HD Webcam C920", 2), CameraName("Integrated", 0)]


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("", 0),
        ("2", 0),
        ("0", 1),
        ("integrated", 1),
        ("c920", 0),
        ("example", 2),
        ("/a/film.avi", 3),
    ],
)
def test_the_camera_that_is_open_is_the_one_that_is_chosen(source: str, at: int) -> None:
    sources, chosen = sources_of(CAMERAS, source)
    assert chosen == at
    assert sources[:3] == ["HD Webcam C920", "Integrated", "example"]
    assert sources[3:] == ([source] if at == 3 else [])


def test_where_there_is_no_camera_none_is_chosen() -> None:
    assert sources_of([], "") == (["example"], -1)
    assert sources_of([], "example") == (["example"], 0)
