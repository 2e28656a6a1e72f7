"""The pieces that screens are made of, each by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gmi_app.errors import StorageError
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide
from gmi_app.ui import icons
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Appearance, Preferences
from gmi_app.ui.theme import Theme, apply, palette, theme
from gmi_app.ui.tokens import CONTRAST, DARK, FAMILY, LIGHT
from gmi_app.ui.widgets.body_figure import body_figure
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.layout import Columns
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.picture import Picture, stand
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.step_dots import StepDots
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text
from tests.ui.pressing import held

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    apply(qapp, Theme())


def shown(qtbot: QtBot, widget: QWidget, width: int = 900, height: int = 300) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()


# ---- theme
def test_the_theme_follows_the_preferences(qapp: QApplication) -> None:
    assert theme() == Theme()
    made = Theme.from_preferences(
        Preferences(appearance=Appearance.CONTRAST, text_percent=150, reduced_motion=True)
    )
    assert made == Theme(CONTRAST, 1.5, True)
    apply(qapp, made)
    assert theme() == made
    assert qapp.font().family() == FAMILY
    assert qapp.font().pixelSize() == 27


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_no_colour_of_the_desktop_shows_through(tokens: object) -> None:
    made = palette(tokens)  # type: ignore[arg-type]
    roles = [r for r in QPalette.ColorRole if r.name not in ("NoRole", "NColorRoles")]
    groups = QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive, groups.Disabled):
        unset = [role.name for role in roles if not made.isBrushSet(group, role)]
        assert not unset


def test_controls_grow_less_than_text() -> None:
    large = Theme(scale=2.0)
    assert large.px("body") == 36
    assert large.touch(50) == 70
    assert large.large
    assert not Theme(scale=1.25).large


@pytest.mark.parametrize("name", sorted(icons.SHAPES))
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, "#000000", 24).toImage()
    painted = sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )
    assert painted > 20


# ---- pain
def test_a_digit_rates_at_once(qtbot: QtBot) -> None:
    scale = PainScale("Pain")
    shown(qtbot, scale)
    with qtbot.waitSignal(scale.chosen) as told:
        QTest.keyClick(scale, Qt.Key.Key_7)
    assert told.args == [7]
    assert scale.value == 7


def test_a_held_digit_rates_once(qtbot: QtBot) -> None:
    scale = PainScale("Pain")
    shown(qtbot, scale)
    told = QSignalSpy(scale.chosen)
    QTest.keyPress(scale, Qt.Key.Key_7)
    for _ in range(3):
        QApplication.sendEvent(scale, held(Qt.Key.Key_7))
    assert told.count() == 1


def test_one_and_zero_are_ten(qtbot: QtBot) -> None:
    scale = PainScale("Pain")
    shown(qtbot, scale)
    told = QSignalSpy(scale.chosen)
    QTest.keyClick(scale, Qt.Key.Key_1)
    assert told.count() == 0
    QTest.keyClick(scale, Qt.Key.Key_0)
    assert [told.at(i) for i in range(told.count())] == [[10]]


def test_a_one_alone_is_one_after_a_moment(qtbot: QtBot) -> None:
    scale = PainScale("Pain")
    shown(qtbot, scale)
    with qtbot.waitSignal(scale.chosen) as told:
        QTest.keyClick(scale, Qt.Key.Key_1)
    assert told.args == [1]


def test_a_one_is_not_lost_when_the_scale_goes(qtbot: QtBot) -> None:
    scale = PainScale("Pain")
    shown(qtbot, scale)
    told = QSignalSpy(scale.chosen)
    QTest.keyClick(scale, Qt.Key.Key_1)
    scale.hide()
    assert [told.at(i) for i in range(told.count())] == [[1]]


@pytest.mark.parametrize(
    ("direction", "key", "value"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Right, 5),
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Left, 3),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Left, 5),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Up, 5),
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Home, 0),
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_End, 10),
    ],
)
def test_arrows_move_and_space_rates(
    qtbot: QtBot, direction: Qt.LayoutDirection, key: Qt.Key, value: int
) -> None:
    scale = PainScale("Pain", 4)
    scale.setLayoutDirection(direction)
    shown(qtbot, scale)
    scale.setFocus()
    told = QSignalSpy(scale.chosen)
    focused = scale.focusProxy()
    assert focused is not None
    QTest.keyClick(focused, key)
    assert told.count() == 0
    assert scale.value == 4
    now = scale.focusProxy()
    assert now is not None
    QTest.keyClick(now, Qt.Key.Key_Space)
    assert [told.at(i) for i in range(told.count())] == [[value]]


def test_a_value_that_is_shown_is_not_a_rating(qtbot: QtBot) -> None:
    scale = PainScale("Pain")
    qtbot.addWidget(scale)
    told = QSignalSpy(scale.chosen)
    scale.set(6)
    scale.set(None)
    assert told.count() == 0
    assert scale.value is None


# ---- choices
def test_segments_move_with_the_arrows(qtbot: QtBot) -> None:
    choice = Segmented("Colours", ["Light", "Dark", "Contrast"], 1)
    shown(qtbot, choice)
    told = QSignalSpy(choice.chosen)
    choice.choose(0)
    assert told.count() == 0
    choice.key(0).setFocus()
    QTest.keyClick(choice.key(0), Qt.Key.Key_Right)
    assert [told.at(i) for i in range(told.count())] == [[1]]
    assert choice.at == 1


def test_screen_readers_hear_of_one_choice_among_several(qtbot: QtBot) -> None:
    choices = Choices("Age", ["a", "b"], 0)
    qtbot.addWidget(choices)
    roles = [QAccessible.queryAccessibleInterface(choices.row(i)).role() for i in range(2)]
    assert roles == [QAccessible.Role.RadioButton] * 2
    choices.row(1).click()
    assert choices.at == 1


def test_segments_round_the_outer_corners_in_either_direction(qtbot: QtBot) -> None:
    choice = Segmented("Size", ["1", "2", "3"])
    qtbot.addWidget(choice)
    assert [choice.key(i).property("place") for i in range(3)] == ["left", "middle", "right"]
    choice.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [choice.key(i).property("place") for i in range(3)] == ["right", "middle", "left"]


def test_choices_stand_in_even_lines(qtbot: QtBot) -> None:
    choices = Choices("Age", ["a", "b", "c", "d", "e"], columns=5, least_em=10)
    shown(qtbot, choices, 1000, 400)
    assert choices.row(0).y() == choices.row(4).y()
    choices.resize(800, 400)  # four would fit, and leave one alone
    qtbot.waitUntil(lambda: choices.row(3).y() > choices.row(2).y())
    assert choices.row(0).y() == choices.row(2).y()


def test_chips_flow_onto_more_lines(qtbot: QtBot) -> None:
    chips = Chips("Angles", ["one", "two", "three", "four"], [1])
    shown(qtbot, chips, 900)
    assert chips.chips[0].y() == chips.chips[3].y()
    assert chips.heightForWidth(150) > chips.heightForWidth(900)
    told = QSignalSpy(chips.changed)
    chips.chips[3].click()
    assert chips.chosen == (1, 3)
    assert told.count() == 1


def test_stepper_stops_at_its_ends(qtbot: QtBot) -> None:
    stepper = Stepper("Pictures", 95, 10, 100, step=5)
    shown(qtbot, stepper)
    stepper.more.click()
    assert stepper.value == 100
    assert not stepper.more.isEnabled()
    stepper.less.click()
    assert stepper.value == 95
    assert stepper.more.accessibleName() == "Pictures: more"


def test_tenths_are_typed_as_seconds(qtbot: QtBot) -> None:
    stepper = Stepper("Limit", 50, 10, 600, tenths=True, suffix=" s")
    shown(qtbot, stepper)
    assert stepper.spin.text() == "5 s"
    stepper.spin.selectAll()
    QTest.keyClicks(stepper.spin, "7.5")
    QTest.keyClick(stepper.spin, Qt.Key.Key_Return)
    assert stepper.value == 75
    assert stepper.spin.text() == "7.5 s"


def test_check_row_is_pressed_anywhere_and_by_enter(qtbot: QtBot) -> None:
    line = CheckRow("Reduced motion", "Nothing fades.")
    shown(qtbot, line, 500, 90)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.isChecked()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not line.isChecked()
    assert line.heightForWidth(160) > line.heightForWidth(600)


def test_enter_presses_a_button_once(qtbot: QtBot) -> None:
    button = PrimaryButton("Start", "play")
    shown(qtbot, button)
    told = QSignalSpy(button.clicked)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert told.count() == 1
    QTest.keyClick(button, Qt.Key.Key_X)
    assert told.count() == 1


def test_an_icon_changes_sides_with_the_direction(qtbot: QtBot) -> None:
    button = Button("Start", "play")
    qtbot.addWidget(button)
    before = button.icon().pixmap(QSize(40, 24)).toImage()
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert button.icon().pixmap(QSize(40, 24)).toImage() != before


# ---- questions and work
def test_a_question_without_a_word_to_type(qtbot: QtBot) -> None:
    question = Confirm("Go back?", "A backup is made first.", "Go back")
    shown(qtbot, question)
    question.ask()
    assert question.focusWidget() is question.cancel
    told = QSignalSpy(question.declined)
    question.cancel.click()
    assert told.count() == 1
    with qtbot.waitSignal(question.confirmed):
        question.button.click()


def test_work_is_seen_while_it_lasts(qtbot: QtBot) -> None:
    lane = Lane("work")
    task = Task(lane)
    shown(qtbot, task)
    busy = QSignalSpy(task.busy_changed)
    task.run("Backing up …", lambda: 3, lambda answer: f"Done: {answer}.")
    assert task.findChildren(Text)[0].words == "Backing up …"
    qtbot.waitUntil(lambda: not lane.busy)
    assert "Done: 3." in [text.words for text in task.findChildren(Text)]
    assert [busy.at(i) for i in range(busy.count())] == [[True], [False]]
    lane.close()


def test_work_that_fails_says_what_to_do(qtbot: QtBot) -> None:
    lane = Lane("work")
    task = Task(lane)
    shown(qtbot, task)

    def fail() -> None:
        raise StorageError("The disk is full.")

    task.run("Backing up …", fail, lambda _: "")
    qtbot.waitUntil(lambda: not lane.busy)
    assert "The disk is full." in [text.words for text in task.findChildren(Text)]
    lane.close()


def test_an_answer_for_a_screen_that_is_gone_is_left_out(qtbot: QtBot) -> None:
    lane = Lane("work")
    label = QLabel()
    lane.run(lambda: "late", label.setText)
    label.deleteLater()
    qtbot.waitUntil(lambda: not lane.busy)
    lane.close()


# ---- pictures and text
@pytest.mark.parametrize("round_edge", [True, False])
def test_a_picture_keeps_to_its_shape(qtbot: QtBot, round_edge: bool) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    picture = Picture("A hand", round_edge=round_edge, radius=0)
    shown(qtbot, picture, 200, 200)
    assert picture.grab().toImage().pixelColor(100, 100) == theme().colour("sunken")
    picture.set_image(image)
    grabbed = picture.grab().toImage()
    assert grabbed.pixelColor(100, 100) == QColor("#ff0000")
    assert (grabbed.pixelColor(2, 2) == QColor("#ff0000")) is not round_edge


@pytest.mark.parametrize(("width", "height"), [(100, 200), (200, 100), (100, 100)])
def test_a_standing_picture_fills_its_place(qapp: QApplication, width: int, height: int) -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("#cfc9bd"))
    image.setPixelColor(25, 49, QColor("#ff0000"))
    made = stand(image, QSize(width, height), 0.1).toImage()
    assert made.size() == QSize(width, height)
    assert made.pixelColor(1, 1) == QColor("#cfc9bd")
    assert made.pixelColor(width - 2, 1) == QColor("#cfc9bd")
    red = made.pixelColor(width // 2, height - 1).red() > 210
    assert red is (height >= width)


@pytest.mark.parametrize("part", list(BodyPart))
def test_the_figure_marks_the_side(qapp: QApplication, part: BodyPart) -> None:
    images = {side: body_figure(part, side) for side in AffectedSide}
    mirrored = images[AffectedSide.RIGHT].flipped(Qt.Orientation.Horizontal)
    same = images[AffectedSide.LEFT] == images[AffectedSide.RIGHT]
    assert same is (part in (BodyPart.NECK, BodyPart.BACK))
    assert mirrored.size() == images[AffectedSide.LEFT].size()


@pytest.mark.parametrize("appearance", list(Appearance))
def test_a_chip_keeps_its_width_with_tick_and_focus(
    qapp: QApplication, qtbot: QtBot, appearance: Appearance
) -> None:
    apply(qapp, Theme.from_preferences(Preferences(appearance=appearance)))
    chips = Chips("Days", ["Monday", "Tuesday"])
    shown(qtbot, chips)
    plain = chips.chips[0].sizeHint().width()
    assert plain == chips.chips[0].width()
    chips.chips[0].click()
    assert chips.chips[0].sizeHint().width() == plain
    chips.chips[0].setFocus()
    assert chips.chips[0].sizeHint().width() == plain


def test_the_chosen_one_is_the_tab_stop(qtbot: QtBot) -> None:
    sizes = Segmented("Text size", ["100 %", "150 %", "200 %"], 0)
    shown(qtbot, sizes)
    sizes.choose(2)
    stops = [i for i in range(3) if sizes.key(i).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [2]


def test_text_is_never_markup(qtbot: QtBot) -> None:
    text = Text("<b>Anna</b> & co", wrap=True)
    qtbot.addWidget(text)
    assert "&lt;b&gt;" in text.text()
    assert text.accessibleName() == "<b>Anna</b> & co"


def test_step_dots_say_where_we_are(qtbot: QtBot) -> None:
    dots = StepDots(5, 1)
    shown(qtbot, dots)
    assert dots.accessibleName() == "Step 2 of 5"
    dots.go(4)
    assert dots.accessibleName() == "Step 5 of 5"


def test_columns_turn_when_it_gets_narrow(qtbot: QtBot) -> None:
    columns = Columns(QPushButton("a"), QPushButton("b"), from_em=30)
    shown(qtbot, columns, 900)
    assert columns.side_by_side
    columns.resize(400, 300)
    assert not columns.side_by_side


def test_a_page_scrolls_to_what_has_the_focus(qtbot: QtBot) -> None:
    page = Page()
    buttons = [Button(f"Button {i}") for i in range(20)]
    page.add(*buttons)
    shown(qtbot, page, 600, 300)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    buttons[-1].setFocus()
    assert page.area.verticalScrollBar().value() > 300
    page.scroll_to_top()
    assert page.area.verticalScrollBar().value() == 0


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.CONTRAST])
def test_the_ring_of_the_focus_takes_no_letter(qtbot: QtBot, appearance: Appearance) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, Theme.from_preferences(Preferences(appearance=appearance)))
    try:
        button = Button("Take in an invitation")
        qtbot.addWidget(button)
        button.adjustSize()
        option = QStyleOptionButton()
        button.initStyleOption(option)
        option.state |= QStyle.StateFlag.State_HasFocus
        contents = QStyle.SubElement.SE_PushButtonContents
        room = button.style().subElementRect(contents, option, button).width()
        assert room >= button.fontMetrics().horizontalAdvance(button.text())
    finally:
        apply(app, Theme())


# ---- one of several words
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_arrows_go_along_the_words_from_line_to_line(qtbot: QtBot, mirrored: bool) -> None:
    choice = OneOf("Which", ["A long word", "Another word", "A third", "The last one"])
    if mirrored:
        choice.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(qtbot, choice, width=260)
    assert choice.chip(3).y() > choice.chip(0).y(), "more than one line"
    spy = QSignalSpy(choice.chosen)
    onward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if mirrored:
        onward, back = back, onward
    choice.chip(0).setFocus(Qt.FocusReason.TabFocusReason)
    for key, expected in [(back, 0), (onward, 1), (onward, 2), (onward, 3), (onward, 3), (back, 2)]:
        QTest.keyClick(choice.chip(choice.at), key)
        assert choice.at == expected
        assert choice.chip(expected).hasFocus()
    assert [spy.at(n)[0] for n in range(spy.count())] == [1, 2, 3, 2]


def test_nothing_chosen_in_segments_is_one_stop_of_tab(qtbot: QtBot) -> None:
    choice = Segmented("Which", ["A", "B", "C"], 1)
    shown(qtbot, choice)
    choice.choose(-1)
    assert choice.at == -1
    stops = [n for n in range(3) if choice.key(n).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [0]
    choice.choose(2)
    assert choice.at == 2
    stops = [n for n in range(3) if choice.key(n).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [2]
