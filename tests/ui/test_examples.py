"""The picture that stands for a side, and the figure that stands for a part."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide
from gmi_app.ui.pictures import example
from gmi_app.ui.screens.about_you import Draft, PartForm
from gmi_app.ui.widgets.body_figure import body_figure
from tests.ui.world import World

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("side", list(Side))
def test_a_shipped_open_hand_with_its_thumb_aside_stands_for_a_side(side: Side) -> None:
    found = example(load_catalogue(pictures_folder()), BodyPart.HAND, side)
    assert found is not None
    assert (found.picture.posture, found.picture.view) == ("spread", "back")
    assert found.mirrored is (found.picture.side is not side)


def test_both_sides_are_the_same_persons_hand() -> None:
    catalogue = load_catalogue(pictures_folder())
    left, right = (example(catalogue, BodyPart.HAND, side) for side in Side)
    assert left is not None
    assert right is not None
    assert left.picture.person == right.picture.person


def written(image: QImage, left: bool) -> bool:
    """Whether there is something beside the figure, where the name of a side stands."""
    start = 20 if left else 350
    stage = image.pixelColor(start, 120)
    beside = (image.pixelColor(x, y) for x in range(start, start + 110) for y in range(178, 245))
    return any(colour != stage for colour in beside)


def test_a_figure_says_which_side_is_left(qapp: QApplication) -> None:
    hand = body_figure(BodyPart.HAND, AffectedSide.LEFT)
    assert written(hand, left=True)
    assert written(hand, left=False)
    neck = body_figure(BodyPart.NECK, AffectedSide.LEFT)
    assert not written(neck, left=True)


def test_the_back_is_not_named_as_the_button_that_goes_back(world: World) -> None:
    form = PartForm(Draft())
    try:
        card = form.findChild(QAbstractButton, "part_back")
        assert card is not None
        assert card.text() == "Back (trunk)"
    finally:
        form.deleteLater()
