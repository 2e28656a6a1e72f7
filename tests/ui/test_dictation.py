"""What is put into a field by dictation, a screen reader or another aid counts as what was typed:
such an aid sets the text, and no key is pressed."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gmi_app.facts.note import Contact
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.plan import ItemKind, TimedItem
from gmi_app.ui.programme.plan_about import PlanAbout
from gmi_app.ui.programme.plan_content_editors import TimedEditor
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.programme.plan_when import WhenEditor
from gmi_app.ui.screens.about_you import Draft, PersonForm
from gmi_app.ui.screens.clinic_names import ClinicNames
from tests.ui.test_programme_plan import gentle


def dictate(field: QLineEdit, words: str) -> None:
    """As an aid does it."""
    QAccessible.queryAccessibleInterface(field).setText(QAccessible.Text.Value, words)


def test_a_persons_name(qtbot: QtBot) -> None:
    draft = Draft()
    form = PersonForm(draft)
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.changed):
        dictate(form.name, "Anna")
    assert draft.name == "Anna"


def test_the_names_of_a_clinic(qtbot: QtBot) -> None:
    names = ClinicNames("", "")
    qtbot.addWidget(names)
    for field in (names.clinician, names.clinic):
        with qtbot.waitSignal(names.edited):
            dictate(field, "Dr. Weiss")


def test_the_therapist_of_a_plan(qtbot: QtBot) -> None:
    draft = PlanDraft(gentle())
    about = PlanAbout(draft)
    qtbot.addWidget(about)
    dictate(about.who, "Dr. Weiss")
    dictate(about.how, "030 1234")
    assert draft.plan.therapist == Contact("Dr. Weiss", "030 1234")


def test_the_times_of_an_exercise(qtbot: QtBot) -> None:
    editor = WhenEditor(replace(gentle().items[0], per_day=2, most_per_day=2))
    qtbot.addWidget(editor)
    editor.way.chip(1).click()
    assert not editor.problem.isHidden()
    with qtbot.waitSignal(editor.changed):
        dictate(editor.times, "9, 17:30")
    assert editor.at == (time(9), time(17, 30))
    assert editor.problem.isHidden()


@pytest.mark.parametrize("kind", [ItemKind.ACTIVITY, ItemKind.DESENSITISATION])
def test_what_an_activity_is(qtbot: QtBot, kind: ItemKind) -> None:
    editor = TimedEditor(TimedItem(BodyPart.HAND, 300), kind)
    qtbot.addWidget(editor)
    assert isinstance(editor.own, QLineEdit)
    with qtbot.waitSignal(editor.changed):
        dictate(editor.own, "gardening")
    assert editor.what.what == "gardening"
