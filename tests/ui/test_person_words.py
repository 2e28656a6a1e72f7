"""A person in words."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from gmi_app.clock import Moment
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, AgeBand, Handedness, Patient
from gmi_app.ui import person_words
from tests.ui.practice import NOW

pytestmark = pytest.mark.gui

NAMELESS = Patient(UUID(int=1), Moment(NOW))


@pytest.mark.parametrize(
    ("side", "part", "question"),
    [
        (AffectedSide.LEFT, BodyPart.HAND, "How is the pain in your left hand right now?"),
        (AffectedSide.RIGHT, BodyPart.FOOT, "How is the pain in your right foot right now?"),
        (AffectedSide.BOTH, BodyPart.KNEE, "How is the pain in your knees right now?"),
        (AffectedSide.LEFT, BodyPart.SHOULDER, "How is the pain in your left shoulder right now?"),
        (AffectedSide.LEFT, BodyPart.NECK, "How is the pain in your neck right now?"),
        (None, BodyPart.BACK, "How is the pain in your back right now?"),
        (None, BodyPart.HAND, "How is the pain right now?"),
        (AffectedSide.LEFT, None, "How is the pain right now?"),
    ],
)
def test_the_question_names_what_is_known(
    side: AffectedSide | None, part: BodyPart | None, question: str
) -> None:
    patient = replace(NAMELESS, affected=side, part=part)
    assert person_words.pain_question(patient) == question


def test_the_nameless_are_counted() -> None:
    anna = replace(NAMELESS, id=UUID(int=2), name="Anna")
    assert person_words.name_of(NAMELESS, [anna, NAMELESS]) == "Person 2"
    assert person_words.name_of(anna, [anna, NAMELESS]) == "Anna"


def test_everyone_is_greeted() -> None:
    assert person_words.greeting(Moment(NOW), "") == "Good morning"
    assert person_words.pain_question(None) == "How is the pain right now?"


def test_every_value_has_words_of_its_own() -> None:
    for words in (
        [person_words.affected(value) for value in AffectedSide],
        [person_words.handedness(value) for value in Handedness],
        [person_words.age_band(value) for value in AgeBand],
        [
            person_words.is_this(DrillSettings(part, moving=moving, task=task))
            for part in BodyPart
            for moving, task in ((False, Task.SIDE), (True, Task.DIRECTION))
        ],
    ):
        assert len(set(words)) == len(words)
        assert all(words)
