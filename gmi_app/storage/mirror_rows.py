"""Facts of mirror sessions to rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

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
from gmi_app.storage import guided_rows
from gmi_app.storage.activity_rows import activity_session_of
from gmi_app.storage.imagery_rows import imagery_session_of
from gmi_app.storage.rows import Values, session_of

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
    return guided_rows.session_values(session, SessionKind.MIRROR, settings_text(session.settings))


def mirror_session_of(row: Row[Any]) -> MirrorSession:
    return MirrorSession(settings=settings_of(row.settings), **guided_rows.session_fields(row))


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
        **guided_rows.step_values(step, step.watched_s),
        "movement": step.movement,
    }


def step_of(row: Row[Any]) -> Step:
    return Step(
        **guided_rows.step_fields(row),
        watched_s=row.duration_s,
        movement=row.movement,
    )
