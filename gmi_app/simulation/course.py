"""The programme of a simulated patient: the plan, its stages, and what was said about each day.

The stages follow the sessions of ``later_stages``: a third of the days each. Pain, mood and sleep
go up and down around the same level all the time, as no study promises that they improve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.note import Contact, Daily, FlareChange, FlareNote, FlarePlan, Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.language import tr
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import STAGES, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    Reason,
    ReasonKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.simulation.beside import planned_items
from gmi_app.simulation.patient import AUTHOR, SimulatedDay

REVIEW_AFTER: Final = timedelta(weeks=3)
"""So long after the simulated days the plan is to be looked at again."""
FLARE_A_DAY: Final = 0.04
NOT_SAID: Final = 0.2
"""Share of the days on which the daily question was not answered."""
EVENING_S: Final = 5 * 3600.0
LEVELS: Final = (
    (RatingKind.PAIN_24H, 5.0, 0.8),
    (RatingKind.MOOD, 3.2, 0.8),
    (RatingKind.SLEEP, 3.0, 0.9),
)
"""Mean and spread of what is said about a day."""


@dataclass(frozen=True, slots=True)
class StageBegun:
    """A stage that was suggested and accepted, with the plan that came of it; of the first stage
    there is only the plan."""

    version: PlanVersion
    suggestion: Suggestion | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class SaidOfDay:
    """What is kept of one day beside its sessions."""

    begun: StageBegun | None
    ratings: tuple[Rating, ...]
    notes: tuple[Note, ...]


class SimulatedCourse:
    """For ``days`` days of a simulated patient; asked day by day, oldest first. The same seed
    always gives the same facts, ids included."""

    def __init__(self, patient: Patient, days: int, seed: int = 1) -> None:
        self._patient, self._days, self._seed = patient, days, seed
        self._version: PlanVersion | None = None

    def of_day(self, number: int, day: SimulatedDay) -> SaidOfDay:
        """``number``: of the day, from 0."""
        random = Random(f"course {self._seed} {number}")
        noon = self._patient.at.utc + timedelta(days=number)
        at = Moment(noon + timedelta(seconds=EVENING_S), self._patient.at.offset_min)
        begun = self._stage(number, Moment(noon, at.offset_min), random)
        return SaidOfDay(
            begun, tuple(self._ratings(at, random)), tuple(self._notes(at, day, random))
        )

    def _stage(self, number: int, at: Moment, random: Random) -> StageBegun | None:
        before, stage = self._version, STAGES[number * len(STAGES) // self._days]
        if before is None:
            self._version = self._next(at, self._first_plan(at, random), None, random)
            return StageBegun(self._version)
        if before.plan.stage is stage:
            return None
        plan = replace(before.plan, stage=stage, stage_since=at.day)
        goal = before.plan.thresholds
        reasons = (
            Reason(ReasonKind.PRACTICE_DAYS, 6, goal.practice_days),
            Reason(ReasonKind.NO_FLARE, goal.window_days, goal.window_days),
        )
        advice = Advice(SuggestionKind.NEXT_STAGE, reasons, stage=stage)
        owner = self._patient.id
        suggestion = Suggestion(_id(random), owner, at, advice, before.id, AUTHOR)
        how = DecisionKind.ACCEPTED
        decision = Decision(_id(random), owner, at, suggestion.id, how, author=AUTHOR)
        self._version = self._next(at, plan, before.id, random)
        return StageBegun(self._version, suggestion, decision)

    def _first_plan(self, at: Moment, random: Random) -> Plan:
        plan = ready_plan(Ready.STANDARD, self._patient, at.day, lambda: _id(random))
        beside = planned_items(plan.main_part, lambda: _id(random))
        return replace(
            plan,
            items=(*plan.items, *beside),
            review=at.day + timedelta(days=self._days) + REVIEW_AFTER,
            therapist=Contact(tr("Lea (simulated)"), "000 000"),
            flare_plan=FlarePlan(tr("When it goes up by two."), tr("Warm water, and a break.")),
        )

    def _next(self, at: Moment, plan: Plan, parent: UUID | None, random: Random) -> PlanVersion:
        return PlanVersion(_id(random), self._patient.id, at, plan, AUTHOR, parent)

    def _ratings(self, at: Moment, random: Random) -> Iterator[Rating]:
        if random.random() < NOT_SAID:
            return
        for kind, mean, spread in LEVELS:
            low, high = kind.scale
            value = min(high, max(low, round(random.gauss(mean, spread))))
            identity = _id(random)
            yield Rating(identity, self._patient.id, at, kind, value, When.ALONE, day=at.day)

    def _notes(self, at: Moment, day: SimulatedDay, random: Random) -> Iterator[Note]:
        owner = self._patient.id
        if random.random() < FLARE_A_DAY:
            changed = (FlareChange.PAIN, random.choice((FlareChange.SWELLING, FlareChange.COLOUR)))
            content = FlareNote(changed, before=tr("A long day in the garden."))
            yield Note(_id(random), owner, at, NoteKind.FLARE, content, at.day, AUTHOR)
        elif day.sessions and random.random() < 0.15:
            helped = Daily(tr("Warm water."))
            yield Note(_id(random), owner, at, NoteKind.DAILY, helped, at.day, AUTHOR)


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
