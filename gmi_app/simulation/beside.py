"""What a simulated patient does beside the stages: relaxing, soft touch, noticing, an activity that
matters.

Each session goes through the real course of its kind, and what is offered next is taken from the
program's own advice: textures get coarser, the walk grows by its steps. Answers are drawn around
the middle and grow a little; pain stays around its level, as no study promises that it falls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from gmi_app.activities.advice import recent_prompts, touch_advice
from gmi_app.activities.content import Content
from gmi_app.activities.courses import course, prompts_for
from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.pacing import Goal, Way, offer, usual_step
from gmi_app.activities.passage import Done, Passage
from gmi_app.activities.settings import (
    ActivitySettings,
    DesensitisationSettings,
    GuidedSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
)
from gmi_app.clock import Moment
from gmi_app.facts.activity_goal import ActivityGoal, Unit
from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import EVERY_DAY, ItemKind, PlanItem, TimedItem
from gmi_app.simulation.patient import AUTHOR, SimulatedDay

AFTER_THE_MORNING_S: Final = 2.5 * 3600
"""So long after the day's first set."""
APART_S: Final = 1800.0
WALKED: Final = 0.7
"""Share of the days with practice on which the activity was done, too."""
SHORTER: Final = 0.15
"""Share of those on which it was less than planned."""
BASELINE_MINUTES: Final = 10
ANSWERED_S: Final = 6.0
GUIDED_DAYS: Final = {
    ItemKind.RELAXATION: (0, 3, 6),
    ItemKind.DESENSITISATION: (1, 4),
    ItemKind.PERCEPTION: (2, 5),
}
"""Days of the week, 0 for Monday: one of the guided kinds each day."""


@dataclass(frozen=True, slots=True)
class SimulatedBeside:
    """The facts of one day, in their order. ``notes``: the activity as it is planned from then
    on."""

    notes: tuple[Note, ...] = ()
    records: tuple[ActivityRecord, ...] = ()


def activity_name() -> str:
    """What matters to the simulated person."""
    return tr("Walk to the shop and back")


def planned_items(part: BodyPart, new_id: Callable[[], UUID]) -> tuple[PlanItem, ...]:
    """What goes beside the stages, as the plan asks for it."""
    seconds = {
        ItemKind.RELAXATION: RelaxationSettings().seconds,
        ItemKind.DESENSITISATION: DesensitisationSettings().seconds,
        ItemKind.PERCEPTION: PerceptionSettings().seconds,
    }
    guided = [
        PlanItem(
            new_id(),
            kind,
            TimedItem(part, seconds[kind]),
            days=days,
            paced=False,
            most_amount=seconds[kind],
        )
        for kind, days in GUIDED_DAYS.items()
    ]
    baseline_s = BASELINE_MINUTES * 60
    walk = TimedItem(part, baseline_s, what=activity_name())
    return (
        *guided,
        PlanItem(
            new_id(),
            ItemKind.ACTIVITY,
            walk,
            days=EVERY_DAY,
            paced=False,
            most_amount=2 * baseline_s,
        ),
    )


class Beside:
    """Made for ``days`` days of a simulated patient; asked day by day, oldest first. The same seed
    always gives the same facts, ids included."""

    def __init__(
        self, patient: Patient, days: int, version: str, content: Content, seed: int = 1
    ) -> None:
        self._patient, self._days, self._version, self._content = patient, days, version, content
        self._part = patient.part or BodyPart.HAND
        self._side = Side.LEFT if patient.affected is AffectedSide.LEFT else Side.RIGHT
        self._seed = seed
        self._records: list[ActivityRecord] = []  # newest first
        self._goal: Goal | None = None

    def of_day(self, number: int, day: SimulatedDay) -> SimulatedBeside:
        """``number``: of the day, from 0. Nothing on a missed day."""
        if day.began is None:
            return SimulatedBeside()
        random = Random(f"beside {self._seed} {number}")
        morning = [each.end.at for each in day.sessions[:-1]]
        at = _later(morning[0] if morning else day.began, AFTER_THE_MORNING_S)
        notes = tuple(self._planned(at, random))
        found = []
        for settings in self._chosen(day.day.weekday(), random):
            record = self._session(at, number, settings, random)
            self._records.insert(0, record)
            found.append(record)
            assert record.end is not None
            at = _later(record.end.at, APART_S)
        return SimulatedBeside(notes, tuple(found))

    def _chosen(self, weekday: int, random: Random) -> Iterator[ActivitySettings]:
        """The guided kind of the day, and the activity on most days."""
        yield self._guided(next(kind for kind, days in GUIDED_DAYS.items() if weekday in days))
        if self._goal is not None and random.random() < WALKED:
            what = self._goal.what
            yield PacingSettings(what.goal, what.name, what.unit, what.amount)

    def _guided(self, kind: ItemKind) -> GuidedSettings:
        content = self._content
        if kind is ItemKind.RELAXATION:
            return RelaxationSettings()
        if kind is ItemKind.DESENSITISATION:
            advice = touch_advice(self._records, content.touch)
            return DesensitisationSettings(
                self._part, self._side, advice.texture.id, advice.stroke.id
            )
        bare = PerceptionSettings(self._part, self._side)
        prompts = prompts_for(bare, content, recent_prompts(self._records))
        return PerceptionSettings(self._part, self._side, prompts=prompts)

    def _planned(self, at: Moment, random: Random) -> Iterator[Note]:
        """The activity is named on the first day; later what is offered is accepted."""
        if self._goal is None:
            step = usual_step(BASELINE_MINUTES)
            what = ActivityGoal(
                _id(random), activity_name(), Unit.MINUTES, BASELINE_MINUTES, BASELINE_MINUTES, step
            )
        else:
            before = self._goal.what
            offered = offer(self._goal, self._records)
            if offered.way is Way.STAY:
                return
            what = ActivityGoal(
                before.goal, before.name, before.unit, before.baseline, offered.amount, before.step
            )
        self._goal = Goal(what, at)
        owner = self._patient.id
        yield Note(_id(random), owner, at, NoteKind.ACTIVITY_GOAL, what, at.day, AUTHOR)

    # ---- one session
    def _session(
        self, at: Moment, number: int, settings: ActivitySettings, random: Random
    ) -> ActivityRecord:
        session = ActivitySession(
            _id(random), self._patient.id, at, settings, self._version, author=AUTHOR
        )
        pain = min(8, max(2, round(random.gauss(5, 1))))
        ratings = [self._rating(session, at, RatingKind.PAIN_NOW, pain, When.BEFORE, random)]
        steps: list[ActivityStep] = []
        for done in self._done(number, settings, random):
            at = _later(at, done.seconds)
            breaths = sum(piece.counts for piece in done.passage.pieces)
            step = ActivityStep(
                _id(random), session.id, len(steps), done.passage.id, at, done.seconds, breaths
            )
            steps.append(step)
            for kind, value in done.answers.items():
                at = _later(at, ANSWERED_S)
                ratings.append(self._rating(session, at, kind, value, When.DURING, random, step.id))
        after = min(10, pain + random.choice((-1, 0, 0, 1)))
        ratings.append(self._rating(session, at, RatingKind.PAIN_NOW, after, When.AFTER, random))
        end = SessionEnd(_id(random), session.id, at, EndKind.COMPLETED)
        return ActivityRecord(session, end, tuple(steps), (), tuple(ratings))

    def _done(self, number: int, settings: ActivitySettings, random: Random) -> Iterator[Done]:
        if isinstance(settings, PacingSettings):
            less = random.random() < SHORTER
            minutes = max(1, settings.planned - (2 if less else 0))
            asked = Passage("paced", settings.name, (), (RatingKind.HOW_WELL,))
            yield Done(asked, self._answers(number, asked, random), seconds=60.0 * minutes)
            return
        following, done = course(settings, self._content), list[Done]()
        while (passage := following(done)) is not None:
            answers = self._answers(number, passage, random)
            done.append(Done(passage, answers, seconds=passage.length_s))
        yield from done

    def _answers(self, number: int, passage: Passage, random: Random) -> dict[RatingKind, int]:
        """From a little over the middle of the scale, up by a quarter of it over all the days."""
        answers = {}
        for kind in passage.asks:
            low, high = kind.scale
            middle = low + (high - low) * (0.65 + 0.25 * number / self._days)
            value = round(random.gauss(middle, 0.15 * (high - low)))
            answers[kind] = min(high, max(low, value))
        return answers

    def _rating(
        self,
        session: ActivitySession,
        at: Moment,
        kind: RatingKind,
        value: int,
        when: When,
        random: Random,
        step: UUID | None = None,
    ) -> Rating:
        return Rating(_id(random), self._patient.id, at, kind, value, when, session.id, step)


def _later(at: Moment, seconds: float) -> Moment:
    return Moment(at.utc + timedelta(seconds=seconds), at.offset_min)


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
