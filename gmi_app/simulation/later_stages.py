"""The later stages of a simulated patient: imagined movements, then the mirror.

In its stage of the plan there is a session of imagined movements on each day of practice, then one
with the mirror (clinical.md 4). Clarity and realness grow a little, a step is skipped now and then,
and pain stays around its level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.imagery.exercise import Ladder
from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
from gmi_app.imagery.planner import planned
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.exercises import Exercise, Rung, session_of
from gmi_app.mirror.facts import WATCH_STEP, WIND_DOWN_STEP, MirrorSession, Step
from gmi_app.mirror.settings import MirrorSettings, ViewSettings
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.plan import ItemKind
from gmi_app.simulation.patient import AUTHOR, SimulatedDay
from gmi_app.simulation.persona import Persona

AFTER_THE_SET_S = 600.0
"""So long after the day's last set, or after practising begins."""
WATCH_S, WIND_DOWN_S, BETWEEN_S = 30.0, 20.0, 12.0
SKIPPED_STEP = 0.06
RUNGS = (Rung.SIMPLE, Rung.LARGER)
SESSIONS_A_RUNG = 5
MINUTES = 5


@dataclass(frozen=True, slots=True)
class SimulatedMirror:
    """The facts of one mirror session."""

    session: MirrorSession
    steps: tuple[Step, ...]
    ratings: tuple[Rating, ...]
    end: SessionEnd


class LaterStages:
    """Made for ``days`` days of a simulated patient; asked day by day, oldest first. The same seed
    always gives the same facts, ids included."""

    def __init__(
        self,
        patient: Patient,
        days: int,
        version: str,
        ladder: Ladder,
        seed: int = 1,
        persona: Persona = Persona.IMPROVES,
    ) -> None:
        self._patient, self._days, self._version, self._ladder = patient, days, version, ladder
        self._side = Side.LEFT if patient.affected is AffectedSide.LEFT else Side.RIGHT
        self._seed = seed
        self._imagined: list[ImageryRecord] = []
        self._mirrors = 0
        self._habits, self._flared = persona.habits, False

    def of_day(
        self, number: int, day: SimulatedDay, stage: ItemKind
    ) -> ImageryRecord | SimulatedMirror | None:
        """``number``: of the day, from 0. ``stage``: of the plan on it. None for the first stage,
        and for a missed day."""
        after = day.after_sets
        if after is None or stage is ItemKind.LATERALITY:
            return None
        random = Random(f"later {self._seed} {number}")
        at = _later(after, AFTER_THE_SET_S)
        if stage is ItemKind.IMAGERY:
            record = self._imagery(at, number, random)
            self._imagined.insert(0, record)
            return record
        return self._mirror(at, number, random)

    def _imagery(self, at: Moment, number: int, random: Random) -> ImageryRecord:
        wanted = ImagerySettings(part=BodyPart.HAND, side=self._side, minutes=MINUTES)
        plan = planned(wanted, self._ladder, self._imagined)
        session = ImagerySession(
            _id(random), self._patient.id, at, plan.settings, self._version, author=AUTHOR
        )
        pain = _around(5, random)
        ratings = [self._rating(session.id, at, RatingKind.PAIN_NOW, pain, When.BEFORE, random)]
        steps = []
        for index, exercise in enumerate(plan.exercises):
            at = _later(at, exercise.duration_s)
            skipped = random.random() < SKIPPED_STEP
            done = 0 if skipped else exercise.repetitions
            imagined_s = (exercise.go_s + exercise.back_s) * done
            step = ImageryStep(
                _id(random), session.id, index, exercise.id, at, imagined_s, done, skipped=skipped
            )
            steps.append(step)
            if skipped:
                continue
            for kind in (RatingKind.CLARITY, RatingKind.FEELING):
                value = min(5, max(1, round(random.gauss(3 + number / self._days, 0.7))))
                ratings.append(
                    self._rating(session.id, at, kind, value, When.DURING, random, step.id)
                )
        at = _later(at, BETWEEN_S)
        after = min(10, pain + self._rise(random))
        ratings.append(self._rating(session.id, at, RatingKind.PAIN_NOW, after, When.AFTER, random))
        end = SessionEnd(_id(random), session.id, at, EndKind.COMPLETED, None)
        return ImageryRecord(session, end, tuple(steps), (), tuple(ratings))

    def _mirror(self, at: Moment, number: int, random: Random) -> SimulatedMirror:
        rung = RUNGS[min(self._mirrors // SESSIONS_A_RUNG, len(RUNGS) - 1)]
        self._mirrors += 1
        exercises = session_of(BodyPart.HAND, rung, MINUTES)
        settings = MirrorSettings(
            view=ViewSettings(affected=self._side),
            exercises=tuple(exercise.id for exercise in exercises),
            minutes=MINUTES,
        )
        session = MirrorSession(
            _id(random), self._patient.id, at, settings, self._version, author=AUTHOR
        )
        pain = _around(5, random)
        ratings = [self._rating(session.id, at, RatingKind.PAIN_NOW, pain, When.BEFORE, random)]
        steps = [Step(_id(random), session.id, 0, WATCH_STEP, at, WATCH_S)]
        at = _later(at, WATCH_S)
        for exercise in exercises:
            steps.append(_exercised(session.id, len(steps), exercise, at, random))
            at = _later(at, steps[-1].watched_s + BETWEEN_S)
        steps.append(Step(_id(random), session.id, len(steps), WIND_DOWN_STEP, at, WIND_DOWN_S))
        at = _later(at, WIND_DOWN_S)
        real = min(10, max(0, round(random.gauss(4 + 3 * number / self._days, 1))))
        after = min(10, pain + self._rise(random))
        for kind, value in ((RatingKind.REALNESS, real), (RatingKind.PAIN_NOW, after)):
            ratings.append(self._rating(session.id, at, kind, value, When.AFTER, random))
        end = SessionEnd(_id(random), session.id, at, EndKind.COMPLETED, None)
        return SimulatedMirror(session, tuple(steps), tuple(ratings), end)

    def _rise(self, random: Random) -> int:
        """Points of pain, as often a flare as with the sets of such a person."""
        chance = self._habits.again if self._flared else self._habits.flare_a_set
        self._flared = bool(chance) and random.random() < chance
        return random.choice((2, 3) if self._flared else (-1, 0, 0, 1))

    def _rating(
        self,
        session: UUID,
        at: Moment,
        kind: RatingKind,
        value: int,
        when: When,
        random: Random,
        step: UUID | None = None,
    ) -> Rating:
        return Rating(_id(random), self._patient.id, at, kind, value, when, session, step)


def _exercised(session: UUID, index: int, exercise: Exercise, at: Moment, random: Random) -> Step:
    skipped = random.random() < SKIPPED_STEP
    done = 0 if skipped else exercise.repetitions
    watched_s = 4.0 if skipped else exercise.pace_s * done
    return Step(_id(random), session, index, exercise.id, at, watched_s, done, skipped)


def _around(level: float, random: Random) -> int:
    return min(8, max(2, round(random.gauss(level, 1))))


def _later(at: Moment, seconds: float) -> Moment:
    return Moment(at.utc + timedelta(seconds=seconds), at.offset_min)


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
