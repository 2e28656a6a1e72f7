"""Beginning what the plan says: each kind with the item's settings, and the item noted with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gmi_app.facts.session import SessionKind
from gmi_app.journal import Journal
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.today import Due
from gmi_app.ui.background import while_alive
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.imagery.planner import Planned
    from gmi_app.mirror.facts import MirrorRecord
    from gmi_app.mirror.settings import MirrorSettings
    from gmi_app.ui.imagery.set_up import Found
    from gmi_app.ui.window import MainWindow


class Starting(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services

    def begin(self, due: Due) -> None:
        """Asks for the pain, where it is not known yet, and opens the session."""
        match due.item.kind:
            case ItemKind.LATERALITY:
                assert due.settings is not None
                self._window.begin(due.settings, due.item.id)
            case ItemKind.IMAGERY:
                self._begin_imagery(due)
            case ItemKind.MIRROR:
                self._begin_mirror(due)
            case _:
                self._begin_activity(due)

    def choose(self, due: Due) -> None:
        """The same kind, chosen freely; it begins with what the plan says."""
        match due.item.kind:
            case ItemKind.IMAGERY:
                self._window.imagery.show_set_up(due.minutes)
            case ItemKind.MIRROR:
                self._window.mirror.show_set_up(due.minutes)
            case ItemKind.LATERALITY:
                self._window.show_set_up(due.settings)
            case _:
                self._window.activities.show_set_up(SessionKind(due.item.kind.value))

    def breathe(self) -> None:
        """The breathing pacer, for a moment of pain."""
        self._window.activities.breathe()

    # ---- imagined movements
    def _begin_imagery(self, due: Due) -> None:
        from gmi_app.ui.imagery.set_up import read_found

        state, folder = self._state, self._services.data_folder
        if state.patient is None:
            return

        def came(found: Found) -> None:
            plan = self._imagery(due, found)
            if plan is None:
                self._window.imagery.show_set_up()  # says why
                return
            self._with_pain(
                lambda pain: self._services.start_imagery(plan, pain, plan_item=due.item.id)
            )

        state.read(lambda journal: read_found(journal, state, folder), while_alive(self, came))

    def _imagery(self, due: Due, found: Found) -> Planned | None:
        """Eyes closed and timing as the last time; None where there is no ladder."""
        from gmi_app.imagery.gate import painful_side
        from gmi_app.imagery.planner import planned
        from gmi_app.imagery.settings import MINUTES_RANGE, ImagerySettings

        ladder = found.ladders.of_part.get(due.item.part)
        patient = self._state.patient
        if ladder is None or patient is None:
            return None
        last = found.records[0].session.settings if found.records else ImagerySettings()
        low, high = MINUTES_RANGE
        settings = ImagerySettings(
            part=due.item.part,
            side=painful_side(patient),
            minutes=min(max(due.minutes, low), high),
            eyes_closed=last.eyes_closed,
            chronometry=last.chronometry,
        )
        level, flares = due.item.what.level, self._state.flares
        return planned(settings, ladder, found.records, level, found.flare_rise, flares)

    # ---- the mirror
    def _begin_mirror(self, due: Due) -> None:
        from gmi_app.programme.due import RECENT_SETS

        patient = self._state.patient
        if patient is None:
            return
        if patient.affected not in (AffectedSide.LEFT, AffectedSide.RIGHT):
            self._window.mirror.show_set_up()  # says why there is no mirror
            return

        def query(journal: Journal) -> list[MirrorRecord]:
            return journal.mirror_records(patient.id, limit=RECENT_SETS)

        def came(records: list[MirrorRecord]) -> None:
            settings = self._mirror(due, records)
            camera = self._state.preferences.camera
            self._with_pain(
                lambda pain: self._services.start_mirror(
                    settings, camera, pain, plan_item=due.item.id
                )
            )

        self._state.read(query, while_alive(self, came))

    def _mirror(self, due: Due, records: Sequence[MirrorRecord]) -> MirrorSettings:
        """The picture placed as the last time; the ladder up to the plan's level."""
        from gmi_app.mirror.exercises import session_of, up_to
        from gmi_app.mirror.gate import suggested_rung
        from gmi_app.mirror.settings import MINUTES_RANGE, MirrorWish
        from gmi_app.ui.mirror.remembering import remembered_view

        state = self._state
        assert state.patient is not None
        low, high = MINUTES_RANGE
        minutes = min(max(due.minutes, low), high)
        bare = MirrorWish(minutes=minutes).settings(state.patient)
        suggested = suggested_rung(records, state.stop_help.flare_rise, state.flares)
        rung = up_to(suggested, due.item.what.level)
        exercises = tuple(e.id for e in session_of(due.item.part, rung, minutes))
        view = remembered_view(state.preferences, bare.view)
        return replace(
            bare,
            part=due.item.part,
            view=replace(view, affected=bare.view.affected),
            exercises=exercises,
            guided=True,
            spoken=True,
        )

    # ---- what goes beside
    def _begin_activity(self, due: Due) -> None:
        self._window.activities.begin_due(due.item.kind, due)

    def _with_pain(self, go: Callable[[int | None], None]) -> None:
        def then(pain: int | None) -> None:
            if self._window.route is not Route.TODAY:
                self._window.show_today()
            go(pain)

        self._window.with_pain(then)
