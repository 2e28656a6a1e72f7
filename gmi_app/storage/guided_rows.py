"""What the sessions of mirror, imagery and the activities beside share, to rows and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.guided import GuidedSession, GuidedStep
from gmi_app.facts.session import SessionKind
from gmi_app.storage.rows import Values, id_of, moment_of, moment_values, text_of

if TYPE_CHECKING:
    from sqlalchemy import Row


class SessionFields(TypedDict):
    """Of a GuidedSession, to make one of."""

    id: UUID
    patient: UUID
    at: Moment
    program_version: str
    screen: tuple[int, int, float]
    author: str
    plan_item: UUID | None


class StepFields(TypedDict):
    """Of a GuidedStep, to make one of."""

    id: UUID
    session: UUID
    index: int
    exercise: str
    at: Moment
    repetitions: int
    skipped: bool


def session_values(session: GuidedSession, kind: SessionKind, settings: str) -> Values:
    width, height, scale = session.screen
    screen = {"width_px": width, "height_px": height, "scale": scale}
    return {
        "id": str(session.id),
        "patient_id": str(session.patient),
        "kind": kind.value,
        **moment_values(session.at),
        "settings": settings,
        "seed": "0",
        "program_version": session.program_version,
        "screen": json.dumps(screen, separators=(",", ":")),
        "author": session.author,
        "plan_item_id": text_of(session.plan_item),
    }


def session_fields(row: Row[Any]) -> SessionFields:
    screen = json.loads(row.screen)
    return {
        "id": UUID(row.id),
        "patient": UUID(row.patient_id),
        "at": moment_of(row),
        "program_version": row.program_version,
        "screen": (int(screen["width_px"]), int(screen["height_px"]), float(screen["scale"])),
        "author": row.author,
        "plan_item": id_of(row.plan_item_id),
    }


def step_values(step: GuidedStep, duration_s: float) -> Values:
    return {
        "id": str(step.id),
        "session_id": str(step.session),
        "position": step.index,
        **moment_values(step.at),
        "exercise": step.exercise,
        "duration_s": duration_s,
        "repetitions": step.repetitions,
        "skipped": step.skipped,
    }


def step_fields(row: Row[Any]) -> StepFields:
    return {
        "id": UUID(row.id),
        "session": UUID(row.session_id),
        "index": row.position,
        "exercise": row.exercise,
        "at": moment_of(row),
        "repetitions": row.repetitions,
        "skipped": row.skipped,
    }
