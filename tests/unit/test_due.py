"""What is due today, from what was done before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme.due import PICTURE_S, Due, due_today
from gmi_app.programme.patient import Patient
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from tests.unit import making

TODAY = making.moment(30)
SOMEONE = Patient(making.PATIENT, making.moment())


def possible(settings: DrillSettings) -> bool:
    """There are plain stills of hands and feet, and clips of hands."""
    return settings.picture_set is PictureSet.PLAIN and (
        settings.part is BodyPart.HAND or (settings.part is BodyPart.FOOT and not settings.moving)
    )


def done(
    days_ago: int,
    settings: DrillSettings | None = None,
    *,
    ended: EndKind = EndKind.COMPLETED,
    someone_else: bool = False,
    duration_s: float = 100.0,
) -> SessionSummary:
    at = Moment(TODAY.utc - timedelta(days=days_ago))
    session = making.session(days_ago + 1, at=at, settings=settings)
    trials = making.answered(session)
    summary = summarise(session, making.end(session, ended), trials, [], [])
    return replace(summary, someone_else=someone_else, duration_s=duration_s)


def due(*recent: SessionSummary, patient: Patient = SOMEONE) -> Due:
    return due_today(patient, recent, possible, TODAY.day)


def test_a_first_set_is_gentle() -> None:
    first = due()
    assert first.settings == DrillSettings()
    assert first.duration_s == 20 * PICTURE_S
    assert first.sets_today == 0
    assert first.check_up is None


def test_a_first_set_is_of_the_part_that_hurts_where_there_are_pictures() -> None:
    assert due(patient=replace(SOMEONE, part=BodyPart.FOOT)).settings.part is BodyPart.FOOT
    assert due(patient=replace(SOMEONE, part=BodyPart.KNEE)).settings.part is BodyPart.HAND


def test_a_set_that_cannot_be_done_again_gives_way_to_the_one_before() -> None:
    moving = DrillSettings(part=BodyPart.FOOT, moving=True)
    still = DrillSettings(part=BodyPart.FOOT, count=30)
    assert due(done(1, moving), done(2, still)).settings == still
    hands = DrillSettings(moving=True)
    assert due(done(1, hands), done(2, still)).settings == hands


def test_a_first_set_is_of_the_easiest_pictures_that_there_are() -> None:
    kinds = (PictureSet.BUSY, PictureSet.CONTEXT)

    def only_rooms(settings: DrillSettings) -> bool:
        return settings.part is BodyPart.NECK and settings.picture_set in kinds

    first = due_today(SOMEONE, [], only_rooms, TODAY.day).settings
    assert first == DrillSettings(part=BodyPart.NECK, picture_set=PictureSet.CONTEXT)


def test_a_check_up_is_offered_after_still_sets_and_only_where_it_can_be_made() -> None:
    still = [done(day) for day in (1, 2, 3)]
    assert due(*still).check_up is not None
    moving = [done(day, DrillSettings(moving=True)) for day in (1, 2, 3)]
    assert due(*moving).check_up is None
    upright = due_today(SOMEONE, still, lambda settings: not settings.turned, TODAY.day)
    assert upright.check_up is None


def test_without_any_pictures_it_still_answers() -> None:
    assert due_today(SOMEONE, [], lambda _: False, TODAY.day).settings == DrillSettings()


def test_the_newest_practice_comes_again() -> None:
    newest = DrillSettings(count=30, limit_s=5.0)
    again = due(done(0, DrillSettings.for_check_up()), done(1, newest), done(2))
    assert again.settings == newest
    assert again.sets_today == 1


def test_practice_of_a_part_without_pictures_does_not_come_again() -> None:
    assert due(done(1, DrillSettings(part=BodyPart.NECK))).settings.part is BodyPart.HAND


def test_sets_of_someone_else_do_not_count() -> None:
    settings = DrillSettings(count=50)
    found = due(done(0, settings, someone_else=True))
    assert found.settings == DrillSettings()
    assert found.sets_today == 0


def test_sets_without_an_answer_do_not_count() -> None:
    unbegun = replace(done(0, DrillSettings(count=50), ended=EndKind.STOPPED), trials=0)
    found = due(unbegun, unbegun, unbegun)
    assert found.settings == DrillSettings()
    assert found.sets_today == 0
    assert found.check_up is None
    assert due(unbegun, done(0)).sets_today == 1


def test_the_first_check_up_is_offered_after_the_third_set() -> None:
    assert due(done(0), done(1)).check_up is None
    offered = due(done(0), done(1), done(2))
    assert offered.check_up == DrillSettings.for_check_up()
    assert offered.check_up_duration_s == pytest.approx(2 * offered.duration_s)


@pytest.mark.parametrize(("days_ago", "offered"), [(6, False), (7, True), (20, True)])
def test_the_next_check_up_is_offered_weekly(days_ago: int, offered: bool) -> None:
    found = due(done(0), done(1), done(2), done(days_ago, DrillSettings.for_check_up()))
    assert (found.check_up is not None) is offered


def test_a_check_up_that_was_stopped_does_not_count() -> None:
    stopped = done(1, DrillSettings.for_check_up(), ended=EndKind.STOPPED)
    assert due(done(0), stopped, done(2)).check_up is not None


def test_a_check_up_of_another_part_does_not_count() -> None:
    foot = DrillSettings.for_check_up(BodyPart.FOOT)
    assert due(done(0), done(1), done(2), done(3, foot)).check_up is not None


@pytest.mark.parametrize(("duration_s", "picture_s"), [(100, 5.0), (1, 2.0), (9000, 30.0)])
def test_the_pace_is_the_newest_one_within_reason(duration_s: float, picture_s: float) -> None:
    stopped = done(0, ended=EndKind.STOPPED, duration_s=20)
    assert due(stopped, done(1, duration_s=duration_s)).duration_s == 20 * picture_s
