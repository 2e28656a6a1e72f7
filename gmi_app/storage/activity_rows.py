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
from gmi_app.storage import guided_rows
from gmi_app.storage.rows import Values

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
    return guided_rows.session_values(session, session.kind, settings_text(session.settings))


def activity_session_of(row: Row[Any]) -> ActivitySession:
    return ActivitySession(
        settings=settings_of(row.kind, row.settings), **guided_rows.session_fields(row)
    )


def step_values(step: ActivityStep) -> Values:
    return {
        **guided_rows.step_values(step, step.done_s),
        "eased": int(step.eased),
    }


def step_of(row: Row[Any]) -> ActivityStep:
    return ActivityStep(
        **guided_rows.step_fields(row),
        done_s=row.duration_s,
        eased=bool(row.eased),
    )
