"""What a clinician writes about one patient: visits, decisions, plans, who is put away."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QObject

from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import Note, NoteContent, NoteKind
from gmi_app.journal import Journal
from gmi_app.programme.change import accepted
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import Plan, PlanVersion
from gmi_app.programme.suggestion import Decided, Decision, DecisionKind
from gmi_app.ui.state import State

UNNAMED = "clinician"


class Writing(QObject):
    """Everything is a fact of its own, written on the journal's lane. ``parent``: the screen that
    it writes for."""

    def __init__(self, state: State, patient: Patient, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._patient = state, patient

    @property
    def author(self) -> str:
        return self._state.preferences.clinician or UNNAMED

    def visit(self, words: str, sessions: int) -> None:
        """``sessions``: how many are here now; what comes later is new."""
        self._note(NoteKind.VISIT, Visit(words, sessions))

    def put_away(self, archived: bool) -> None:
        self._note(NoteKind.ARCHIVING, Archiving(archived))

    def _note(self, kind: NoteKind, content: NoteContent) -> None:
        at = self._state.clock.moment()
        note = Note(uuid4(), self._patient.id, at, kind, content, at.day, self.author)
        self._keep(lambda journal: journal.add_note(note))

    def plan(self, plan: Plan, parent: PlanVersion | None) -> PlanVersion:
        """The next version."""
        version = self._version(plan, parent)
        self._keep(lambda journal: journal.save_plan(version))
        return version

    def _version(self, plan: Plan, parent: PlanVersion | None) -> PlanVersion:
        at = self._state.clock.moment()
        before = None if parent is None else parent.id
        author = self._state.preferences.signature or UNNAMED
        return PlanVersion(uuid4(), self._patient.id, at, plan, author, before)

    def decide(self, decided: Decided, *, accept: bool) -> None:
        """With an acceptance the plan changes as it was suggested."""
        at, advice = self._state.clock.moment(), decided.suggestion.advice
        kind = DecisionKind.ACCEPTED if accept else DecisionKind.DECLINED
        about = decided.suggestion.id
        decision = Decision(uuid4(), self._patient.id, at, about, kind, author=self.author)

        def work(journal: Journal) -> None:
            journal.add_decision(decision)
            before = journal.plan(self._patient.id) if accept else None
            if before is None:
                return
            after = accepted(before.plan, advice, at.day)
            if after.plan != before.plan:
                journal.save_plan(self._version(after.plan, before))
            if after.pace is not None:
                content = after.pace
                journal.add_note(
                    Note(uuid4(), self._patient.id, at, NoteKind.PACE, content, at.day, self.author)
                )

        self._keep(work)

    def _keep(self, work: object) -> None:
        assert callable(work)
        state = self._state
        state.lane.run(lambda: work(state.journal), lambda _: state.records_changed.emit())
