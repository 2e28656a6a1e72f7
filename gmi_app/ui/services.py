"""What the screens are handed besides the state: pictures, files, and the way to the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gmi_app.journal import Vault
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.shelf import Shelf

if TYPE_CHECKING:
    from gmi_app.clock import Moment
    from gmi_app.facts.exchanging import ExchangeDesk
    from gmi_app.mirror.camera import Camera
    from gmi_app.programme.plan import PlanVersion
    from gmi_app.ui.background import Lane
    from gmi_app.ui.imagery.order import Spoken


@dataclass(frozen=True)
class Exchange:
    """What leaves and enters: the desk blocks, so it is asked on the lane, whose jobs wait for all
    that was given to the journal's lane before."""

    lane: Lane
    desk: ExchangeDesk


@dataclass(frozen=True)
class Services:
    """``export_csv`` writes into a folder and blocks: it belongs on the lane, as all of ``vault``.

    ``start_drill`` opens the stage: DrillSettings, the pain before the set, 0 to 10 (None when the
    person did not say); ``start_mirror`` the mirror: MirrorSettings, camera, pain;
    ``start_imagery`` imagined movements: Planned, pain; ``start_aside`` what goes beside the three
    stages: its settings, pain. Each takes ``plan_item``, too: the id of what of the plan it is for.
    ``open_voice``: a voice as the preferences want it; may block for a second or two.
    ``calendar``: a plan as a file for a calendar; blocks.
    ``open_camera``: the first camera, not started yet; may raise GmiError.
    ``exchange``: files for and from a clinic.
    ``notices``: sentences from opening that the person should read.
    """

    shelf: Shelf
    vault: Vault
    export_csv: Callable[[Path], object]
    data_folder: Path
    start_drill: Callable[..., None]
    notices: tuple[str, ...] = ()
    start_mirror: Callable[..., None] = lambda *_, **__: None
    start_imagery: Callable[..., None] = lambda *_, **__: None
    start_aside: Callable[..., None] = lambda *_, **__: None
    open_camera: Callable[[], Camera] | None = None
    open_voice: Callable[[Preferences, QObject], Spoken] | None = None
    calendar: Callable[[PlanVersion, Moment], bytes] | None = None
    exchange: Exchange | None = None

    @property
    def catalogue(self) -> Catalogue:
        """What may come in a set of the present person."""
        return self.shelf.usable
