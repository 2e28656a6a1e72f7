"""Facts on their way between two computers: rows by table, and what becomes of them.

Storage keeps them, ``exchange`` writes and reads files of them; neither sees the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import UUID

from gmi_app.clock import Moment

Value = str | int | float | bool | bytes | None
FactRow = dict[str, Value]
"""One fact as its table keeps it: ids and times as text, structures as the text of their JSON."""

TABLES = (
    "patients",
    "patient_versions",
    "sessions",
    "session_ends",
    "session_events",
    "trials",
    "steps",
    "ratings",
    "corrections",
    "own_pictures",
    "picture_marks",
    "likenesses",
    "plan_versions",
    "suggestions",
    "decisions",
    "notes",
    "links",
)
"""The tables of facts; each row's owner stands in a table before its own."""


REPLY_KEY: Final = "reply."
"""Setting, followed by a patient's id: the public key to which a plan for them is sealed. It is
there once results of theirs came from another computer."""
INVITATION_KEY: Final = "invitation."
"""Setting, followed by a patient's id: the invitations that they accepted, in compact form with
spaces between. It is on the person's own computer."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file holds of one patient. ``patient``: their id where the file was made;
    ``known_as``: further ids that the file itself says are the same person. ``rows`` gives every
    row with its table, in the order of ``TABLES``, as often as it is called. ``keep_plan``: the
    plan that the patient has here stays theirs, whatever came."""

    patient: UUID
    rows: Callable[[], Iterator[tuple[str, FactRow]]]
    known_as: frozenset[UUID] = frozenset()
    keep_plan: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Who an arriving patient is here. ``candidates`` empty: nobody here is known to be them."""

    candidates: tuple[UUID, ...] = ()

    @property
    def certain(self) -> UUID | None:
        """The one patient here that it is, by id or by a link that is kept."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import added: rows by table (only what was new), and to which patient here."""

    patient: UUID
    added: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.added.values())


class Ledger(Protocol):
    """The facts of one data folder, to hand over and to take in. Runs on any thread."""

    def rows(self, patient: UUID, table: str) -> Iterator[FactRow]:
        """All rows of one patient in one table, in the order of their arrival; without the content
        of own pictures."""
        ...

    def picture(self, picture: UUID) -> bytes:
        """The content of one own picture."""
        ...

    def match(self, arrival: Arrival) -> Match:
        """Who of the patients here it is, by id and by links, of this folder and of the file."""
        ...

    def missing(self, arrival: Arrival, into: UUID) -> Taken:
        """What ``take_in`` would add; adds nothing. Raises StorageError as that does."""
        ...

    def take_in(self, arrival: Arrival, into: UUID) -> Taken:
        """Adds what is not here yet to the patient ``into`` (who may be new), all or nothing, after
        a backup. Where ``into`` is not the sender's own id, the two are linked for good. A plan
        that is theirs here is followed only by versions made from it.

        Raises StorageError for rows that make no sense or belong to somebody else here.
        """
        ...

    def link(self, patient: UUID, other: UUID, at: Moment, author: str) -> None:
        """Keeps that ``other`` is this patient, elsewhere. Again: changes nothing."""
        ...

    def links(self, patient: UUID) -> frozenset[UUID]:
        """Ids that this patient has elsewhere."""
        ...

    def add(self, rows: Sequence[tuple[str, FactRow]]) -> None:
        """Facts of this folder's own with their tables: all of them, or none."""
        ...
