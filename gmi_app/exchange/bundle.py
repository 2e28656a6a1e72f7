"""A sealed bundle (``.gmi``): everything of one patient, or a plan for them.

Made in two steps, so that a person sees what is in it before it is sealed: ``prepare_results`` (or
``plans.prepare_plan``) gives a draft with its contents, ``seal`` writes it. Read in two steps, too:
``open_bundle`` looks through everything and changes nothing; its arrival is what a ledger takes in.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

import msgspec

from gmi_app import __version__
from gmi_app.clock import Moment
from gmi_app.exchange import rows as part_rows
from gmi_app.exchange.container import FORMAT, Container, Entry, Manifest, Sender, pack
from gmi_app.exchange.contents import Contents, Kind, Owned, Seen, day_of
from gmi_app.exchange.keys import OwnKeys, PublicKeys
from gmi_app.exchange.parts import SCHEMA
from gmi_app.exchange.refusal import Refused, foreign, newer
from gmi_app.exchange.sealing import read_sealed, seal_to, seal_with, unseal
from gmi_app.exchange.writing import write_whole
from gmi_app.facts.transfer import TABLES, Arrival, FactRow, Ledger
from gmi_app.library.own_picture import MOST_BYTES as MOST_PICTURE_BYTES

SUFFIX: Final = ".gmi"
_PICTURES: Final = "own_pictures"


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
    seen, owned = Seen(), Owned(patient)
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


def _look_through(container: Container) -> Contents:
    """Reads every line of every part; raises for whatever is not as this program writes it."""
    manifest, seen = container.manifest, Seen()
    if manifest.kind not in set(Kind):
        raise _strange(manifest)
    kind = Kind(manifest.kind)
    names, expected = set(container.names()), {_name(table) for table in TABLES}
    pictures: set[str] = set()
    owned = Owned(manifest.patient)
    for table in TABLES:
        if _name(table) not in names:
            continue
        if kind is Kind.PLAN and table != "plan_versions":
            raise foreign()
        decoder = part_rows.decoder(table)
        for line in container.lines(_name(table)):
            row = part_rows.as_row(decoder.decode(line))
            day_of(row)  # a day that is none raises ValueError
            if not owned.belongs(table, row):
                raise foreign()
            seen.see(table, row)
            if table == _PICTURES:
                pictures.add(_picture(str(row["id"])))
    needed = ("patients", "patient_versions") if kind is Kind.RESULTS else ("plan_versions",)
    if names - expected != pictures or not all(seen.rows[table] for table in needed):
        raise foreign()
    for name in pictures:
        container.whole(name, MOST_PICTURE_BYTES)
    made = Moment(datetime.fromisoformat(manifest.made_utc), manifest.made_offset_min)
    sender = None if manifest.sender is None else _sender(manifest.sender)
    return seen.contents(kind, manifest.patient, made, manifest.program, sender)


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
