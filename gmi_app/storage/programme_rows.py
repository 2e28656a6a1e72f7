"""Facts of the programme to rows and back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gmi_app.facts.note import CONTENTS, Note, NoteKind
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.plan_json import plan_text, read_plan
from gmi_app.programme.suggestion import (
    Decision,
    DecisionKind,
    Suggestion,
    advice_of,
    advice_text,
)
from gmi_app.storage.rows import Values, id_of, moment_of, moment_values, text_of

if TYPE_CHECKING:
    from sqlalchemy import Row


def plan_values(version: PlanVersion) -> Values:
    return {
        "id": str(version.id),
        "patient_id": str(version.patient),
        **moment_values(version.at),
        "author": version.author,
        "parent_id": text_of(version.parent),
        "signature": version.signature,
        "content": plan_text(version.plan),
    }


def plan_of(row: Row[Any]) -> PlanVersion:
    """Raises PlanError for a content that is no plan."""
    return PlanVersion(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        plan=read_plan(row.content),
        author=row.author,
        parent=id_of(row.parent_id),
        signature=row.signature,
    )


def suggestion_values(suggestion: Suggestion) -> Values:
    return {
        "id": str(suggestion.id),
        "patient_id": str(suggestion.patient),
        **moment_values(suggestion.at),
        "author": suggestion.author,
        "plan_version_id": text_of(suggestion.plan_version),
        "kind": suggestion.advice.kind.value,
        "content": advice_text(suggestion.advice),
    }


def suggestion_of(row: Row[Any]) -> Suggestion:
    return Suggestion(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        advice=advice_of(row.kind, row.content),
        plan_version=id_of(row.plan_version_id),
        author=row.author,
    )


def decision_values(decision: Decision) -> Values:
    return {
        "id": str(decision.id),
        "patient_id": str(decision.patient),
        **moment_values(decision.at),
        "author": decision.author,
        "suggestion_id": str(decision.suggestion),
        "kind": decision.kind.value,
        "note": decision.note,
    }


def decision_of(row: Row[Any]) -> Decision:
    return Decision(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        suggestion=UUID(row.suggestion_id),
        kind=DecisionKind(row.kind),
        note=row.note,
        author=row.author,
    )


def note_values(note: Note) -> Values:
    return {
        "id": str(note.id),
        "patient_id": str(note.patient),
        **moment_values(note.at),
        "author": note.author,
        "kind": note.kind.value,
        "day": None if note.day is None else note.day.isoformat(),
        "content": json.dumps(note.content.values(), ensure_ascii=False, separators=(",", ":")),
    }


def note_of(row: Row[Any]) -> Note:
    kind = NoteKind(row.kind)
    return Note(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        kind=kind,
        content=CONTENTS[kind].of(json.loads(row.content)),
        day=None if row.day is None else date.fromisoformat(row.day),
        author=row.author,
    )
