"""Every screen with a screen reader, with the keyboard, at every size: nothing without a name,
nothing out of reach, nothing cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from gmi_app.ui.preferences import Appearance
from tests.ui.looks import SCENES, Look, scene_in

pytestmark = pytest.mark.gui

SMALL_200 = Look("small_200", percent=200, size=(1024, 700))
SIZES = (
    Look("small", size=(1024, 700)),
    SMALL_200,
    Look("mirrored", Appearance.CONTRAST, 150, mirrored=True),
)


def controls(window: QWidget) -> list[QWidget]:
    """What can be used, as it stands on the screen."""
    kinds = (QAbstractButton, QLineEdit, QAbstractSpinBox)
    found = [w for kind in kinds for w in window.findChildren(kind)]
    inner = [w for w in found if isinstance(w.parentWidget(), QAbstractSpinBox)]
    return [w for w in found if w.isVisible() and w.isEnabled() and w not in inner]


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {name_of(widget)!r}"


def in_tab_order(widget: QWidget) -> bool:
    """Reached by Tab itself, or by the arrows from another one of its group."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    if not isinstance(widget, QAbstractButton) or widget.group() is None:
        return False
    mates = widget.group().buttons()
    return any(m.focusPolicy() & Qt.FocusPolicy.TabFocus for m in mates)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_every_control_has_a_name_and_is_reached_by_tab(
    qapp: QApplication, drawn_pictures: Path, scene: str
) -> None:
    with scene_in(Look("light"), SCENES[scene], drawn_pictures) as window:
        found = controls(window)
        assert found
        nameless = [described(w) for w in found if not name_of(w).strip()]
        assert not nameless
        unreached = [described(w) for w in found if not in_tab_order(w)]
        assert not unreached


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("look", SIZES, ids=lambda look: look.name)
def test_nothing_is_cut_off(
    qapp: QApplication, drawn_pictures: Path, scene: str, look: Look
) -> None:
    with scene_in(look, SCENES[scene], drawn_pictures) as window:
        assert window.width() == look.size[0]
        cut = [
            described(w)
            for w in [*window.findChildren(QLabel), *controls(window)]
            if w.isVisible() and (is_squeezed(w) or is_beside(w, window))
        ]
        assert not cut


def is_squeezed(widget: QWidget) -> bool:
    """Smaller than its words need."""
    needed = widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1
    return widget.width() < needed.width() - 1 or widget.height() < needed.height() - 1


def is_beside(widget: QWidget, window: QWidget) -> bool:
    """Reaches past the left or right edge of what it is shown in: nothing scrolls sideways."""
    frame = widget.parentWidget()
    while frame is not None and frame is not window:
        area = frame.parentWidget()
        if isinstance(area, QAbstractScrollArea) and frame is area.viewport():
            if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                return False  # a table that scrolls both ways
            break
        frame = area
    shown_in = frame if frame is not None else window
    left = widget.mapTo(shown_in, QPoint(0, 0)).x()
    return left < -1 or left + widget.width() > shown_in.width() + 1


def test_tab_goes_round_every_control_of_today(qapp: QApplication, drawn_pictures: Path) -> None:
    from gmi_app.ui.widgets.focus import tab_stops

    with scene_in(Look("light"), SCENES["today_check_up"], drawn_pictures) as window:
        stops = tab_stops(window)
        names = [name_of(stop) for stop in stops]
        for wanted in (
            "Today",
            "Progress",
            "Start",
            "Change",
            "Start the check-up",
            "Pain 0 of 10",
        ):
            assert wanted in names
