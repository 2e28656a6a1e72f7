"""A set of moving pictures from start to finish, and where they are off."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gmi_app import app
from gmi_app.exchange.csv_export import export_journal
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.model import BodyPart
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.problem import Notice
from gmi_app.ui.stage.sheets import PausedSheet, ReadySheet, Sheet
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import Route
from tests.journeys.conftest import Start
from tests.journeys.driver import Driver, task
from tests.ui.clips import FRAMES, draw_clip, draw_clips
from tests.ui.world import draw_pictures

pytestmark = pytest.mark.gui

MOVING = DrillSettings(count=10, moving=True)
WHERE = replace(MOVING, task=Task.DIRECTION)


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stills and clips of hands and necks, in the place of the shipped ones."""
    folder = draw_clips(draw_pictures(tmp_path / "images", ("hand", "neck")), ("hand", "neck"))
    monkeypatch.setattr(app, "pictures_folder", lambda: folder)
    return folder


def stored(driver: Driver) -> tuple[SessionSummary, list[Trial]]:
    driver.calm()
    state = driver.program.state
    assert state is not None
    assert state.patient is not None
    (summary,) = state.journal.summaries(state.patient.id)
    return summary, state.journal.trials(summary.session)


def frames_shown(driver: Driver) -> int:
    playback = driver.session._player.playback()
    return playback.shown if playback is not None else 0


def said(sheet: Sheet) -> str:
    return " ".join(text.words for text in sheet.findChildren(Text))


@pytest.mark.parametrize("settings", [MOVING, WHERE])
def test_a_moving_set_from_start_to_finish(
    start: Start, tmp_path: Path, pictures: Path, settings: DrillSettings
) -> None:
    driver = start(task(tmp_path / "data", drill=settings, start_now=True, seed=3))
    driver.see()
    driver.until(lambda: frames_shown(driver) >= 3)
    for _ in range(10):
        driver.answer()
    driver.finish()
    summary, trials = stored(driver)
    assert summary.settings == settings
    assert [trial.answer for trial in trials] == [trial.side for trial in trials]
    assert all(trial.task is settings.task for trial in trials)
    assert all(trial.stimulus.picture.frames == FRAMES for trial in trials)
    playbacks = [trial.playback for trial in trials]
    assert all(playback is not None and playback.shown >= 1 for playback in playbacks)
    assert playbacks[0] is not None
    assert playbacks[0].shown >= 3
    if settings is WHERE:
        assert all(trial.stimulus.direction is trial.side for trial in trials)
    assert driver.window.is_at(Route.RESULT)
    words = [text.words for text in driver.window.screen_widget.findChildren(Text)]
    assert "There is no usual goal for moving pictures: compare with your own sets." in words
    assert not any("usual goal of" in word or "At the goal" in word for word in words)


def test_what_is_exported_tells_moving_from_still(
    start: Start, tmp_path: Path, pictures: Path
) -> None:
    driver = start(task(tmp_path / "data", drill=WHERE, start_now=True))
    for _ in range(10):
        driver.answer()
    driver.finish()
    driver.calm()
    assert driver.program._folder is not None
    export_journal(driver.program._folder.journal, tmp_path / "csv")
    with (tmp_path / "csv" / "sessions.csv").open(encoding="utf-8", newline="") as stream:
        (session,) = csv.DictReader(stream)
    assert (session["moving"], session["task"]) == ("1", "direction")
    with (tmp_path / "csv" / "trials.csv").open(encoding="utf-8", newline="") as stream:
        trials = list(csv.DictReader(stream))
    for trial in trials:
        flipped = {"left": "right", "right": "left"}
        shown = trial["picture_direction"]
        assert trial["direction"] == (flipped[shown] if trial["mirrored"] == "1" else shown)
        assert trial["direction"] == trial["side"]
        assert (trial["frames"], trial["task"]) == (str(FRAMES), "direction")
        assert int(trial["frames_shown"]) >= 1
        assert int(trial["frames_late"]) >= int(trial["frames_dropped"]) >= 0


def test_a_pause_stops_the_clip_and_it_comes_again_later(
    start: Start, tmp_path: Path, pictures: Path
) -> None:
    driver = start(task(tmp_path / "data", drill=MOVING, start_now=True))
    driver.see()
    driver.until(lambda: frames_shown(driver) >= 2)
    driver.key(Qt.Key.Key_P)
    driver.wait_for_sheet(PausedSheet)
    assert driver.session._player.playback() is None
    driver.key(Qt.Key.Key_Space)
    for _ in range(10):
        driver.answer()
    driver.finish()
    summary, trials = stored(driver)
    assert summary.trials == len(trials) == 10


def test_a_damaged_clip_is_left_out_and_the_set_goes_on(
    start: Start, tmp_path: Path, pictures: Path
) -> None:
    hurt = sorted((pictures / "hand" / "moving").iterdir())[0]
    draw_clip(hurt, FRAMES - 2)
    driver = start(task(tmp_path / "data", drill=MOVING, start_now=True))
    for _ in range(10):
        driver.answer()
    driver.finish()
    _, trials = stored(driver)
    assert len(trials) == 10
    assert hurt.name not in {Path(trial.stimulus.picture.file).name for trial in trials}


def test_less_movement_keeps_moving_pictures_off_and_says_why(
    start: Start, tmp_path: Path, pictures: Path
) -> None:
    driver = start(task(tmp_path / "data", start_now=True))
    driver.calm()
    state = driver.program.state
    assert state is not None
    state.change_preferences(reduced_motion=True)
    driver.calm()
    driver.program.start_drill(MOVING)
    driver.until(lambda: driver.window.findChildren(Notice))
    (notice,) = driver.window.findChildren(Notice)
    assert "“Reduced motion” is on" in notice.accessibleName()
    assert driver.program.session is None
    notice.close()


@pytest.mark.parametrize("moving", [False, True])
def test_a_neck_is_asked_for_its_direction(
    start: Start, tmp_path: Path, pictures: Path, moving: bool
) -> None:
    settings = DrillSettings(BodyPart.NECK, count=10, moving=moving, feedback=True)
    driver = start(task(tmp_path / "data", start_now=True))
    driver.calm()
    driver.program.start_drill(settings)
    sheet = driver.wait_for_sheet(ReadySheet)
    assert "to the left or to the right?" in said(sheet)
    assert "those of the person in the picture" in said(sheet)
    stage = driver.session.stage
    assert (stage.left.text(), stage.right.text()) == ("To the left", "To the right")
    driver.key(Qt.Key.Key_Space)
    side = driver.see()
    driver.answer()
    driver.until(lambda: stage.canvas.words)
    assert stage.canvas.words.endswith(f"to the {side}")


def test_on_another_screen_the_surface_is_chosen_anew(
    start: Start, tmp_path: Path, pictures: Path
) -> None:
    driver = start(task(tmp_path / "data", drill=MOVING, start_now=True))
    driver.see()
    opening = driver.session._preparation.opening
    chosen: list[bool] = []
    opening.settled.connect(lambda: chosen.append(opening.stale))
    driver.session.stage._screen_changed()
    driver.wait_for_sheet(PausedSheet)
    assert opening.stale
    assert not driver.session.prepared
    driver.key(Qt.Key.Key_Space)
    for _ in range(10):
        driver.answer()
    assert chosen == [False]
    driver.finish()
    summary, _ = stored(driver)
    assert summary.trials == 10
