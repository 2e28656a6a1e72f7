"""Facts of mirror sessions to rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gmi_app.facts.session import SessionKind
from gmi_app.mirror.facts import MirrorSession, Step
from gmi_app.mirror.settings import (
    CameraPosition,
    MirrorSettings,
    Opened,
    ViewMode,
    ViewSettings,
)
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.storage.activity_rows import activity_session_of
from gmi_app.storage.imagery_rows import imagery_session_of
from gmi_app.storage.rows import (
    Values,
    id_of,
    moment_of,
    moment_values,
    session_of,
    text_of,
)

if TYPE_CHECKING:
    from sqlalchemy import Row


def settings_text(settings: MirrorSettings) -> str:
    return json.dumps(asdict(settings), ensure_ascii=False, separators=(",", ":"))


def settings_of(text: str) -> MirrorSettings:
    """What a stored text does not name takes its default: older sessions stay readable."""
    values = json.loads(text)
    view = values.pop("view")
    view["affected"] = Side(view["affected"])
    view["position"] = CameraPosition(view["position"])
    view["mode"] = ViewMode(view["mode"])
    values["part"] = BodyPart(values["part"])
    values["opened"] = Opened(values["opened"])
    values["exercises"] = tuple(values["exercises"])
    return MirrorSettings(view=ViewSettings(**view), **values)


def session_values(session: MirrorSession) -> Values:
    width, height, scale = session.screen
    screen = {"width_px": width, "height_px": height, "scale": scale}
    return {
        "id": str(session.id),
        "patient_id": str(session.patient),
        "kind": SessionKind.MIRROR.value,
        **moment_values(session.at),
        "settings": settings_text(session.settings),
        "seed": "0",
        "program_version": session.program_version,
        "screen": json.dumps(screen, separators=(",", ":")),
        "author": session.author,
        "plan_item_id": text_of(session.plan_item),
    }


def mirror_session_of(row: Row[Any]) -> MirrorSession:
    screen = json.loads(row.screen)
    return MirrorSession(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        settings=settings_of(row.settings),
        program_version=row.program_version,
        screen=(int(screen["width_px"]), int(screen["height_px"]), float(screen["scale"])),
        author=row.author,
        plan_item=id_of(row.plan_item_id),
    )


def session_of_any_kind(row: Row[Any]) -> object:
    """For those who check rows that come from elsewhere."""
    match row.kind:
        case SessionKind.MIRROR.value:
            return mirror_session_of(row)
        case SessionKind.IMAGERY.value:
            return imagery_session_of(row)
        case SessionKind.LATERALITY.value:
            return session_of(row)
        case _:
            return activity_session_of(row)


def step_values(step: Step) -> Values:
    return {
        "id": str(step.id),
        "session_id": str(step.session),
        "position": step.index,
        **moment_values(step.at),
        "exercise": step.exercise,
        "duration_s": step.watched_s,
        "repetitions": step.repetitions,
        "skipped": step.skipped,
        "movement": step.movement,
    }


def step_of(row: Row[Any]) -> Step:
    return Step(
        id=UUID(row.id),
        session=UUID(row.session_id),
        index=row.position,
        exercise=row.exercise,
        at=moment_of(row),
        watched_s=row.duration_s,
        repetitions=row.repetitions,
        skipped=row.skipped,
        movement=row.movement,
    )
