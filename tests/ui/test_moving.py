"""Moving pictures on the stage: prepared as reels within their budget, each frame at its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gmi_app.laterality.block import make_block
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import Onset, OnsetStamp, Playback
from gmi_app.pictures.catalogue import Catalogue, load_catalogue
from gmi_app.pictures.model import Picture, Side, Stimulus
from gmi_app.ui.background import Lane
from gmi_app.ui.stage.canvas import RasterCanvas
from gmi_app.ui.stage.deck import (
    CLIP_BUDGET_BYTES,
    FEWEST_CLIPS,
    PIXEL_BYTES,
    Deck,
    make_reel,
    shown_px,
)
from gmi_app.ui.stage.player import Player
from tests.ui.clips import FPS, FRAMES, draw_clip, draw_clips
from tests.ui.world import draw_pictures
from tests.unit import making

GROUND = (211, 211, 211)
SECOND_NS = 1_000_000_000
HZ = 60.0


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = draw_pictures(tmp_path_factory.mktemp("clips"))
    found = load_catalogue(draw_clips(folder), verify=True)
    assert found.notices == ()
    return found


@pytest.fixture
def lane(qapp: QCoreApplication) -> Iterator[Lane]:
    made = Lane("pictures", threads=2)
    yield made
    made.close()
    QCoreApplication.processEvents()
    made.deleteLater()


def clip(catalogue: Catalogue, direction: Side | None = Side.RIGHT) -> Picture:
    return next(p for p in catalogue.select(moving=True) if p.direction is direction)


# ---- reels
def test_a_reel_holds_every_frame_ready_to_be_shown(catalogue: Catalogue) -> None:
    reel = make_reel(catalogue.content, Stimulus(clip(catalogue), False, 0), 200, GROUND, 2.0)
    assert len(reel) == FRAMES
    assert {(i.width(), i.height(), i.devicePixelRatio()) for i in reel} == {(200, 200, 2.0)}
    assert len({image.pixelColor(100, 100).name() for image in reel}) > 1
    for image in reel:
        assert image.pixelColor(0, 0) == QColor(*GROUND)


def test_a_mirrored_clip_is_the_exact_flip_of_every_frame(catalogue: Catalogue) -> None:
    picture = clip(catalogue)
    plain = make_reel(catalogue.content, Stimulus(picture, False, 0), 150, GROUND, 1.0)
    mirrored = make_reel(catalogue.content, Stimulus(picture, True, 0), 150, GROUND, 1.0)
    for one, other in zip(plain, mirrored, strict=True):
        assert one.flipped(Qt.Orientation.Horizontal) == other


def prepared(deck: Deck, stimuli: list[Stimulus], qtbot: QtBot, side_px: int = 300) -> None:
    with qtbot.waitSignal(deck.ready, timeout=20_000):
        deck.prepare(stimuli, side_px, GROUND, 1.0)


def test_a_block_of_clips_stays_within_its_budget(
    catalogue: Catalogue, lane: Lane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = 300 * 300 * PIXEL_BYTES * FRAMES
    monkeypatch.setattr("gmi_app.ui.stage.deck.CLIP_BUDGET_BYTES", 3 * each + 1)
    block = make_block(catalogue.pictures, DrillSettings(moving=True, count=12), 3)
    deck = Deck(catalogue.content, lane)
    prepared(deck, list(block.stimuli), qtbot)
    for number, stimulus in enumerate(block.stimuli):
        coming = block.stimuli[number : number + 3]
        qtbot.waitUntil(lambda c=coming: all(deck.take(s) is not None for s in c))  # type: ignore[misc]
        held = {s for s in block.stimuli if deck.take(s) is not None}
        assert len(held) <= 3
        deck.done_with(stimulus)
    deck.deleteLater()


def test_the_next_clip_fits_beside_the_present_one_on_any_screen() -> None:
    for side_px in (400, 900, 1600, 4000):
        for frames in (2, 12, 48, 120):
            side = shown_px(side_px, frames)
            assert side <= side_px
            assert FEWEST_CLIPS * frames * side * side * PIXEL_BYTES <= CLIP_BUDGET_BYTES
    assert shown_px(4000, 1) == 4000
    assert shown_px(900, 12) == 900


@pytest.mark.parametrize("frames", [FRAMES - 1, FRAMES + 1, 1])
def test_a_clip_with_another_number_of_frames_is_left_out(
    tmp_path: Path, lane: Lane, qtbot: QtBot, frames: int
) -> None:
    folder = draw_clips(tmp_path)
    catalogue = load_catalogue(folder)
    lame, *sound = catalogue.pictures
    digest = draw_clip(folder / lame.file, frames)
    stimuli = [Stimulus(p, False, 0) for p in (replace(lame, sha256=digest), *sound)]
    deck = Deck(catalogue.content, lane)
    told: list[str] = []
    deck.damaged.connect(lambda _, sentence: told.append(sentence))
    prepared(deck, stimuli, qtbot, 100)
    assert len(told) == 1
    assert lame.file in told[0]
    assert deck.take(stimuli[0]) is None
    assert deck.take(stimuli[1]) is not None
    deck.deleteLater()


def test_a_clip_that_was_cut_short_is_left_out(tmp_path: Path, lane: Lane, qtbot: QtBot) -> None:
    folder = draw_clips(tmp_path)
    catalogue = load_catalogue(folder)
    lame, other = catalogue.pictures[:2]
    file = folder / lame.file
    file.write_bytes(file.read_bytes()[:-60])
    deck = Deck(catalogue.content, lane)
    told: list[str] = []
    deck.damaged.connect(lambda _, sentence: told.append(sentence))
    prepared(deck, [Stimulus(lame, False, 0), Stimulus(other, False, 0)], qtbot, 100)
    assert len(told) == 1
    deck.deleteLater()
    assert "left out" in load_catalogue(folder, verify=True).notices[0]


# ---- the player
class Screen(QObject):
    """Stands in for the canvas: shows at once, or only when it is told to."""

    frame_shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.now_ns = 5 * SECOND_NS
        self.takes_ns = 0
        self.seen: list[tuple[int, int]] = []
        self.waits = False
        self.reel = tuple(QImage(2, 2, QImage.Format.Format_RGB32) for _ in range(FRAMES))

    def show_frame(self, image: QImage) -> None:
        number = next(i for i, one in enumerate(self.reel) if one is image)
        self.seen.append((number, self.now_ns))
        if not self.waits:
            self.stamp()

    def stamp(self) -> None:
        self.now_ns += self.takes_ns
        self.frame_shown.emit(Onset(self.now_ns, self.now_ns, OnsetStamp.FRAME_SWAPPED))


@dataclass
class Show:
    """A player, its screen, and time that goes from one wake to the next."""

    screen: Screen
    player: Player
    picture: Picture

    def start(self) -> None:
        onset = Onset(self.screen.now_ns - 9, self.screen.now_ns, OnsetStamp.FLUSH)
        self.player.start(self.screen, self.screen.reel, self.picture, onset, HZ)  # type: ignore[arg-type]

    def slot(self, number: int) -> int:
        return 5 * SECOND_NS + round(number * SECOND_NS / FPS)

    def wake_at(self, now_ns: int) -> None:
        self.screen.now_ns = now_ns
        self.player.wake()


@pytest.fixture
def show(qapp: QCoreApplication) -> Iterator[Show]:
    screen = Screen()
    picture = replace(making.picture(), frames=FRAMES, fps=FPS)
    made = Show(screen, Player(screen, lambda: screen.now_ns), picture)
    yield made
    made.player.stop()
    screen.deleteLater()


def test_frames_follow_at_their_times_and_are_stamped(show: Show) -> None:
    show.start()
    for number in range(1, 9):
        show.wake_at(show.slot(number))
    assert [number for number, _ in show.screen.seen] == [1, 2, 3, 4, 3, 2, 1, 0]
    assert show.player.stamps == [(show.slot(n), show.slot(n)) for n in range(9)]
    assert show.player.playback() == Playback(9)


def test_waking_too_early_shows_nothing(show: Show) -> None:
    show.start()
    show.wake_at(show.slot(1) - 1)
    assert show.screen.seen == []
    show.wake_at(show.slot(1))
    assert show.screen.seen == [(1, show.slot(1))]


def test_late_frames_are_counted_and_very_late_ones_left_out(show: Show) -> None:
    show.start()
    show.screen.takes_ns = 25_000_000  # longer than 1.2 intervals of a screen at 60 Hz
    show.wake_at(show.slot(1))
    show.screen.takes_ns = 0
    show.wake_at(show.slot(4))
    assert [number for number, _ in show.screen.seen] == [1, 4]
    assert show.player.playback() == Playback(3, 3, 2, 25_000_000)


def test_on_a_screen_that_waits_the_next_frame_comes_after_the_swap(show: Show) -> None:
    show.screen.waits = True
    show.start()
    show.wake_at(show.slot(1))
    assert show.player.playback() == Playback(1)
    show.screen.now_ns += 10_000_000
    show.screen.stamp()
    assert show.player.playback() == Playback(2, 0, 0, 10_000_000)
    show.screen.stamp()  # a swap that nobody asked for
    assert show.player.playback() == Playback(2, 0, 0, 10_000_000)


def test_after_the_answer_nothing_more_is_shown(show: Show) -> None:
    show.start()
    show.player.stop()
    show.wake_at(show.slot(3))
    show.screen.stamp()
    assert show.screen.seen == []
    assert show.player.playback() is None


def test_a_player_that_stopped_listens_no_more(show: Show) -> None:
    heard = SIGNAL("frame_shown(PyObject)")
    show.start()
    assert show.screen.receivers(heard) == 1
    show.start()  # the next clip
    assert show.screen.receivers(heard) == 1
    show.player.stop()
    assert show.screen.receivers(heard) == 0


def test_a_clip_with_a_direction_ends_on_its_last_frame(show: Show) -> None:
    show.picture = replace(show.picture, direction=Side.LEFT)
    show.start()
    for number in range(1, 20):
        show.wake_at(show.slot(number))
    assert [number for number, _ in show.screen.seen] == [1, 2, 3, 4]
    assert show.player.playback() == Playback(5)


def test_the_timer_of_the_player_wakes_it_by_itself(show: Show, qtbot: QtBot) -> None:
    show.start()
    show.screen.now_ns = show.slot(1) - 2_000_000
    show.player.wake()
    show.screen.now_ns = show.slot(1)
    qtbot.waitUntil(lambda: len(show.screen.seen) == 1)


# ---- the canvas
@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 300)
    return made


@pytest.fixture
def canvas(window: QWidget, qtbot: QtBot) -> RasterCanvas:
    made = RasterCanvas(window)
    made.resize(300, 300)
    window.show()
    qtbot.waitExposed(window)
    return made


def plain(side_px: int, colour: str) -> QImage:
    image = QImage(side_px, side_px, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_later_frames_are_stamped_and_are_no_onset(canvas: RasterCanvas) -> None:
    onsets: list[Onset] = []
    frames: list[Onset] = []
    canvas.shown.connect(onsets.append)
    canvas.frame_shown.connect(frames.append)
    canvas.show_picture(plain(300, "#336699"))
    canvas.show_frame(plain(300, "#996633"))
    assert len(onsets) == len(frames) == 1
    assert onsets[0].onset_ns < frames[0].painted_ns <= frames[0].onset_ns
    assert canvas.grab().toImage().pixelColor(150, 150) == QColor("#996633")


def test_a_clip_that_is_smaller_than_the_canvas_stands_in_its_middle(
    canvas: RasterCanvas,
) -> None:
    canvas.show_picture(plain(200, "#336699"))
    seen = canvas.grab().toImage()
    assert seen.pixelColor(150, 150) == seen.pixelColor(51, 51) == QColor("#336699")
    assert seen.pixelColor(20, 150) == seen.pixelColor(285, 150) != QColor("#336699")


def test_a_frame_for_a_window_that_is_not_there_is_not_shown(window: QWidget) -> None:
    canvas = RasterCanvas(window)
    frames: list[Onset] = []
    canvas.frame_shown.connect(frames.append)
    canvas.show_frame(plain(10, "red"))
    assert frames == []
