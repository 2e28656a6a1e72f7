"""First start: five short steps, each of which may be skipped, and all of them at once; or, for
whoever opens a clinic, one step, which may be skipped too."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from gmi_app.ui import icons
from gmi_app.ui.preferences import TEXT_PERCENTS
from gmi_app.ui.screens.about_you import Draft, PartForm, PersonForm, SideForm
from gmi_app.ui.screens.answer_keys import AnswerKeysForm
from gmi_app.ui.screens.clinic_names import ClinicNames
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.focus import tab_stops
from gmi_app.ui.widgets.layout import Columns, boxed, column, row
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.step_dots import StepDots
from gmi_app.ui.widgets.text import Text


class FirstStartScreen(QWidget):
    """``draft`` is kept by the window, so that nothing is lost when the text size changes.

    ``finished``: the patient was saved and is the present one. ``cancelled``: only with
    ``may_cancel`` (somebody is here already, and another person is being added).
    ``clinic_wanted``: whoever is here reviews others; they said in which name they write, or not.
    """

    finished = Signal()
    cancelled = Signal()
    clinic_wanted = Signal()

    def __init__(
        self, state: State, services: Services, draft: Draft, *, may_cancel: bool = False
    ) -> None:
        super().__init__()
        self._state, self._draft, self._may_cancel = state, draft, may_cancel
        side, self._part, person = (
            SideForm(draft, state, services),
            PartForm(draft),
            PersonForm(draft),
        )
        self.answers = AnswerKeysForm(state)
        self._steps = [
            self._welcome(),
            self._step(
                self.tr("Which side hurts?"),
                self.tr("Choose what fits best. You can change everything later."),
                side,
            ),
            self._step(
                self.tr("Which part of the body?"),
                self.tr("The one that troubles you most. The figures are seen from behind."),
                self._part,
            ),
            self._step(
                self.tr("About you"),
                self.tr("All of this is up to you, and it stays on this computer."),
                person,
            ),
            self._step(
                self.tr("How do you want to answer?"),
                self.tr("During a set, for each picture you say left or right."),
                self.answers,
            ),
        ]
        self.names = ClinicNames(draft.clinician, draft.clinic_name)
        self.names.edited.connect(self._keep_names)
        self._naming = self._step(
            self.tr("Who writes here?"),
            self.tr("Both may stay empty. You can change them later, under Settings, “Clinic”."),
            self.names,
        )
        self._stack = QStackedWidget()
        for step in (*self._steps, self._naming):
            self._stack.addWidget(step)
        self.back = Button(self.tr("Back"), height=64)
        self.skip = QuietButton(self.tr("Skip these steps"), height=64)
        self.next = PrimaryButton(self.tr("Next"))
        self.next.setMinimumWidth(theme().touch(240))
        self.next.setObjectName("next")
        self.back.setMinimumWidth(theme().touch(160))
        self.back.clicked.connect(self._back)
        self.skip.clicked.connect(self._skip)
        self.next.clicked.connect(self._next)
        self._dots = StepDots(len(self._steps))
        self._where = Text("", "small", "quiet")
        bar = Bar(self.back, self.skip, 0, self._dots, self._where, 0, self.next)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._stack, 1)
        box.addWidget(bar)
        self._show_step()
        if draft.step == 0:
            self.setFocusProxy(self.next)

    # ---- the steps
    def _step(self, title: str, why: str, form: QWidget) -> Page:
        page = Page(top=24 if theme().large else 40)
        page.add(column(Text(title, "title", wrap=True), Text(why, "body", "quiet", wrap=True)))
        page.box.addWidget(form, 10)
        page.box.addStretch(1)
        return page

    def _welcome(self) -> Page:
        page = Page(top=24 if theme().large else 40)
        title = self.tr("Welcome") if not self._may_cancel else self.tr("A new person")
        lead = self.tr("A few short steps, then you can begin. You can skip any of them.")
        page.add(column(Text(title, "title", wrap=True), Text(lead, "body", "quiet", wrap=True)))
        is_this = self._points(
            self.tr("What this is"),
            "check",
            "good",
            [
                self.tr("Short exercises with pictures, for people with lasting pain in a limb."),
                self.tr("They train the brain to tell left from right: the first, gentle step."),
                self.tr("Everything stays on this computer. There is no account."),
            ],
        )
        is_not = self._points(
            self.tr("What this is not"),
            "dash",
            "quiet",
            [
                self.tr("It is not a diagnosis, and not for emergencies."),
                self.tr("It does not replace your therapist or doctor, but goes with their plan."),
                self.tr("It promises no cure. If it makes the pain worse, stop and rest."),
            ],
        )
        page.add(Columns(is_this, is_not))
        page.add(self._text_size())
        if not self._may_cancel:
            page.add(self._clinic())
        page.add(0)
        return page

    def _clinic(self) -> QWidget:
        """One quiet line: most people are here for themselves."""
        question = self.tr("Are you a physiotherapist? Review your patients and make their plans.")
        key = Button(self.tr("Open the clinic"), "people", height=48)
        key.setObjectName("clinic")
        key.clicked.connect(self._begin_clinic)
        words = boxed(column(Text(question, "small", "quiet", wrap=True)))
        return Columns(words, boxed(row(0, key)), shares=(1, 0), from_em=40, gap=8)

    def _points(self, title: str, icon: str, tone: str, sentences: list[str]) -> Card:
        card = Card(gap=14)
        card.add(Text(title, "heading", wrap=True))
        size = theme().em(1.2)
        for sentence in sentences:
            sign = QLabel()
            sign.setPixmap(icons.pixmap(icon, theme().colour(tone).name(), size, 2.4))
            sign.setFixedWidth(size)
            sign.setAlignment(Qt.AlignmentFlag.AlignTop)
            sign.setContentsMargins(0, theme().em(0.12), 0, 0)
            line = row(sign, Text(sentence, wrap=True), gap=12)
            line.setStretch(1, 1)
            card.add(line)
        card.box.addStretch(1)
        return card

    def _text_size(self) -> QWidget:
        name = self.tr("Text size")
        percents = [self.tr("{0} %").format(percent) for percent in TEXT_PERCENTS]
        at = TEXT_PERCENTS.index(self._state.preferences.text_percent)
        sizes = Segmented(name, percents, at)
        for i, percent in enumerate(TEXT_PERCENTS):
            sizes.key(i).setObjectName(f"text_{percent}")
        sizes.chosen.connect(
            lambda i: self._state.change_preferences(text_percent=TEXT_PERCENTS[i])
        )
        words = column(
            Text(name, "strong"),
            Text(self.tr("More about the look is in the settings."), "small", "quiet", wrap=True),
            gap=2,
        )
        line = Columns(boxed(words), boxed(row(0, sizes)), shares=(1, 1), from_em=40, gap=12)
        card = Card(pad=20)
        card.add(line)
        return card

    # ---- going on
    def _show_step(self) -> None:
        if self._draft.for_clinic:
            self._show_naming()
            return
        now, last = self._draft.step, len(self._steps) - 1
        self._stack.setCurrentIndex(now)
        self._steps[now].scroll_to_top()
        self._dots.setVisible(not theme().large)
        self._dots.go(now)
        self._where.set(self.tr("Step {0} of {1}").format(now + 1, last + 1))
        self.back.setVisible(now > 0 or self._may_cancel)
        self.back.setText(self.tr("Cancel") if now == 0 else self.tr("Back"))
        self.skip.setVisible(now == 0 and not self._may_cancel)
        self.skip.setText(self.tr("Skip these steps"))
        self.next.setText(self.tr("Finish") if now == last else self.tr("Next"))
        if now == 2:
            self._part.draw()

    def _next(self) -> None:
        if self._draft.for_clinic:
            self._state.change_preferences(**self.names.names)
            self.clinic_wanted.emit()
            return
        if self._draft.step == len(self._steps) - 1:
            self._finish()
            return
        self._draft.step += 1
        self._show_step()
        self._focus_step()

    def _back(self) -> None:
        if self._draft.for_clinic:
            self._draft.for_clinic = False
            self._show_step()
            self._focus_step()
            return
        if self._draft.step == 0:
            self.cancelled.emit()
            return
        self._draft.step -= 1
        self._show_step()
        self._focus_step()

    def _focus_step(self) -> None:
        """The first thing of the step, so that Tab and a screen reader start at its top."""
        stops = tab_stops(self._steps[self._draft.step])
        if self._draft.step == 0:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        elif stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- a clinic instead
    def _begin_clinic(self) -> None:
        self._draft.for_clinic = True
        self._show_step()
        self.names.clinician.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_naming(self) -> None:
        self._stack.setCurrentWidget(self._naming)
        self._naming.scroll_to_top()
        self._dots.hide()
        self._where.set("")
        self.back.show()
        self.back.setText(self.tr("Back"))
        self.skip.show()
        self.skip.setText(self.tr("Skip"))
        self.next.setText(self.tr("Open the clinic"))

    def _keep_names(self) -> None:
        self._draft.clinician = self.names.clinician.text()
        self._draft.clinic_name = self.names.clinic.text()

    def _skip(self) -> None:
        if self._draft.for_clinic:
            self.clinic_wanted.emit()
        else:
            self._finish()

    def _finish(self) -> None:
        """Who is new begins gently; a therapist's plan takes its place when it comes."""
        from gmi_app.programme.ready import Ready, first_plan  # only a first start needs it

        now = self._state.clock.moment()
        patient = self._draft.new_patient(uuid4(), now)
        self._state.save_patient(patient, first_plan(Ready.GENTLE, patient, now))
        self._state.change_preferences(first_start_done=True)
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self._back()
            return
        super().keyPressEvent(event)
