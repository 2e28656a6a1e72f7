"""The window's ways to and from each kind of exercise, the plan and the clinic: every one is made,
and its module imported, when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.ui.activities.ways import ActivityWays
    from gmi_app.ui.clinic.ways import ClinicWays
    from gmi_app.ui.exchange.ways import ExchangeWays
    from gmi_app.ui.imagery.ways import ImageryWays
    from gmi_app.ui.mirror.ways import MirrorWays
    from gmi_app.ui.programme.ways import ProgrammeWays
    from gmi_app.ui.window import MainWindow


class WindowWays(QMainWindow):
    """What ``MainWindow`` has beside its screens."""

    _state: State
    _services: Services

    @property
    def _whole(self) -> MainWindow:
        from gmi_app.ui.window import MainWindow

        assert isinstance(self, MainWindow)
        return self

    @cached_property
    def mirror(self) -> MirrorWays:
        from gmi_app.ui.mirror.ways import MirrorWays

        return MirrorWays(self._whole, self._state, self._services)

    @cached_property
    def imagery(self) -> ImageryWays:
        from gmi_app.ui.imagery.ways import ImageryWays

        return ImageryWays(self._whole, self._state, self._services)

    @cached_property
    def activities(self) -> ActivityWays:
        """What goes beside the exercises."""
        from gmi_app.ui.activities.ways import ActivityWays

        return ActivityWays(self._whole, self._state, self._services)

    @cached_property
    def clinic(self) -> ClinicWays:
        from gmi_app.ui.clinic.ways import ClinicWays

        return ClinicWays(self._whole, self._state, self._services)

    @cached_property
    def exchange(self) -> ExchangeWays:
        """What the person gives to their clinic, and gets from it."""
        from gmi_app.ui.exchange.ways import ExchangeWays

        return ExchangeWays(self._whole, self._state, self._services)

    @cached_property
    def programme(self) -> ProgrammeWays:
        """The plan and what follows from it."""
        from gmi_app.ui.programme.ways import ProgrammeWays

        return ProgrammeWays(self._whole, self._state, self._services)
