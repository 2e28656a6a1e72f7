"""A photograph taken with the camera: the way round that it sees it, and nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gmi_app.devices.camera import CameraThread
from gmi_app.errors import GmiError
from gmi_app.mirror.camera import Camera, CameraState
from gmi_app.ui.screens.library_camera import WAIT_S, CameraCard
from gmi_app.ui.screens.library_photograph import PhotographPage
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.notice import Notice
from tests.cameras import FaultyCamera
from tests.ui.looks import ANNA
from tests.ui.test_library import opened, page
from tests.ui.world import World, draw_pictures

pytestmark = pytest.mark.gui


@pytest.fixture
def two_parts(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", draw_pictures(tmp_path / "pictures", ("foot", "hand")))
    made.add_patient(ANNA)
    yield made
    made.close()


def card_with(world: World, source: FaultyCamera) -> tuple[PhotographPage, CameraCard]:
    world.services = replace(world.services, open_camera=lambda: CameraThread(source))
    screen = opened(world)
    screen.add_key.click()
    found = page(screen, PhotographPage)
    found.take.click()
    return found, found.camera


def stop_counting(card: CameraCard) -> None:
    """The clock is in the test's hand."""
    assert card.counting.isActive()
    card.counting.setInterval(3_600_000)


def test_a_photograph_is_the_way_round_that_the_camera_sees_it(two_parts: World) -> None:
    source = FaultyCamera()
    found, card = card_with(two_parts, source)
    two_parts.wait_for(card.now.isEnabled)
    taken: list[QImage] = []
    card.taken.connect(taken.append)
    card.now.click()
    (image,) = taken
    # the right hand of the drawn table is the paler one
    right = image.pixelColor(image.width() * 3 // 4, image.height() // 2)
    left = image.pixelColor(image.width() // 4, image.height() // 2)
    assert right.green() > left.green() + 30
    assert not card.isVisible()
    assert found.editor.isVisible()
    assert found.frame.hasFocus()
    two_parts.settle()
    assert source.released == source.opened == 1


def test_how_to_take_a_good_one_is_shown_until_the_camera_or_a_photograph_is_there(
    two_parts: World,
) -> None:
    two_parts.services = replace(
        two_parts.services, open_camera=lambda: CameraThread(FaultyCamera())
    )
    screen = opened(two_parts)
    screen.add_key.click()
    found = page(screen, PhotographPage)
    assert found.guide.isVisible()
    two_parts.settle()
    shown = found.guide.picture.grab().toImage()
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    assert middle != theme().colour("sunken")
    found.take.click()
    assert not found.guide.isVisible()
    found.camera.close_key.click()
    assert found.guide.isVisible()
    found.open_image(QImage(300, 300, QImage.Format.Format_RGB32))
    assert not found.guide.isVisible()
    found.take.click()
    found.camera.close_key.click()
    assert not found.guide.isVisible()
    two_parts.settle()


def test_the_shutter_that_waits_counts_and_takes(two_parts: World) -> None:
    found, card = card_with(two_parts, FaultyCamera())
    assert WAIT_S == 5  # as it is written on the key
    two_parts.wait_for(card.later.isEnabled)
    card.later.click()
    stop_counting(card)
    said = [card.said.words]
    for _ in range(WAIT_S - 1):
        card.counting.timeout.emit()
        said.append(card.said.words)
    assert said == ["5", "4", "3", "2", "1"]
    assert card.isVisible()
    card.counting.timeout.emit()
    assert not card.isVisible()
    assert not card.counting.isActive()
    assert found.editor.isVisible()
    two_parts.settle()


@pytest.mark.parametrize("fault", [CameraState.NOT_FOUND, CameraState.IN_USE])
def test_a_camera_without_a_picture_says_why_and_goes_on_by_itself(
    two_parts: World, fault: CameraState
) -> None:
    source = FaultyCamera(fault)
    _, card = card_with(two_parts, source)
    two_parts.wait_for(lambda: "Nothing is lost" in card.said.words)
    assert not card.now.isEnabled()
    assert not card.later.isEnabled()
    source.fault = None
    two_parts.wait_for(card.now.isEnabled)
    card.close_key.click()
    two_parts.settle()


def test_leaving_closes_the_camera(two_parts: World) -> None:
    source = FaultyCamera()
    found, card = card_with(two_parts, source)
    two_parts.wait_for(card.now.isEnabled)
    found.cancel.click()
    two_parts.settle()
    assert source.released == source.opened == 1


def test_a_camera_that_cannot_be_opened_is_said(two_parts: World) -> None:
    def none() -> Camera:
        raise GmiError("There is no camera. Plug one in, then try again.")

    two_parts.services = replace(two_parts.services, open_camera=none)
    screen = opened(two_parts)
    screen.add_key.click()
    found = page(screen, PhotographPage)
    found.take.click()
    notice = found.task.findChild(Notice)
    assert notice is not None
    assert "Plug one in" in notice.words.words
    assert not found.camera.isVisible()


def test_where_no_camera_can_be_used_it_is_not_offered(two_parts: World) -> None:
    screen = opened(two_parts)
    screen.add_key.click()
    assert not page(screen, PhotographPage).take.isVisible()
