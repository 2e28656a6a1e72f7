"""Settings: the look, the person, the PIN, the people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, AgeBand
from gmi_app.programme.pin import check_pin
from gmi_app.programme.ready import Ready, first_plan
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.screens.settings import Section, SettingsScreen
from gmi_app.ui.screens.settings_look import LookSettings
from gmi_app.ui.screens.settings_person import PeopleSettings, PersonSettings
from gmi_app.ui.screens.settings_voice import VoiceSettings
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.window import Route
from tests.ui.guided_world import ListeningVoice
from tests.ui.looks import ANNA, BEN
from tests.ui.world import World

pytestmark = pytest.mark.gui


def opened(world: World, section: Section) -> SettingsScreen:
    world.add_patient(ANNA)
    world.state.choose_patient(ANNA)
    window = world.open_window()
    window.show_settings(section)
    world.settle()
    screen = window.screen_widget
    assert isinstance(screen, SettingsScreen)
    return screen


def person(world: World) -> PersonSettings:
    section = opened(world, Section.PERSON).section
    assert isinstance(section, PersonSettings)
    return section


def test_text_size_and_motion_are_kept(world: World) -> None:
    section = opened(world, Section.LOOK).section
    assert isinstance(section, LookSettings)
    section.motion.click()
    section.size_choice.key(3).click()
    world.settle()
    kept = world.journal.settings()
    assert kept["reduced_motion"] == "1"
    assert kept["text_percent"] == "175"


def test_the_voice_is_tried_its_manner_kept_and_leaving_silences_it(world: World) -> None:
    voices: list[ListeningVoice] = []

    def open_voice(preferences: Preferences, parent: QObject) -> ListeningVoice:
        voices.append(ListeningVoice(parent))
        return voices[-1]

    world.services = replace(world.services, open_voice=open_voice)
    section = opened(world, Section.VOICE).section
    assert isinstance(section, VoiceSettings)
    section.card.rate.set_value(3)
    section.card.volume.set_value(40)
    section.card.attempt.click()
    assert [voice.heard for voice in voices] == [[section.card.says.words]]
    section.card.rate.set_value(2)
    assert world.window is not None
    world.window.show_today()
    world.settle()
    assert voices[0].closed
    kept = world.journal.settings()
    assert (kept["speech_rate"], kept["speech_volume"]) == ("2", "40")


def test_a_computer_without_a_voice_says_so_when_it_is_tried(world: World) -> None:
    section = opened(world, Section.VOICE).section
    assert isinstance(section, VoiceSettings)
    assert "no voice" not in section.card.says.words
    section.card.attempt.click()
    assert section.card.says.words == (
        "This computer has no voice. Every sentence is on the screen."
    )


def test_what_is_said_is_kept_as_a_new_version(world: World) -> None:
    section = person(world)
    section.person.name.selectAll()
    QTest.keyClicks(section.person.name, "A-17")
    section.person.age.row(2).click()
    both = section.findChild(QWidget, "side_both")
    knee = section.findChild(QWidget, "part_knee")
    assert both is not None
    assert knee is not None
    QTest.mouseClick(both, Qt.MouseButton.LeftButton)
    QTest.mouseClick(knee, Qt.MouseButton.LeftButton)
    world.wait_for(lambda: world.state.patient is not None and world.state.patient.name == "A-17")
    world.settle()
    [kept] = world.journal.patients()
    assert kept.id == ANNA.id
    assert kept.age_band is AgeBand.FROM_40
    assert kept.affected is AffectedSide.BOTH
    assert kept.part is BodyPart.KNEE


def test_a_first_plan_follows_the_limb_that_is_named(world: World) -> None:
    section = person(world)
    now = world.state.clock.moment()
    world.journal.save_plan(first_plan(Ready.GENTLE, ANNA, now))
    knee = section.findChild(QWidget, "part_knee")
    assert knee is not None
    QTest.mouseClick(knee, Qt.MouseButton.LeftButton)
    world.wait_for(lambda: world.state.patient is not None and world.state.patient.part == "knee")
    world.settle()
    newest, first = world.journal.plans(ANNA.id)
    assert newest.plan.parts == (BodyPart.KNEE,)
    assert newest.parent == first.id


def test_leaving_keeps_what_was_just_typed(world: World) -> None:
    section = person(world)
    QTest.keyClicks(section.person.name, "bel")
    assert world.window is not None
    world.window.show_today()
    world.settle()
    assert world.journal.patients()[0].name == "Annabel"


def test_nothing_changed_writes_nothing(world: World) -> None:
    section = person(world)
    section.keep()
    world.settle()
    assert world.journal.patients() == [ANNA]


def test_a_pin_is_set_changed_and_taken_away(world: World) -> None:
    card = person(world).pin
    card.set_button.click()
    assert world.app.focusWidget() is card.first
    QTest.keyClicks(card.first, "1357")
    QTest.keyClicks(card.again, "1358")
    assert not card.keep_button.isEnabled()
    assert card.says.words == "The two are not the same yet."
    card.again.clear()
    QTest.keyClicks(card.again, "1357")
    card.keep_button.click()
    world.settle()
    [kept] = world.journal.patients()
    assert kept.pin is not None
    assert check_pin("1357", kept.pin)
    assert card.set_button.text() == "Change the PIN"
    card.remove_button.click()
    world.settle()
    assert world.journal.patients()[0].pin is None
    assert card.set_button.text() == "Set a PIN"


def test_enter_goes_through_the_two_fields_of_a_new_pin(world: World) -> None:
    card = person(world).pin
    card.set_button.click()
    QTest.keyClicks(card.first, "1357")
    QTest.keyClick(card.first, Qt.Key.Key_Return)
    assert world.app.focusWidget() is card.again
    assert world.journal.patients()[0].pin is None
    QTest.keyClicks(card.again, "1357")
    QTest.keyClick(card.again, Qt.Key.Key_Return)
    world.settle()
    assert world.journal.patients()[0].pin is not None


def test_people_are_listed_and_can_be_switched_and_added(world: World) -> None:
    world.add_patient(BEN)
    section = opened(world, Section.PEOPLE).section
    assert isinstance(section, PeopleSettings)
    said = [text.words for text in section.findChildren(Text)]
    assert "Anna" in said
    assert "Ben" in said
    assert "here now" in said
    window = world.window
    assert window is not None
    section.switch.click()
    world.settle()
    assert window.is_at(Route.PEOPLE)
    window.show_settings()
    again = window.screen_widget
    assert isinstance(again, SettingsScreen)
    assert isinstance(again.section, PeopleSettings)
    again.section.add.click()
    world.settle()
    assert window.is_at(Route.FIRST_START)


def test_sections_open_with_the_arrow_keys(world: World) -> None:
    screen = opened(world, Section.LOOK)
    assert world.app.focusWidget() is screen.tabs.chip(Section.LOOK)
    for section in list(Section)[1:]:
        focused = world.app.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Right)
        world.settle()
        assert screen.tabs.at == section
