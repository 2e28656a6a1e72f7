"""Weeks of practice for the tests of screens: plausible facts, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import (
    EndKind,
    ScreenFacts,
    Session,
    SessionEnd,
    SessionKind,
    StopReason,
)
from gmi_app.journal import Journal
from gmi_app.laterality.block import make_block
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import right_answer
from gmi_app.laterality.trial import (
    InputMethod,
    KeyStamp,
    Onset,
    OnsetStamp,
    Playback,
    Press,
    Trial,
)
from gmi_app.pictures.model import Picture, Side, Stimulus
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.progress.summary import SessionSummary
from tests.storage.making import keep_trials

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PATIENT = Patient(UUID(int=7), Moment(NOW), "Anna", AffectedSide.LEFT)
SCREEN = ScreenFacts(1920, 1080, 1.0, 60.0, False, "raster", "#d3d3d3", 640)


@dataclass
class StillClock:
    """Stands at ``now`` until a test moves it."""

    now: datetime = NOW
    ns: int = 0

    def now_ns(self) -> int:
        return self.ns

    def moment(self) -> Moment:
        return Moment(self.now)


@dataclass(frozen=True)
class Skill:
    """How one side answers: share of right answers, median RT in seconds."""

    right: float = 0.85
    rt_s: float = 2.2


@dataclass
class Practice:
    """Writes sets of one patient into a journal."""

    journal: Journal
    pictures: Sequence[Picture]
    random: Random = field(default_factory=lambda: Random(5))
    patient: Patient = PATIENT

    def do_set(
        self,
        at: datetime = NOW,
        settings: DrillSettings | None = None,
        left: Skill = Skill(0.8, 2.6),
        right: Skill = Skill(0.9, 2.0),
        *,
        before: int | None = 4,
        after: int | None = None,
        stopped: StopReason | None = None,
        answered: int | None = None,
        method: InputMethod = InputMethod.ONE_HAND_KEYS,
    ) -> SessionSummary:
        """One set; ``answered`` pictures of it when it was stopped."""
        settings = settings or DrillSettings()
        identity = self._id()
        seed = self.random.randrange(2**31)
        session = Session(
            identity,
            self.patient.id,
            SessionKind.LATERALITY,
            Moment(at),
            settings,
            seed,
            "1.0",
            SCREEN,
        )
        self.journal.begin(session)
        if before is not None:
            self._rate(session, at, before, When.BEFORE)
        stimuli = make_block(self.pictures, settings, seed).stimuli[:answered]
        skills = {Side.LEFT: left, Side.RIGHT: right}
        trials = [
            self._trial(session, index, each, skills[right_answer(each, settings.task)], method)
            for index, each in enumerate(stimuli)
        ]
        keep_trials(self.journal, trials)
        end_at = Moment(at + timedelta(seconds=5 * len(stimuli)))
        kind = EndKind.STOPPED if stopped else EndKind.COMPLETED
        end = SessionEnd(self._id(), identity, end_at, kind, stopped)
        if after is not None:
            self._rate(session, at, after, When.AFTER)
        return self.journal.end(end)

    def weeks(self, count: int, sets_a_day: int = 1) -> None:
        """Practice on six days a week, getting better; a check-up on Mondays; week 4 was missed."""
        until, days = NOW.date(), count * 7
        for back in range(days - 1, -1, -1):
            day = until - timedelta(days=back)
            way = 1 - back / days
            if day.weekday() == 5 or back // 7 == 4:
                continue
            for turn in range(sets_a_day):
                at = datetime(day.year, day.month, day.day, 8 + 4 * turn, 40, tzinfo=UTC)
                settings = (
                    DrillSettings.for_check_up()
                    if day.weekday() == 0 and turn == 0
                    else DrillSettings()
                )
                self.do_set(
                    at,
                    settings,
                    Skill(0.66 + 0.2 * way, 3.5 - 1.1 * way),
                    Skill(0.8 + 0.13 * way, 2.6 - 0.6 * way),
                    after=self.random.choice([3, 4, 4, 5]),
                )

    def _trial(
        self, session: Session, index: int, stimulus: Stimulus, skill: Skill, method: InputMethod
    ) -> Trial:
        correct = self.random.random() < skill.right
        rt_s = skill.rt_s * self.random.lognormvariate(0, 0.3)
        limit = session.settings.limit_s
        onset = index * 5_000_000_000 + 1_000_000_000
        pressed = onset + round(rt_s * 1e9)
        side = right_answer(stimulus, session.settings.task)
        answer = side if correct else side.other
        in_time = limit is None or rt_s <= limit
        return Trial(
            self._id(),
            session.id,
            index,
            Moment(session.at.utc + timedelta(seconds=5 * index)),
            stimulus,
            Onset(onset - 900_000, onset, OnsetStamp.FLUSH),
            Press(answer, method, pressed, pressed + 500_000, pressed // 10**6, KeyStamp.CLAMPED)
            if in_time
            else None,
            task=session.settings.task,
            playback=Playback(20) if stimulus.picture.moving else None,
        )

    def _rate(self, session: Session, at: datetime, value: int, when: When) -> None:
        self.journal.add_rating(
            Rating(
                self._id(),
                self.patient.id,
                Moment(at),
                RatingKind.PAIN_NOW,
                value,
                when,
                session.id,
            )
        )

    def _id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)
