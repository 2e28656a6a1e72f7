"""What goes beside the exercises on the screen: sessions, pacer, choices, pacing, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from gmi_app.activities.settings import (
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.errors import StorageError
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import NoteKind
from gmi_app.facts.rating import RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionKind, StopReason
from gmi_app.imagery.commands import Hold
from gmi_app.imagery.script import Phase
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.activities.breathing import BreathFace, BreathingPacer
from gmi_app.ui.activities.forms import PerceptionForm, RelaxationForm, TouchForm
from gmi_app.ui.activities.offers import offers
from gmi_app.ui.activities.overview import ActivitiesScreen
from gmi_app.ui.activities.pacing import PacingScreen
from gmi_app.ui.activities.result import ActivityResult
from gmi_app.ui.activities.set_up import ActivitySetUp
from gmi_app.ui.imagery.sheets import HeldSheet, RatingSheet, ReadySheet
from gmi_app.ui.routes import Route
from gmi_app.ui.screens.history import BESIDE, HistoryScreen
from gmi_app.ui.stage.sheets import StopSheet
from gmi_app.ui.theme import Theme, apply, theme
from gmi_app.ui.widgets.records import ROW_EM
from gmi_app.ui.widgets.text import Text
from tests.clocks import FakeClock
from tests.ui import activity_practice as practice
from tests.ui.activity_world import Guided
from tests.ui.guided_world import ListeningVoice
from tests.ui.looks import ANNA
from tests.ui.world import World

pytestmark = pytest.mark.gui

Make = Callable[..., Guided]
TOUCH = DesensitisationSettings(seconds=180)
NOTICE = PerceptionSettings(seconds=60, prompts=("touches", "touch_one"))


@pytest.fixture
def make(world: World) -> Iterator[Make]:
    made: list[Guided] = []
    world.add_patient(ANNA)

    def one(settings: object = None, **named: object) -> Guided:
        chosen = settings or RelaxationSettings(seconds=60)
        made.append(Guided(world, ANNA.id, chosen, **named))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for guided in made:
        guided.close()


# ---- sessions
def test_a_breathing_session_from_beginning_to_end(make: Make) -> None:
    guided = make()
    guided.begin()
    assert guided.guide.face is not None
    assert not guided.guide.stage.easier.isVisible()
    guided.wake()
    assert guided.guide.stage.caption.words == "I breathe in."
    assert guided.guide.stage.times.words == "Breath 1 of 4"
    assert not guided.guide.stage.ring.isVisible()
    guided.clock.advance(2)
    guided.guide.show_time()
    breath = guided.guide.face.breath
    assert breath is not None
    assert (breath.into, breath.share) == (True, 0.5)
    guided.through()
    record = guided.finish()
    assert record is not None
    assert record.completed
    assert record.pain_before == 3
    assert record.series(RatingKind.CALM) == (4,)
    assert [s.repetitions for s in record.steps] == [4]
    assert guided.voice.closed


def test_only_the_first_breaths_are_spoken_but_all_have_a_tone(make: Make) -> None:
    guided = make(RelaxationSettings(seconds=90))
    guided.begin()
    guided.through()
    assert guided.voice.heard.count("I breathe in.") == 3
    assert guided.voice.heard.count("And out, slowly.") == 3
    assert guided.sounds.heard.count("go") == 7
    assert guided.voice.heard == guided.guide.said
    guided.finish()


def test_touch_shows_the_limb_that_is_touched_and_where(make: Make) -> None:
    guided = make(TOUCH)
    guided.begin()
    assert guided.seen == [(BodyPart.HAND, Side.LEFT)]
    guided.until("healthy")
    guided.world.settle()
    assert guided.seen[-1] == (BodyPart.HAND, Side.RIGHT)
    assert guided.guide.stage.picture.accessibleName() == "Right hand"
    guided.until("at_far")
    guided.world.settle()
    assert guided.seen[-1] == (BodyPart.HAND, Side.LEFT)
    assert guided.guide.stage.count.words == "Well away from the pain"
    assert guided.guide.stage.ring.isVisible()
    guided.until("at_near", Phase.RATE)
    sheet = guided.guide.stage.sheet
    assert isinstance(sheet, RatingSheet)
    guided.key(Qt.Key.Key_2)
    assert guided.run.passage is not None
    assert guided.run.passage.id == "at_far"
    guided.key(Qt.Key.Key_E)
    assert guided.run.passage.id == "at_beside"
    guided.through()
    record = guided.finish()
    assert record is not None
    assert [s.eased for s in record.steps if s.eased] == [True]
    assert record.rated(record.steps[4], RatingKind.COMFORT) == 2


def test_questions_of_place_have_three_answers(make: Make) -> None:
    guided = make(NOTICE)
    guided.begin()
    guided.until("touch_one", Phase.RATE)
    sheet = guided.guide.stage.sheet
    assert isinstance(sheet, RatingSheet)
    assert [key.text() for key in sheet.keys] == ["Somewhere else", "Nearly", "Just there"]
    sheet.keys[1].click()
    record = guided.finish()
    assert record is not None
    assert record.series(RatingKind.LOCATED) == (1,)
    assert guided.guide.said[-1] == "Was it as I thought?"


def test_more_pain_offers_to_stop_first(make: Make) -> None:
    guided = make(TOUCH)
    guided.begin()
    guided.until("at_far")
    guided.key(Qt.Key.Key_M)
    sheet = guided.guide.stage.sheet
    assert isinstance(sheet, HeldSheet)
    assert sheet.hurts
    assert sheet.primary.text() == "Stop here"
    assert not sheet.ease.isHidden()
    sheet.primary.click()
    record = guided.finish()
    assert record is not None
    assert record.reason is StopReason.MORE_PAIN
    assert EventKind.MORE_PAIN in [event.kind for event in record.events]


def test_escape_asks_and_going_on_goes_on(make: Make) -> None:
    guided = make()
    guided.begin()
    guided.key(Qt.Key.Key_Escape)
    first = guided.guide.stage.sheet
    assert isinstance(first, StopSheet)
    first.declined.emit()
    assert guided.run.hold is None
    guided.key(Qt.Key.Key_Escape)
    sheet = guided.guide.stage.sheet
    assert isinstance(sheet, StopSheet)
    sheet.chosen.emit(StopReason.TIRED)
    record = guided.finish()
    assert record is not None
    assert record.end is not None
    assert (record.end.kind, record.reason) == (EndKind.STOPPED, StopReason.TIRED)
    assert [s.exercise for s in record.steps] == ["breathing"]


@pytest.mark.parametrize("settings", [RelaxationSettings(), TOUCH, NOTICE])
def test_it_says_what_is_needed_before_it_begins(make: Make, settings: object) -> None:
    guided = make(settings, silent=True)
    guided.open()
    sheet = guided.guide.stage.sheet
    assert isinstance(sheet, ReadySheet)
    assert ("silk" in sheet.accessibleDescription()) is (settings is TOUCH)
    assert "This computer has no voice" in sheet.voice.words
    assert guided.guide.run is None


def test_not_now_begins_nothing(make: Make, world: World) -> None:
    guided = make()
    guided.open()
    guided.key(Qt.Key.Key_Escape)
    assert guided.finish() is None
    assert world.journal.activity_records(ANNA.id) == []


def test_sleep_and_another_window_pause(make: Make) -> None:
    guided = make()
    guided.begin()
    guided.slept = True
    guided.wake()
    why = [guided.run.hold]
    guided.key(Qt.Key.Key_Space)
    guided.guide.stage.away.emit()
    why.append(guided.run.hold)
    assert why == [Hold.SLEPT, Hold.AWAY]
    assert guided.guide.face is not None
    held = guided.guide.face.breath
    guided.clock.advance(3)
    guided.guide.show_time()
    assert guided.guide.face.breath == held


def test_what_cannot_be_kept_is_said_and_tried_again(make: Make, world: World) -> None:
    class Full:
        """The disk is full until there is room."""

        full = False

        def __getattr__(self, name: str) -> object:
            def call(*args: object, **named: object) -> object:
                if self.full:
                    raise StorageError("The disk is full.")
                return getattr(world.journal, name)(*args, **named)

            return call

    journal = Full()
    guided = make(NOTICE, journal=journal)
    guided.begin()
    journal.full = True
    guided.through()
    world.settle()
    sheet = guided.guide.stage.sheet
    assert sheet is not None
    assert guided.guide.stage.notice.words == "The disk is full."
    journal.full = False
    sheet.primary.click()
    record = guided.finish()
    assert record is not None
    assert record.series(RatingKind.NOTICED) == (4,)
    assert record.series(RatingKind.LOCATED) == (2,)


# ---- the pacer
def disc_px(face: BreathFace) -> int:
    """How many pixels the disc takes."""
    image = face.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    tint = QColor(theme().tokens.tint).rgb()
    return sum(image.pixel(x, image.height() // 3) == tint for x in range(image.width()))


def test_the_pacer_breathes_by_the_clock(world: World) -> None:
    clock = FakeClock()
    pacer = BreathingPacer(clock)
    turned: list[bool] = []
    pacer.turned.connect(turned.append)
    world.show(pacer, 400, 400)
    assert not pacer.running
    pacer.show_now()
    assert pacer.face.breath is None
    pacer.start()
    small = disc_px(pacer.face)
    clock.advance(3.9)
    pacer.show_now()
    assert disc_px(pacer.face) > small + 60
    assert pacer.face.word() == "In"
    clock.advance(0.2)
    pacer.show_now()
    assert pacer.face.word() == "Out"
    clock.advance(6)
    pacer.show_now()
    assert turned == [True, False, True]
    pacer.hide()
    assert not pacer.running
    pacer.deleteLater()


def test_with_reduced_motion_only_dots_change_once_a_second(world: World) -> None:
    apply(world.app, replace(Theme(), reduced_motion=True))
    clock = FakeClock()
    pacer = BreathingPacer(clock)
    world.show(pacer, 400, 400)
    pacer.start()
    sizes, gone = set(), []
    for _ in range(10):
        pacer.show_now()
        sizes.add(disc_px(pacer.face))
        gone.append(pacer.face.seconds_gone)
        clock.advance(1)
    assert len(sizes) == 1
    assert gone == [1, 2, 3, 4, 1, 2, 3, 4, 5, 6]
    pacer.stop()
    assert pacer.face.seconds_gone == 0
    pacer.deleteLater()


# ---- the overview and the choices
def test_the_overview_leads_to_each_kind(world: World) -> None:
    world.add_patient(ANNA)
    practice.activity_days(world.journal, ANNA.id)
    window = world.open_window()
    assert offers()[0].kind is SessionKind.RELAXATION
    for kind, route in (
        (SessionKind.RELAXATION, Route.BESIDE_SET_UP),
        (SessionKind.DESENSITISATION, Route.BESIDE_SET_UP),
        (SessionKind.PERCEPTION, Route.BESIDE_SET_UP),
        (SessionKind.ACTIVITY, Route.PACING),
    ):
        window.activities.show()
        world.settle()
        screen = window.screen_widget
        assert isinstance(screen, ActivitiesScreen)
        assert screen.cards[kind].last.words.startswith("Last time: ")
        screen.cards[kind].key.click()
        world.settle()
        assert window.is_at(route)


def set_up(world: World, kind: SessionKind) -> ActivitySetUp:
    window = world.open_window()
    window.activities.show_set_up(kind)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, ActivitySetUp)
    assert screen.form is not None
    return screen


def test_relaxing_is_preset_as_the_last_time_and_changed(world: World) -> None:
    world.add_patient(ANNA)
    practice.relaxed(world.journal, ANNA.id)
    asked: list[tuple[object, ...]] = []
    world.services = replace(world.services, start_aside=lambda *what: asked.append(what))
    screen = set_up(world, SessionKind.RELAXATION)
    form = screen.form
    assert isinstance(form, RelaxationForm)
    assert form.settings() == RelaxationSettings()
    form.way.chip(1).click()
    form.pace.chip(2).click()
    form.length.set_value(10)
    assert "5 seconds in, 7 out" in form.says.words
    screen.go.click()
    world.settle()
    assert world.window is not None
    assert world.window.is_at(Route.PAIN_BEFORE)
    QTest.keyClick(world.window.screen_widget, Qt.Key.Key_4)
    world.settle()
    assert asked == [(RelaxationSettings(Way.MUSCLES, 600, 5.0, 7.0), 4, None)]


def test_touch_is_preset_to_what_the_last_times_allow(world: World) -> None:
    world.add_patient(ANNA)
    for days_ago in (3, 2):
        practice.touched(world.journal, ANNA.id, days_ago, texture="felt")
    form = set_up(world, SessionKind.DESENSITISATION).form
    assert isinstance(form, TouchForm)
    assert form.settings() == DesensitisationSettings(texture="corduroy")
    form.limb.part.chip(4).click()
    assert not form.limb._line.isVisible()
    chosen = form.settings()
    assert (chosen.part, chosen.healthy) == (BodyPart.NECK, False)


def test_after_three_flares_touch_asks_for_a_pause(world: World) -> None:
    world.add_patient(ANNA)
    for days_ago in (3, 2, 1):
        practice.touched(world.journal, ANNA.id, days_ago, pain=(2, 6))
    screen = set_up(world, SessionKind.DESENSITISATION)
    assert isinstance(screen.form, TouchForm)
    said = [text.words for text in screen.form.findChildren(Text)]
    assert any("talk to your therapist" in words for words in said)


def test_perception_says_what_comes_this_time(world: World) -> None:
    world.add_patient(ANNA)
    form = set_up(world, SessionKind.PERCEPTION).form
    assert isinstance(form, PerceptionForm)
    few = form.settings().prompts
    form.length.set_value(10)
    form.limb.part.chip(1).click()
    many = form.settings()
    assert len(many.prompts) > len(few)
    assert "toes" in many.prompts
    assert "Toe by toe" in form.contents.words


def test_leaving_the_choices_silences_the_voice(world: World) -> None:
    voices: list[ListeningVoice] = []

    def open_voice(preferences: object, parent: QObject) -> ListeningVoice:
        voices.append(ListeningVoice(parent))
        return voices[-1]

    world.add_patient(ANNA)
    world.services = replace(world.services, open_voice=open_voice)
    screen = set_up(world, SessionKind.RELAXATION)
    screen.voice.attempt.click()
    assert world.window is not None
    world.window.show_today()
    world.settle()
    assert voices[0].closed


# ---- activity pacing
def pacing(world: World) -> PacingScreen:
    window = world.window or world.open_window()
    window.activities.show_set_up(SessionKind.ACTIVITY)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, PacingScreen)
    return screen


def find(screen: QWidget, name: str) -> QAbstractButton:
    found = screen.findChild(QAbstractButton, name)
    assert found is not None
    return found


def newest(world: World) -> ActivityGoal:
    content = world.journal.notes(ANNA.id, [NoteKind.ACTIVITY_GOAL])[0].content
    assert isinstance(content, ActivityGoal)
    return content


def test_an_activity_is_named_and_ticked_off(world: World) -> None:
    world.add_patient(ANNA)
    screen = pacing(world)
    find(screen, "add_goal").click()
    form = screen.form
    assert form is not None
    assert not form.keep.isEnabled()
    QTest.keyClicks(form.name, "Play the piano")
    form.unit.key(1).click()
    form.baseline.set_value(4)
    assert "It begins with 4 times" in form.says.words
    form.keep.click()
    world.settle()
    kept = newest(world)
    assert (kept.name, kept.unit, kept.baseline, kept.amount, kept.step) == (
        "Play the piano",
        Unit.TIMES,
        4,
        4,
        1,
    )
    screen.cards[0].tick.click()
    tick = screen.cards[0].form
    assert tick is not None
    assert not screen.add_key.isVisible()
    tick.amount.set_value(3)
    tick.how_well.keys[7].click()
    tick.before.keys[2].click()
    tick.now.keys[3].click()
    find(tick, "keep_tick").click()
    world.settle()
    (record,) = world.journal.activity_records(ANNA.id)
    assert isinstance(record.session.settings, PacingSettings)
    assert record.session.settings.planned == 4
    assert [s.repetitions for s in record.steps] == [3]
    assert record.series(RatingKind.HOW_WELL) == (7,)
    assert (record.pain(When.BEFORE), record.pain(When.AFTER)) == (2, 3)
    assert world.window is not None
    assert world.window.is_at(Route.BESIDE_RESULT)
    said = [text.words for text in world.window.screen_widget.findChildren(Text)]
    assert "Play the piano: 3 times. Well done." in said


def test_a_step_up_is_offered_accepted_or_declined(world: World) -> None:
    world.add_patient(ANNA)
    practice.activity_days(world.journal, ANNA.id)
    screen = pacing(world)
    card = next(c for c in screen.cards if c._goal.name == practice.WALK.name)
    find(card, "decline").click()
    world.settle()
    assert newest(world) == practice.WALK
    card = next(c for c in screen.cards if c._goal.name == practice.WALK.name)
    assert card.findChild(QAbstractButton, "accept") is None  # counting begins again


def test_accepting_a_step_plans_it(world: World) -> None:
    world.add_patient(ANNA)
    practice.activity_days(world.journal, ANNA.id)
    screen = pacing(world)
    find(screen, "accept").click()
    world.settle()
    assert newest(world) == replace(practice.WALK, amount=13)


def test_after_a_flare_less_is_offered(world: World) -> None:
    world.add_patient(ANNA)
    practice.named(world.journal, ANNA.id, practice.WALK)
    practice.walked(world.journal, ANNA.id, 1, pain=(2, 5))
    screen = pacing(world)
    assert find(screen, "accept").text() == "Yes, 11 minutes"


def test_what_is_put_away_and_forms_that_are_left(world: World) -> None:
    world.add_patient(ANNA)
    practice.named(world.journal, ANNA.id, practice.WALK)
    screen = pacing(world)
    screen.cards[0].tick.click()
    screen.cards[0]._close()
    assert screen.cards[0].tick.isVisible()
    screen.show_form()
    assert screen.step_back()
    assert not screen.step_back()
    away = [b for b in screen.findChildren(QAbstractButton) if b.text() == "Put away"]
    away[-1].click()
    world.settle()
    assert not newest(world).active
    assert screen.cards == []


# ---- afterwards
def test_the_result_keeps_the_pain_and_speaks_up_when_it_rose(world: World) -> None:
    world.add_patient(ANNA)
    record = practice.touched(world.journal, ANNA.id, pain=(3, 3))
    window = world.open_window()
    window.activities.show_result(record)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, ActivityResult)
    assert not screen.rise.isVisible()
    screen.pain.scale.keys[6].click()
    world.settle()
    assert screen.rise.isVisible()
    (kept,) = world.journal.activity_records(ANNA.id)
    assert kept.pain_after == 6
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    world.settle()
    assert window.is_at(Route.TODAY)


def test_the_history_lists_them(world: World) -> None:
    world.add_patient(ANNA)
    records = practice.activity_days(world.journal, ANNA.id)
    window = world.open_window()
    window.show_history()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, HistoryScreen)
    assert screen._beside is None
    QTest.keyClick(screen, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    world.settle()
    screen.show_view(BESIDE)
    model = screen.beside.model
    assert model.rowCount() == len(records) == 6
    rows = [
        [model.index(r, c).data() for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]
    said = {row[1]: row[2:5] for row in rows}
    assert said["Relaxing"] == ["Breathing", "about 3 minutes", "calm 4 of 5"]
    assert said["Getting used to touch"][2] == "comfortable 4 of 5"
    assert said["Noticing my body"][2] == "felt 3.5 of 5, found 1 of 2"
    assert said["Doing a little more"][:2] == ["Walk to the shop and back", "12 minutes"]
    assert "You practised on 3 days" in screen.headline.words


@pytest.mark.parametrize("percent", [100, 200])
def test_the_history_is_never_wider_than_its_card(world: World, percent: int) -> None:
    preferences = replace(world.state.preferences, text_percent=percent)
    apply(world.app, Theme.from_preferences(preferences))
    world.state.preferences = preferences
    world.add_patient(ANNA)
    practice.activity_days(world.journal, ANNA.id)
    window = world.open_window()
    window.resize(1280, 800)
    window.show_history()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, HistoryScreen)
    screen.show_view(BESIDE)
    world.settle()
    table, model = screen.beside.table, screen.beside.model
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert model.folded is (percent == 200)
    shown = [c for c in range(model.columnCount()) if not table.isColumnHidden(c)]
    walk = next(r for r in range(model.rowCount()) if "Walk" in model.index(r, 2).data())
    told = " ".join(str(model.index(walk, c).data()) for c in shown)
    for words in ("Doing a little more", "Walk to the shop and back", "12 minutes", "6 of 10"):
        assert words in told
    assert "3, 3" in told
    if percent == 100:
        return
    lines = model.index(walk, model.note).data().count("\n") + 1
    assert table.rowHeight(walk) > 1.1 * lines * table.fontMetrics().height()
    assert model.headerData(model.note, Qt.Orientation.Horizontal) == "What was done"
    spoken = model.index(walk, model.note).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Pain before, after: 3, 3" in spoken
    window.resize(2600, 900)  # with room the columns come back
    world.settle()
    assert not model.folded
    assert not any(map(table.isColumnHidden, range(model.columnCount())))
    assert table.rowHeight(walk) == theme().em(ROW_EM)
