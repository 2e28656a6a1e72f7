"""Everything as one JSON file, for other programs; and the JSON Schema that it keeps to.

One object with the facts by table, in the structures of ``parts``. It is written table by table, so
that a large history needs no more memory than a small one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec

from gmi_app import __version__
from gmi_app.clock import Moment
from gmi_app.exchange import rows as part_rows
from gmi_app.exchange.parts import PARTS, SCHEMA
from gmi_app.exchange.writing import write_whole
from gmi_app.facts.transfer import TABLES, FactRow, Ledger
from gmi_app.language import tr

FORMAT: Final = "gmi-export"
_BEGINNING: Final = f'{{"format":"{FORMAT}"'.encode()
_NOT_EXPORTED: Final = frozenset({"own_pictures"})
_REF: Final = "#/$defs/{name}"


@dataclass(frozen=True, slots=True)
class JsonExported:
    """What was written; as text, a sentence for the person."""

    path: Path
    patients: int
    facts: int

    def __str__(self) -> str:
        return tr("Wrote {0} facts to {2} (people: {1}).").format(
            self.facts, self.patients, self.path
        )


def export_json(
    ledger: Ledger,
    patients: Sequence[UUID],
    path: Path,
    made: Moment,
    *,
    identity: bool = True,
) -> JsonExported:
    """Writes the facts of these patients, whole or not at all. Photographs of their own are never
    in it. Without ``identity``: no names, no own words, no notes. Only an earlier export is
    replaced; raises Refused with a sentence."""
    counted = 0

    def pieces() -> Iterator[bytes]:
        nonlocal counted
        head = {
            "format": FORMAT,
            "schema": SCHEMA,
            "program": __version__,
            "made_utc": made.utc.isoformat(timespec="microseconds"),
            "made_offset_min": made.offset_min,
            "identity": identity,
        }
        yield msgspec.json.encode(head)[:-1] + b',"facts":{'
        for number, table in enumerate(exported_tables()):
            yield (b",\n" if number else b"\n") + msgspec.json.encode(table) + b":["
            for turn, row in enumerate(_rows(ledger, patients, table, identity)):
                counted += 1
                yield (b",\n" if turn else b"\n") + part_rows.encoded(row)
            yield b"]"
        yield b"}}\n"

    write_whole(path, pieces(), _BEGINNING)
    return JsonExported(path, len(patients), counted)


def exported_tables() -> list[str]:
    """The tables of an export, in their order."""
    return [table for table in TABLES if table not in _NOT_EXPORTED]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an export."""
    tables = exported_tables()
    schemas, defs = msgspec.json.schema_components(
        [PARTS[table] for table in tables], ref_template=_REF
    )
    facts = {
        table: {"type": "array", "items": schema}
        for table, schema in zip(tables, schemas, strict=True)
    }
    fields: dict[str, Any] = {
        "format": {"const": FORMAT},
        "schema": {"const": SCHEMA},
        "program": {"type": "string", "description": "version of the program that wrote it"},
        "made_utc": {"type": "string", "format": "date-time"},
        "made_offset_min": {"type": "integer", "minimum": -1439, "maximum": 1439},
        "identity": {"type": "boolean", "description": "false: names and own words are left out"},
        "facts": {
            "type": "object",
            "properties": facts,
            "required": tables,
            "additionalProperties": False,
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Export of graded motor imagery results",
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
        "$defs": defs,
    }


def schema_text() -> str:
    """As it stands in docs/exchange.schema.json."""
    return json.dumps(json_schema(), indent=1, sort_keys=True) + "\n"


def _rows(
    ledger: Ledger, patients: Sequence[UUID], table: str, identity: bool
) -> Iterator[FactRow]:
    for patient in patients:
        for row in ledger.rows(patient, table):
            kept = row if identity else part_rows.without_identity(table, row)
            if kept is not None:
                yield kept
