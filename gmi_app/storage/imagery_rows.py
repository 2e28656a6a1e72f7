"""Facts of imagery sessions to rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gmi_app.facts.session import SessionKind
from gmi_app.imagery.facts import Easing, ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.storage import guided_rows
from gmi_app.storage.rows import Values

if TYPE_CHECKING:
    from sqlalchemy import Row


def settings_text(settings: ImagerySettings) -> str:
    return json.dumps(asdict(settings), ensure_ascii=False, separators=(",", ":"))


def settings_of(text: str) -> ImagerySettings:
    """What a stored text does not name takes its default: older sessions stay readable."""
    values = json.loads(text)
    values["part"] = BodyPart(values["part"])
    values["side"] = Side(values["side"])
    values["exercises"] = tuple(values["exercises"])
    values["opened"] = Opened(values["opened"])
    return ImagerySettings(**values)


def session_values(session: ImagerySession) -> Values:
    return guided_rows.session_values(session, SessionKind.IMAGERY, settings_text(session.settings))


def imagery_session_of(row: Row[Any]) -> ImagerySession:
    return ImagerySession(settings=settings_of(row.settings), **guided_rows.session_fields(row))


def step_values(step: ImageryStep) -> Values:
    return {
        **guided_rows.step_values(step, step.imagined_s),
        "eased": step.eased.value,
        "timings": json.dumps(step.timings_s),
    }


def step_of(row: Row[Any]) -> ImageryStep:
    return ImageryStep(
        **guided_rows.step_fields(row),
        imagined_s=row.duration_s,
        eased=Easing(row.eased),
        timings_s=tuple(float(each) for each in json.loads(row.timings)),
    )
