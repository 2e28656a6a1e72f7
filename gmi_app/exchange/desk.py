"""Everything that leaves or enters, for the windows and the command line: one desk a data folder.

No method decides anything: what can be seen first is returned first, and the person's word comes
in as the next call. Runs on any thread but the GUI's; a passphrase takes about two seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.exchange.bundle import Bundle, Draft, open_bundle, prepare_results
from gmi_app.exchange.contents import Contents, Kind
from gmi_app.exchange.invitation import Invitation, looks_like_one
from gmi_app.exchange.keys import OwnKeys, own_keys
from gmi_app.exchange.plans import PlanOffer, offer_of, prepare_plan
from gmi_app.exchange.refusal import MistypedInvitation, Refused
from gmi_app.exchange.writing import write_whole
from gmi_app.facts.transfer import INVITATION_KEY, REPLY_KEY, Ledger, Match, Taken
from gmi_app.language import tr

_MOST_INVITATION_BYTES: Final = 10_000


class Settings(Protocol):
    """What a desk needs of ``gmi_app.journal.Journal``."""

    def settings(self) -> dict[str, str]: ...

    def save_settings(self, values: dict[str, str]) -> None: ...


@dataclass(frozen=True, slots=True)
class ResultsOffer:
    """Results that arrived, looked through. ``match``: who that is here; where it is not certain,
    the person is asked. Nothing is kept yet."""

    bundle: Bundle
    match: Match

    @property
    def contents(self) -> Contents:
        return self.bundle.contents


class Desk:
    """The keys, the facts and what this computer remembers of whom it exchanges with."""

    def __init__(self, folder: Path, ledger: Ledger, settings: Settings) -> None:
        self._folder, self._ledger, self._settings = folder, ledger, settings

    @property
    def keys(self) -> OwnKeys:
        """This folder's, made at the first use, and again after everything was deleted."""
        return own_keys(self._folder)

    @property
    def fingerprint(self) -> str:
        """Of this folder's public keys, to compare by telephone."""
        return self.keys.public.fingerprint

    # ---- invitations
    def invite(self, patient: UUID) -> Invitation:
        """What the clinic gives this patient: as text, QR picture or file."""
        return Invitation(patient, self.keys.public)

    def accept_invitation(self, invitation: Invitation, patient: UUID, at: Moment) -> None:
        """From now on this patient is the clinic's, too: their results find their place there, and
        plans that the clinic signs are shown here. Show the fingerprint before. Raises Refused for
        an invitation that was made here."""
        if invitation.keys == self.keys.public:
            raise Refused(
                tr(
                    "This invitation was made here. Nothing was changed. It is for the patient's "
                    "own computer: give it to them."
                )
            )
        if invitation.patient != patient:
            self._ledger.link(patient, invitation.patient, at, "invitation")
        known = self.invitations(patient)
        if invitation not in known:
            text = " ".join(each.compact for each in (*known, invitation))
            self._settings.save_settings({f"{INVITATION_KEY}{patient}": text})

    def invitations(self, patient: UUID) -> tuple[Invitation, ...]:
        """Those that were accepted, oldest first."""
        text = self._settings.settings().get(f"{INVITATION_KEY}{patient}", "")
        return tuple(Invitation.of(word) for word in text.split())

    # ---- out
    def results(
        self,
        patient: UUID,
        at: Moment,
        *,
        pictures: bool = False,
        identity: bool = True,
        also: frozenset[UUID] = frozenset(),
    ) -> Draft:
        """Everything of one patient, to look at and then to seal. ``also``: further ids that they
        have elsewhere, as of an invitation that is not accepted here."""
        return prepare_results(
            self._ledger,
            patient,
            at,
            self.keys.public,
            pictures=pictures,
            identity=identity,
            also=also,
        )

    def plan(self, patient: UUID, at: Moment) -> Draft:
        """The patient's plan, signed."""
        return prepare_plan(self._ledger, patient, at, self.keys)

    def reply_key(self, patient: UUID) -> str | None:
        """The key to which the patient's plan is sealed: that of their newest results."""
        return self._settings.settings().get(f"{REPLY_KEY}{patient}")

    # ---- in
    def open(self, path: Path, passphrase: str | None = None) -> ResultsOffer | PlanOffer:
        """Looks through a sealed file; changes nothing. Raises Refused and its children."""
        bundle = open_bundle(path, self.keys, passphrase)
        match = self._ledger.match(bundle.arrival())
        if bundle.contents.kind is Kind.RESULTS:
            return ResultsOffer(bundle, match)
        trusted = () if match.certain is None else self.invitations(match.certain)
        return offer_of(bundle, self._ledger, [each.keys for each in trusted])

    def preview(self, offer: ResultsOffer, into: UUID | None) -> Taken:
        """What taking in would add, to ``into`` or (None) to a new patient."""
        arrival = offer.bundle.arrival()
        return self._ledger.missing(arrival, self._into(offer, into))

    def take_in(self, offer: ResultsOffer, into: UUID | None) -> Taken:
        """Adds what is new, all or nothing, after a backup; twice is the same as once. ``into``: a
        patient here who is the same person (kept as a link), or None for a new one."""
        patient, sender = self._into(offer, into), offer.contents.sender
        from_clinic = sender in [each.keys for each in self.invitations(patient)]
        arrival = offer.bundle.arrival(keep_plan=from_clinic)  # a plan is signed, shown, accepted
        taken = self._ledger.take_in(arrival, patient)
        if sender is not None and sender != self.keys.public:
            self._settings.save_settings({f"{REPLY_KEY}{taken.patient}": sender.encryption})
        return taken

    @staticmethod
    def _into(offer: ResultsOffer, into: UUID | None) -> UUID:
        certain = offer.match.certain
        if certain is not None and into not in (None, certain):
            raise Refused(
                tr(
                    "These results belong to a person who is already here. Nothing was changed. "
                    "Take them in for that person."
                )
            )
        return certain or into or offer.contents.patient


def read_invitation(text_or_path: str) -> Invitation:
    """An invitation as text, or the name of a file with one. Raises MistypedInvitation or
    Refused."""
    if looks_like_one(text_or_path):
        return Invitation.of(text_or_path)
    return read_invitation_file(Path(text_or_path))


def read_invitation_file(path: Path) -> Invitation:
    """The text in a file. Raises MistypedInvitation or Refused."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_INVITATION_BYTES)
        return Invitation.of(content.decode("ascii"))
    except UnicodeDecodeError as error:
        raise MistypedInvitation(
            tr("This file is no invitation. Nothing was changed. Check that it is the right one.")
        ) from error
    except (OSError, ValueError) as error:
        raise Refused(
            tr("There is no file {0}. Nothing was changed. Check its name.").format(path)
        ) from error


def is_invitation_file(path: Path) -> bool:
    """Whether a file begins as an invitation does; False for one that cannot be read."""
    try:
        with path.open("rb") as file:
            return looks_like_one(file.read(_MOST_INVITATION_BYTES).decode("ascii"))
    except (OSError, UnicodeDecodeError):
        return False


def write_invitation(invitation: Invitation, path: Path) -> None:
    """As text, or as a QR picture where the name ends with .svg or .png."""
    match path.suffix.lower():
        case ".svg":
            write_whole(path, invitation.qr_svg())
        case ".png":
            write_whole(path, invitation.qr_png())
        case _:
            write_whole(path, invitation.text.encode() + b"\n", b"GMI")
