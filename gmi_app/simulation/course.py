"""The programme of a simulated patient: the plan, its stages, and what was said about each day.

The plan changes by the program's own rule: what ``advise`` suggests from the simulated facts is
answered, and mostly accepted. Pain, mood and sleep go up and down around the same level all the
time, as no study promises that they improve.
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
from gmi_app.programme.change import accepted, resumed
from gmi_app.programme.levels import Possible, always
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import LateralityItem, Plan, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.record import Record
from gmi_app.programme.suggest import advise
from gmi_app.programme.suggestion import Decision, DecisionKind, Suggestion, SuggestionKind
from gmi_app.simulation.beside import planned_items
from gmi_app.simulation.patient import AUTHOR, Asked, SimulatedDay
from gmi_app.simulation.persona import Persona

REVIEW_AFTER: Final = timedelta(weeks=3)
"""So long after the simulated days the plan is to be looked at again."""
NOT_SAID: Final = 0.2
"""Share of the days on which the daily question was not answered."""
DECLINED: Final = 0.2
"""Share of the suggestions to go forward that are declined for now."""
RESTS_DAYS: Final = 2
"""So many days without sets, after a pause was accepted."""
EVENING_S: Final = 5 * 3600.0
LEVELS: Final = (
    (RatingKind.PAIN_24H, 5.0, 0.55),
    (RatingKind.MOOD, 3.2, 0.8),
    (RatingKind.SLEEP, 3.0, 0.9),
)
"""Mean and spread of what is said about a day."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A suggestion of the program's rule, the answer, and what came of it: the next version of the
    plan and a note of its amount, where the plan changes."""

    suggestion: Suggestion
    decision: Decision
    version: PlanVersion | None = None
    pace: Note | None = None


@dataclass(frozen=True, slots=True)
class SaidOfDay:
    """What is kept of one day beside its sessions."""

    ratings: tuple[Rating, ...]
    notes: tuple[Note, ...]


class SimulatedCourse:
    """For ``days`` days of a simulated patient; asked day by day, oldest first: ``begin`` before
    the first, ``of_day`` on each, and before it ``resume``, ``decide`` and ``asked`` on those that
    are practised. The same seed always gives the same facts, ids included. ``possible``: whether
    there are pictures for such a set."""

    def __init__(
        self,
        patient: Patient,
        days: int,
        seed: int = 1,
        possible: Possible = always,
        persona: Persona = Persona.IMPROVES,
    ) -> None:
        self._patient, self._days, self._seed = patient, days, seed
        self._possible, self._persona = possible, persona
        self._version: PlanVersion | None = None
        self._rests_until = 0

    @property
    def version(self) -> PlanVersion:
        """The plan that is followed."""
        assert self._version is not None
        return self._version

    def begin(self) -> PlanVersion:
        """The first plan."""
        random = Random(f"course {self._seed} begin")
        plan = self._first_plan(self._patient.at, random)
        self._version = self._next(self._patient.at, plan, None, random)
        return self._version

    def asked(self, number: int) -> Asked | None:
        """What the plan asks for on a day, from 0; None while it rests."""
        if number < self._rests_until:
            return None
        what = [i.what for i in self.version.plan.active if isinstance(i.what, LateralityItem)]
        return Asked(what[0].settings if what else None)

    def of_day(self, number: int, day: SimulatedDay) -> SaidOfDay:
        """``number``: of the day, from 0."""
        random = Random(f"course {self._seed} {number}")
        noon = self._patient.at.utc + timedelta(days=number)
        at = Moment(noon + timedelta(seconds=EVENING_S), self._patient.at.offset_min)
        return SaidOfDay(tuple(self._ratings(at, random)), tuple(self._notes(at, day, random)))

    def resume(self, number: int) -> PlanVersion | None:
        """What rested is taken up again when the rest is over."""
        resting = [item for item in self.version.plan.items if item.paused]
        if not resting or number < self._rests_until:
            return None
        plan = self.version.plan
        for item in resting:
            plan = resumed(plan, item)
        random = Random(f"course {self._seed} resume {number}")
        at = Moment(self._patient.at.utc + timedelta(days=number), self._patient.at.offset_min)
        self._version = self._next(at, plan, self.version.id, random)
        return self._version

    def decide(self, number: int, at: Moment, record: Record) -> Answered | None:
        """What the program suggests at that moment, from what was recorded until then, and the
        answer; None while there is nothing to decide. It is accepted but for now and then."""
        random = Random(f"course {self._seed} decide {number}")
        before, owner = self.version, self._patient.id
        advice = advise(before.plan, record, at, self._possible)
        if not advice.kind.to_decide:
            return None
        suggestion = Suggestion(_id(random), owner, at, advice, before.id, AUTHOR)
        declined = advice.kind.forward and random.random() < DECLINED
        how = DecisionKind.DECLINED if declined else DecisionKind.ACCEPTED
        decision = Decision(_id(random), owner, at, suggestion.id, how, author=AUTHOR)
        if declined:
            return Answered(suggestion, decision)
        found = accepted(before.plan, advice, at.day)
        pace: Note | None = None
        if found.pace is not None:
            pace = Note(_id(random), owner, at, NoteKind.PACE, found.pace, at.day, AUTHOR)
        if found.plan == before.plan:
            return Answered(suggestion, decision, pace=pace)
        if advice.kind is SuggestionKind.PAUSE:
            self._rests_until = number + RESTS_DAYS
        self._version = self._next(at, found.plan, before.id, random)
        return Answered(suggestion, decision, self._version, pace)

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
        if random.random() < self._persona.habits.flare_a_day:
            changed = (FlareChange.PAIN, random.choice((FlareChange.SWELLING, FlareChange.COLOUR)))
            content = FlareNote(changed, before=tr("A long day in the garden."))
            yield Note(_id(random), owner, at, NoteKind.FLARE, content, at.day, AUTHOR)
        elif day.began is not None and random.random() < 0.15:
            helped = Daily(tr("Warm water."))
            yield Note(_id(random), owner, at, NoteKind.DAILY, helped, at.day, AUTHOR)


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
