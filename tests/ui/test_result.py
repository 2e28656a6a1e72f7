"""Result: the words, the figures, the pain after, and what changes when pain rose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gmi_app.facts.rating import When
from gmi_app.facts.session import StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.laterality.trial import InputMethod
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.progress.meaning import Meaning, read
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import meaning_words
from gmi_app.ui.charts.interval_bar import IntervalBar
from gmi_app.ui.screens.result import RISE, ResultScreen
from gmi_app.ui.widgets.text import Text
from tests.ui.practice import NOW, PATIENT, Practice, Skill
from tests.ui.pressing import held
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui

SURE = Skill(1.0, 1.5)


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures", ("hand", "neck")))
    made.add_patient(PATIENT)
    made.state.patient = PATIENT
    yield made
    made.close()


@pytest.fixture
def practice(world: World) -> Practice:
    return Practice(world.journal, world.catalogue.pictures)


@pytest.fixture
def screen(world: World) -> Iterator[ResultScreen]:
    made = ResultScreen(world.state, world.services)
    yield made
    made.close()
    made.deleteLater()


def show(screen: ResultScreen, world: World, summary: SessionSummary, width: int = 1280) -> None:
    screen.show_summary(summary)
    world.show(screen, width)


def said(screen: QWidget) -> str:
    return "\n".join(text.words for text in screen.findChildren(Text) if text.isVisible())


def ratings(world: World) -> list[tuple[When, int]]:
    return [(rating.when, rating.value) for rating in world.journal.ratings(PATIENT.id)]


# ---- the words
def test_a_good_set_is_at_the_goal_and_says_how_sure_that_is(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(settings=DrillSettings(count=60), left=SURE, right=SURE))
    words = said(screen)
    assert "Both hands are at the usual goal." in words
    assert "as far as so few" not in words
    assert screen.sides[Side.LEFT].accuracy.meaning.words == "At the goal"
    assert screen.sides[Side.LEFT].accuracy.value.words == "30 of 30"


def test_a_goal_that_the_interval_crosses_is_never_called_reached(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    """The weakness of the mock-up: 16 of 20 is 80 %, and may well be 60 %."""
    show(screen, world, practice.do_set(left=Skill(0.9, 2.0), right=SURE))
    reading = read(screen_summary(screen))
    for side in Side:
        for standing, tile in (
            (reading.of(side).accuracy, screen.sides[side].accuracy),
            (reading.of(side).rt, screen.sides[side].rt),
        ):
            assert standing is not None
            assert (tile.meaning.words == "At the goal") == (standing.met and standing.sure)
    assert screen.sides[Side.RIGHT].accuracy.meaning.words == "About at the goal"  # 10 of 10


def screen_summary(screen: ResultScreen) -> SessionSummary:
    assert screen._summary is not None
    return screen._summary


def test_a_guessed_set_is_said_kindly_and_its_times_are_not_read(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(left=Skill(1, 1), right=Skill(0, 1)))  # always "left"
    assert "cannot be told apart from guessing. That happens." in said(screen)
    for card in screen.sides.values():
        assert card.rt.value.words == "–"
        assert card.rt.likely.words == "not shown: too many guesses"
        assert card.accuracy.meaning.words == ""


def test_stopping_early_is_fine_and_the_reason_is_shown(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    summary = practice.do_set(stopped=StopReason.TIRED, answered=7)
    show(screen, world, summary)
    words = said(screen)
    assert "Stopped early, that is fine" in words
    assert "You did 7 of 20 pictures. They are kept." in words
    assert "You said: tired." in words


@pytest.mark.parametrize("answered", [3, 7])
def test_nobody_who_stops_early_is_told_of_guesses(
    screen: ResultScreen, world: World, practice: Practice, answered: int
) -> None:
    skill = Skill(0.5, 2.0)
    stopped = StopReason.MORE_PAIN
    show(
        screen, world, practice.do_set(stopped=stopped, answered=answered, left=skill, right=skill)
    )
    likely = [card.rt.likely.words for card in screen.sides.values()]
    assert likely == ["not shown: too few answers"] * 2
    assert "guess" not in said(screen)


@pytest.mark.parametrize("reason", list(StopReason))
def test_every_reason_has_words(practice: Practice, reason: StopReason) -> None:
    summary = practice.do_set(stopped=reason, answered=7)
    assert meaning_words.reason(summary).startswith("You said: ")


def test_upsetting_names_who_can_help(practice: Practice) -> None:
    words = meaning_words.reason(practice.do_set(stopped=StopReason.UPSETTING, answered=7))
    assert "your therapist or your family doctor" in words


def test_answers_that_do_not_count_are_told_on_both_cards_in_line(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    settings = DrillSettings(count=60, limit_s=3.0)
    show(screen, world, practice.do_set(settings=settings, left=Skill(1, 2.6), right=Skill(1, 0.1)))
    words = said(screen)
    assert "ran out of time." in words
    assert "answers came too early to count." in words
    tiles = [card.rt.mapTo(screen, QPoint()).y() for card in screen.sides.values()]
    assert tiles[0] == tiles[1]


def test_every_meaning_has_a_sentence_that_blames_nobody(practice: Practice) -> None:
    summary = practice.do_set()
    reading = read(summary)
    for meaning in Meaning:
        for sure in (True, False):
            for side in (*Side, None):
                varied = replace(reading, meaning=meaning, sure=sure, side=side, slower=side)
                sentence = meaning_words.sentence(summary, varied)
                assert sentence[-1] == "."
                assert not any(word in sentence.lower() for word in ("fail", "bad", "poor", "only"))


@pytest.mark.parametrize("part", list(BodyPart))
def test_both_sides_of_every_part_have_a_name(part: BodyPart) -> None:
    assert meaning_words.both(DrillSettings(part=part))


@pytest.mark.parametrize("part", [BodyPart.NECK, BodyPart.BACK])
@pytest.mark.parametrize("side", list(Side))
def test_every_meaning_of_a_direction_speaks_of_the_way(
    practice: Practice, part: BodyPart, side: Side
) -> None:
    summary = practice.do_set(settings=DrillSettings(part=BodyPart.NECK))
    summary = replace(summary, settings=DrillSettings(part=part))
    reading = read(summary)
    for meaning in (Meaning.ONE_SIDE_SLOWER, Meaning.ONE_SIDE_LESS_ACCURATE, Meaning.OWN_ONLY):
        varied = replace(reading, meaning=meaning, side=side, slower=side)
        sentence = meaning_words.sentence(summary, varied)
        assert f"The way to the {side}" in sentence
        assert "side" not in sentence


def test_a_moving_set_is_compared_with_nothing_but_ones_own(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    clips = [
        replace(picture, frames=12, fps=12.0, direction=picture.side.other)
        for picture in world.catalogue.pictures
    ]
    settings = DrillSettings(moving=True, task=Task.DIRECTION)
    summary = replace(practice, pictures=clips).do_set(settings=settings)
    show(screen, world, summary)
    words = said(screen)
    assert "There is no usual goal for moving pictures: compare with your own sets." in words
    assert "Hand to the left" in words
    assert "goal 2" not in words
    assert screen.trend.chart.data.band is None
    for bar in screen.findChildren(IntervalBar):
        assert "no usual goal" in bar.accessibleName()


def test_necks_are_turned_not_left(screen: ResultScreen, world: World, practice: Practice) -> None:
    show(screen, world, practice.do_set(settings=DrillSettings(part=BodyPart.NECK)))
    assert "Neck to the left" in said(screen)
    names = [bar.accessibleName() for bar in screen.findChildren(IntervalBar)]
    assert sum("goal 2.1 s or less" in name for name in names) == 2


# ---- check-ups
def test_a_check_up_says_what_really_changed(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    check_up = DrillSettings.for_check_up()
    practice.do_set(NOW - timedelta(days=7), check_up, Skill(1, 4.0), SURE)
    show(screen, world, practice.do_set(NOW, check_up, Skill(1, 2.0), SURE))
    words = said(screen)
    assert "This really changed since the check-up on 15 Nov. Left hand: quicker by" in words
    assert "Right hand: " not in words


def test_a_check_up_like_the_last_one_says_that_chance_can_do_it(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    check_up = DrillSettings.for_check_up()
    practice.do_set(NOW - timedelta(days=7), check_up, SURE, SURE)
    show(screen, world, practice.do_set(NOW, check_up, SURE, SURE))
    assert "No real change since the check-up on 15 Nov. Up to 0.5 s and 14 points" in said(screen)


def test_a_first_check_up_and_practice_compare_with_nothing(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    practice.do_set(NOW - timedelta(days=7), DrillSettings.for_check_up(), SURE, SURE)
    show(screen, world, practice.do_set(NOW, DrillSettings(), SURE, SURE))
    assert "since the check-up" not in said(screen)


# ---- the last sets
def test_the_chart_holds_the_last_ten_comparable_sets(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    for back in range(12, 0, -1):
        practice.do_set(NOW - timedelta(days=back), left=SURE, right=SURE)
    practice.do_set(NOW - timedelta(hours=5), method=InputMethod.MOUSE)
    show(screen, world, practice.do_set(left=SURE, right=SURE))
    data = screen.trend.chart.data
    assert [len(series.points) for series in data.series] == [10, 10]
    assert data.stops[-1].lines[0] == "22 Nov"
    screen.trend.measure.key(1).click()
    assert screen.trend.chart.data.series[0].points[0].value == 1.0


# ---- pain after
def test_the_pain_after_is_kept_and_can_be_changed(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    summary = practice.do_set(before=4)
    show(screen, world, summary)
    assert "Before this set you said 4." in said(screen)
    QTest.keyClick(screen, Qt.Key.Key_3)
    world.clock.now += timedelta(seconds=2)
    QTest.keyClick(screen, Qt.Key.Key_5)
    world.settle()
    assert ratings(world) == [(When.AFTER, 5), (When.AFTER, 3), (When.BEFORE, 4)]
    assert world.journal.summaries(PATIENT.id)[0].pain_after == 5
    assert "Thank you, it is kept." in said(screen)


def test_a_held_digit_is_one_rating(screen: ResultScreen, world: World, practice: Practice) -> None:
    show(screen, world, practice.do_set(before=4))
    QTest.keyPress(screen, Qt.Key.Key_3)
    for _ in range(3):
        QApplication.sendEvent(screen, held(Qt.Key.Key_3))
    world.settle()
    assert ratings(world) == [(When.AFTER, 3), (When.BEFORE, 4)]


def test_the_pain_after_is_of_whose_set_it_was(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(before=4))
    world.state.patient = None  # somebody else is being chosen
    QTest.keyClick(screen, Qt.Key.Key_3)
    world.settle()
    assert ratings(world) == [(When.AFTER, 3), (When.BEFORE, 4)]


def test_when_pain_rose_the_keys_stay_and_again_goes(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(before=4))
    place = screen.pain.scale.mapTo(screen, QPoint())
    assert screen.again.isVisible()
    QTest.keyClick(screen, Qt.Key.Key_6)
    world.settle()
    assert screen._stack.currentIndex() == RISE
    assert "Pain went up by 2. That can happen." in said(screen)
    assert not screen.again.isVisible()
    assert screen.pain.scale.mapTo(screen, QPoint()) == place
    QTest.keyClick(screen, Qt.Key.Key_5)  # a slip of the finger
    world.settle()
    assert screen.again.isVisible()
    assert "Pain went up" not in said(screen)


def test_in_one_column_the_words_come_below_the_keys(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(before=0), width=1000)
    QTest.keyClick(screen, Qt.Key.Key_8)
    world.settle()
    assert screen.rise_below.isVisible()
    assert "Pain went up by 8." in screen.rise_below.heading.words


def test_without_a_pain_before_nothing_is_called_a_rise(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(before=None))
    QTest.keyClick(screen, Qt.Key.Key_9)
    world.settle()
    assert screen.again.isVisible()


# ---- leaving
def test_again_hands_over_the_same_settings_and_done_is_done(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    settings = DrillSettings(count=30, limit_s=9.0)
    show(screen, world, practice.do_set(settings=settings))
    again: list[object] = []
    done: list[bool] = []
    screen.again_requested.connect(again.append)
    screen.done.connect(lambda: done.append(True))
    screen.again.click()
    screen.finish.click()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert again == [settings]
    assert done == [True, True]


def test_a_screen_reader_hears_the_result_first(
    screen: ResultScreen, world: World, practice: Practice
) -> None:
    show(screen, world, practice.do_set(settings=DrillSettings(count=60), left=SURE, right=SURE))
    assert screen.accessibleName() == "Set finished"
    assert screen.accessibleDescription() == "Both hands are at the usual goal."
    names = [bar.accessibleName() for bar in screen.findChildren(IntervalBar)]
    assert names[0].startswith("Left hand, Correct: 30 of 30, likely 89 to 100 %; goal 80 %")
