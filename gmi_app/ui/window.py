"""The main window: the rail, the one screen that is open, and the ways between screens.

A screen is built when it is opened and deleted when it is left, so it always shows what is true
now. When the look changes, the open screen is built again in its place. Its module is imported when
it is built: half of the time to the first screen would go into the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from gmi_app.facts.rating import Rating
from gmi_app.laterality.settings import DrillSettings
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.background import while_alive
from gmi_app.ui.leaving import leave, would_lose
from gmi_app.ui.routes import ASKING, NEED_NOBODY, NO_WAY_BACK, REMEMBERED, Place
from gmi_app.ui.routes import Route as Route
from gmi_app.ui.screens.today_cards import STILL_NOW
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import Theme, apply, theme
from gmi_app.ui.unused_keys import step_back, use_key
from gmi_app.ui.widgets.focus import focus_first
from gmi_app.ui.widgets.rail import Rail
from gmi_app.ui.window_rail import MOST_PLACES, make_rail, places_of
from gmi_app.ui.window_room import take_room
from gmi_app.ui.window_ways import WindowWays

if TYPE_CHECKING:
    from gmi_app.ui.screens.about_you import Draft
    from gmi_app.ui.screens.settings import Section


class MainWindow(WindowWays):
    """Opens on what comes first: first start, the choice of a person, or Today.

    The stage is a window of its own: ``services.start_drill`` opens it, and whoever closes it calls
    ``show_result`` or ``show_today``. ``closed``: the person closed the window.
    """

    closed = Signal()

    def __init__(self, state: State, services: Services) -> None:
        super().__init__()
        self._state, self._services = state, services
        if state.patient is not None and state.patient.pin is not None:
            state.patient = None  # whoever that is has to be asked first
        self._notices = services.notices
        self._place: Place | None = None
        self._past: list[Place] = []
        self._section: Section | None = None
        self._screen: QWidget | None = None
        self._leaving = False
        self.rail: Rail | None = None
        self._central = QWidget()
        self._box = QHBoxLayout(self._central)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.setCentralWidget(self._central)
        take_room(self)
        self.setWindowTitle(self.tr("Left or right? – graded motor imagery"))
        self._shortcuts()
        queued = Qt.ConnectionType.QueuedConnection
        state.preferences_changed.connect(self._look_changed, queued)
        state.patient_changed.connect(self._person_changed)
        state.patients_changed.connect(self._person_changed)
        self.start()

    @property
    def route(self) -> Route:
        assert self._place is not None
        return self._place.route

    def is_at(self, route: Route) -> bool:
        return self.route is route

    @property
    def screen_widget(self) -> QWidget:
        """The screen that is open."""
        assert self._screen is not None
        return self._screen

    # ---- the ways
    def start(self) -> None:
        """Opens what comes first. A person without a PIN who is the only one is let in at once."""
        self._past.clear()
        people = self._state.patients
        if self._state.preferences.opens_clinic:
            self.clinic.show_list()
        elif self._state.patient is not None:
            self.show_today()
        elif not people:
            self.show_first_start()
        elif len(people) == 1 and people[0].pin is None:
            self._state.choose_patient(people[0])
            self.show_today()
        else:
            self.show_people()

    def show_today(self) -> None:
        self._go(Route.TODAY, self._build_today)

    def show_history(self) -> None:
        self._go(Route.HISTORY, self._build_history)

    def show_library(self) -> None:
        self._go(Route.LIBRARY, self._build_library)

    def show_settings(self, section: Section | None = None) -> None:
        """On a section, else on the one that was open last."""
        if section is not None:
            self._section = section
        self._go(Route.SETTINGS, self._build_settings)

    def show_set_up(self, settings: DrillSettings | None = None) -> None:
        """With everything preset, else with the newest set of this person."""
        self._go(Route.SET_UP, lambda: self._build_set_up(settings))

    def show_result(self, summary: SessionSummary) -> None:
        self._go(Route.RESULT, lambda: self._build_result(summary))

    def show_people(self) -> None:
        """Whoever was here has left, and no way leads back to their screens but the choice of a
        person. The screen that is left may still keep what was typed, so it goes first."""
        self._go(Route.PEOPLE, self._build_people)
        self._past.clear()
        if self._state.patient is not None:
            self._state.choose_patient(None)

    def show_first_start(self) -> None:
        """For the first person of this computer, or for one more."""
        from gmi_app.ui.screens.about_you import Draft

        draft = Draft()
        self._go(Route.FIRST_START, lambda: self._build_first_start(draft))

    def show_help(self) -> None:
        if self._place is not None and self.route is not Route.HELP:
            self._go(Route.HELP, self._build_help)

    def back(self) -> None:
        """To the screen before, where there is one; what is opened inside a screen closes first."""
        if step_back(self.screen_widget):
            return
        if self.route in ASKING or not self._past:
            return
        self.leave_for(lambda: self._open(self._past.pop()))

    def leave_for(self, way: Callable[[], object]) -> None:
        """Goes a way that has nothing to do with the open screen, which may ask first."""
        leave(self._screen, way)

    def begin(self, settings: DrillSettings, plan_item: UUID | None = None) -> None:
        """Starts a set; asks for the pain first when it was not given a short while ago."""
        self.with_pain(lambda pain: self._start_drill(settings, pain, plan_item))

    def with_pain(self, then: Callable[[int | None], None]) -> None:
        """Goes on with the pain now: of a short while ago, else it is asked for."""
        patient = self._state.patient
        if patient is None:
            return

        def found(ratings: list[Rating]) -> None:
            present = self._state.patient
            if present is None or present.id != patient.id:
                return
            now = self._state.clock.moment().utc
            if ratings and now - ratings[0].at.utc <= STILL_NOW:
                then(ratings[0].value)
            else:
                self._go(Route.PAIN_BEFORE, lambda: self._build_pain_before(then))

        self._state.read(
            lambda journal: journal.ratings(patient.id, limit=1), while_alive(self, found)
        )

    def _begin_chosen(self, settings: DrillSettings) -> None:
        """The way back to the set-up leads to what was chosen there."""
        self._place = Place(Route.SET_UP, lambda: self._build_set_up(settings))
        self.begin(settings)

    def _start_drill(self, settings: DrillSettings, pain: int | None, item: UUID | None) -> None:
        if self.route is not Route.TODAY:
            self.show_today()
        self._services.start_drill(settings, pain, plan_item=item)

    def add_notices(self, notices: Sequence[str]) -> None:
        """Sentences that came later than the window; Today shows them."""
        self._notices = (*self._notices, *notices)
        if self.route is Route.TODAY:
            self.show_today()

    # ---- building
    def _build_today(self) -> QWidget:
        screen = self.programme.build_today(self._notices)
        screen.notice_closed.connect(self._put_away)
        return screen

    def _build_history(self) -> QWidget:
        from gmi_app.ui.screens.history import HistoryScreen

        return HistoryScreen(self._state, self._services)

    def _build_library(self) -> QWidget:
        from gmi_app.ui.screens.library import LibraryScreen

        return LibraryScreen(self._state, self._services)

    def _build_settings(self) -> QWidget:
        from gmi_app.ui.screens.settings import Section, SettingsScreen

        screen = SettingsScreen(self._state, self._services, self._section or Section.LOOK)
        screen.section_changed.connect(self._keep_section)
        screen.add_wanted.connect(self.show_first_start)
        screen.switch_wanted.connect(self.show_people)
        screen.share_wanted.connect(lambda: self.exchange.show())
        screen.replaced.connect(self._start_again)
        screen.emptied.connect(self._start_again)
        screen.clinic_turned.connect(self._clinic_turned)
        return screen

    def _build_set_up(self, settings: DrillSettings | None) -> QWidget:
        from gmi_app.ui.screens.set_up import SetUpScreen

        screen = SetUpScreen(self._state, self._services)
        if settings is not None:
            screen.show_settings(settings)
        screen.start_requested.connect(self._begin_chosen)
        screen.cancelled.connect(self.show_today)
        return screen

    def _build_result(self, summary: SessionSummary) -> QWidget:
        from gmi_app.ui.screens.result import ResultScreen

        screen = ResultScreen(self._state, self._services)
        screen.show_summary(summary)
        screen.again_requested.connect(self.begin)
        screen.done.connect(self.show_today)
        return screen

    def _build_people(self) -> QWidget:
        from gmi_app.ui.screens.people import PeopleScreen

        screen = PeopleScreen(self._state)
        screen.chosen.connect(self._start_again)
        screen.add_wanted.connect(self.show_first_start)
        return screen

    def _build_first_start(self, draft: Draft) -> QWidget:
        from gmi_app.ui.screens.first_start import FirstStartScreen

        others = bool(self._state.patients)
        screen = FirstStartScreen(self._state, self._services, draft, may_cancel=others)
        screen.finished.connect(self._start_again)
        screen.clinic_wanted.connect(lambda: self.clinic.begin())
        screen.cancelled.connect(self.start)
        return screen

    def _build_pain_before(self, then: Callable[[int | None], None]) -> QWidget:
        from gmi_app.ui.screens.pain_before import PainBeforeScreen

        screen = PainBeforeScreen(self._state)
        screen.answered.connect(then)
        screen.cancelled.connect(self.back)
        return screen

    def _build_help(self) -> QWidget:
        from gmi_app.ui.screens.help import HelpScreen

        screen = HelpScreen(self._state)
        screen.closed.connect(self.back)
        return screen

    def open_screen(self, route: Route, build: Callable[[], QWidget]) -> None:
        """A screen that somebody else builds."""
        self._go(route, build)

    # ---- going
    def _go(self, route: Route, build: Callable[[], QWidget]) -> None:
        before = self._place
        returns = before is not None and (before.route not in NO_WAY_BACK or route is Route.HELP)
        if before is not None and returns and before.route is not route:
            self._past = [*self._past, before][-REMEMBERED:]
        while self._past and self._past[-1].route is route:
            self._past.pop()  # this is the way back
        self._open(Place(route, build))

    def _open(self, place: Place) -> None:
        self._place = place
        old = self._screen
        self._screen = place.build()
        self._show_rail(place.route)
        self._box.addWidget(self._screen, 1)
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._screen.show()
        focus_first(self._screen)

    def _show_rail(self, route: Route) -> None:
        if self.rail is not None:
            self._box.removeWidget(self.rail)
            self.rail.hide()
            self.rail.deleteLater()
            self.rail = None
        self.rail = make_rail(self, self._state, route)
        if self.rail is not None:
            self._box.insertWidget(0, self.rail)

    def _shortcuts(self) -> None:
        """Ctrl+1 and so on lead to the places of the rail."""
        for at in range(1, MOST_PLACES + 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{at}"), self)
            shortcut.activated.connect(partial(self._jump, at))
        QShortcut(QKeySequence("F1"), self).activated.connect(
            partial(self.leave_for, self.show_help)
        )
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.back)

    def _jump(self, at: int) -> None:
        """The rail's shortcuts work once somebody is here, and not past a question."""
        somebody = self._state.patient is not None or self._state.preferences.opens_clinic
        places = places_of(self, self._state)
        if somebody and self.route not in ASKING and at <= len(places):
            self.leave_for(places[at - 1].go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not use_key(self.screen_widget, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab. A screen with a focus proxy, where the keyboard begins, would be a stop itself: Tab
        would come around to that proxy again, and never to what stands before it."""
        begins = None if self._screen is None else self._screen.focusProxy()
        if self._screen is None or begins is None:
            return super().focusNextPrevChild(next_)
        self._screen.setFocusProxy(None)  # type: ignore[arg-type]
        try:
            return super().focusNextPrevChild(next_)
        finally:
            self._screen.setFocusProxy(begins)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What would be lost is asked about first; with a yes it closes."""
        if would_lose(self._screen) and not self._leaving:
            event.ignore()
            self.leave_for(self._close_all_the_same)
            return
        super().closeEvent(event)
        self.closed.emit()

    def _close_all_the_same(self) -> None:
        self._leaving = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus_first(self.screen_widget)

    # ---- what changes
    def _start_again(self) -> None:
        self._past.clear()
        self.start()

    def _clinic_turned(self, on: bool) -> None:
        """Its way on the rail comes or goes; who turns it off inside goes to the exercises."""
        if not on and self._state.preferences.opens_clinic:
            self.clinic.leave()
        else:
            self._show_rail(self.route)

    def _keep_section(self, section: Section) -> None:
        self._section = section

    def _put_away(self, notice: str) -> None:
        self._notices = tuple(n for n in self._notices if n != notice)

    def _person_changed(self) -> None:
        """Nobody is here any more (deleted, or the database was replaced): start again."""
        if self._state.patient is None and self.route not in NEED_NOBODY:
            self._start_again()

    def _look_changed(self) -> None:
        """Puts the new look on, and builds the open screen again with the focus where it was: where
        the key has moved it that changed the look, therefore queued."""
        new = Theme.from_preferences(self._state.preferences)
        if new == theme():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        focused = app.focusWidget()
        name = focused.objectName() if focused is not None else ""
        only_motion = replace(new, reduced_motion=theme().reduced_motion) == theme()
        apply(app, new)
        if only_motion or self._place is None:
            return
        self._open(self._place)
        again = self.screen_widget.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
