"""Facts of sessions beside the three stages to rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gmi_app.activities.facts import ActivitySession, ActivityStep
from gmi_app.activities.settings import (
    ActivitySettings,
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.facts.activity_goal import Unit
from gmi_app.facts.session import SessionKind
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.storage.rows import Values, id_of, moment_of, moment_values, text_of

if TYPE_CHECKING:
    from sqlalchemy import Row


def settings_text(settings: ActivitySettings) -> str:
    values = asdict(settings)
    if isinstance(settings, PacingSettings):
        values["goal"] = str(settings.goal)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def settings_of(kind: str, text: str) -> ActivitySettings:
    """What a stored text does not name takes its default: older sessions stay readable. Raises
    ValueError, TypeError, KeyError or UsageError for what makes no sense."""
    values = json.loads(text)
    match SessionKind(kind):
        case SessionKind.RELAXATION:
            values["way"] = Way(values["way"])
            return RelaxationSettings(**values)
        case SessionKind.DESENSITISATION:
            return DesensitisationSettings(**_limb(values))
        case SessionKind.PERCEPTION:
            values["prompts"] = tuple(values["prompts"])
            return PerceptionSettings(**_limb(values))
        case SessionKind.ACTIVITY:
            values["goal"], values["unit"] = UUID(values["goal"]), Unit(values["unit"])
            return PacingSettings(**values)
        case other:
            raise ValueError(f"{other} has settings of its own")


def _limb(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "part": BodyPart(values["part"]), "side": Side(values["side"])}


def session_values(session: ActivitySession) -> Values:
    width, height, scale = session.screen
    screen = {"width_px": width, "height_px": height, "scale": scale}
    return {
        "id": str(session.id),
        "patient_id": str(session.patient),
        "kind": session.kind.value,
        **moment_values(session.at),
        "settings": settings_text(session.settings),
        "seed": "0",
        "program_version": session.program_version,
        "screen": json.dumps(screen, separators=(",", ":")),
        "author": session.author,
        "plan_item_id": text_of(session.plan_item),
    }


def activity_session_of(row: Row[Any]) -> ActivitySession:
    screen = json.loads(row.screen)
    return ActivitySession(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        settings=settings_of(row.kind, row.settings),
        program_version=row.program_version,
        screen=(int(screen["width_px"]), int(screen["height_px"]), float(screen["scale"])),
        author=row.author,
        plan_item=id_of(row.plan_item_id),
    )


def step_values(step: ActivityStep) -> Values:
    return {
        "id": str(step.id),
        "session_id": str(step.session),
        "position": step.index,
        **moment_values(step.at),
        "exercise": step.exercise,
        "duration_s": step.done_s,
        "repetitions": step.repetitions,
        "skipped": step.skipped,
        "eased": int(step.eased),
    }


def step_of(row: Row[Any]) -> ActivityStep:
    return ActivityStep(
        id=UUID(row.id),
        session=UUID(row.session_id),
        index=row.position,
        exercise=row.exercise,
        at=moment_of(row),
        done_s=row.duration_s,
        repetitions=row.repetitions,
        skipped=row.skipped,
        eased=bool(row.eased),
    )
