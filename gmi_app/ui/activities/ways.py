"""The ways to and from what goes beside the exercises: the public way in for other screens.

``window.activities.show()`` opens the overview, ``show_set_up(kind)`` one kind, ``breathe()`` the
breathing pacer at once. ``offers.py`` describes the kinds as cards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from gmi_app.activities.courses import AT
from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.settings import GuidedSettings, RelaxationSettings
from gmi_app.activities.wish import ActivityWish
from gmi_app.facts.session import SessionKind
from gmi_app.programme.plan import TimedItem
from gmi_app.ui.background import while_alive
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.activities.content import Content
    from gmi_app.programme.today import Due
    from gmi_app.ui.activities.forms import Found
    from gmi_app.ui.window import MainWindow

CALM_DOWN_S = 180
"""The breathing pacer at a flare-up. Ours."""


class ActivityWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services

    def show(self) -> None:
        """The overview: four cards."""
        self._window.open_screen(Route.BESIDE, self._build_overview)

    def show_set_up(self, kind: SessionKind) -> None:
        """What is chosen before a session of a kind; the activities that are paced."""
        if kind is SessionKind.ACTIVITY:
            self._window.open_screen(Route.PACING, self._build_pacing)
        else:
            self._window.open_screen(Route.BESIDE_SET_UP, lambda: self._build_set_up(kind))

    def show_result(self, record: ActivityRecord) -> None:
        def came(titles: dict[str, str]) -> None:
            self._window.open_screen(
                Route.BESIDE_RESULT, lambda: self._build_result(record, titles)
            )

        self._state.read(lambda _: read_titles(), while_alive(self, came))

    def breathe(self) -> None:
        """The breathing pacer at once, without a question: for a moment of pain."""
        self._services.start_aside(RelaxationSettings(seconds=CALM_DOWN_S), None, at_once=True)

    def begin(self, settings: GuidedSettings, plan_item: UUID | None = None) -> None:
        """Asks for the pain, where it is not known yet, and opens the session."""

        def go(pain: int | None) -> None:
            if self._window.route is not Route.TODAY:
                self._window.show_today()
            self._services.start_aside(settings, pain, plan_item)

        self._window.with_pain(go)

    def begin_due(self, kind: str, due: Due | None) -> None:
        """What the plan says; without anything due the breathing pacer. ``kind``: the value of an
        ItemKind, which is also one of SessionKind."""
        if due is None:
            self.breathe()
            return
        wanted, item = SessionKind(kind), due.item.id
        if wanted is SessionKind.ACTIVITY:
            self._window.open_screen(Route.PACING, lambda: self._build_pacing(item))
            return
        what = due.item.what
        self._with_usual(
            wanted,
            due.amount.today,
            lambda settings: self.begin(settings, item),
            what if isinstance(what, TimedItem) else None,
        )

    def begin_wish(self, wish: ActivityWish) -> None:
        """What the command line asked for: begins where a length is named, else the choices."""
        if wish.seconds is None:
            self.show_set_up(wish.kind)
        else:
            self._with_usual(wish.kind, wish.seconds, self.begin)

    def _with_usual(
        self,
        kind: SessionKind,
        seconds: int,
        then: Callable[[GuidedSettings], None],
        planned: TimedItem | None = None,
    ) -> None:
        """Goes on with the settings of the person's level, for the part and up to the material that
        the plan names."""
        from gmi_app.activities.settings import SECONDS
        from gmi_app.ui.activities.forms import read_found, usual_settings

        state, (low, high) = self._state, SECONDS[kind]
        patient = state.patient
        if patient is None:
            return

        def came(found: Found) -> None:
            part = None if planned is None else planned.part
            material = "" if planned is None else planned.what
            length = min(max(seconds, low), high)
            then(usual_settings(kind, patient, found, length, part=part, material=material))

        flares = state.flares
        state.read(lambda journal: read_found(journal, state, flares), while_alive(self, came))

    # ---- building
    def _build_overview(self) -> QWidget:
        from gmi_app.ui.activities.overview import ActivitiesScreen

        screen = ActivitiesScreen(self._state)
        screen.chosen.connect(self.show_set_up)
        screen.cancelled.connect(self._window.show_today)
        return screen

    def _build_set_up(self, kind: SessionKind) -> QWidget:
        from gmi_app.ui.activities.set_up import ActivitySetUp

        screen = ActivitySetUp(self._state, self._services, kind)
        screen.start_requested.connect(self.begin)
        screen.cancelled.connect(self.show)
        return screen

    def _build_pacing(self, opened: UUID | None = None) -> QWidget:
        """``opened``: the item of the plan that is to be done now."""
        from gmi_app.activities.pacing import planned_activities
        from gmi_app.ui.activities.pacing import PacingScreen

        known = self._window.programme.course.known
        plan = known.plan if known is not None else None
        planned = planned_activities(plan) if plan is not None else []
        screen = PacingScreen(self._state, planned, opened)
        screen.cancelled.connect(self.show)
        screen.recorded.connect(self.show_result)
        return screen

    def _build_result(self, record: ActivityRecord, titles: dict[str, str]) -> QWidget:
        from gmi_app.ui.activities.result import ActivityResult

        screen = ActivityResult(self._state, record, titles)
        screen.done.connect(self._window.show_today)
        return screen


def read_titles() -> dict[str, str]:
    """How the passages are called in the person's language. Blocks."""
    from gmi_app.activities.reading import load_content

    return titles_of(load_content(QLocale().name().split("_")[0]))


def titles_of(content: Content) -> dict[str, str]:
    """How the passages are called, by the id of their steps."""
    titles = {script.id: script.title for script in (*content.muscles,)}
    titles |= {name: script.title for name, script in content.touch.passages.items()}
    titles |= {prompt.id: prompt.title for prompt in content.prompts}
    titles["breathing"] = content.breathing.title
    for zone in content.touch.zones:
        titles[AT + zone.id] = zone.name[:1].upper() + zone.name[1:]
    return titles
