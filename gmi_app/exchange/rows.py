"""Rows of tables to the parts of a file and back; what is free of identity."""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import UUID

import msgspec

from gmi_app.exchange.parts import LEFT_OUT, PARTS, STRUCTURES, Part
from gmi_app.facts.authors import unnamed
from gmi_app.facts.transfer import FactRow

_FREE_TEXT: Final = {
    "patient_versions": ("name",),
    "session_ends": ("note",),
    "session_events": ("detail",),
    "corrections": ("note",),
    "picture_marks": ("note",),
    "decisions": ("note",),
}
"""What a person typed, and might say who they are."""

_NOT_WITHOUT_IDENTITY: Final = ("own_pictures", "notes", "links")
"""Photographs, free notes with names and telephone numbers, ids in other programs."""

_WRITTEN: Final = (
    "note_to_patient",
    "therapist",
    "help_contacts",
    "flare_plan",
    "name",
    "words",
)
"""Fields of a plan, and of a session's settings, that a person writes."""


def encoded(row: FactRow) -> bytes:
    """One line of a part: JSON in UTF-8, without the line break."""
    return msgspec.json.encode(as_values(row))


def as_values(row: FactRow) -> dict[str, Any]:
    """The row with its structures unfolded, without what never leaves."""
    return {
        name: json.loads(value) if name in STRUCTURES and isinstance(value, str) else value
        for name, value in row.items()
        if name not in LEFT_OUT
    }


def decoder(table: str) -> msgspec.json.Decoder[Part]:
    """Reads one line; raises msgspec.MsgspecError, or RecursionError for absurd nesting."""
    return msgspec.json.Decoder(PARTS[table])


def as_row(part: Part) -> FactRow:
    """The row as the table keeps it."""
    row: FactRow = {}
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, UUID):
            value = str(value)
        elif name in STRUCTURES:
            value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        row[name] = value
    if "simulated" in row:
        row |= dict.fromkeys(LEFT_OUT)
    return row


def without_identity(table: str, row: FactRow) -> FactRow | None:
    """The row without names, own words and photographs; None where nothing of it may leave. Ids,
    dates, body parts, handedness and age bands stay."""
    if table in _NOT_WITHOUT_IDENTITY:
        return None
    kept = {name: "" if name in _FREE_TEXT.get(table, ()) else v for name, v in row.items()}
    for name in ("content", "settings"):
        if name in kept:
            kept[name] = _without_words(str(row[name]))
    if "signature" in kept:
        kept["signature"] = None
    if "author" in kept:
        kept["author"] = unnamed(str(kept["author"]))
    return kept


def _without_words(content: str) -> str:
    """The text of a structure in JSON without what a person wrote."""
    return json.dumps(_plain(json.loads(content)), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if name not in _WRITTEN}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
