"""The programme of the present person: plan, record, what is due today; and what they decide.

Everything that touches the database runs on the journal's lane, and so do the rules; only the first
look, at what was seen before the database is open, is taken at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from gmi_app.clock import Moment
from gmi_app.facts.note import (
    DayChoice,
    FlarePlan,
    HelpContacts,
    Note,
    NoteContent,
    NoteKind,
    TakenBack,
    standing,
)
from gmi_app.progress.flare import EASIER_FOR
from gmi_app.ui.background import while_alive
from gmi_app.ui.programme.contact_words import line_of, lines_of
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.state import State

if TYPE_CHECKING:  # the first screen is shown without them
    from gmi_app.journal import Journal
    from gmi_app.laterality.settings import DrillSettings
    from gmi_app.programme.plan import Plan, PlanVersion
    from gmi_app.programme.record import Record
    from gmi_app.programme.suggestion import Advice, Reason
    from gmi_app.programme.today import Today
    from gmi_app.ui.programme.day_screen import DayAnswer

Possible = Callable[["DrillSettings"], bool]


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of one person. Without a plan there is no ``today``. ``damaged``: the newest
    version of the plan cannot be read; ``version`` is one before it, None where there is none.
    ``flare_days``: of all flares that are known."""

    patient: UUID
    version: PlanVersion | None
    record: Record
    today: Today | None
    damaged: bool = False
    flare_days: frozenset[date] = frozenset()

    @property
    def plan(self) -> Plan | None:
        return self.version.plan if self.version is not None else None

    def but_decided(self) -> Known:
        """To compare what is shown: a suggestion that was kept when it was shown changes nothing;
        what was decided shows in the advice of ``today``."""
        return replace(self, record=replace(self.record, decided=()))


@dataclass(frozen=True, slots=True)
class PlanRead:
    """All versions, newest first; of the newest what is suggested today, and what is still missing
    for its next stage, in numbers. ``damaged``: as of ``Known``."""

    versions: list[PlanVersion]
    advice: Advice | None = None
    ahead: tuple[Reason, ...] = ()
    damaged: bool = False


def newest_of(record: Record, kind: NoteKind) -> NoteContent | None:
    """The content of the newest note of a kind."""
    return next((note.content for note in record.notes if note.kind is kind), None)


def is_damaged(journal: Journal, patient: UUID, version: PlanVersion | None) -> bool:
    """Whether ``version``, the newest that can be read, is not the newest that is kept. Blocks."""
    newest = journal.newest_plan(patient)
    return newest is not None and (version is None or str(version.id) != newest)


def add_notes(journal: Journal, notes: list[Note]) -> None:
    """On the lane."""
    for note in notes:
        journal.add_note(note)


class Course(QObject):
    """``changed``: there is something new to show, or nothing any more. ``known`` is None until it
    was read."""

    changed = Signal()

    def __init__(self, state: State, possible: Possible, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._possible = state, possible
        self.known: Known | None = None
        self._kept_paces: set[tuple[UUID, date]] = set()
        self._offered: dict[tuple[UUID, str], UUID] = {}
        self._help_seen: set[tuple[UUID, date]] = set()
        state.records_changed.connect(self.read)
        state.patient_changed.connect(self._someone_else)
        self._expect()
        state.stop_help = self.stop_help
        self.read()

    def _expect(self) -> None:
        """What was seen before the database is open is shown until it is read."""
        patient, followed = self._state.patient, self._state.take_followed()
        if patient is None or followed is None or followed.version.patient != patient.id:
            return
        now = self._state.clock.moment()
        self.known = self._looked_at(patient.id, followed.version, followed.record, now)

    def _someone_else(self) -> None:
        patient = self._state.patient
        if patient is None or self.known is None or self.known.patient != patient.id:
            self.known = None
            self._state.stop_help = StopHelp()
            self.changed.emit()
        self.read()

    # ---- reading
    def read(self) -> None:
        """Reads the plan and some weeks of the record, and looks at today again."""
        patient = self._state.patient
        if patient is None:
            return
        now, who = self._state.clock.moment(), patient.id

        def query(journal: Journal) -> Known:
            from gmi_app.programme.today import since

            version = journal.plan(who)
            plan = version.plan if version is not None else None
            record = journal.record(who, since(plan, now.day))
            found = self._looked_at(who, version, record, now)
            return replace(found, damaged=is_damaged(journal, who, version))

        self._state.read(query, while_alive(self, self._came))

    def _looked_at(
        self, who: UUID, version: PlanVersion | None, record: Record, now: Moment
    ) -> Known:
        """On the lane, but for what was seen before it has anything to read."""
        from gmi_app.programme.flares import flares_of
        from gmi_app.programme.thresholds import Thresholds

        plan = version.plan if version is not None else None
        thresholds = Thresholds() if plan is None else plan.thresholds
        days = frozenset(flare.day for flare in flares_of(record, thresholds, now.day))
        if plan is None:
            return Known(who, None, record, None, flare_days=days)
        from gmi_app.programme.today import look

        today = look(plan, record, now, self._possible)
        return Known(who, version, record, today, flare_days=days)

    def _came(self, found: Known) -> None:
        patient = self._state.patient
        if patient is None or patient.id != found.patient:
            return
        self.known = found
        self._state.stop_help = self.stop_help
        self.changed.emit()

    @property
    def flare_plan(self) -> FlarePlan:
        """The person's own words, else what the plan brought along."""
        if self.known is None:
            return FlarePlan()
        own = newest_of(self.known.record, NoteKind.FLARE_PLAN)
        if isinstance(own, FlarePlan):
            return own
        return self.known.plan.flare_plan if self.known.plan is not None else FlarePlan()

    @property
    def contacts(self) -> HelpContacts:
        """Likewise."""
        if self.known is None:
            return HelpContacts()
        own = newest_of(self.known.record, NoteKind.HELP_CONTACTS)
        if isinstance(own, HelpContacts):
            return own
        plan = self.known.plan
        return HelpContacts(plan.help_contacts if plan is not None else ())

    @property
    def therapist(self) -> str:
        """Name and contact, one line; empty without."""
        plan = self.known.plan if self.known is not None else None
        return line_of(plan.therapist) if plan is not None else ""

    @property
    def stop_help(self) -> StopHelp:
        words, bare = self.flare_plan, StopHelp()
        plan = self.known.plan if self.known is not None else None
        return StopHelp(
            words.stop_when,
            words.helps,
            lines_of(self.contacts),
            self.therapist,
            bare.flare_rise if plan is None else plan.thresholds.flare_rise,
            bare.flare_days if self.known is None else self.known.flare_days,
        )

    def help_seen(self, day: date) -> bool:
        """Whether the help contacts were put away for that day."""
        return (self._here()[0], day) in self._help_seen

    def see_help(self, day: date) -> None:
        self._help_seen.add((self._here()[0], day))

    # ---- what the person writes
    def keep_day(self, answer: DayAnswer) -> None:
        from gmi_app.facts.note import Daily
        from gmi_app.facts.rating import Rating, RatingKind, When

        who, at = self._here()
        values = {
            RatingKind.PAIN_24H: answer.pain,
            RatingKind.MOOD: answer.mood,
            RatingKind.SLEEP: answer.sleep,
        }
        ratings = [
            Rating(uuid4(), who, at, kind, value, When.ALONE, day=at.day)
            for kind, value in values.items()
            if value is not None
        ]
        note = self._note(NoteKind.DAILY, Daily(answer.helped)) if answer.helped else None

        def work(journal: Journal) -> None:
            for rating in ratings:
                journal.add_rating(rating)
            if note is not None:
                journal.add_note(note)

        self._write(work)

    def keep_note(self, kind: NoteKind, *contents: NoteContent) -> list[Note]:
        """Keeps notes of one kind about today; as they are kept."""
        notes = [self._note(kind, content) for content in contents]
        self._write(lambda journal: add_notes(journal, notes))
        return notes

    def take_back(self, note: UUID) -> None:
        """A note that was kept by mistake counts no longer."""
        self.keep_note(NoteKind.TAKEN_BACK, TakenBack(note))

    def flares_noted(self, day: date) -> list[Note]:
        """Those that make that day an easier one: that the person noted about it and about the day
        before, newest first."""
        if self.known is None:
            return []
        notes = (n for n in standing(self.known.record.notes) if n.kind is NoteKind.FLARE)
        return [n for n in notes if timedelta(0) <= day - (n.day or n.at.day) <= EASIER_FOR]

    def keep_flare_plan(self, plan: FlarePlan, contacts: HelpContacts) -> None:
        notes = []
        if plan != self.flare_plan:
            notes.append(self._note(NoteKind.FLARE_PLAN, plan))
        if contacts != self.contacts:
            notes.append(self._note(NoteKind.HELP_CONTACTS, contacts))
        self._write(lambda journal: add_notes(journal, notes))

    def choose(self, choice: DayChoice) -> None:
        """Not today, later, or after all."""
        self.keep_note(NoteKind.DAY_CHOICE, choice)

    # ---- pacing
    def keep_paces(self) -> None:
        """What pacing found is kept, once, when it was shown where it can be declined, or when
        something was done with it; on a day that asks for it."""
        if self.known is None or self.known.today is None:
            return
        today = self.known.today
        asked = [due for due in today.due if due.planned and not due.item.paused]
        taken = [due for due in asked if due == today.next or due.done]
        fresh = [due.amount.note for due in taken if due.amount.note is not None]
        day = self.known.today.day
        fresh = [note for note in fresh if (note.item, day) not in self._kept_paces]
        if fresh:
            self._kept_paces |= {(note.item, day) for note in fresh}
            self.keep_note(NoteKind.PACE, *fresh)

    # ---- suggestions and plans
    def offer(self, advice: Advice) -> UUID:
        """Keeps a suggestion that is shown, once a day; its id."""
        from gmi_app.programme.suggestion import Suggestion, advice_text

        assert self.known is not None
        who, at = self._here()
        text = f"{at.day} {advice.kind} {advice_text(advice)}"
        for each in self.known.record.decided:
            old = each.suggestion
            if old.at.day == at.day and old.advice == advice and each.decision is None:
                return old.id
        if (who, text) not in self._offered:
            version = self.known.version.id if self.known.version is not None else None
            made = Suggestion(uuid4(), who, at, advice, version)
            self._offered[who, text] = made.id
            self._state.lane.run(lambda: self._state.journal.add_suggestion(made))
        return self._offered[who, text]

    def decide(self, advice: Advice, *, accept: bool, why: str = "") -> None:
        """Keeps the decision; an accepted suggestion makes the next version of the plan."""
        from gmi_app.programme.change import accepted
        from gmi_app.programme.suggestion import Decision, DecisionKind

        known = self.known
        assert known is not None
        assert known.version is not None
        who, at = self._here()
        kind = DecisionKind.ACCEPTED if accept else DecisionKind.DECLINED
        decision = Decision(uuid4(), who, at, self.offer(advice), kind, why)
        usual = known.today.usual(advice.item) if known.today is not None else None
        plan, version = known.version.plan, None
        pace: Note | None = None
        if accept:
            result = accepted(plan, advice, at.day, usual)
            if result.plan != plan:
                version = self._version(result.plan, "program")
            pace = self._note(NoteKind.PACE, result.pace) if result.pace is not None else None

        def work(journal: Journal) -> None:
            journal.add_decision(decision)
            if version is not None:
                journal.save_plan(version)
            if pace is not None:
                journal.add_note(pace)

        self._write(work)

    def save_plan(self, plan: Plan, author: str = "patient") -> None:
        """The next version; what the person is said to have, they have from now on."""
        version = self._version(plan, author)
        self._write(lambda journal: journal.save_plan(version))
        patient = self._state.patient
        if patient is not None and plan.affected not in (None, patient.affected):
            at = self._state.clock.moment()
            self._state.save_patient(replace(patient, at=at, affected=plan.affected))

    def plan_read(self, done: Callable[[PlanRead], None]) -> None:
        """Reads all versions, and how the newest one stands today."""
        who, now = self._here()

        def query(journal: Journal) -> PlanRead:
            from gmi_app.programme.suggest import advise, ahead
            from gmi_app.programme.today import since

            versions = journal.plans(who)
            if not versions:
                return PlanRead([])
            plan = versions[0].plan
            record = journal.record(who, since(plan, now.day))
            return PlanRead(
                versions,
                advise(plan, record, now, self._possible),
                ahead(plan, record, now, self._possible),
                is_damaged(journal, who, versions[0]),
            )

        self._state.read(query, while_alive(self, done))

    # ---- within
    def _version(self, plan: Plan, author: str) -> PlanVersion:
        from gmi_app.programme.plan import PlanVersion

        who, at = self._here()
        before = self.known.version.id if self.known and self.known.version else None
        return PlanVersion(uuid4(), who, at, plan, author, before)

    def _here(self) -> tuple[UUID, Moment]:
        patient = self._state.patient
        assert patient is not None
        return patient.id, self._state.clock.moment()

    def _note(self, kind: NoteKind, content: NoteContent) -> Note:
        who, at = self._here()
        return Note(uuid4(), who, at, kind, content, at.day)

    def _write(self, work: Callable[[Journal], object]) -> None:
        """Then every screen reads again."""
        state = self._state
        state.lane.run(
            lambda: work(state.journal), while_alive(state, lambda _: state.records_changed.emit())
        )
