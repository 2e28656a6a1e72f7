"""One patient on one page: what changed, what to decide, then the evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gmi_app.journal import Journal
from gmi_app.laterality.comparability import Conditions
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import person_words, words
from gmi_app.ui.background import while_alive
from gmi_app.ui.clinic import course_words
from gmi_app.ui.clinic.day_field import DayField
from gmi_app.ui.clinic.patient_below import PatientBelow
from gmi_app.ui.clinic.patient_cards import NothingYetCard, SinceCard, WaitingCard
from gmi_app.ui.clinic.patient_charts import PatientCharts
from gmi_app.ui.clinic.patient_query import PatientFile, ask
from gmi_app.ui.clinic.patient_question import Question, Span, asked_again, moved, stepped
from gmi_app.ui.first_paint import FirstPaint
from gmi_app.ui.programme import plan_words
from gmi_app.ui.screens.session_detail import SessionDetail
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, IconButton
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.tab_order import tab_in_reading_order
from gmi_app.ui.widgets.text import Text

SPANS = (Span.FOUR_WEEKS, Span.EIGHT_WEEKS, Span.HALF_A_YEAR, Span.ALL)
OVERVIEW = 0
BELOW_EM = 60
"""Room kept for what lies under the charts, so that the scroll bar hardly moves when it comes."""


class PatientScreen(QWidget):
    """Of the present patient. ``plan_wanted``: their plan. ``hard_wanted`` carries the
    PatientFile. ``written``: the words of a visit and the sessions that are here. ``drafted``: the
    words of a visit as far as they are written; ``draft``: those of before, None for those that
    are kept. ``put_away``: whether to. ``accepted``, ``declined`` carry the Decided.
    ``name_wanted``: of whoever writes here. ``invite_wanted``, ``send_wanted``, ``report_wanted``:
    their invitation, a file with their plan, a report about them."""

    plan_wanted = Signal()
    hard_wanted = Signal(object)
    written = Signal(str, int)
    drafted = Signal(str)
    put_away = Signal(bool)
    accepted = Signal(object)
    declined = Signal(object)
    name_wanted = Signal()
    invite_wanted = Signal()
    send_wanted = Signal()
    report_wanted = Signal()

    def __init__(
        self, state: State, services: Services, patient: Patient, draft: str | None = None
    ) -> None:
        super().__init__()
        self._draft = draft
        self._state, self._services, self.patient = state, services, patient
        self.file: PatientFile | None = None
        self._question = Question(patient, state.clock.moment())
        self._detail: SessionDetail | None = None
        self._kinds: tuple[Conditions, ...] = ()
        self._below: PatientBelow | None = None
        self.reload()  # first: it is read while the page is made
        self.nothing = NothingYetCard()
        self.nothing.hide()
        self.since, self.waiting = SinceCard(), WaitingCard()
        self.charts = PatientCharts(state.lane)
        self.span = Segmented(
            self.tr("Time"),
            [self.tr("4 weeks"), self.tr("8 weeks"), self.tr("Half a year"), self.tr("All")],
            1,
            height=44,
        )
        self.kind = OneOf(self.tr("What is compared"))
        self._lay()
        self._connect()
        self.setFocusProxy(self.plan_key)

    # ---- the page
    def _lay(self) -> None:
        """From the outside in: what is put into something else is styled again each time."""
        self._stack = QStackedWidget(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        page = self._page = Page(top=16, gap=16, side=32, parent=self._stack)
        self._stack.addWidget(page)
        page.add(self._head(), self.nothing)
        self._top = Columns(self.since, self.waiting, shares=(2, 1), from_em=50, gap=16)
        self._filters = self._choices()
        page.add(self._top, self._filters, self.charts)
        self._evidence = (self._top, self._filters, self.charts)
        for part in self._evidence:
            part.hide()  # until there is something in it
        self._room = QVBoxLayout()
        self._room.addSpacing(theme().em(BELOW_EM))
        page.add(self._room, 0)

    def _head(self) -> QWidget:
        name = self.patient.name or person_words.name_of(self.patient, self._state.patients)
        self.line = Text("", "small", "quiet", wrap=True)
        self.plan_key = Button(self.tr("Plan"), "note", height=44)
        self.plan_key.setObjectName("plan")
        self.away_key = Button(self.tr("Put away"), height=44)
        self.away_key.setObjectName("put_away")
        self.invite_key = Button(self.tr("Invite"), height=44)
        self.invite_key.setObjectName("invite")
        self.send_key = Button(self.tr("Send the plan"), "lock", height=44)
        self.send_key.setObjectName("send_plan")
        self.report_key = Button(self.tr("Report"), height=44)
        self.report_key.setObjectName("report")
        self.send_key.setEnabled(False)
        keys = (self.plan_key, self.send_key, self.report_key, self.invite_key, self.away_key)
        return boxed(column(Text(name, "title", wrap=True), self.line, 8, flowing(*keys), gap=0))

    def _choices(self) -> QWidget:
        """Which days, and which kind of set."""
        self.earlier = IconButton("left", self.tr("An earlier time"), height=44)
        self.later = IconButton("right", self.tr("A later time"), height=44)
        self.first, self.last = DayField(self.tr("From")), DayField(self.tr("To"))
        self.first.setObjectName("period_first")
        self.last.setObjectName("period_last")
        between = Text(self.tr("to"), "small", "quiet")
        days = boxed(row(self.earlier, self.first, between, self.last, self.later, gap=6))
        return boxed(column(flowing(self.span, days, gap=12), self.kind, gap=12))

    @property
    def below(self) -> PatientBelow:
        """What lies under the charts: made once the top of the page is painted, so that this comes
        sooner, or when somebody asks for it before."""
        if self._below is None:
            held = self._room.parentWidget()
            below = self._below = PatientBelow(self._state, self.patient, held)
            below.hard_wanted.connect(lambda: self.hard_wanted.emit(self.file))
            self._show_draft(below)
            below.written.connect(self._write)
            below.drafted.connect(self.drafted)
            below.name_wanted.connect(self.name_wanted)
            below.opened.connect(self.open_set)
            if self.file is not None:
                below.show_file(self.file)
            clear(self._room)
            self._room.addWidget(below)
            below.show()
            below.read_sets()
        return self._below

    def _show_draft(self, below: PatientBelow) -> None:
        kept = self.file.draft if self.file is not None else ""
        below.notes.show_draft(kept if self._draft is None else self._draft)

    @property
    def is_whole(self) -> bool:
        """Whether what lies under the charts is there, too."""
        return self._below is not None

    def complete(self) -> None:
        """Makes what is not there yet."""
        assert self.below is not None

    def _connect(self) -> None:
        self.span.chosen.connect(lambda at: self._ask(span=SPANS[at], until=None, since=None))
        self.first.chosen.connect(lambda day: self._move(first=day))
        self.last.chosen.connect(lambda day: self._move(last=day))
        self.earlier.clicked.connect(lambda: self._step(-1))
        self.later.clicked.connect(lambda: self._step(1))
        self.kind.chosen.connect(lambda at: self._ask(wanted=self._kinds[at]))
        self.plan_key.clicked.connect(self.plan_wanted)
        self.invite_key.clicked.connect(self.invite_wanted)
        self.nothing.invite.clicked.connect(self.invite_wanted)
        self.send_key.clicked.connect(self.send_wanted)
        self.report_key.clicked.connect(self.report_wanted)
        self.away_key.clicked.connect(self._put_away)
        self.waiting.accepted.connect(self.accepted)
        self.waiting.declined.connect(self.declined)
        self.charts.opened.connect(self.open_set)
        self._state.records_changed.connect(self.reload)

    # ---- asking
    def reload(self) -> None:
        """Reads everything again, with the same choices."""
        self._ask()
        if self._below is not None:
            self._below.read_sets()

    def _ask(self, **changed: object) -> None:
        self._look_up(asked_again(self._question, **changed))

    def _look_up(self, asked: Question) -> None:
        question = asked_again(asked, now=self._state.clock.moment())
        self._question = question

        def look_up(journal: Journal) -> PatientFile:
            return ask(journal, question)

        self._state.read(look_up, while_alive(self, self._came))

    def _step(self, way: int) -> None:
        self._look_up(stepped(self._question, way))

    def _move(self, *, first: date | None = None, last: date | None = None) -> None:
        """To a first or last day of one's own."""
        if self.file is not None:
            self._look_up(moved(self._question, self.file.period, first, last))

    def _came(self, file: PatientFile) -> None:
        if file.question is not self._question:
            return
        first, self.file = self.file is None, file
        self.line.set(self._about(file))
        begun = file.sessions > 0
        self.send_key.setEnabled(file.plan is not None)
        none = "" if file.plan is not None else self.tr("There is no plan yet.")
        self.send_key.setToolTip(none)
        self.send_key.setAccessibleDescription(none)
        self.since.show_file(file)
        self.waiting.show_waiting(file.waiting, may_change=file.plan is not None)
        self._show_kinds(file)
        self._show_when(file)
        self.charts.show_file(file)
        self.away_key.setText(self.tr("Take back") if file.archived else self.tr("Put away"))
        self.nothing.setVisible(not begun)
        for part in self._evidence:  # last: all that is in it finds its place at once
            part.setVisible(begun)
        if self._below is not None:
            self._below.show_file(file)
            if first:
                self._show_draft(self._below)
        elif not begun:
            self.complete()
        elif first:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            FirstPaint(self._page).happened.connect(self.complete)

    def _show_kinds(self, file: PatientFile) -> None:
        self.kind.setVisible(len(file.kinds) > 1)
        if file.kinds != self._kinds:
            self._kinds = file.kinds
            self.kind.offer([words.conditions(kind, file.kinds) for kind in file.kinds])
            tab_in_reading_order(self._filters)  # the new chips would be the last stops
        if file.shown in self._kinds:
            self.kind.choose(self._kinds.index(file.shown))

    def _show_when(self, file: PatientFile) -> None:
        """The days that are shown; none of the ready-made times where they are one's own."""
        asked, shown = file.question, file.period
        today, begun = asked.now.day, file.record.first_day or asked.now.day
        earliest = min(begun, shown.first)
        self.first.show_day(shown.first, earliest, today)
        self.last.show_day(shown.last, earliest, today)
        self.span.choose(SPANS.index(asked.span) if asked.since is None else -1)
        self.earlier.setEnabled(asked.days is not None and begun < shown.first)
        self.later.setEnabled(asked.until is not None)

    def _about(self, file: PatientFile) -> str:
        """ "Left hand. Left or right?, week 8 of the plan"."""
        limb = words.capital(person_words.limb(self.patient.affected, self.patient.part))
        told = [limb] if limb else []
        if file.plan is None:
            told.append(self.tr("No plan yet"))
        else:
            plan = (file.held.present or file.plan).plan
            first = file.versions[-1].plan.start
            week = max(0, (file.question.now.day - first).days) // 7 + 1
            text = self.tr("{0}, week {1} of the plan")
            told.append(text.format(plan_words.kind(plan.stage), week))
            if plan.review is not None:
                told.append(self.tr("Review {0}").format(words.day(plan.review)))
            if file.held.unheld is not None:
                unheld = course_words.unheld(file.held.unheld)
                told.append(unheld.format(words.day(file.plan.at.day)))
        if self.patient.simulated:
            told.append(self.tr("Simulated, nobody real"))
        return " · ".join(told)

    # ---- what is written
    def _write(self, said: str) -> None:
        if self.file is not None:
            self.written.emit(said, self.file.sessions)

    def _put_away(self) -> None:
        if self.file is not None:
            self.put_away.emit(not self.file.archived)

    # ---- one set
    def open_set(self, summary: SessionSummary) -> None:
        """Shows one set with its trials and pictures."""
        if self._detail is None:
            self._detail = SessionDetail(self._state, self._services, in_clinic=True)
            self._detail.closed.connect(self.close_set)
            self._stack.addWidget(self._detail)
        self._stack.setCurrentWidget(self._detail)
        self._detail.show_session(summary)

    def close_set(self) -> None:
        self._stack.setCurrentIndex(OVERVIEW)
        self.below.sets.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """From an opened set to the page; False without one."""
        opened = self._stack.currentIndex() != OVERVIEW
        if opened:
            self.close_set()
        return opened

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.step_back():
            super().keyPressEvent(event)
