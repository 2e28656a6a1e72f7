"""A sealed bundle (``.gmi``): everything of one patient, or a plan for them.

Made in two steps, so that a person sees what is in it before it is sealed: ``prepare_results`` (or
``plans.prepare_plan``) gives a draft with its contents, ``seal`` writes it. Read in two steps, too:
``open_bundle`` looks through everything and changes nothing; its arrival is what a ledger takes in.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

import msgspec

from gmi_app import __version__
from gmi_app.clock import Moment
from gmi_app.exchange import rows as part_rows
from gmi_app.exchange.container import FORMAT, Container, Entry, Manifest, Sender, pack
from gmi_app.exchange.keys import OwnKeys, PublicKeys
from gmi_app.exchange.parts import SCHEMA
from gmi_app.exchange.refusal import Refused, foreign, newer
from gmi_app.exchange.sealing import read_sealed, seal_to, seal_with, unseal
from gmi_app.exchange.writing import write_whole
from gmi_app.facts.transfer import TABLES, Arrival, FactRow, Ledger
from gmi_app.language import tr
from gmi_app.library.own_picture import MOST_BYTES as MOST_PICTURE_BYTES

SUFFIX: Final = ".gmi"
_PICTURES: Final = "own_pictures"


class Kind(StrEnum):
    RESULTS = "results"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a person sees before a bundle is sealed, or taken in. ``rows``: facts by table.
    ``first_day``, ``last_day``: of the sessions, None without any. ``name``: empty where it is left
    out. ``sender``: to whom an answer can be sealed."""

    kind: Kind
    patient: UUID
    name: str
    made: Moment
    program: str
    rows: Mapping[str, int]
    pictures: int
    simulated: bool
    first_day: date | None = None
    last_day: date | None = None
    sender: PublicKeys | None = None

    @property
    def sessions(self) -> int:
        return self.rows.get("sessions", 0)

    def lines(self) -> tuple[str, ...]:
        """In words, a line each."""
        if self.kind is Kind.PLAN:
            return (tr("Versions of the plan: {0}").format(self.rows["plan_versions"]),)
        told = [tr("Name: {0}").format(self.name or tr("left out"))]
        if self.simulated:
            told.append(tr("A simulated person, nobody real."))
        if self.first_day is not None:
            told.append(
                tr("Sessions: {0}, from {1} to {2}").format(
                    self.sessions, self.first_day, self.last_day
                )
            )
        else:
            told.append(tr("Sessions: none yet"))
        told += [
            tr("Answers to pictures: {0}").format(self.rows.get("trials", 0)),
            tr("Ratings of pain and other things: {0}").format(self.rows.get("ratings", 0)),
            tr("Plans, suggestions and decisions: {0}").format(
                sum(
                    self.rows.get(each, 0) for each in ("plan_versions", "suggestions", "decisions")
                )
            ),
            tr("Notes, in the person's own words: {0}").format(self.rows.get("notes", 0)),
            tr("Own photographs: {0}").format(self.pictures or tr("none")),
        ]
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Draft:
    """Ready to be sealed; what is in it does not change any more."""

    contents: Contents
    content: bytes = field(repr=False)

    def seal(self, path: Path, *, to: str | None = None, passphrase: str | None = None) -> None:
        """Writes the file, whole or not at all, to a public key (``to``) or with a passphrase; one
        of the two. Only an earlier bundle is replaced. A passphrase takes about two seconds.

        Raises Refused with a sentence.
        """
        if (to is None) == (passphrase is None):
            raise ValueError("one of a key and a passphrase")
        if to is not None:
            sealed = seal_to(self.content, to)
        else:
            assert passphrase is not None
            sealed = seal_with(self.content, passphrase)
        write_whole(path, sealed, b"age-encryption.org/v1")


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle, looked through from end to end. Nothing of it is kept yet."""

    contents: Contents
    known_as: frozenset[UUID]
    _container: Container = field(repr=False)

    def arrival(self, *, keep_plan: bool = False) -> Arrival:
        """For ``Ledger.match``, ``missing`` and ``take_in``."""
        return Arrival(self.contents.patient, self.rows, self.known_as, keep_plan)

    def rows(self) -> Iterator[tuple[str, FactRow]]:
        """Every row with its table, owners first; photographs with their content."""
        names = set(self._container.names())
        for table in TABLES:
            if _name(table) not in names:
                continue
            decoder = part_rows.decoder(table)
            for line in self._container.lines(_name(table)):
                row = part_rows.as_row(decoder.decode(line))
                if table == _PICTURES:
                    name = _picture(str(row["id"]))
                    row["content"] = self._container.whole(name, MOST_PICTURE_BYTES)
                yield table, row


def prepare_results(
    ledger: Ledger,
    patient: UUID,
    made: Moment,
    sender: PublicKeys | None,
    *,
    pictures: bool = False,
    identity: bool = True,
    also: frozenset[UUID] = frozenset(),
) -> Draft:
    """Everything of one patient. ``pictures``: their own photographs too, only with their separate
    consent. ``identity``: with the name; the notes are in it either way. ``also``: further ids that
    they have elsewhere."""

    def rows(table: str) -> Iterator[FactRow]:
        for row in ledger.rows(patient, table):
            yield row if identity or table != "patient_versions" else _nameless(row)

    tables = [table for table in TABLES if pictures or table != _PICTURES]
    known_as = ledger.links(patient) | also
    return prepare(
        Kind.RESULTS, ledger, patient, made, sender, tables, rows, known_as, identity=identity
    )


def open_bundle(path: Path, keys: OwnKeys, passphrase: str | None = None) -> Bundle:
    """Opens, checks and reads all of it, in bounded memory; changes nothing.

    Raises WantsPassphrase, WrongKey, NewerFile or Refused, each with a sentence.
    """
    return read_bundle(unseal(read_sealed(path), keys, passphrase))


def read_bundle(content: bytes) -> Bundle:
    """The same for what was unsealed."""
    container = Container.of(content)
    try:
        contents = _look_through(container)
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError) as error:
        raise _strange(container.manifest) from error
    known_as = frozenset(container.manifest.known_as)
    return Bundle(contents, known_as, container)


# ---- writing


def prepare(
    kind: Kind,
    ledger: Ledger,
    patient: UUID,
    made: Moment,
    sender: PublicKeys | None,
    tables: Iterable[str],
    rows: Callable[[str], Iterator[FactRow]],
    known_as: frozenset[UUID] = frozenset(),
    *,
    identity: bool = True,
) -> Draft:
    """A draft of these tables, with the rows that ``rows`` gives for each."""
    seen, owned = _Seen(), _Owned(patient)
    pictures: list[UUID] = []

    def lines(table: str) -> Iterator[bytes]:
        for row in rows(table):
            if not owned.belongs(table, row):
                continue  # of a session that was begun while this is written: it comes next time
            seen.see(table, row)
            if table == _PICTURES:
                pictures.append(UUID(str(row["id"])))
            yield part_rows.encoded(row) + b"\n"

    def parts() -> Iterator[tuple[str, Iterable[bytes]]]:
        for table in tables:
            yield _name(table), lines(table)
        for picture in pictures:
            yield _picture(str(picture)), [ledger.picture(picture)]

    def manifest(entries: list[Entry]) -> Manifest:
        return Manifest(
            format=FORMAT,
            schema=SCHEMA,
            kind=kind.value,
            program=__version__,
            made_utc=made.utc.isoformat(timespec="microseconds"),
            made_offset_min=made.offset_min,
            patient=patient,
            known_as=sorted(known_as, key=str)[:50],
            sender=None
            if sender is None
            else Sender(sender.encryption, base64.b64encode(sender.signing).decode()),
            identity=identity,
            parts=entries,
        )

    content = pack(parts(), manifest)
    return Draft(seen.contents(kind, patient, made, __version__, sender), content)


def _nameless(row: FactRow) -> FactRow:
    """A version of its own: the one with the name may still arrive, and both can be kept."""
    return {**row, "id": str(uuid5(UUID(str(row["id"])), "without a name")), "name": ""}


def _name(table: str) -> str:
    return f"facts/{table}.jsonl"


def _picture(picture: str) -> str:
    return f"pictures/{picture}.webp"


# ---- reading


@dataclass
class _Seen:
    """What goes by, counted."""

    rows: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    name: str = ""
    named_at: str = ""
    simulated: bool = False

    def see(self, table: str, row: FactRow) -> None:
        self.rows[table] += 1
        if table == "sessions":
            day = _day(row)
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)
        elif table == "patient_versions" and str(row["at_utc"]) >= self.named_at:
            self.name, self.named_at = str(row["name"]), str(row["at_utc"])
            self.simulated = bool(row["simulated"])

    def contents(
        self, kind: Kind, patient: UUID, made: Moment, program: str, sender: PublicKeys | None
    ) -> Contents:
        return Contents(
            kind,
            patient,
            self.name,
            made,
            program,
            dict(self.rows),
            self.rows[_PICTURES],
            self.simulated,
            self.first,
            self.last,
            sender,
        )


def _day(row: FactRow) -> date:
    offset = row["at_offset_min"]
    assert isinstance(offset, int)
    return (datetime.fromisoformat(str(row["at_utc"])) + timedelta(minutes=offset)).date()


def _look_through(container: Container) -> Contents:
    """Reads every line of every part; raises for whatever is not as this program writes it."""
    manifest, seen = container.manifest, _Seen()
    if manifest.kind not in set(Kind):
        raise _strange(manifest)
    kind = Kind(manifest.kind)
    names, expected = set(container.names()), {_name(table) for table in TABLES}
    pictures: set[str] = set()
    owned = _Owned(manifest.patient)
    for table in TABLES:
        if _name(table) not in names:
            continue
        if kind is Kind.PLAN and table != "plan_versions":
            raise foreign()
        decoder = part_rows.decoder(table)
        for line in container.lines(_name(table)):
            row = part_rows.as_row(decoder.decode(line))
            _day(row)  # a day that is none raises ValueError
            if not owned.belongs(table, row):
                raise foreign()
            seen.see(table, row)
            if table == _PICTURES:
                pictures.add(_picture(str(row["id"])))
    needed = "patients" if kind is Kind.RESULTS else "plan_versions"
    if names - expected != pictures or not seen.rows[needed]:
        raise foreign()
    for name in pictures:
        container.whole(name, MOST_PICTURE_BYTES)
    made = Moment(datetime.fromisoformat(manifest.made_utc), manifest.made_offset_min)
    sender = None if manifest.sender is None else _sender(manifest.sender)
    return seen.contents(kind, manifest.patient, made, manifest.program, sender)


@dataclass
class _Owned:
    """Every row belongs to the patient of the manifest, itself or through its session."""

    patient: UUID
    sessions: set[str] = field(default_factory=set)
    suggestions: set[str] = field(default_factory=set)

    def belongs(self, table: str, row: FactRow) -> bool:
        """Whether its owner came before it."""
        one = str(self.patient)
        if row.get("patient_id", one) != one or (table == "patients" and row["id"] != one):
            return False
        if table == "sessions":
            self.sessions.add(str(row["id"]))
        elif row.get("session_id") is not None and row["session_id"] not in self.sessions:
            return False
        if table == "suggestions":
            self.suggestions.add(str(row["id"]))
        return table != "decisions" or row["suggestion_id"] in self.suggestions


def _sender(sender: Sender) -> PublicKeys:
    try:
        return PublicKeys(sender.encryption, base64.b64decode(sender.signing, validate=True))
    except (ValueError, binascii.Error) as error:
        raise foreign() from error


def _strange(manifest: Manifest) -> Refused:
    """What is not understood may be damaged, or of a program that knows more."""
    return newer() if _version(manifest.program) > _version(__version__) else foreign()


def _version(text: str) -> tuple[int, ...]:
    words = text.split(".")
    return tuple(int(word) for word in words) if all(w.isdecimal() for w in words) else ()
