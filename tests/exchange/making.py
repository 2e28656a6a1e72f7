"""Two computers that exchange: a home and a clinic, each with a data folder and a desk."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from gmi_app.clock import Moment
from gmi_app.exchange.desk import Desk
from gmi_app.facts.note import Daily, Note, NoteKind
from gmi_app.facts.rating import Correction, CorrectionKind, When
from gmi_app.facts.session import EventKind, SessionEvent
from gmi_app.library.marks import MarkKind, PictureMark
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, LateralityItem, Plan, PlanItem, PlanVersion
from gmi_app.programme.suggestion import (
    Advice,
    Decision,
    DecisionKind,
    Reason,
    ReasonKind,
    Suggestion,
    SuggestionKind,
)
from gmi_app.storage import tables
from gmi_app.storage.handover import SqliteLedger
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.unit.making import moment, picture

Parts = dict[str, bytes]
"""What is in an opened bundle, by name."""


@dataclass
class Computer:
    """An opened data folder with its desk."""

    folder: Path
    data: Opened
    ledger: SqliteLedger
    desk: Desk

    def patients(self) -> list[Patient]:
        return self.data.journal.patients()

    def facts(self) -> dict[str, set[str]]:
        """Every row of every table, without the order of arrival."""
        with self.data.store.transaction() as connection:
            return {
                table.name: {
                    repr({k: v for k, v in row._mapping.items() if k != "number"})
                    for row in connection.execute(select(table))
                }
                for table in tables.FACTS
            }


@contextmanager
def computer(folder: Path) -> Iterator[Computer]:
    data = making.opened(folder)
    try:
        ledger = SqliteLedger(data.store)
        yield Computer(folder, data, ledger, Desk(folder, ledger, data.journal))
    finally:
        data.close()


def practise(on: Computer, person: Patient, days: range, count: int = 10) -> None:
    """One set a day, with a rating before it."""
    for day in days:
        session = making.play(on.data.journal, person, moment(day), count=count)
        on.data.journal.add_rating(making.pain(session, day % 10))


def one_of_each(on: Computer, name: str = "Anna") -> Patient:
    """A person with a fact of nearly every kind."""
    person = making.patient(name)
    journal = on.data.journal
    journal.save_patient(person)
    session = making.play(journal, person, count=10)
    rating = making.pain(session, 5, When.AFTER)
    journal.add_rating(rating)
    journal.add_event(SessionEvent(uuid4(), session.id, session.at, EventKind.MORE_PAIN, "key"))
    mended = Correction(
        uuid4(), person.id, moment(1), CorrectionKind.RATING_VALUE, rating.id, 4, "typed wrongly"
    )
    journal.add_correction(mended)
    on.data.pictures.add_mark(
        PictureMark(
            uuid4(),
            person.id,
            moment(1),
            picture().file,
            "0" * 64,
            MarkKind.UNCLEAR,
            "Aunt Mary's hand",
        )
    )
    journal.add_note(
        Note(
            uuid4(),
            person.id,
            moment(1),
            NoteKind.DAILY,
            Daily("Walking with Bert helped"),
            moment(1).day,
        )
    )
    journal.save_plan(version := plan_version(person))
    advice = Advice(SuggestionKind.NEXT_LEVEL, (Reason(ReasonKind.LEVEL_DAYS, 3, 3),))
    suggestion = Suggestion(uuid4(), person.id, moment(2), advice, version.id)
    journal.add_suggestion(suggestion)
    journal.add_decision(
        Decision(uuid4(), person.id, moment(2), suggestion.id, DecisionKind.DECLINED, "Bert is ill")
    )
    return person


def plan_version(
    person: Patient, at: Moment | None = None, *, count: int = 20, note: str = "Slowly, Anna"
) -> PlanVersion:
    """A plan of one exercise, written by a clinician."""
    from dataclasses import replace as changed

    what = LateralityItem()
    item = PlanItem(
        uuid4(), ItemKind.LATERALITY, changed(what, settings=replace(what.settings, count=count))
    )
    start = date(2026, 3, 2)
    plan = Plan((item,), start, start, note_to_patient=note)
    return PlanVersion(uuid4(), person.id, at or moment(2), plan, author="Dr. Weiss")


def opened_parts(content: bytes) -> Parts:
    """The parts of an unsealed bundle, the manifest left out."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name != "manifest.json"}


def manifest_of(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        found: dict[str, Any] = json.loads(packed.read("manifest.json"))
        return found


def packed_again(content: bytes, parts: Parts, /, **changes: object) -> bytes:
    """A bundle of other parts whose manifest fits them; ``changes`` are of the manifest."""
    manifest = manifest_of(content)
    manifest["parts"] = [
        {
            "name": name,
            "rows": part.count(b"\n") if name.endswith(".jsonl") else 1,
            "bytes": len(part),
            "sha256": sha256(part).hexdigest(),
        }
        for name, part in parts.items()
    ]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compresslevel=1) as packed:
        for name, part in parts.items():
            lines = name.endswith(".jsonl")
            packed.writestr(name, part, zipfile.ZIP_DEFLATED if lines else zipfile.ZIP_STORED)
        packed.writestr("manifest.json", json.dumps(manifest | changes))
    return out.getvalue()


NASTY: tuple[Any, ...] = (
    None,
    "",
    "x" * 70_000,
    "\u0000",
    "../../etc/passwd",
    "2026-13-40T99:99:99.000000+00:00",
    "00000000-0000-0000-0000-000000000000",
    -1,
    0,
    1e308,
    2**63,
    10**40,
    True,
    [],
    {},
    [[[[]]]],
    {"a": {"b": 1}},
)


def mutated_parts(parts: Parts, chance: random.Random, others: Sequence[str]) -> Parts:
    """Other parts: one thing in them is different. ``others``: ids that somebody else's rows have
    where the file is taken in."""
    name = chance.choice([name for name, part in parts.items() if part])
    if not name.endswith(".jsonl"):
        return {**parts, name: mutated_bytes(parts[name], chance)}
    lines = parts[name].split(b"\n")[:-1]
    at = chance.randrange(len(lines))
    which = chance.randrange(len(_MUTATIONS) + 2)
    if which < len(_MUTATIONS):
        lines[at : at + 1] = _MUTATIONS[which](lines[at], chance)
    else:
        other = str(UUID(int=chance.getrandbits(128))) if which % 2 else chance.choice(others)
        lines[at] = _with_id(lines[at], chance, other)
    changed = dict(parts)
    changed[name] = b"".join(line + b"\n" for line in lines)
    return changed


def each_field_changed(parts: Parts) -> Iterator[Parts]:
    """Every field of the first line of every part with every strange value, also inside of its
    structures."""
    for name, part in parts.items():
        if not part or not name.endswith(".jsonl"):
            continue
        first, _, rest = part.partition(b"\n")
        row = json.loads(first)
        for field, value in row.items():
            changed = [{**row, field: strange} for strange in NASTY]
            if isinstance(value, dict):
                changed += [
                    {**row, field: {**value, inner: strange}}
                    for inner in value
                    for strange in NASTY
                ]
            for other in changed:
                yield {**parts, name: json.dumps(other).encode() + b"\n" + rest}


def _field(line: bytes, chance: random.Random) -> list[bytes]:
    row = json.loads(line)
    row[chance.choice(sorted(row))] = chance.choice(NASTY)
    return [json.dumps(row).encode()]


def _inner(line: bytes, chance: random.Random) -> list[bytes]:
    row = json.loads(line)
    inner = [name for name, value in row.items() if isinstance(value, dict) and value]
    if not inner:
        return _field(line, chance)
    structure = row[chance.choice(inner)]
    structure[chance.choice(sorted(structure))] = chance.choice(NASTY)
    return [json.dumps(row).encode()]


def _without(line: bytes, chance: random.Random) -> list[bytes]:
    row = json.loads(line)
    del row[chance.choice(sorted(row))]
    return [json.dumps(row).encode()]


def _with(line: bytes, chance: random.Random) -> list[bytes]:
    return [json.dumps({**json.loads(line), "extra": chance.choice(NASTY)}).encode()]


def _byte(line: bytes, chance: random.Random) -> list[bytes]:
    at = chance.randrange(len(line))
    return [line[:at] + bytes([chance.randrange(256)]) + line[at + 1 :]]


def _gone(line: bytes, chance: random.Random) -> list[bytes]:
    return []


def _twice(line: bytes, chance: random.Random) -> list[bytes]:
    return [line, line]


def _with_id(line: bytes, chance: random.Random, other: str) -> bytes:
    row = json.loads(line)
    row[chance.choice([name for name in row if name.endswith("id")])] = other
    return json.dumps(row).encode()


_MUTATIONS: tuple[Callable[[bytes, random.Random], list[bytes]], ...] = (
    _field,
    _inner,
    _without,
    _with,
    _byte,
    _gone,
    _twice,
)


def mutated_bytes(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut off, or added."""
    at = chance.randrange(len(content))
    match chance.randrange(4):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + chance.randbytes(3) + content[at:]
        case 2:
            return content[:at] + content[at + chance.randrange(1, 9) :]
        case _:
            return (
                content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
            )
