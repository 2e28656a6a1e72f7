"""Imagined movements on the screen: whole journeys, one key, faults; what is shown is spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication

from gmi_app.errors import StorageError
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import EndKind, EventKind, StopReason
from gmi_app.imageries import frames_of
from gmi_app.imagery.commands import Hold
from gmi_app.imagery.exercise import Exercise
from gmi_app.imagery.facts import Easing
from gmi_app.imagery.ladders import OWN_FOLDER, load_ladder
from gmi_app.imagery.script import Phase
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.later import Later
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.imagery.history import Column
from gmi_app.ui.imagery.set_up import ImagerySetUp
from gmi_app.ui.imagery.sheets import HeldSheet, RatingSheet, ReadySheet
from gmi_app.ui.imagery.voice_card import VoiceCard
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.screens.history import IMAGERY, HistoryScreen
from gmi_app.ui.stage.sheets import NotKeptSheet, StopSheet
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.widgets.text import Text
from tests.ui.guided_world import ListeningVoice
from tests.ui.imagery_looks import imagery_stage
from tests.ui.imagery_practice import imagery_days
from tests.ui.imagery_world import Guided
from tests.ui.practice import PATIENT
from tests.ui.world import World

pytestmark = pytest.mark.gui

Make = Callable[..., Guided]
EYES_CLOSED = ImagerySettings(eyes_closed=True)


@pytest.fixture
def make(world: World) -> Iterator[Make]:
    made: list[Guided] = []
    world.add_patient(PATIENT)

    def one(**named: object) -> Guided:
        made.append(Guided(world, PATIENT.id, **named))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for guided in made:
        guided.close()


def sheet(guided: Guided) -> object:
    return guided.guide.stage.sheet


def rate(guided: Guided, *keys: Qt.Key) -> None:
    """Answers with keys: clarity, feeling, pain, moved."""
    for key in keys:
        guided.key(key)


ANSWERS = {
    RatingKind.CLARITY: Qt.Key.Key_4,
    RatingKind.FEELING: Qt.Key.Key_3,
    RatingKind.PAIN_NOW: Qt.Key.Key_2,
    RatingKind.MOVED: Qt.Key.Key_0,
}
GOOD = tuple(ANSWERS.values())


def test_a_whole_session_with_the_keyboard(make: Make) -> None:
    guided = make()
    guided.open()
    assert isinstance(sheet(guided), ReadySheet)
    guided.key(Qt.Key.Key_Space)
    guided.world.wait_for(lambda: guided.guide.run is not None and guided.run.phase is Phase.SETTLE)
    guided.key(Qt.Key.Key_N)
    for number in (1, 2):
        guided.until(Phase.RATE)
        assert isinstance(sheet(guided), RatingSheet)
        assert guided.guide.stage.count.words == f"Exercise {number} of 2"
        rate(guided, *GOOD)
    assert sheet(guided) is None
    guided.until(Phase.CLOSING)
    guided.wake()
    record = guided.finish()
    assert record is not None
    assert record.completed
    assert [s.exercise for s in record.done] == ["hand_rest", "hand_open"]
    assert record.series(RatingKind.CLARITY) == (4, 4)
    assert record.series(RatingKind.FEELING) == (3, 3)
    assert record.series(RatingKind.MOVED) == (0, 0)
    assert (record.pain_before, record.pain_after) == (3, 2)
    assert record == guided.world.journal.imagery_records(PATIENT.id)[0]
    assert guided.voice.closed


def test_what_is_shown_is_spoken(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: announced.append(event.message())
    )
    guided = make()
    guided.begin()
    shown = [guided.guide.stage.caption.words]
    guided.key(Qt.Key.Key_P)
    shown.append(guided.guide.stage.caption.words)
    guided.key(Qt.Key.Key_Space)
    while guided.run.phase is not Phase.ENDED:
        if guided.run.phase is Phase.RATE:
            asked = guided.guide.stage.sheet
            assert isinstance(asked, RatingSheet)
            assert asked.accessibleName() == guided.voice.heard[-1]
            guided.key(ANSWERS[asked.kind])
        else:
            guided.wake()
        shown.append(guided.guide.stage.caption.words)
    assert all(line in announced for line in shown)
    assert guided.voice.heard == guided.guide.said
    assert announced == guided.guide.said
    assert set(shown) == set(guided.guide.said)
    assert set(guided.sounds.heard) == {"begin", "go", "back", "rest"}


def test_one_key_and_closed_eyes(make: Make) -> None:
    guided = make(settings=EYES_CLOSED, exercises=("hand_rest",))
    guided.begin()
    stage = guided.guide.stage
    assert stage.dim.isVisible()
    assert stage.stop.isVisible()
    assert not stage.pause.isVisible()
    guided.key(Qt.Key.Key_Return)
    assert guided.run.phase is Phase.LOOK
    guided.key(Qt.Key.Key_A)
    assert guided.run.hold is Hold.PAUSED
    assert sheet(guided) is None
    guided.wake()
    assert guided.voice.heard[-1] == "Press now to go on."
    guided.key(Qt.Key.Key_B)
    assert guided.run.hold is None
    guided.until(Phase.RATE)
    assert sheet(guided) is None
    for wanted in (3, 2, 1):
        while guided.run.scan is None or guided.run.scan.offered is None:
            guided.wake()
        while guided.run.scan.offered.value != wanted:
            guided.wake()
        assert guided.voice.heard[-1] == str(wanted)
        guided.key(Qt.Key.Key_Space)
    guided.until(Phase.ENDED)
    record = guided.finish()
    assert record is not None
    assert record.series(RatingKind.CLARITY) == (3,)
    assert record.series(RatingKind.FEELING) == (2,)
    assert record.series(RatingKind.MOVED) == ()
    assert guided.voice.heard == guided.guide.said


def test_a_click_is_the_one_key_too(make: Make, qtbot: object) -> None:
    guided = make(settings=EYES_CLOSED)
    guided.begin()
    from PySide6.QtTest import QTest

    QTest.mouseClick(guided.guide.stage, Qt.MouseButton.LeftButton)
    assert guided.run.phase is Phase.LOOK


def test_pause_more_pain_and_stop(make: Make) -> None:
    guided = make()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.key(Qt.Key.Key_P)
    held = sheet(guided)
    assert isinstance(held, HeldSheet)
    assert held.accessibleDescription() == guided.voice.heard[-1]
    guided.key(Qt.Key.Key_Space)
    assert sheet(guided) is None
    guided.key(Qt.Key.Key_M)
    held = sheet(guided)
    assert isinstance(held, HeldSheet)
    assert held.hurts
    guided.key(Qt.Key.Key_Space)
    record = guided.finish()
    assert record is not None
    assert record.end is not None
    assert (record.end.kind, record.reason) == (EndKind.STOPPED, StopReason.MORE_PAIN)
    assert [e.kind for e in record.events] == [
        EventKind.PAUSED,
        EventKind.RESUMED,
        EventKind.MORE_PAIN,
    ]


def test_a_question_leaves_more_pain_and_stop_in_view(make: Make) -> None:
    """It lies over the controls of the window (clinical.md 5.1 and 5.4)."""
    guided = make()
    guided.begin()
    guided.until(Phase.RATE)
    for _ in ANSWERS:
        asked = sheet(guided)
        assert isinstance(asked, RatingSheet)
        assert asked.pain.isVisible()
        assert asked.stop.isVisible()
        if asked.kind is not RatingKind.MOVED:
            guided.key(ANSWERS[asked.kind])
    asked = sheet(guided)
    assert isinstance(asked, RatingSheet)
    asked.stop.click()
    stop = sheet(guided)
    assert isinstance(stop, StopSheet)
    stop.declined.emit()
    asked = sheet(guided)
    assert isinstance(asked, RatingSheet)
    asked.pain.click()
    held = sheet(guided)
    assert isinstance(held, HeldSheet)
    assert held.hurts


def test_stop_asks_why_and_can_be_taken_back(make: Make) -> None:
    guided = make(settings=EYES_CLOSED)
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.key(Qt.Key.Key_Escape)
    assert isinstance(sheet(guided), StopSheet)
    assert not guided.guide.stage.dim.isVisible()
    guided.guide.stage.sheet.declined.emit()  # type: ignore[union-attr]
    assert guided.guide.stage.dim.isVisible()
    assert guided.run.hold is None
    guided.guide.stage.close()  # the window's own button is Stop
    stop = sheet(guided)
    assert isinstance(stop, StopSheet)
    stop.chosen.emit(StopReason.TIRED)
    record = guided.finish()
    assert record is not None
    assert record.reason is StopReason.TIRED


def test_easier_again_and_next(make: Make) -> None:
    guided = make()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.clock.advance(2)
    guided.key(Qt.Key.Key_E)
    assert "Smaller and slower" in " ".join(p.line for p in guided.run._coming)
    guided.until(Phase.IMAGINE)
    guided.clock.advance(2)
    guided.key(Qt.Key.Key_R)
    guided.until(Phase.IMAGINE)
    guided.clock.advance(2)
    guided.key(Qt.Key.Key_N)
    assert guided.guide.stage.title.words == "Open the hand"
    guided.key(Qt.Key.Key_Escape)
    sheet(guided).chosen.emit(None)  # type: ignore[attr-defined]
    record = guided.finish()
    assert record is not None
    eased = [s.eased for s in record.steps]
    assert eased[:3] == [Easing.NONE, Easing.SMALLER, Easing.SMALLER]


def test_not_now_leaves_nothing_behind(make: Make) -> None:
    guided = make()
    guided.open()
    guided.key(Qt.Key.Key_Escape)
    assert guided.finish() is None
    assert guided.world.journal.imagery_records(PATIENT.id) == []


def test_another_window_in_front_pauses(make: Make, world: World) -> None:
    guided = make()
    guided.begin()
    guided.until(Phase.IMAGINE)
    other = QApplication.instance()
    assert other is not None
    guided.guide.stage.away.emit()
    assert guided.run.hold is Hold.AWAY
    assert guided.voice.heard[-1] == "Paused, because another window came in front."


def test_losing_the_focus_is_noticed(make: Make, world: World) -> None:
    guided = make()
    guided.begin()
    from PySide6.QtWidgets import QWidget

    front = QWidget()
    front.showFullScreen()
    front.activateWindow()
    world.wait_for(lambda: not guided.guide.stage.isActiveWindow())
    assert guided.run.hold is Hold.AWAY
    front.close()
    front.deleteLater()


def test_sleep_pauses(make: Make) -> None:
    guided = make()
    guided.begin()
    guided.until(Phase.IMAGINE)
    guided.slept = True
    guided.wake()
    assert guided.run.hold is Hold.SLEPT


def test_a_missing_picture_stops_nothing(make: Make) -> None:
    def none(exercise: Exercise, side: Side) -> tuple[list[QImage], float]:
        raise OSError("gone")

    guided = make(frames=none, exercises=("hand_rest",))
    guided.begin()
    guided.until(Phase.RATE)
    rate(guided, *GOOD)
    guided.until(Phase.ENDED)
    record = guided.finish()
    assert record is not None
    assert record.completed


def test_without_a_voice_it_is_said_once_and_the_light_stays_on(make: Make) -> None:
    guided = make(settings=EYES_CLOSED, silent=True)
    guided.open()
    ready = sheet(guided)
    assert isinstance(ready, ReadySheet)
    assert "This computer has no voice" in ready.voice.words
    guided.guide.begin()
    guided.world.wait_for(lambda: guided.guide.run is not None and guided.run.phase is Phase.SETTLE)
    assert not guided.guide.stage.dim.isVisible()
    assert guided.guide.stage.caption.words == guided.guide.said[-1]


def test_a_voice_that_is_lost_is_said_and_the_session_goes_on(make: Make) -> None:
    guided = make(settings=EYES_CLOSED, exercises=("hand_rest",))
    notices: list[str] = []
    guided.guide.notice.connect(notices.append)
    guided.begin()
    guided.voice.lost.emit()
    assert not guided.guide.stage.dim.isVisible()
    assert "goes on" in guided.guide.stage.notice.words
    assert len(notices) == 1
    guided.until(Phase.RATE)
    assert guided.guide.stage.caption.words == guided.guide.said[-1]


class Forgetful(Later):
    """A journal that cannot keep some things for a while."""

    def __init__(self, real: object, *failing: str) -> None:
        super().__init__(lambda: real)
        self.failing = set(failing)

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name in self.failing:

            def refuse(*_: object, **__: object) -> object:
                raise StorageError("The disk is full. Your data is safe.")

            return refuse
        return super().__getattr__(name)


def test_a_rating_that_cannot_be_kept_is_kept_at_the_end(make: Make, world: World) -> None:
    journal = Forgetful(world.journal, "add_rating")
    guided = make(journal=journal, exercises=("hand_rest",), pain=None)
    guided.begin()
    guided.until(Phase.RATE)
    rate(guided, *GOOD)
    world.settle()
    assert guided.guide.stage.notice.words == "The disk is full. Your data is safe."
    guided.until(Phase.CLOSING)
    guided.wake()
    world.wait_for(lambda: isinstance(sheet(guided), NotKeptSheet))
    journal.failing.clear()
    guided.key(Qt.Key.Key_Space)
    record = guided.finish()
    assert record is not None
    assert record.series(RatingKind.CLARITY) == (4,)
    assert record.series(RatingKind.PAIN_NOW) == (2,)


def test_a_session_that_cannot_begin_says_so(make: Make, world: World) -> None:
    guided = make(journal=Forgetful(world.journal, "begin_imagery"))
    guided.open()
    guided.guide.begin()
    assert guided.finish() is None
    assert guided.failures == ["The disk is full. Your data is safe."]


def test_chronometry_with_the_space_bar(make: Make) -> None:
    guided = make(settings=ImagerySettings(chronometry=True), exercises=("hand_open",))
    guided.begin()
    guided.until(Phase.IMAGINE)
    assert not guided.guide.stage.ring.isVisible()
    for _ in range(3):
        guided.key(Qt.Key.Key_Space)
        guided.clock.advance(5)
        guided.key(Qt.Key.Key_Space)
        guided.wake()
    guided.until(Phase.RATE)
    rate(guided, *GOOD)
    guided.until(Phase.ENDED)
    record = guided.finish()
    assert record is not None
    assert record.steps[0].timings_s == (5.0, 5.0, 5.0)


def test_a_clip_moves_while_it_is_looked_at_and_not_with_reduced_motion(
    make: Make, world: World
) -> None:
    images = [QImage(8, 8, QImage.Format.Format_RGB888) for _ in range(3)]

    def clip(exercise: Exercise, side: Side) -> tuple[list[QImage], float]:
        return images, 12.0

    guided = make(frames=clip, exercises=("hand_open",))
    guided.begin()
    guided.until(Phase.LOOK)
    world.settle()
    player = guided.guide.stage._player
    assert player.isActive()
    seen = []
    for _ in range(5):
        guided.guide.stage._next_frame()
        at = guided.guide.stage._frame
        seen.append(min(at, 4 - at))
    assert seen == [1, 2, 1, 0, 1]
    guided.until(Phase.IMAGINE)
    assert not player.isActive()
    apply(world.app, replace(Theme(), reduced_motion=True))
    guided.guide.stage.play(True)
    assert not player.isActive()


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("percent", [100, 200])
def test_everything_is_in_view(
    make: Make, world: World, appearance: Appearance, percent: int
) -> None:
    preferences = Preferences(appearance=appearance, text_percent=percent)
    apply(world.app, Theme.from_preferences(preferences))
    guided = make()
    guided.guide.stage.resize(1280, 800)
    guided.begin()
    guided.until(Phase.IMAGINE)
    stage = guided.guide.stage
    stage.showNormal()
    stage.resize(1280, 800)
    world.settle()
    for part in (stage.stop, stage.pause, stage.skip, stage.pain, stage.caption, stage.ring):
        corner = part.mapTo(stage, part.rect().bottomRight())
        assert stage.rect().contains(corner), part
        assert stage.rect().contains(part.mapTo(stage, part.rect().topLeft())), part
    assert stage.caption.height() >= stage.caption.heightForWidth(stage.caption.width())


def test_history_shows_them_beside_the_sets(make: Make, world: World) -> None:
    guided = make(exercises=("hand_rest",))
    guided.begin()
    guided.until(Phase.RATE)
    rate(guided, *GOOD)
    guided.until(Phase.ENDED)
    guided.finish()
    world.state.patient = PATIENT
    world.clock.now = guided.clock.moment().utc
    window = world.open_window()
    window.show_history()
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, HistoryScreen)
    screen.show_view(IMAGERY)
    assert screen.imagery.isVisible()
    model = screen.imagery.model
    shown = [model.data(model.index(0, column)) for column in Column]
    assert shown[1:4] == ["Left hand", "under a minute", "1"]
    assert shown[4:7] == ["4.0", "3.0", "3, 2"]
    said = model.data(model.index(0, Column.CLEAR), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Clear: 4.0"


def test_a_voice_is_tried_and_its_manner_kept(make: Make, world: World) -> None:
    voices: list[ListeningVoice] = []

    def open_voice(preferences: Preferences, parent: QObject) -> ListeningVoice:
        voices.append(ListeningVoice(parent))
        return voices[-1]

    card = VoiceCard(world.state, open_voice)
    card.rate.set_value(-2)
    card.attempt.click()
    assert voices[0].heard == [card.says.words]
    assert card.which.isVisibleTo(card)
    card.which.chip(1).click()
    card.silence()
    kept = world.state.preferences
    assert (kept.speech_rate, kept.speech_voice) == (-2, "Anna")
    assert voices[0].closed
    silent = VoiceCard(world.state, None)
    silent.attempt.click()
    assert silent.says.words == "This computer has no voice. Every sentence is on the screen."
    for each in (card, silent, *voices):
        each.deleteLater()


@pytest.mark.parametrize("part", BodyPart)
def test_every_exercise_of_a_file_fits_its_window(world: World, part: BodyPart) -> None:
    ladder = load_ladder(part)
    for exercise in (*ladder.exercises, ladder.distant):
        with imagery_stage(ladder, exercise, world.catalogue) as stage:
            caption = stage.caption
            assert caption.height() >= caption.heightForWidth(caption.width()), exercise.id
            assert stage.height() == 800, exercise.id
            assert stage.rect().contains(stage.pain.mapTo(stage, stage.pain.rect().bottomRight()))


def test_the_picture_of_an_exercise_is_read_for_the_painful_side(world: World) -> None:
    ladder = load_ladder(BodyPart.HAND)
    exercise = ladder.exercise("hand_close")
    assert exercise is not None
    (left,), fps = frames_of(world.catalogue, exercise, Side.LEFT, motion=True)
    (right,), _ = frames_of(world.catalogue, exercise, Side.RIGHT, motion=True)
    assert fps == 0
    assert left != right
    only_left = replace(
        world.catalogue, pictures=tuple(p for p in world.catalogue.pictures if p.side is Side.LEFT)
    )
    (mirrored,), _ = frames_of(only_left, exercise, Side.RIGHT, motion=True)
    assert mirrored == left.flipped(Qt.Orientation.Horizontal)
    gone = replace(world.catalogue, folder=world.catalogue.folder / "gone")
    assert frames_of(gone, exercise, Side.LEFT, motion=True) == ([], 0.0)
    assert frames_of(replace(gone, pictures=()), exercise, Side.LEFT, motion=True) == ([], 0.0)


def test_a_broken_file_of_exercises_is_said_where_they_are_chosen(world: World) -> None:
    own = world.services.data_folder / OWN_FOLDER
    own.mkdir()
    (own / "clinic.toml").write_text("part = ", encoding="utf-8")
    world.state.patient = world.add_patient(PATIENT)
    imagery_days(world.journal, PATIENT.id)
    window = world.open_window()
    window.imagery.show_set_up()
    world.settle()
    said = [text.words for text in window.screen_widget.findChildren(Text)]
    assert any(words.startswith("The exercises of clinic.toml are left out.") for words in said)
    screen = window.screen_widget
    assert isinstance(screen, ImagerySetUp)
    assert screen.form is not None
    first = screen.form.plan()
    screen.form.minutes.set_value(150)
    assert len(screen.form.plan().exercises) > len(first.exercises)
    assert screen.form.contents.words.startswith("About 15 minutes: ")
