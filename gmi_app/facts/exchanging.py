"""What a person sees of everything that leaves or enters, and the desk at which they decide.

Windows know only this; ``gmi_app.exchange`` does it. A ``handle`` is what the desk needs to go on;
nobody else looks into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.transfer import Taken

if TYPE_CHECKING:
    from gmi_app.programme.patient import Patient
    from gmi_app.programme.plan import Plan

LEAST_PASSPHRASE = 12
"""Letters of a passphrase; three or four words. Ours."""


class ReportReader(StrEnum):
    """Who reads a report: the person, in plain words; or a colleague, with the figures."""

    PATIENT = "patient"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class SeenInvitation:
    """What a clinic gives a patient. ``patient``: their id in the clinic. ``key``: to which results
    for the clinic are sealed. ``fingerprint``: of the clinic's keys, to compare by telephone.
    ``text``: all of it, in groups of six letters."""

    patient: UUID
    key: str
    fingerprint: str
    text: str


@dataclass(frozen=True, slots=True)
class SeenContents:
    """What is in a file, or will be. ``name``: empty where it is left out. ``first_day``,
    ``last_day``: of the sessions, None without any. ``answers``: to pictures. ``plans``: versions
    of the plan, suggestions and decisions. ``sender``: the fingerprint of who made it, empty where
    it is not known."""

    name: str
    made: Moment
    simulated: bool
    sessions: int
    first_day: date | None
    last_day: date | None
    answers: int
    ratings: int
    plans: int
    notes: int
    pictures: int
    sender: str = ""


@dataclass(frozen=True, slots=True)
class SeenDraft:
    """Ready to be sealed; what is in it does not change any more."""

    contents: SeenContents
    handle: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class SeenResults:
    """Results that arrived, looked through; nothing is kept yet. ``patient``: their id where the
    file was made. ``candidates``: who here it may be; with exactly one, it is certain."""

    contents: SeenContents
    patient: UUID
    candidates: tuple[UUID, ...]
    handle: object = field(repr=False)

    @property
    def certain(self) -> UUID | None:
        """The one patient here that it is, by id or by a link that is kept."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """A plan that arrived, signed by a clinic whose invitation was accepted here. ``patient``: who
    it is for, here. ``at``: when it was written, by ``author``. ``before``: the present plan, None
    without one. ``known``: it is the present plan already. ``older_than``: when the present plan
    was written, where that was made from this one; else None. ``fingerprint``: the clinic's."""

    patient: UUID
    version: UUID
    at: Moment
    author: str
    after: Plan
    before: Plan | None
    known: bool
    older_than: Moment | None
    fingerprint: str
    handle: object = field(repr=False)


class ExchangeDesk(Protocol):
    """Everything that leaves or enters. Blocks: for a lane, never for the GUI thread.

    No method decides anything: what can be seen first is returned first. Each raises GmiError with
    a sentence, most often Refused (``gmi_app.facts.refusal``); everything is then as it was.
    """

    def fingerprint(self) -> str:
        """Of this computer's public keys, to compare by telephone."""
        ...

    # ---- invitations
    def invite(self, patient: UUID) -> SeenInvitation:
        """What the clinic gives this patient."""
        ...

    def qr_picture(self, invitation: SeenInvitation) -> bytes:
        """Of an invitation, as PNG with its quiet zone, black on white."""
        ...

    def write_invitation(self, invitation: SeenInvitation, path: Path) -> None:
        """As text, or as a QR picture where the name ends with .svg or .png."""
        ...

    def read_invitation(self, text: str) -> SeenInvitation:
        """From what was pasted or typed. Raises MistypedInvitation that says where to look."""
        ...

    def read_invitation_file(self, path: Path) -> SeenInvitation:
        """From a file with its text, or a picture of its QR code."""
        ...

    def accept_invitation(self, invitation: SeenInvitation, patient: UUID) -> None:
        """From now on this patient is the clinic's, too. Show the fingerprint before."""
        ...

    def invitations(self, patient: UUID) -> tuple[SeenInvitation, ...]:
        """Those that were accepted, oldest first."""
        ...

    # ---- out
    def results(
        self,
        patient: UUID,
        *,
        pictures: bool = False,
        identity: bool = True,
        also: frozenset[UUID] = frozenset(),
    ) -> SeenDraft:
        """Everything of one patient. ``pictures``: their own photographs too. ``identity``: with
        the name; the notes are in it either way. ``also``: further ids that they have elsewhere."""
        ...

    def plan(self, patient: UUID) -> SeenDraft:
        """The patient's plan, signed. Raises Refused when there is none."""
        ...

    def reply_key(self, patient: UUID) -> str | None:
        """The key to which the patient's plan is sealed: that of their newest results."""
        ...

    def seal(
        self, draft: SeenDraft, path: Path, *, to: str | None = None, passphrase: str | None = None
    ) -> None:
        """Writes the file, whole or not at all, to a public key (``to``) or with a passphrase; one
        of the two. Only an earlier sealed file is replaced. A passphrase takes about two seconds.
        """
        ...

    def write_csv(self, folder: Path, patient: UUID | None, *, identity: bool = True) -> str:
        """All sessions as tables, of one patient or (None) of everyone; says what was written."""
        ...

    def write_json(self, path: Path, patients: Sequence[UUID], *, identity: bool = True) -> str:
        """All facts of these patients for other programs; says what was written."""
        ...

    def write_report(
        self,
        path: Path,
        patient: Patient,
        reader: ReportReader,
        *,
        first: date | None,
        last: date | None = None,
        identity: bool = True,
    ) -> None:
        """A PDF of the days from ``first`` (None: the first session) to ``last`` (None: today).
        Only a PDF is replaced."""
        ...

    # ---- in
    def open(self, path: Path, passphrase: str | None = None) -> SeenResults | SeenPlan:
        """Looks through a sealed file; changes nothing. Raises WantsPassphrase, WrongKey (also for
        a wrong passphrase), NewerFile or Refused."""
        ...

    def preview(self, results: SeenResults, into: UUID | None) -> Taken:
        """What taking in would add, to ``into`` or (None) to a new patient."""
        ...

    def take_in(self, results: SeenResults, into: UUID | None) -> Taken:
        """Adds what is new, all or nothing, after a backup; twice is the same as once."""
        ...

    def accept_plan(self, plan: SeenPlan, words: str = "") -> None:
        """From now on it is the patient's plan; the one from before is kept."""
        ...

    def decline_plan(self, plan: SeenPlan, words: str = "") -> None:
        """The plan from before stays; that it was declined is noted."""
        ...
