"""A small clinic for the tests of its screens: six people, each with a reason of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import Daily, FlareChange, FlareNote, Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import StopReason
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    LevelChange,
    Reason,
    ReasonKind,
    Suggestion,
    SuggestionKind,
)
from tests.ui.copying import filled
from tests.ui.practice import NOW, Practice, Skill
from tests.ui.world import World

TODAY = NOW.date()
CLINICIAN = "Mara Stein"


def person(
    number: int,
    name: str,
    side: AffectedSide = AffectedSide.LEFT,
    part: BodyPart = BodyPart.HAND,
) -> Patient:
    return Patient(UUID(int=number), before(70), name, side, part)


def before(days: float, *, hours: float = 0) -> Moment:
    return Moment(NOW - timedelta(days=days, hours=hours))


ANNA = person(101, "Anna Lindqvist")
TOMAS = person(102, "Tomas Berger", AffectedSide.RIGHT)
RUTH = person(103, "Ruth Okafor", AffectedSide.LEFT, BodyPart.FOOT)
ILSE = person(104, "Ilse Vermeer")
MEI = person(105, "Mei Tanaka", AffectedSide.RIGHT)
LARS = person(106, "Lars Holm", AffectedSide.RIGHT)


class Clinic:
    """Writes what happened to several people into a world's journal."""

    def __init__(self, world: World) -> None:
        self.world, self.journal, self.random = world, world.journal, Random(11)

    def practice(self, patient: Patient) -> Practice:
        random = Random(patient.id.int)
        return Practice(self.journal, self.world.catalogue.pictures, random, patient)

    def new_id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def plan(self, patient: Patient, days_ago: int, **changed: object) -> PlanVersion:
        """A gentle plan, written that long ago."""
        start = (NOW - timedelta(days=days_ago)).date()
        plan = ready_plan(Ready.GENTLE, patient, start, self.new_id)
        plan = replace(plan, **changed)  # type: ignore[arg-type]
        version = PlanVersion(self.new_id(), patient.id, before(days_ago), plan, CLINICIAN)
        self.journal.save_plan(version)
        return version

    def pain(self, patient: Patient, values: list[int]) -> None:
        """Of the last days, the newest last."""
        for back, value in enumerate(reversed(values)):
            at = before(back, hours=1)
            day = (NOW - timedelta(days=back)).date()
            kind = RatingKind.PAIN_24H
            self.journal.add_rating(
                Rating(self.new_id(), patient.id, at, kind, value, When.ALONE, day=day)
            )

    def note(
        self, patient: Patient, kind: NoteKind, content: object, days_ago: int, author: str
    ) -> None:
        day = (NOW - timedelta(days=days_ago)).date()
        at = before(days_ago)
        self.journal.add_note(
            Note(self.new_id(), patient.id, at, kind, content, day, author)  # type: ignore[arg-type]
        )

    def visit(self, patient: Patient, words: str, days_ago: int, sessions: int) -> None:
        self.note(patient, NoteKind.VISIT, Visit(words, sessions), days_ago, CLINICIAN)

    def suggest(self, patient: Patient, advice: Advice, days_ago: int) -> Suggestion:
        made = Suggestion(self.new_id(), patient.id, before(days_ago), advice)
        self.journal.add_suggestion(made)
        return made

    def decide(self, about: Suggestion, kind: DecisionKind, words: str = "") -> None:
        at = Moment(about.at.utc + timedelta(minutes=2))
        patient = about.patient
        self.journal.add_decision(Decision(self.new_id(), patient, at, about.id, kind, words))

    # ---- the people
    def anna(self, weeks: int = 8) -> None:
        """Eight weeks with a plan that changed, a week of a flare, and a stage that is near."""
        self.journal.save_patient(ANNA)
        practice = self.practice(ANNA)
        practice.weeks(weeks)
        first = self.plan(ANNA, 7 * weeks)
        items = tuple(
            replace(i, per_day=1) if i.kind is ItemKind.LATERALITY else i for i in first.plan.items
        )
        changed = replace(
            first.plan,
            items=items,
            note_to_patient="Keep the rest day.",
            review=TODAY + timedelta(days=20),
        )
        self.journal.save_plan(
            PlanVersion(self.new_id(), ANNA.id, before(27), changed, CLINICIAN, first.id)
        )
        days = 7 * weeks
        falling = [min(8, max(2, round(6.4 - 2.2 * n / days + n * 7 % 3 - 1))) for n in range(days)]
        self.pain(ANNA, falling)
        self.visit(ANNA, "Agreed on one short set a day. Keep the rest day.", 27, 24)
        for back, words in ((2, "A walk by the water"), (9, "Warm towel, then the pictures")):
            self.note(ANNA, NoteKind.DAILY, Daily(words), back, "patient")
        flare = FlareNote((FlareChange.PAIN, FlareChange.COLOUR), "Cold mornings are the worst.")
        self.note(ANNA, NoteKind.FLARE, flare, 33, "patient")
        level = Advice(SuggestionKind.NEXT_LEVEL, change=LevelChange.COUNT)
        self.decide(self.suggest(ANNA, level, 20), DecisionKind.ACCEPTED)
        reasons = (
            Reason(ReasonKind.ACCURACY, 0.84, 0.8, Side.LEFT),
            Reason(ReasonKind.ACCURACY, 0.92, 0.8, Side.RIGHT),
            Reason(ReasonKind.PRACTICE_DAYS, 6, 5),
        )
        stage = Advice(SuggestionKind.NEXT_STAGE, reasons, stage=ItemKind.IMAGERY)
        self.suggest(ANNA, stage, 1)

    def others(self) -> None:
        for patient in (TOMAS, RUTH, ILSE, MEI, LARS):
            self.journal.save_patient(patient)
            self.plan(patient, 30)
        for back in range(12, 0, -1):
            at = (NOW - timedelta(days=back)).replace(hour=9)
            risen = 7 if back < 4 else 4
            self.practice_on(TOMAS, at, before=4, after=risen)
            if back > 6:
                self.practice_on(RUTH, at, before=3, after=3)
            guess = Skill(0.5, 4.1)
            self.practice_on(ILSE, at, left=guess, right=guess)
            self.practice_on(MEI, at, left=Skill(0.9, 1.8), right=Skill(0.86, 2.3))
            if back % 3:
                self.practice_on(LARS, at, left=Skill(0.9, 2.0), right=Skill(0.9, 2.1))
        self.pain(TOMAS, [4, 5, 4, 5, 4, 4, 5, 6, 6, 7, 6, 6, 7, 7])
        self.pain(MEI, [5, 5, 6, 5, 6, 5, 5, 5, 4, 5, 4, 5, 4, 4])
        self.pain(LARS, [3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4])
        self.visit(MEI, "", 0, 12)
        self.note(LARS, NoteKind.ARCHIVING, Archiving(), 2, CLINICIAN)

    def practice_on(self, patient: Patient, at: datetime, **how: Any) -> None:
        practice = self.practice(patient)
        practice.random = Random(patient.id.int * 10**6 + at.toordinal())
        practice.do_set(at, DrillSettings(), **how)


def clinic(world: World) -> None:
    """All of them; the window is not open yet."""
    made = Clinic(world)

    def everybody() -> None:
        made.anna()
        made.others()
        stopped = made.practice(ANNA)
        stopped.random = Random(99)
        at = NOW - timedelta(days=2, hours=3)
        stopped.do_set(at, stopped=StopReason.TIRED, answered=8, before=4, after=5)

    filled(world, "clinic", everybody)
    world.state.patients = made.journal.patients()
    world.state.change_preferences(clinic=True, opens_clinic=True, clinician=CLINICIAN)
