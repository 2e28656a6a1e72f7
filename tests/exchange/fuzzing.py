"""Tries mutated files on a clinic that holds another person's results, without keeping any."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, select

from gmi_app.errors import GmiError
from gmi_app.exchange.bundle import read_bundle
from gmi_app.exchange.sealing import seal_to, unseal
from gmi_app.storage import tables
from gmi_app.storage.handover import _Taking
from tests.exchange.making import (
    Computer,
    computer,
    each_field_changed,
    mutated_bytes,
    mutated_parts,
    one_of_each,
    opened_parts,
    packed_again,
)
from tests.exchange.rich import every_kind, read_all
from tests.unit.making import moment

Rows = dict[str, set[tuple[object, ...]]]
"""Every row of every table, with the summaries."""

_OURS = (*tables.FACTS, tables.summaries)


class _Undo(Exception):
    """Ends a transaction that is not to be kept."""


@dataclass
class Found:
    """What became of the files. ``changed``: what a file did to rows that are not its patient's,
    looked at before it was undone."""

    refused: int = 0
    taken: int = 0
    crashes: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@dataclass
class Target:
    """A clinic, a draft that is not known there, and what the clinic held before. ``ids``: of the
    rows there, which a file can name as if they were its own. ``closely``: every how many of the
    files that were taken are shown on all screens."""

    clinic: Computer
    content: bytes
    before: dict[str, set[str]]
    rows: Rows
    ids: Sequence[str]
    closely: int = 1
    tried: int = 0

    def sealed(self, seed: int, count: int) -> Found:
        """Changes sealed bytes."""
        chance, found = random.Random(seed), Found()
        sealed = seal_to(self.content, self.clinic.desk.keys.public.encryption)
        for _ in range(count):
            self._try(found, lambda file: unseal(file, self.clinic.desk.keys), sealed, chance)
        return found

    def payloads(self, seed: int, count: int) -> Found:
        """Changes what was unsealed: bytes of the zip, or rows under a manifest that fits."""
        chance, found = random.Random(seed), Found()
        parts = opened_parts(self.content)
        for turn in range(count):
            if turn % 5 == 0:
                self._try(found, lambda file: file, self.content, chance)
                continue
            changed = packed_again(self.content, mutated_parts(parts, chance, self.ids))
            self._take(found, changed)
        return found

    def every_field(self, share: int = 1) -> Found:
        """Each field of each part takes each strange value, one in ``share`` of them."""
        found = Found()
        parts = opened_parts(self.content)
        for at, changed in enumerate(each_field_changed(parts)):
            if at % share == 0:
                self._take(found, packed_again(self.content, changed))
        return found

    def unchanged(self) -> bool:
        return self.clinic.facts() == self.before

    def _try(self, found: Found, opening: object, whole: bytes, chance: random.Random) -> None:
        file = mutated_bytes(whole, chance)
        if file == whole:
            file += b"!"
        try:
            content = opening(file)  # type: ignore[operator]
        except GmiError:
            found.refused += 1
        except BaseException:
            found.crashes.append(traceback.format_exc())
        else:
            self._take(found, content)

    def _take(self, found: Found, content: bytes) -> None:
        self.tried += 1
        try:
            bundle = read_bundle(content)
            with self.clinic.data.store.transaction() as connection:
                taking = _Taking(connection, bundle.arrival(), bundle.contents.patient, write=True)
                taking.all()
                patient = bundle.contents.patient
                closely = self.tried % self.closely == 0
                read_all(self.clinic.data.store, connection, patient, moment(9), closely=closely)
                found.changed += _touched(self.rows, _rows(connection), patient)
                raise _Undo
        except _Undo:
            found.taken += 1
        except GmiError as error:
            found.refused += 1
            if "Nothing was changed" not in error.sentence:
                found.crashes.append(error.sentence)
        except BaseException:
            found.crashes.append(traceback.format_exc())


def _rows(connection: Connection) -> Rows:
    """As they are inside the transaction; without SQLAlchemy, which would take most of the time."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return {table.name: set(raw.execute(_QUERIES[table.name])) for table in _OURS}


_QUERIES = {
    table.name: f"SELECT {', '.join(column.name for column in table.columns)} FROM {table.name}"
    for table in _OURS
}


def _touched(before: Rows, after: Rows, patient: UUID) -> list[str]:
    """Rows from before that are not as they were, and new ones that are somebody else's."""
    touched: list[str] = []
    sessions: set[object] = set()
    for table in _OURS:  # sessions come before what belongs to one
        name, columns = table.name, [column.name for column in table.columns]
        touched += [f"{name}: {row} is not there any more" for row in before[name] - after[name]]
        for values in after[name] - before[name]:
            row = dict(zip(columns, values, strict=True))
            owner = row["id"] if table is tables.patients else row.get("patient_id")
            if table is tables.sessions:
                sessions.add(row["id"])
            theirs = row["session_id"] in sessions if owner is None else owner == str(patient)
            if not theirs:
                touched.append(f"{name}: {row} is somebody else's")
    return touched


@contextmanager
def target(folder: Path, *, closely: int = 1) -> Iterator[Target]:
    with computer(folder / "home") as home, computer(folder / "clinic") as clinic:
        person = every_kind(home)
        one_of_each(clinic, "Ben")
        draft = home.desk.results(person.id, moment(4), pictures=True)
        clinic.data.vault._summaries.bring_up()
        with clinic.data.store.transaction() as connection:
            rows = _rows(connection)
            known = [select(t.c.id) for t in (tables.patients, tables.sessions, tables.ratings)]
            ids = [each for query in known for each in connection.scalars(query)]
        yield Target(clinic, draft.content, clinic.facts(), rows, ids, closely)
