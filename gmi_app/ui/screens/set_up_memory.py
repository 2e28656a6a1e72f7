"""The settings that were used last on this computer: kept as text, read back with care."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from gmi_app.errors import UsageError
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet

KEY = "set_up"


def to_text(settings: DrillSettings) -> str:
    return json.dumps(asdict(settings), separators=(",", ":"))


def from_text(text: str | None) -> DrillSettings:
    """What ``to_text`` made; the usual settings for nothing, or for what makes no sense."""
    try:
        return _read(json.loads(text or "{}"))
    except (ValueError, TypeError, AttributeError, UsageError):
        return DrillSettings()


def _read(values: dict[str, Any]) -> DrillSettings:
    usual = DrillSettings()
    limit = values.get("limit_s")
    return DrillSettings(
        part=BodyPart(values.get("part", usual.part)),
        picture_set=PictureSet(values.get("picture_set", usual.picture_set)),
        count=int(values.get("count", usual.count)),
        limit_s=None if limit is None else float(limit),
        angles=tuple(int(angle) for angle in values.get("angles", usual.angles)),
        postures=tuple(str(word) for word in values.get("postures", usual.postures)),
        feedback=bool(values.get("feedback", usual.feedback)),
        practice=int(values.get("practice", usual.practice)),
        check_up=bool(values.get("check_up", usual.check_up)),
    )
