"""How a set was measured, in words; changes between check-ups; small pictures that fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from gmi_app.clock import Moment
from gmi_app.facts.session import EventKind, ScreenFacts, Session, SessionEvent, SessionKind
from gmi_app.laterality.check_up import Change, CheckUpChange, MeasurementError, SideChange
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import Side, Stimulus
from gmi_app.progress.check_ups import Comparison
from gmi_app.progress.meaning import read
from gmi_app.ui import meaning_words
from gmi_app.ui.background import Lane
from gmi_app.ui.screens.session_facts import flags, happenings, is_wide, measuring
from gmi_app.ui.thumbnails import Thumbnails
from tests.ui.practice import NOW, PATIENT, SCREEN, Practice
from tests.ui.world import World, draw_pictures
from tests.unit import making

pytestmark = pytest.mark.gui

SESSION = Session(
    making.SESSION,
    PATIENT.id,
    SessionKind.LATERALITY,
    Moment(NOW),
    DrillSettings(),
    1,
    "1.0",
    SCREEN,
)


def trial(*, bracket_ms: float = 4.0, late_frames: int = 0, practice: bool = False) -> Trial:
    plain = making.trial(practice=practice)
    painted = plain.onset.onset_ns - round(bracket_ms * 1e6)
    onset = replace(plain.onset, painted_ns=painted, late_frames=late_frames)
    return replace(plain, onset=onset)


@pytest.mark.parametrize(("bracket_ms", "wide"), [(4.0, False), (19.9, False), (20.1, True)])
def test_a_bracket_wider_than_a_late_frame_is_flagged(bracket_ms: float, wide: bool) -> None:
    assert is_wide(trial(bracket_ms=bracket_ms), SCREEN) == wide


def test_a_screen_that_does_not_tell_its_rate_is_taken_for_a_usual_one() -> None:
    silent = ScreenFacts(1920, 1080, 1.0, 0.0, False, "raster", "#d3d3d3", 640)
    assert is_wide(trial(bracket_ms=25), silent)
    assert not is_wide(trial(bracket_ms=15), silent)


def test_what_was_unusual_in_a_trial_stands_beside_it() -> None:
    assert flags(trial(), SCREEN) == ""
    all_of_it = trial(bracket_ms=30, late_frames=1, practice=True)
    assert flags(all_of_it, SCREEN) == "Warm-up, Late frame, Less exact"


def test_late_frames_and_wide_brackets_are_counted_never_hidden() -> None:
    trials = [trial(), trial(bracket_ms=30), trial(bracket_ms=30, late_frames=2)]
    words = " ".join(measuring(SESSION, trials))
    assert "Late frames: 1. Pictures with a less exact time: 2, of 3 in all." in words
    assert "No late frames" not in words


def test_a_set_without_trials_says_nothing_of_them() -> None:
    words = " ".join(measuring(SESSION, []))
    assert "Screen: 1920 × 1080 pixels" in words
    assert "frames" not in words
    assert "Times" not in words


def test_what_happened_meanwhile_is_counted() -> None:
    kinds = [EventKind.PAUSED, EventKind.RESUMED, EventKind.PAUSED, EventKind.MORE_PAIN]
    events = [
        SessionEvent(UUID(int=n), making.SESSION, Moment(NOW), kind) for n, kind in enumerate(kinds)
    ]
    assert happenings(events) == ["Pauses: 2.", "“More pain” pressed: 1."]


# ---- two check-ups
@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures"))
    made.add_patient(PATIENT)
    yield made
    made.close()


def test_every_real_change_is_said_and_nothing_else(world: World) -> None:
    summary = Practice(world.journal, world.catalogue.pictures).do_set()
    change = CheckUpChange(
        MeasurementError(0.5, 0.14),
        SideChange(Side.LEFT, -0.7, Change.BETTER, -0.2, Change.WORSE),
        SideChange(Side.RIGHT, 0.6, Change.WORSE, 0.18, Change.BETTER),
    )
    assert meaning_words.since_last(Comparison(summary, summary, change)) == (
        "This really changed since the check-up on 22 Nov. "
        "Left hand: quicker by 0.7 s. Left hand: less often right, by 20 points. "
        "Right hand: slower by 0.6 s. Right hand: more often right, by 18 points."
    )


def test_a_figure_is_called_at_the_goal_only_when_that_is_sure(world: World) -> None:
    reading = read(Practice(world.journal, world.catalogue.pictures).do_set())
    standing = reading.left.accuracy
    assert standing is not None
    said = {
        (met, sure): meaning_words.standing(replace(standing, met=met, sure=sure, near=met))
        for met in (True, False)
        for sure in (True, False)
    }
    assert said == {
        (True, True): "At the goal",
        (True, False): "About at the goal",
        (False, False): "On the way",
        (False, True): "On the way",
    }
    near = replace(standing, met=False, sure=False, near=True)
    assert meaning_words.standing(near) == "Near the goal"
    assert meaning_words.standing(None) == ""


# ---- small pictures
@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    made = Lane("pictures")
    yield made
    made.close()
    made.deleteLater()


def _settle(lane: Lane) -> None:
    while lane.busy:
        QCoreApplication.processEvents()


def test_a_picture_comes_once_it_is_loaded_turned_as_it_was_seen(
    lane: Lane, tmp_path: Path
) -> None:
    draw_pictures(tmp_path)
    thumbnails = Thumbnails(Catalogue(tmp_path, ()).content, lane)
    file = replace(making.picture(), file="hand/plain/left_spread.png", side=Side.LEFT)
    upright, mirrored = Stimulus(file, False, 0), Stimulus(file, True, 0)
    assert thumbnails.image(upright, 40) is None
    assert thumbnails.image(mirrored, 40) is None
    _settle(lane)
    images = [thumbnails.image(stimulus, 40) for stimulus in (upright, mirrored)]
    assert images[0] is not None
    assert images[1] is not None
    assert images[0] != images[1]
    assert images[0].flipped() != images[0]  # a thumb on one side
    thumbnails.deleteLater()


def test_a_picture_that_cannot_be_read_stays_empty_and_hurts_nothing(
    lane: Lane, tmp_path: Path
) -> None:
    thumbnails = Thumbnails(Catalogue(tmp_path, ()).content, lane)
    lost = Stimulus(making.picture("gone"), False, 0)
    loaded: list[object] = []
    thumbnails.loaded.connect(loaded.append)
    assert thumbnails.image(lost, 40) is None
    _settle(lane)
    assert loaded == [lost]
    assert thumbnails.image(lost, 40) is None
    assert not lane.busy  # it is not tried again and again
    thumbnails.deleteLater()


def test_what_nobody_looks_at_any_more_is_not_loaded(lane: Lane, tmp_path: Path) -> None:
    draw_pictures(tmp_path)
    thumbnails = Thumbnails(Catalogue(tmp_path, ()).content, lane)
    loaded: list[object] = []
    thumbnails.loaded.connect(loaded.append)
    file = replace(making.picture(), file="hand/plain/left_spread.png")
    first, second = Stimulus(file, False, 0), Stimulus(file, False, 90)
    thumbnails.image(first, 40)
    thumbnails.image(second, 40)
    thumbnails.forget_waiting()
    _settle(lane)
    assert loaded == [first]
    thumbnails.deleteLater()
