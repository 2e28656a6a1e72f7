"""A simulated patient, day by day, as plain facts for the journal.

The person is called simulated in the name and marked so in the record. The painful side starts
slower and catches up; a day is missed now and then; a set is stopped now and then. Pain goes up and
down around the same level all the time: no study promises that it falls, so neither does the demo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.errors import UsageError
from gmi_app.facts.authors import SIMULATION
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import (
    EndKind,
    EventKind,
    ScreenFacts,
    Session,
    SessionEnd,
    SessionEvent,
    SessionKind,
    StopReason,
)
from gmi_app.language import tr
from gmi_app.laterality.block import make_block
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.trial import InputMethod, KeyStamp, Onset, OnsetStamp, Press, Trial
from gmi_app.pictures.model import BodyPart, Picture, Side, Stimulus
from gmi_app.programme.patient import AffectedSide, AgeBand, Handedness, Patient
from gmi_app.simulation.persona import Persona
from gmi_app.simulation.responses import Response, guess, respond

NAME = "Demo (simulated)"
AUTHOR = SIMULATION
DAYS_RANGE = (1, 730)
MISSED_DAY, STOPPED_SET, RATING_LEFT_OUT = 0.15, 0.04, 0.08
TIRED = 0.7
"""Share of the stopped sets; the others are stopped because of more pain."""
CHECK_UP_EVERY_DAYS = 7
LIMIT_S = 6.0
MORNING_HOUR, FIRST_HOUR, LAST_HOUR = 9.0, 9.5, 18.0

UNLIMITED = DrillSettings(angles=FOUR_ANGLES)
LIMITED = DrillSettings(angles=FOUR_ANGLES, limit_s=LIMIT_S)
FIRST = DrillSettings(angles=FOUR_ANGLES, practice=3)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the plan asks for on a day. ``sets``: those that are practised; None in the later
    stages, where only the check-up of the week is left of them."""

    sets: DrillSettings | None


Follow = Callable[[int], Asked | None]
"""The number of a day, from 0, to what is practised on it; None: it is a rest."""

SCREEN = ScreenFacts(1920, 1080, 1.0, 60.0, False, "simulated", "#D3D3D3", 620)


@dataclass(frozen=True, slots=True)
class SimulatedSession:
    """The facts of one set, in the order in which a journal takes them (the session first: all
    others belong to it). A rating that was not given is None."""

    session: Session
    before: Rating | None
    trials: tuple[Trial, ...]
    events: tuple[SessionEvent, ...]
    end: SessionEnd
    after: Rating | None


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    """One day. ``began``: practising; None on a missed day and a rest. ``sessions``: left-right
    sets."""

    day: date
    sessions: tuple[SimulatedSession, ...]
    began: Moment | None = None

    @property
    def after_sets(self) -> Moment | None:
        """When what comes after them begins."""
        return self.sessions[-1].end.at if self.sessions else self.began


class SimulatedPatient:
    """The same seed, days and ``now`` always give the same facts, ids included.

    ``days`` (1 to 730, else UsageError) end with the day before ``now``, so nothing lies in the
    future. ``pictures``: the catalogue's; some must be plain hands that may be turned.
    """

    def __init__(
        self,
        pictures: Sequence[Picture],
        *,
        days: int,
        now: Moment,
        version: str,
        seed: int = 1,
        affected: Side = Side.RIGHT,
        persona: Persona = Persona.IMPROVES,
    ) -> None:
        if not DAYS_RANGE[0] <= days <= DAYS_RANGE[1]:
            raise UsageError(
                tr("The number of days must be from {0} to {1}.").format(
                    DAYS_RANGE[0], DAYS_RANGE[1]
                )
            )
        self._pictures, self._days, self._version = pictures, days, version
        self._affected, self._habits = affected, persona.habits
        self._zone = timezone(timedelta(minutes=now.offset_min))
        self._first_day = now.day - timedelta(days=days)
        self._seed = seed
        self.patient = Patient(
            id=self._id(Random(f"patient {seed}")),
            at=self._at(self._first_day, MORNING_HOUR * 3600),
            name=NAME,
            affected=AffectedSide(affected.value),
            part=BodyPart.HAND,
            handedness=Handedness.RIGHT,
            age_band=AgeBand.FROM_40,
            simulated=True,
        )

    def days(self, follow: Follow | None = None) -> Iterator[SimulatedDay]:
        """Day by day, oldest first; each call starts again from the beginning. ``follow``: the sets
        that the plan asks for, asked when the day begins; without it they are always the same."""
        random = Random(f"days {self._seed}")
        since_check_up = CHECK_UP_EVERY_DAYS - 1  # the first day is for getting used to it
        away, practised, flared = 0, 0, False
        for number in range(self._days):
            day = self._first_day + timedelta(days=number)
            sessions: list[SimulatedSession] = []
            began: Moment | None = None
            if number and not away and random.random() < self._habits.goes_away:
                away = random.randint(*self._habits.away_days)
            if not away and (number == 0 or random.random() >= MISSED_DAY):
                check_up = since_check_up >= CHECK_UP_EVERY_DAYS
                asked = self._plan(number, check_up, follow)
                began = None if asked is None else self._at(day, FIRST_HOUR * 3600)
                for hour, settings in asked or ():
                    chance = self._habits.again if flared else self._habits.flare_a_set
                    flared = random.random() < chance
                    at = self._at(day, hour * 3600)
                    made = self._session(practised, at, settings, random, flared=flared)
                    sessions.append(made)
                practised += 1
                since_check_up = 0 if check_up and sessions else since_check_up
            away = max(0, away - 1)
            since_check_up += 1
            yield SimulatedDay(day, tuple(sessions), began)

    def morning(self, number: int) -> Moment:
        """Of a day, from 0: before everything that is done on it."""
        return self._at(self._first_day + timedelta(days=number), MORNING_HOUR * 3600)

    def _plan(
        self, number: int, check_up: bool, follow: Follow | None
    ) -> list[tuple[float, DrillSettings]] | None:
        """Local hours and settings; None for a rest. Without a plan to follow the morning set has a
        limit from the second week on."""
        evening: DrillSettings | None = UNLIMITED
        morning: DrillSettings | None
        morning = FIRST if number == 0 else UNLIMITED if number < 7 else LIMITED
        if follow is not None:
            asked = follow(number)
            if asked is None:
                return None
            morning = evening = asked.sets
        if check_up:
            evening = DrillSettings.for_check_up()
        hours = ((FIRST_HOUR, morning), (LAST_HOUR, evening))
        return [(hour, settings) for hour, settings in hours if settings is not None]

    def _session(
        self,
        practised: int,
        at: Moment,
        settings: DrillSettings,
        random: Random,
        *,
        flared: bool = False,
    ) -> SimulatedSession:
        at = _later(at, random.uniform(0, 3600))
        seed = random.getrandbits(32)
        pain = min(8, max(2, round(random.gauss(5, 1))))
        session = Session(
            id=self._id(random),
            patient=self.patient.id,
            kind=SessionKind.LATERALITY,
            at=at,
            settings=settings,
            seed=seed,
            program_version=self._version,
            screen=SCREEN,
            author=AUTHOR,
        )
        block = make_block(self._pictures, settings, seed)
        shown = [*((s, True) for s in block.practice), *((s, False) for s in block.stimuli)]
        reason = None
        if not settings.check_up and random.random() < STOPPED_SET:
            reason = StopReason.TIRED if random.random() < TIRED else StopReason.MORE_PAIN
            shown = shown[: random.randrange(4, len(shown))]
        trials = self._trials(session, practised, shown, random)
        last = _later(trials[-1].at, 5)
        events: tuple[SessionEvent, ...] = ()
        if reason is StopReason.MORE_PAIN:
            events = (SessionEvent(self._id(random), session.id, last, EventKind.MORE_PAIN),)
        rise = 3 if reason is StopReason.MORE_PAIN else random.choice((-1, 0, 0, 0, 1))
        if flared:
            pain, rise = min(pain, 7), random.choice((2, 3))
        kind = EndKind.COMPLETED if reason is None else EndKind.STOPPED
        return SimulatedSession(
            session=session,
            before=self._pain(pain, When.BEFORE, session, _later(at, -20), random),
            trials=trials,
            events=events,
            end=SessionEnd(self._id(random), session.id, last, kind, reason),
            after=self._pain(min(10, pain + rise), When.AFTER, session, _later(last, 15), random),
        )

    def _trials(
        self,
        session: Session,
        practised: int,
        shown: Sequence[tuple[Stimulus, bool]],
        random: Random,
    ) -> tuple[Trial, ...]:
        trials: list[Trial] = []
        limit_s = session.settings.limit_s
        start_ns = random.randrange(10**12, 10**13)
        elapsed_s = 4.0
        for index, (stimulus, practice) in enumerate(shown):
            painted_ns = start_ns + round(elapsed_s * 1e9)
            onset_ns = painted_ns + random.randrange(300_000, 2_000_000)
            response = self._response(stimulus, practised, random)
            in_time = limit_s is None or response.rt_s <= limit_s
            pressed_ns = onset_ns + round(response.rt_s * 1e9)
            press = Press(
                side=response.answer,
                method=InputMethod.ONE_HAND_KEYS,
                time_ns=pressed_ns,
                handler_ns=pressed_ns + 500_000,
                event_ms=pressed_ns // 1_000_000,
                stamp=KeyStamp.CLAMPED,
            )
            trials.append(
                Trial(
                    id=self._id(random),
                    session=session.id,
                    index=index,
                    at=_later(session.at, elapsed_s),
                    stimulus=stimulus,
                    onset=Onset(painted_ns, onset_ns, OnsetStamp.FLUSH),
                    press=press if in_time else None,
                    practice=practice,
                )
            )
            shown_s = response.rt_s if limit_s is None else min(response.rt_s, limit_s)
            elapsed_s += shown_s + random.uniform(0.9, 1.1)
        return tuple(trials)

    def _response(self, stimulus: Stimulus, practised: int, random: Random) -> Response:
        if self._habits.guesses:
            return guess(random)
        return respond(stimulus, self._affected, self._habits.to_learn(practised), random)

    def _pain(
        self, value: int, when: When, session: Session, at: Moment, random: Random
    ) -> Rating | None:
        rating_id = self._id(random)
        if random.random() < RATING_LEFT_OUT:
            return None
        return Rating(rating_id, self.patient.id, at, RatingKind.PAIN_NOW, value, when, session.id)

    def _at(self, day: date, seconds: float) -> Moment:
        """So many seconds after local midnight."""
        midnight = datetime.combine(day, time(), self._zone)
        return Moment.of(midnight + timedelta(seconds=seconds))

    @staticmethod
    def _id(random: Random) -> UUID:
        return UUID(int=random.getrandbits(128), version=4)


def _later(at: Moment, seconds: float) -> Moment:
    return Moment(at.utc + timedelta(seconds=seconds), at.offset_min)
