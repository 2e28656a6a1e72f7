"""The exchange with a clinic, for the windows: one desk and the lane on which it works.

Sealing, typst and the database are imported when something is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from gmi_app.clock import Clock
from gmi_app.errors import StorageError
from gmi_app.language import tr
from gmi_app.ui.background import Failed, Lane, while_alive
from gmi_app.ui.services import Exchange

if TYPE_CHECKING:  # nothing of it is needed for the first screen
    from gmi_app.exchange.bundle import Draft
    from gmi_app.exchange.contents import Contents
    from gmi_app.exchange.desk import Desk
    from gmi_app.exchange.invitation import Invitation
    from gmi_app.facts.exchanging import (
        ReportReader,
        SeenContents,
        SeenDraft,
        SeenInvitation,
        SeenPlan,
        SeenResults,
    )
    from gmi_app.facts.transfer import Ledger, Taken
    from gmi_app.journal import Journal
    from gmi_app.library.book import PictureBook
    from gmi_app.programme.patient import Patient

T = TypeVar("T")


class FollowingLane(Lane):
    """A lane whose every job waits for what was given to another lane before it: what a person has
    just rated is in the file that they then seal."""

    def __init__(self, name: str, first: Lane, parent: QObject | None = None) -> None:
        super().__init__(name, parent)
        self._first, self._coming = first, 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        run = super().run

        def go(_: None) -> None:
            self._coming -= 1
            run(work, done, failed)

        self._coming += 1
        self._first.run(_nothing, while_alive(self, go))

    @property
    def busy(self) -> bool:
        return bool(self._coming) or super().busy


def exchange(
    folder: Path,
    clock: Clock,
    opened: Callable[[], tuple[Journal, PictureBook, Ledger]],
    journal_lane: Lane,
    parent: QObject | None = None,
) -> Exchange:
    """``opened``: what is open, or raises StorageError; called on the lane. Close the lane before
    the folder is closed."""
    lane = FollowingLane("exchange", journal_lane, parent)
    return Exchange(lane, Counter(folder, clock, opened))


def opened_by(
    get: Callable[[], Any | None],
) -> Callable[[], tuple[Journal, PictureBook, Ledger]]:
    """``get``: the open folder (``gmi_app.opening.OpenFolder``), None as long as there is none."""

    def opened() -> tuple[Journal, PictureBook, Ledger]:
        folder = get()
        if folder is None:
            raise StorageError(tr("The results are not open. Nothing was changed."))
        return folder.journal, folder.pictures, folder.ledger

    return opened


class Counter:
    """``gmi_app.facts.exchanging.ExchangeDesk`` on a data folder that may still be opening."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        opened: Callable[[], tuple[Journal, PictureBook, Ledger]],
    ) -> None:
        self._folder, self._clock, self._opened = folder, clock, opened

    @property
    def _desk(self) -> Desk:
        from gmi_app.exchange.desk import Desk

        journal, _, ledger = self._opened()
        return Desk(self._folder, ledger, journal)

    def fingerprint(self) -> str:
        return self._desk.fingerprint

    # ---- invitations
    def invite(self, patient: UUID) -> SeenInvitation:
        return _seen(self._desk.invite(patient))

    def qr_picture(self, invitation: SeenInvitation) -> bytes:
        return _invitation(invitation).qr_png()

    def write_invitation(self, invitation: SeenInvitation, path: Path) -> None:
        from gmi_app.exchange.desk import write_invitation

        write_invitation(_invitation(invitation), path)

    def read_invitation(self, text: str) -> SeenInvitation:
        from gmi_app.exchange.invitation import Invitation

        return _seen(Invitation.of(text))

    def read_invitation_file(self, path: Path) -> SeenInvitation:
        from gmi_app.invitations import invitation_in

        return _seen(invitation_in(path))

    def accept_invitation(self, invitation: SeenInvitation, patient: UUID) -> None:
        moment = self._clock.moment()
        self._desk.accept_invitation(_invitation(invitation), patient, moment)

    def invitations(self, patient: UUID) -> tuple[SeenInvitation, ...]:
        return tuple(map(_seen, self._desk.invitations(patient)))

    # ---- out
    def results(
        self,
        patient: UUID,
        *,
        pictures: bool = False,
        identity: bool = True,
        also: frozenset[UUID] = frozenset(),
    ) -> SeenDraft:
        draft = self._desk.results(
            patient, self._clock.moment(), pictures=pictures, identity=identity, also=also
        )
        return _drafted(draft)

    def plan(self, patient: UUID) -> SeenDraft:
        draft = self._desk.plan(patient, self._clock.moment())
        return _drafted(draft)

    def reply_key(self, patient: UUID) -> str | None:
        return self._desk.reply_key(patient)

    def seal(
        self, draft: SeenDraft, path: Path, *, to: str | None = None, passphrase: str | None = None
    ) -> None:
        from gmi_app.exchange.bundle import Draft

        assert isinstance(draft.handle, Draft)
        draft.handle.seal(path, to=to, passphrase=passphrase)

    def write_csv(self, folder: Path, patient: UUID | None, *, identity: bool = True) -> str:
        from gmi_app.exchange.csv_export import export_journal

        journal, book, _ = self._opened()
        who = None if patient is None else str(patient)
        written = export_journal(
            journal, folder, who, book, identity=identity, for_spreadsheet=True
        )
        return str(written)

    def write_json(self, path: Path, patients: Sequence[UUID], *, identity: bool = True) -> str:
        from gmi_app.exchange.json_export import export_json

        _, _, ledger = self._opened()
        return str(export_json(ledger, patients, path, self._clock.moment(), identity=identity))

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
        from gmi_app.exchange.report.collect import collect
        from gmi_app.exchange.report.pdf import write_report

        journal, _, _ = self._opened()
        today = self._clock.moment().day
        made = collect(journal, patient, today, reader, first=first, last=last, identity=identity)
        write_report(made, path)

    # ---- in
    def open(self, path: Path, passphrase: str | None = None) -> SeenResults | SeenPlan:
        from gmi_app.exchange.desk import ResultsOffer
        from gmi_app.facts.exchanging import SeenPlan, SeenResults

        _refuse_packed(path)
        offer = self._desk.open(path, passphrase)
        if isinstance(offer, ResultsOffer):
            found = offer.contents
            return SeenResults(_contents(found), found.patient, offer.match.candidates, offer)
        return SeenPlan(
            offer.patient,
            offer.version,
            offer.at,
            offer.author,
            offer.after,
            offer.before,
            offer.known,
            offer.older_than,
            offer.fingerprint,
            offer,
        )

    def preview(self, results: SeenResults, into: UUID | None) -> Taken:
        from gmi_app.exchange.desk import ResultsOffer

        assert isinstance(results.handle, ResultsOffer)
        return self._desk.preview(results.handle, into)

    def take_in(self, results: SeenResults, into: UUID | None) -> Taken:
        from gmi_app.exchange.desk import ResultsOffer

        assert isinstance(results.handle, ResultsOffer)
        return self._desk.take_in(results.handle, into)

    def accept_plan(self, plan: SeenPlan, words: str = "") -> None:
        from gmi_app.exchange.plans import PlanOffer

        assert isinstance(plan.handle, PlanOffer)
        _, _, ledger = self._opened()
        plan.handle.accept(ledger, self._clock.moment(), words)

    def decline_plan(self, plan: SeenPlan, words: str = "") -> None:
        from gmi_app.exchange.plans import PlanOffer

        assert isinstance(plan.handle, PlanOffer)
        _, _, ledger = self._opened()
        plan.handle.decline(ledger, self._clock.moment(), words)


def _refuse_packed(path: Path) -> None:
    """A file with everything of a computer has the same ending. Raises Refused for such a one."""
    from zipfile import is_zipfile

    from gmi_app.facts.refusal import Refused

    if is_zipfile(path):  # False for what cannot be read
        raise Refused(
            tr(
                "This file is not sealed. If it holds everything of another computer, bring it in "
                "under Settings, “Your data”. Nothing was changed."
            )
        )


def _nothing() -> None:
    """Is done when everything before it is."""


def _seen(invitation: Invitation) -> SeenInvitation:
    from gmi_app.facts.exchanging import SeenInvitation

    keys = invitation.keys
    return SeenInvitation(
        invitation.patient, keys.encryption, invitation.fingerprint, invitation.text
    )


def _invitation(seen: SeenInvitation) -> Invitation:
    from gmi_app.exchange.invitation import Invitation

    return Invitation.of(seen.text)


def _drafted(draft: Draft) -> SeenDraft:
    from gmi_app.facts.exchanging import SeenDraft

    return SeenDraft(_contents(draft.contents), draft)


def _contents(contents: Contents) -> SeenContents:
    from gmi_app.facts.exchanging import SeenContents

    rows = contents.rows
    return SeenContents(
        contents.name,
        contents.made,
        contents.simulated,
        contents.sessions,
        contents.first_day,
        contents.last_day,
        rows.get("trials", 0),
        rows.get("ratings", 0),
        sum(rows.get(each, 0) for each in ("plan_versions", "suggestions", "decisions")),
        rows.get("notes", 0),
        contents.pictures,
        "" if contents.sender is None else contents.sender.fingerprint,
    )
