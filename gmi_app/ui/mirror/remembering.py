"""How the picture was placed the last time, kept on this computer."""

from __future__ import annotations

import json
from dataclasses import replace

from gmi_app.errors import UsageError
from gmi_app.mirror.settings import CameraPosition, ViewMode, ViewSettings
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.state import State

REMEMBERED = ("rotation", "swapped", "line", "zoom", "brightness")


def keep_view(state: State, view: ViewSettings, camera: str) -> None:
    """The next session begins with the picture as it was placed in this one."""
    kept = {name: getattr(view, name) for name in REMEMBERED}
    state.change_preferences(
        camera=camera,
        mirror_position=view.position.value,
        mirror_mode=view.mode.value,
        mirror_view=json.dumps(kept, separators=(",", ":")),
    )


def remembered_view(preferences: Preferences, view: ViewSettings) -> ViewSettings:
    """``view``, placed as it was the last time; what makes no sense is passed over."""
    try:
        view = replace(view, position=CameraPosition(preferences.mirror_position))
        view = replace(view, mode=ViewMode(preferences.mirror_mode))
        kept = json.loads(preferences.mirror_view)
        return replace(view, **{name: kept[name] for name in REMEMBERED})
    except (ValueError, KeyError, TypeError, UsageError):
        return view
