"""The ways through the programme: Today's wishes, the plan, the diary, what is begun from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gmi_app.facts.note import Choice, DayChoice, FlareNote, Note, NoteKind, PaceChange, PaceNote
from gmi_app.laterality.eligible import is_possible
from gmi_app.laterality.settings import DrillSettings
from gmi_app.ui.programme.course import Course, PlanRead
from gmi_app.ui.routes import Route
from gmi_app.ui.services import Services
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from gmi_app.programme.plan import Plan, PlanVersion
    from gmi_app.programme.suggestion import Advice
    from gmi_app.programme.today import Due
    from gmi_app.ui.programme.plan_parts import Key
    from gmi_app.ui.programme.reminders import Reminders
    from gmi_app.ui.programme.starting import Starting
    from gmi_app.ui.screens.today import TodayScreen
    from gmi_app.ui.window import MainWindow

LATER_BY = timedelta(hours=1)


class ProgrammeWays(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, state: State, services: Services) -> None:
        super().__init__(window)
        self._window, self._state, self._services = window, state, services
        self.course = Course(state, self._possible, self)
        self._starting: Starting | None = None
        self.reminders: Reminders | None = None
        self.course.changed.connect(self._remind)

    def _remind(self) -> None:
        """Reminders begin when there is a plan, after the first screen."""
        known = self.course.known
        if self.reminders is not None or known is None or known.plan is None:
            return
        from gmi_app.ui.programme.reminders import Reminders, Tray

        tray = Tray(self._window)
        self.reminders = Reminders(self._window, self._state, self.course, tray.tell)
        self.reminders.banner.connect(lambda text: self._window.add_notices([text]))

    def _possible(self, settings: DrillSettings) -> bool:
        motion = not self._state.preferences.reduced_motion
        pictures = self._services.shelf.for_set(settings).pictures
        return is_possible(pictures, settings, motion=motion)

    # ---- Today
    def build_today(self, notices: tuple[str, ...]) -> TodayScreen:
        from gmi_app.ui.screens.today import TodayScreen

        window = self._window
        screen = TodayScreen(self._state, self._services, notices, self.course)
        screen.start_requested.connect(window.begin)
        screen.change_requested.connect(window.show_set_up)
        screen.history_requested.connect(window.show_history)
        screen.mirror_requested.connect(lambda: window.mirror.show_set_up())
        screen.imagery_requested.connect(lambda: window.imagery.show_set_up())
        screen.beside_requested.connect(lambda: window.activities.show())
        screen.wants.connect(self._do)
        return screen

    def _do(self, wish: str, what: Any) -> None:
        """What was pressed on Today; see ``PlannedBoard.wants``."""
        ways: dict[str, Callable[[], object]] = {
            "start": lambda: self.starting.begin(what),
            "change": lambda: self.starting.choose(what),
            "more": self._window.show_set_up,
            "later": lambda: self.put_off(what, Choice.LATER),
            "not_today": lambda: self.put_off(what, Choice.NOT_TODAY),
            "after_all": lambda: self.put_off(what, Choice.AFTER_ALL),
            "stay": lambda: self.stay(*what),
            "resume": lambda: self.resume(what),
            "day": self.show_day,
            "check_up": lambda: self._window.begin(what),
            "plan": lambda: self.show_plan(what),
            "flare": self.show_flare,
            "contacts": self.show_flare_plan,
            "accept": lambda: self.accept(what),
            "decline": lambda: self.course.decide(what, accept=False),
        }
        ways[wish]()

    @property
    def starting(self) -> Starting:
        """Begins what the plan says; made when something is begun."""
        if self._starting is None:
            from gmi_app.ui.programme.starting import Starting

            self._starting = Starting(self._window, self._state, self._services)
        return self._starting

    def put_off(self, due: Due, choice: Choice) -> None:
        """Later, not today, or after all."""
        now = self._state.clock.moment().local
        until = None
        if choice is Choice.LATER and (now + LATER_BY).date() == now.date():
            until = _rounded(now + LATER_BY).time()
        self.course.choose(DayChoice(due.item.id, choice, until))

    def stay(self, due: Due, amount: int) -> None:
        """The step up, or what was found in the first days, is not wanted."""
        note = PaceNote(due.item.id, PaceChange.DECLINED, amount, due.item.what.amount)
        self.course.keep_note(NoteKind.PACE, note)

    def resume(self, due: Due) -> None:
        """What rested is taken up again: the next version of the plan."""
        from gmi_app.programme.change import resumed

        if self.course.known is not None and self.course.known.plan is not None:
            self.course.save_plan(resumed(self.course.known.plan, due.item))

    def accept(self, advice: Advice) -> None:
        from gmi_app.programme.suggestion import SuggestionKind

        self.course.decide(advice, accept=True)
        known = self.course.known
        if advice.kind is SuggestionKind.CHECK_UP and known is not None and known.plan is not None:
            self._window.begin(DrillSettings.for_check_up(known.plan.main_part))

    # ---- the plan
    def show_plan(self, open_at: Key | None = None, *, just_kept: bool = False) -> None:
        """The plan, or the ready-made ones before there is any."""

        def came(found: PlanRead) -> None:
            if found.versions:
                build = lambda: self._build_plan(found, open_at, just_kept)  # noqa: E731
            else:
                build = self._build_choice
            self._window.open_screen(Route.PLAN, build)

        if self._state.patient is not None:
            self.course.plan_read(came)

    def _build_plan(self, found: PlanRead, open_at: Key | None, just_kept: bool) -> QWidget:
        from gmi_app.ui.programme import plan_words
        from gmi_app.ui.programme.plan_screen import PlanScreen

        patient = self._state.patient
        assert patient is not None
        versions, today = found.versions, self._state.clock.moment().day
        screen = PlanScreen(
            patient,
            versions,
            today,
            just_kept=just_kept,
            open_at=open_at,
            advice=found.advice,
            ahead=found.ahead,
            notices=[plan_words.damaged(followed=True)] if found.damaged else [],
        )
        screen.kept.connect(self._keep)
        screen.undo_wanted.connect(lambda: self._keep(versions[1].plan))
        screen.calendar_wanted.connect(lambda: self._save_calendar(versions[0]))
        screen.calendar.setVisible(self._services.calendar is not None)
        screen.closed.connect(self._window.show_today)
        return screen

    def _keep(self, plan: Plan) -> None:
        self.course.save_plan(plan)
        self.show_plan(just_kept=True)

    def _build_choice(self) -> QWidget:
        from gmi_app.ui.programme.plan_choice_screen import PlanChoiceScreen

        patient = self._state.patient
        assert patient is not None
        screen = PlanChoiceScreen(patient, self._state.clock.moment().day)
        screen.chosen.connect(self._take)
        screen.cancelled.connect(self._window.show_today)
        return screen

    def _take(self, plan: Plan) -> None:
        self.course.save_plan(plan, "program")
        self._window.show_today()

    def _save_calendar(self, version: PlanVersion) -> None:
        from gmi_app.ui.programme.calendar_saving import save_calendar

        assert self._services.calendar is not None
        save_calendar(self._window, self._state, self._services.calendar, version)

    # ---- the diary
    def show_day(self) -> None:
        self._window.open_screen(Route.DAY, self._build_day)

    def _build_day(self) -> QWidget:
        from gmi_app.ui.programme.day_screen import DayScreen
        from gmi_app.ui.programme.diary import answer_of

        known = self.course.known
        today = self._state.clock.moment().day
        screen = DayScreen(answer_of(known.record, today) if known is not None else None)
        screen.kept.connect(self.course.keep_day)
        screen.kept.connect(lambda _: self._window.show_today())
        screen.cancelled.connect(self._window.show_today)
        return screen

    def show_flare(self) -> None:
        self._window.open_screen(Route.FLARE, self._build_flare)

    def _build_flare(self) -> QWidget:
        from gmi_app.programme.pacing import can_be_easier
        from gmi_app.ui.programme.flare_screen import FlareScreen

        known = self.course.known
        plan = known.plan if known is not None else None
        eased = plan is not None and any(map(can_be_easier, plan.active))
        today = self._state.clock.moment().day
        screen = FlareScreen(
            self.course.stop_help,
            breathing=True,
            eased=eased,
            noted=self.course.flares_noted(today),
            today=today,
        )
        screen.kept.connect(lambda note: screen.show_kept(self._keep_flare(note)))
        screen.taken_back.connect(self.course.take_back)
        screen.breathe.connect(lambda: self.starting.breathe())
        screen.plan_wanted.connect(self.show_flare_plan)
        screen.done.connect(self._window.show_today)
        return screen

    def _keep_flare(self, note: FlareNote) -> Note:
        return self.course.keep_note(NoteKind.FLARE, note)[0]

    def show_flare_plan(self) -> None:
        self._window.open_screen(Route.FLARE_PLAN, self._build_flare_plan)

    def _build_flare_plan(self) -> QWidget:
        from gmi_app.ui.programme.flare_plan_screen import FlarePlanScreen

        course = self.course
        screen = FlarePlanScreen(course.flare_plan, course.contacts, course.therapist)
        screen.kept.connect(course.keep_flare_plan)
        screen.kept.connect(lambda *_: self._window.show_today())
        screen.cancelled.connect(self._window.show_today)
        return screen


def _rounded(at: datetime) -> datetime:
    """Up to the next five minutes."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + timedelta(minutes=5)
