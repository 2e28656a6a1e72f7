"""``gmi-app``, and its commands that open a window: the whole, or one session directly."""

from __future__ import annotations

import argparse
import gc
import os

from gmi_app.bootstrap import display
from gmi_app.commands.words import activity_wish, drill_settings, imagery_wish, mirror_wish
from gmi_app.errors import GmiError
from gmi_app.language import tr
from gmi_app.paths import data_folder
from gmi_app.ui.plain_imports import import_qt


def run(options: argparse.Namespace) -> int:
    """Opens a window and returns when it is closed."""
    drill = drill_settings(options) if options.command == "drill" else None
    folder = data_folder(options.data)
    require_display()
    gc.disable()  # nothing to collect before the first screen is painted; the program sees to it
    import_qt()  # once it is sure that there is something to show it on
    from gmi_app.app import Task, run

    patient = options.patient or ""
    if options.command == "mirror":
        wish = mirror_wish(options)
        return run(Task(folder, patient, start_now=options.start_now, mirror=wish))
    if options.command == "imagery":
        return run(Task(folder, patient, imagery=imagery_wish(options)))
    if options.command == "activity":
        return run(Task(folder, patient, activity=activity_wish(options)))
    seed, start_now = (options.seed, options.start_now) if drill else (None, False)
    return run(Task(folder, patient, drill, seed, start_now))


def require_display() -> None:
    """Raises GmiError where no window can be opened."""
    if not display.is_there(os.environ):
        raise GmiError(
            tr(
                "There is no screen to open a window on. Nothing was changed. Start it "
                "from a desktop, or try: gmi-app demo --out DIR, which writes pictures "
                "of every screen."
            )
        )
