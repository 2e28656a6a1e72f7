"""Facts of imagery sessions to rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gmi_app.facts.session import SessionKind
from gmi_app.imagery.facts import Easing, ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.storage.rows import Values, id_of, moment_of, moment_values, text_of

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
    width, height, scale = session.screen
    screen = {"width_px": width, "height_px": height, "scale": scale}
    return {
        "id": str(session.id),
        "patient_id": str(session.patient),
        "kind": SessionKind.IMAGERY.value,
        **moment_values(session.at),
        "settings": settings_text(session.settings),
        "seed": "0",
        "program_version": session.program_version,
        "screen": json.dumps(screen, separators=(",", ":")),
        "author": session.author,
        "plan_item_id": text_of(session.plan_item),
    }


def imagery_session_of(row: Row[Any]) -> ImagerySession:
    screen = json.loads(row.screen)
    return ImagerySession(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        settings=settings_of(row.settings),
        program_version=row.program_version,
        screen=(int(screen["width_px"]), int(screen["height_px"]), float(screen["scale"])),
        author=row.author,
        plan_item=id_of(row.plan_item_id),
    )


def step_values(step: ImageryStep) -> Values:
    return {
        "id": str(step.id),
        "session_id": str(step.session),
        "position": step.index,
        **moment_values(step.at),
        "exercise": step.exercise,
        "duration_s": step.imagined_s,
        "repetitions": step.repetitions,
        "skipped": step.skipped,
        "eased": step.eased.value,
        "timings": json.dumps(step.timings_s),
    }


def step_of(row: Row[Any]) -> ImageryStep:
    return ImageryStep(
        id=UUID(row.id),
        session=UUID(row.session_id),
        index=row.position,
        exercise=row.exercise,
        at=moment_of(row),
        imagined_s=row.duration_s,
        repetitions=row.repetitions,
        eased=Easing(row.eased),
        skipped=row.skipped,
        timings_s=tuple(float(each) for each in json.loads(row.timings)),
    )
