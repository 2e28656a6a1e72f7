"""Tries mutated files on a clinic that holds another person's results, without keeping any."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from gmi_app.errors import GmiError
from gmi_app.exchange.bundle import read_bundle
from gmi_app.exchange.sealing import seal_to, unseal
from gmi_app.storage import derived, reading
from gmi_app.storage.handover import _Taking
from tests.exchange.making import (
    Computer,
    computer,
    mutated_bytes,
    mutated_parts,
    one_of_each,
    opened_parts,
    packed_again,
)
from tests.unit.making import moment


class _Undo(Exception):
    """Ends a transaction that is not to be kept."""


@dataclass
class Found:
    """What became of the files."""

    refused: int = 0
    taken: int = 0
    crashes: list[str] = field(default_factory=list)


@dataclass
class Target:
    """A clinic, a draft that is not known there, and what the clinic held before."""

    clinic: Computer
    content: bytes
    before: dict[str, set[str]]

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
            changed = packed_again(self.content, mutated_parts(parts, chance))
            self._take(found, changed)
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
        try:
            bundle = read_bundle(content)
            with self.clinic.data.store.transaction() as connection:
                taking = _Taking(connection, bundle.arrival(), bundle.contents.patient, write=True)
                taking.all()
                patient = bundle.contents.patient
                _read_everything(connection, patient)
                raise _Undo
        except _Undo:
            found.taken += 1
        except GmiError as error:
            found.refused += 1
            if "Nothing was changed" not in error.sentence:
                found.crashes.append(error.sentence)
        except BaseException:
            found.crashes.append(traceback.format_exc())


def _read_everything(connection: object, patient: UUID) -> None:
    """What the program does with new facts next: derives summaries, shows ratings."""
    from sqlalchemy import Connection

    assert isinstance(connection, Connection)
    reading.read_patients(connection)
    reading.check_kinds(connection)
    for row in reading.sessions_without_end(connection):
        reading.read_trials(connection, row.id)
    for session in derived.Summaries._missing(connection):
        derived._renew(connection, session)
    reading.read_corrections(connection, patient)


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    with computer(folder / "home") as home, computer(folder / "clinic") as clinic:
        person = one_of_each(home)
        one_of_each(clinic, "Ben")
        draft = home.desk.results(person.id, moment(4))
        yield Target(clinic, draft.content, clinic.facts())
