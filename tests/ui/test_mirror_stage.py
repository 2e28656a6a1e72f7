"""The mirror's window: keys, large text, the newest picture only, still and blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gmi_app.devices.camera import CameraThread
from gmi_app.mirror.exercises import exercise
from gmi_app.mirror.settings import ViewSettings
from gmi_app.mirrors import CLIP_PX, demonstration
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import Side
from gmi_app.ui.mirror.pieces import SoftBar, pace_share
from gmi_app.ui.mirror.view import MirrorView
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.theme import Theme, apply
from tests.cameras import FaultyCamera, breathe, write_recording
from tests.ui.mirror_looks import mirror_stage
from tests.waiting import until

ACROSS = Qt.Orientation.Horizontal


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("film") / "hands.avi", frames=20)


@pytest.fixture(params=[100, 200])
def looked_at(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QApplication]:
    apply(qapp, Theme.from_preferences(Preferences(Appearance.LIGHT, request.param)))
    yield qapp
    apply(qapp, Theme())


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_everything_is_in_view_and_nothing_covers_another(
    looked_at: QApplication, film: Path, size: tuple[int, int]
) -> None:
    with mirror_stage(film, size) as stage:
        parts: list[QWidget] = [stage.view, stage.say, stage.more, stage.title, stage.time]
        parts += [b for b in stage.findChildren(QAbstractButton) if b.isVisible()]
        places = [QRect(part.mapTo(stage, QPoint(0, 0)), part.size()) for part in parts]
        for part, place in zip(parts, places, strict=True):
            assert stage.rect().contains(place), part.accessibleName()
        for at, place in enumerate(places):
            for other in places[at + 1 :]:
                assert not place.intersects(other)
        for button in (b for b in parts if isinstance(b, QAbstractButton)):
            assert button.width() >= button.sizeHint().width() - 1, button.text()
        assert stage.view.height() > stage.height() * 0.3
        assert stage.say.height() >= stage.say.heightForWidth(stage.say.width()) - 2


def test_the_picture_is_letterboxed_and_not_stretched(qapp: QApplication, film: Path) -> None:
    with mirror_stage(film, (1600, 700)) as stage:
        image = stage.view._image
        assert image is not None
        wide, tall = image.width(), image.height()
        assert wide / tall == pytest.approx(320 / 240, abs=0.02)
        assert tall <= stage.view.height()


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Qt.Key.Key_Escape, "stop"),
        (Qt.Key.Key_P, "pause"),
        (Qt.Key.Key_F, "still"),
        (Qt.Key.Key_M, "pain"),
        (Qt.Key.Key_N, "skip"),
        (Qt.Key.Key_R, "again"),
        (Qt.Key.Key_F11, "full"),
    ],
)
def test_keys_work_wherever_the_focus_is(
    qapp: QApplication, film: Path, key: Qt.Key, wish: str
) -> None:
    with mirror_stage(film) as stage:
        heard: list[str] = []
        stage.wants.connect(heard.append)
        for widget in (stage, stage.pain, stage.pause):
            widget.setFocus()
            QTest.keyClick(widget, key)
        assert heard == [wish] * 3
        stage.close()  # its own close button is Stop
        assert heard[-1] == "stop"
        assert stage.isVisible()


def test_every_control_has_a_name_and_says_its_key(qapp: QApplication, film: Path) -> None:
    with mirror_stage(film) as stage:
        for button in (stage.stop, stage.pause, stage.still, stage.pain, stage.skip, stage.again):
            assert button.text()
            assert button.accessibleDescription().startswith("Key ")
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert stage.view.accessibleName()


def wait(ready: Callable[[], object]) -> None:
    until(ready, 8000)


def test_a_slow_screen_skips_pictures_and_never_shows_old_ones(qapp: QApplication) -> None:
    """A camera with 250 frames a second, and a window that needs 25 ms for each picture."""
    view, camera = MirrorView("test"), CameraThread(FaultyCamera(alive=False))
    view.resize(320, 240)
    view.show()
    captured: list[int] = []

    def slow(captured_ns: int, _: int) -> None:
        captured.append(captured_ns)
        breathe(0.025)  # the camera goes on meanwhile

    view.painted.connect(slow)
    view.use(camera, ViewSettings())
    try:
        wait(lambda: len(captured) >= 30 and camera.mailbox.dropped > 5)
        assert all(after >= before for before, after in pairwise(captured))
    finally:
        view.leave()
        camera.close()
        view.deleteLater()


def test_still_holds_the_picture_and_blank_hides_it(qapp: QApplication, film: Path) -> None:
    with mirror_stage(film) as stage:
        view = stage.view
        assert view.has_picture
        view.set_still(True)
        held = view._shown
        QTest.keyClick(stage, Qt.Key.Key_Tab)
        wait(lambda: view._camera is not None and view._camera.mailbox.dropped)  # type: ignore[attr-defined]
        assert view._shown is held
        view.set_still(False)
        wait(lambda: view._shown is not held)
        view.set_blank(True)
        assert not view.has_picture
        ground = stage.grab().toImage().pixelColor(view.geometry().center())
        assert ground.name() == "#efece4"


def test_the_pace_goes_there_and_back() -> None:
    assert [round(pace_share(s, 6), 2) for s in (0, 1.5, 3, 4.5, 6)] == [0, 0.5, 1, 0.5, 0]


def test_a_bar_keeps_to_its_ends(qapp: QApplication) -> None:
    bar = SoftBar("test")
    for share, shown in ((0.4, 0.4), (1.8, 1.0), (-1, 0.0)):
        bar.show_share(share)
        assert bar.share == shown
    bar.deleteLater()


def bright(image: QImage) -> list[int]:
    """How bright parts of its middle row are, from left to right."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    y = image.height() // 2
    return [grey.pixelColor(x, y).value() for x in range(6, image.width(), 12)]


def test_a_movement_is_demonstrated_by_a_clip_or_else_by_its_ends(qapp: QApplication) -> None:
    catalogue = load_catalogue(pictures_folder())
    moved, other = exercise("hand_open_close"), exercise("hand_ring")
    assert moved is not None
    assert other is not None
    clip = demonstration(catalogue, moved, Side.LEFT)
    assert clip.moving
    assert len(clip.images) == 12
    assert {image.width() for image in clip.images} == {CLIP_PX}
    reflected = demonstration(catalogue, moved, Side.RIGHT)
    one, other_way = bright(clip.images[6]), bright(reflected.images[6].flipped(ACROSS))
    assert max(abs(a - b) for a, b in zip(one, other_way, strict=True)) <= 3
    assert bright(reflected.images[6]) != one
    for found in (
        demonstration(catalogue, moved, Side.LEFT, motion=False),
        demonstration(catalogue, other, Side.LEFT),
    ):
        assert not found.moving
        assert len(found.images) == 2


def test_a_picture_fills_the_room_that_there_is_now(qapp: QApplication, film: Path) -> None:
    with mirror_stage(film) as stage:
        view = stage.view
        wait(lambda: view.fills)
        stage.resize(stage.width() - 200, stage.height() - 150)
        assert not view.fills
        wait(lambda: view.fills)
        assert view._place.width() == view.width() or view._place.height() == view.height()
