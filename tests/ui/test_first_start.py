"""First start: by keyboard alone, skipped, and with the text made larger on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, AgeBand, Handedness
from gmi_app.programme.ready import Ready
from gmi_app.ui.preferences import AnswerKeys
from gmi_app.ui.programme.planned_card import PlannedCard
from gmi_app.ui.screens.about_you import PersonForm
from gmi_app.ui.screens.first_start import FirstStartScreen
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.window import MainWindow, Route
from tests.ui.looks import ANNA
from tests.ui.world import World

pytestmark = pytest.mark.gui


def first_start(window: MainWindow) -> FirstStartScreen:
    screen = window.screen_widget
    assert isinstance(screen, FirstStartScreen)
    return screen


def focused(world: World) -> QWidget:
    widget = world.app.focusWidget()
    assert widget is not None
    return widget


def tab_to(world: World, name: str) -> QWidget:
    """Presses Tab until the control of this name, or that says this, has the focus."""
    for _ in range(60):
        on = focused(world)
        says = on.text() if isinstance(on, QAbstractButton) else ""
        if name in (on.objectName(), on.accessibleName(), says):
            return on
        QTest.keyClick(focused(world), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def press(world: World, key: Qt.Key) -> None:
    QTest.keyClick(focused(world), key)


def test_by_keyboard_alone(world: World) -> None:
    window = world.open_window()
    assert window.is_at(Route.FIRST_START)
    assert focused(world).objectName() == "next"
    press(world, Qt.Key.Key_Return)

    assert focused(world).objectName() == "side_left"
    press(world, Qt.Key.Key_Space)
    tab_to(world, "next")
    press(world, Qt.Key.Key_Return)

    tab_to(world, "part_hand")
    press(world, Qt.Key.Key_Space)
    tab_to(world, "next")
    press(world, Qt.Key.Key_Return)

    tab_to(world, "name")
    QTest.keyClicks(focused(world), "Anna")
    tab_to(world, "Which hand do you write with?: Rather not say")
    for _ in range(2):
        press(world, Qt.Key.Key_Left)
    tab_to(world, "How old are you?: Rather not say")
    press(world, Qt.Key.Key_Left)
    tab_to(world, "next")
    press(world, Qt.Key.Key_Return)

    area = tab_to(world, "try_answers")
    heard: list[Side] = []
    area.tried.connect(heard.append)  # type: ignore[attr-defined]
    press(world, Qt.Key.Key_Left)
    press(world, Qt.Key.Key_Right)
    assert heard == [Side.LEFT, Side.RIGHT]
    tab_to(world, "next")
    press(world, Qt.Key.Key_Return)

    world.settle()
    assert window.is_at(Route.TODAY)
    [patient] = world.journal.patients()
    assert patient.name == "Anna"
    assert patient.affected is AffectedSide.LEFT
    assert patient.part is BodyPart.HAND
    assert patient.handedness is Handedness.RIGHT
    assert patient.age_band is AgeBand.FROM_65
    assert world.journal.settings()["first_start_done"] == "1"


def test_who_is_new_begins_with_the_gentle_plan_for_their_limb(world: World) -> None:
    window = world.open_window()
    screen = first_start(window)
    screen._draft.affected, screen._draft.part = AffectedSide.RIGHT, BodyPart.FOOT
    screen.skip.click()
    world.settle()
    [version] = world.journal.plans(world.journal.patients()[0].id)
    assert version.author == "program"
    assert version.plan.name == Ready.GENTLE
    assert (version.plan.affected, version.plan.parts) == (AffectedSide.RIGHT, (BodyPart.FOOT,))
    assert version.plan.start == world.state.clock.moment().day
    card = window.screen_widget.findChild(PlannedCard)
    assert card is not None
    assert card.isVisible(), "Today already says what is due"


def test_all_of_it_may_be_skipped(world: World) -> None:
    window = world.open_window()
    first_start(window).skip.click()
    world.settle()
    assert window.is_at(Route.TODAY)
    [patient] = world.journal.patients()
    assert patient.name == ""
    assert patient.affected is None
    plan = world.journal.plan(patient.id)
    assert plan is not None
    assert plan.plan.parts == (BodyPart.HAND,), "until somebody names a part"


def test_back_keeps_what_was_said(world: World) -> None:
    screen = first_start(world.open_window())
    assert not screen.back.isVisible()
    screen.next.click()
    right = screen.findChild(QWidget, "side_right")
    assert right is not None
    QTest.mouseClick(right, Qt.MouseButton.LeftButton)
    screen.next.click()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert right.isVisible()
    assert right.isChecked()  # type: ignore[attr-defined]


def test_larger_text_on_the_way_loses_nothing(world: World) -> None:
    window = world.open_window()
    screen = first_start(window)
    for _ in range(3):
        screen.next.click()
    name = screen.findChild(QLineEdit, "name")
    assert name is not None
    QTest.keyClicks(name, "Anna")
    world.state.change_preferences(text_percent=200)
    world.settle()
    again = first_start(window)
    assert again is not screen
    name = again.findChild(QLineEdit, "name")
    assert name is not None
    assert name.isVisible()
    assert name.text() == "Anna"
    assert focused(world) is name


def test_text_size_can_be_chosen_at_once(world: World) -> None:
    window = world.open_window()
    key = window.findChild(QWidget, "text_150")
    assert key is not None
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    world.settle()
    assert world.state.preferences.text_percent == 150
    assert focused(world).objectName() == "text_150"


def test_under_16_is_told_calmly(world: World) -> None:
    screen = first_start(world.open_window())
    for _ in range(3):
        screen.next.click()
    form = screen.findChild(PersonForm)
    assert form is not None
    assert not form.young.isVisible()
    form.age.row(0).click()
    assert form.young.isVisible()
    assert "therapist" in form.young.words.words
    assert screen.next.isEnabled()


def test_one_more_person_may_be_cancelled(world: World) -> None:
    world.add_patient(ANNA)
    window = world.open_window()
    window.show_first_start()
    screen = first_start(window)
    assert not screen.skip.isVisible()
    screen.back.click()
    world.settle()
    assert window.is_at(Route.TODAY)
    assert len(world.journal.patients()) == 1


# ---- a clinic instead


def naming(world: World) -> FirstStartScreen:
    """By keyboard: Tab from the top to the clinic, and Enter."""
    screen = first_start(world.window or world.open_window())
    tab_to(world, "clinic")
    press(world, Qt.Key.Key_Return)
    assert focused(world).objectName() == "clinician"
    return screen


def test_who_opens_a_clinic_is_asked_in_whose_name_it_writes(world: World) -> None:
    naming(world)
    assert world.window is not None
    QTest.keyClicks(focused(world), "  Mara   Stein, physio")
    tab_to(world, "Name of the clinic or practice")
    QTest.keyClicks(focused(world), "Hand clinic Mainz")
    assert not world.state.preferences.clinic
    tab_to(world, "next")
    press(world, Qt.Key.Key_Return)
    world.settle()
    assert world.window.is_at(Route.CLINIC)
    kept = world.journal.settings()
    assert (kept["clinic"], kept["opens_clinic"]) == ("1", "1")
    assert (kept["clinician"], kept["clinic_name"]) == ("Mara Stein, physio", "Hand clinic Mainz")
    assert world.state.preferences.signature == "Mara Stein, physio, Hand clinic Mainz"
    assert world.journal.patients() == []


def test_the_names_may_be_skipped_or_left_empty(world: World) -> None:
    screen = naming(world)
    QTest.keyClicks(focused(world), "Mara")
    tab_to(world, "Skip")
    press(world, Qt.Key.Key_Space)
    world.settle()
    assert world.window is not None
    assert world.window.is_at(Route.CLINIC)
    assert world.state.preferences.signature == ""
    assert screen is not world.window.screen_widget
    world.window.clinic.leave()
    world.settle()
    naming(world).next.click()
    world.settle()
    assert world.window.is_at(Route.CLINIC)
    assert world.state.preferences.signature == ""


def test_who_opened_the_clinic_by_mistake_goes_back_to_the_steps(world: World) -> None:
    screen = naming(world)
    QTest.keyClicks(focused(world), "Mara")
    press(world, Qt.Key.Key_Escape)
    assert focused(world) is screen.next
    assert not screen.back.isVisible()
    assert screen.skip.text() == "Skip these steps"
    assert not world.state.preferences.clinic
    screen.skip.click()
    world.settle()
    assert world.window is not None
    assert world.window.is_at(Route.TODAY)
    assert world.state.preferences.clinician == ""


def test_larger_text_keeps_the_names(world: World) -> None:
    screen = naming(world)
    QTest.keyClicks(focused(world), "Mara")
    world.state.change_preferences(text_percent=200)
    world.settle()
    assert world.window is not None
    again = first_start(world.window)
    assert again is not screen
    assert again.names.clinician.text() == "Mara"
    assert focused(world) is again.names.clinician


def answers(world: World) -> FirstStartScreen:
    screen = first_start(world.open_window())
    for _ in range(4):
        screen.next.click()
    return screen


def test_two_hands_are_tried_with_their_own_keys(world: World) -> None:
    form = answers(world).answers
    form.ways.row(1).click()
    assert world.state.preferences.answer_keys is AnswerKeys.TWO_HANDS
    heard: list[Side] = []
    form.area.tried.connect(heard.append)
    QTest.keyClick(form.area, Qt.Key.Key_L)
    QTest.keyClick(form.area, Qt.Key.Key_Left)
    QTest.mouseClick(form.area.buttons[Side.LEFT], Qt.MouseButton.LeftButton)
    assert heard == [Side.RIGHT, Side.LEFT]
    assert form.area.says.words == "You pressed Left. It works."


@pytest.mark.parametrize("on_button", [False, True])
@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_Left])
def test_a_key_that_does_nothing_says_so(world: World, key: Qt.Key, on_button: bool) -> None:
    screen = answers(world)
    form = screen.answers
    form.ways.row(1).click()
    world.settle()
    heard: list[Side] = []
    form.area.tried.connect(heard.append)
    target = form.area.buttons[Side.LEFT] if on_button else form.area
    target.setFocus()
    QTest.keyClick(target, key)
    assert "That key does nothing here." in form.area.says.words
    assert "A for left and L for right" in form.area.says.words
    assert target.hasFocus()
    screen.next.setFocus()
    assert form.area.says.words.startswith("Press a button, or press Tab")
    assert not heard


@pytest.mark.parametrize("on_button", [False, True])
def test_the_try_area_says_what_to_do_whenever_the_keyboard_is_there(
    world: World, on_button: bool
) -> None:
    screen = answers(world)
    area = screen.answers.area
    target = area.buttons[Side.RIGHT] if on_button else area
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Left)
    assert area.says.words == "You pressed Left. It works."
    screen.next.setFocus()
    assert area.says.words.startswith("Press a button, or press Tab")
    target.setFocus()
    assert area.says.words.startswith("Try it: press")


def test_tab_goes_from_the_own_keys_to_trying_them_and_then_on(world: World) -> None:
    screen = answers(world)
    form = screen.answers
    form.ways.row(2).click()
    world.settle()
    form.ways.row(2).setFocus()
    seen = []
    for _ in range(6):
        press(world, Qt.Key.Key_Tab)
        seen.append(focused(world))
    buttons = [form.area.buttons[side] for side in (Side.LEFT, Side.RIGHT)]
    assert seen == [form.left_key, form.right_key, form.area, *buttons, screen.back]


def test_own_keys_are_learned_by_pressing_them(world: World) -> None:
    form = answers(world).answers
    form.ways.row(2).click()
    form.left_key.click()
    assert form.left_key.listening
    QTest.keyClick(form.left_key, Qt.Key.Key_PageUp)
    assert world.state.preferences.own_left == int(Qt.Key.Key_PageUp)
    heard: list[Side] = []
    form.area.tried.connect(heard.append)
    QTest.keyClick(form.area, Qt.Key.Key_PageUp)
    assert heard == [Side.LEFT]
    world.settle()
    assert world.journal.settings()["own_left"] == str(int(Qt.Key.Key_PageUp))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_P, Qt.Key.Key_M, Qt.Key.Key_J])
def test_keys_that_are_taken_are_refused(world: World, key: Qt.Key) -> None:
    form = answers(world).answers
    form.ways.row(2).click()
    before = world.state.preferences
    form.left_key.click()
    QTest.keyClick(form.left_key, key)
    assert world.state.preferences == before
    assert form._refused.isVisible()
    assert not form.left_key.listening


def test_escape_leaves_the_key_as_it_is(world: World) -> None:
    screen = answers(world)
    form = screen.answers
    form.ways.row(2).click()
    form.left_key.click()
    QTest.keyClick(form.left_key, Qt.Key.Key_Escape)
    assert not form.left_key.listening
    assert form.isVisible()
    assert world.state.preferences.own_left == int(Qt.Key.Key_F)


def test_a_key_alone_like_shift_is_waited_over(world: World) -> None:
    form = answers(world).answers
    form.ways.row(2).click()
    form.right_key.click()
    QTest.keyClick(form.right_key, Qt.Key.Key_Shift)
    assert form.right_key.listening
    QTest.keyClick(form.right_key, Qt.Key.Key_K)
    assert world.state.preferences.own_right == int(Qt.Key.Key_K)


def test_left_stands_on_the_left_in_every_language(world: World) -> None:
    world.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen = answers(world)
    area = screen.answers.area
    assert area.buttons[Side.LEFT].x() < area.buttons[Side.RIGHT].x()
    left, right = (screen.findChild(QWidget, f"side_{side}") for side in ("left", "right"))
    assert left is not None
    assert right is not None
    screen.back.click()
    screen.back.click()
    screen.back.click()
    world.settle()
    assert left.x() < right.x()
    choices = screen.findChild(Choices)
    assert choices is not None
    assert replace(world.state.preferences) == world.state.preferences
