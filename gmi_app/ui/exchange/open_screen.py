"""A sealed file that the person was given: a plan of their clinic, or their own results."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from gmi_app.clock import Moment
from gmi_app.facts.exchanging import SeenPlan, SeenResults
from gmi_app.facts.refusal import WantsPassphrase, WrongKey
from gmi_app.facts.transfer import Taken
from gmi_app.programme.patient import Patient
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.passphrase import PassphraseForm
from gmi_app.ui.exchange.plan_part import PlanPart
from gmi_app.ui.exchange.results_part import ResultsPart
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.text import Text

INVITATIONS = (".gmi-invitation",)


class OpenScreen(Step):
    """``path``: a file to open at once. ``plan_taken``: the plan is theirs now; ``plan_left``: it
    was declined; ``results_taken``: there is something new. ``invitation``: the file is one."""

    plan_taken = Signal()
    plan_left = Signal()
    results_taken = Signal()
    invitation = Signal(object)

    def __init__(
        self, exchange: Exchange, patient: Patient, now: Moment, path: Path | None = None
    ) -> None:
        self.decline = Button(self.tr("Keep my plan"), height=64)
        super().__init__(
            exchange,
            self.tr("My clinic and me"),
            self.tr("A file that I was given"),
            "",
            self.decline,
        )
        self._exchange, self._patient, self._now = exchange, patient, now
        self._path = path
        self.asking = FileAsking(self)
        self.passphrase: PassphraseForm | None = None
        self.part: PlanPart | ResultsPart | None = None
        self._plan: SeenPlan | None = None
        self._results: SeenResults | None = None
        self.decline.clicked.connect(self._decline)
        self.setAcceptDrops(True)
        self.show_start()
        if path is not None:
            self.look_at(path)

    # ---- the file
    def show_start(self) -> None:
        """Nothing is open."""
        self.part = self._plan = self._results = self.passphrase = None
        self.say_title(self.tr("A file that I was given"))
        self.say_why(
            self.tr("You see who it is from and what is in it. Nothing changes before you say so.")
        )
        self.decline.hide()
        self.show_parts(
            framed(
                self.tr("What it can be"),
                Text(self.tr("A plan from your clinic"), "strong", wrap=True),
                Text(
                    self.tr(
                        "You see what it changes, then you take it, or keep the plan you have."
                    ),
                    wrap=True,
                ),
                Text(self.tr("Your own results from another computer"), "strong", wrap=True),
                Text(
                    self.tr("What is not here yet is added. Nothing that is here is changed."),
                    wrap=True,
                ),
                why=self.tr("Its name ends with .gmi. You can also drop it onto this window."),
            )
        )
        self.offer(self.tr("Choose the file …"), "folder")
        self.setFocusProxy(self.primary)

    def go_on(self) -> None:
        if self._plan is not None:
            self._answer(self._plan)
        elif self._results is not None:
            self._take_in(self._results)
        elif self.passphrase is not None and self._path is not None:
            if self.passphrase.passphrase is not None:
                self._open(self._path, self.passphrase.passphrase)
        else:
            self.asking.to_open(
                self.tr("Open a sealed file"),
                [
                    self.tr("Sealed files ({0})").format("*.gmi"),
                    self.tr("All files ({0})").format("*"),
                ],
                self.look_at,
            )

    def look_at(self, path: Path) -> None:
        """Opens a file and shows what is in it."""
        self._path = path
        if path.suffix.lower() in INVITATIONS:
            self.invitation.emit(path)
        else:
            self._open(path, None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None and self._plan is None and self._results is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.look_at(path)

    def _open(self, path: Path, passphrase: str | None) -> None:
        desk, patient = self._exchange.desk, self._patient.id

        def work() -> tuple[SeenPlan | SeenResults | WantsPassphrase | WrongKey, Taken]:
            nothing = Taken(patient)
            try:
                seen = desk.open(path, passphrase)
            except (WantsPassphrase, WrongKey) as wish:
                if passphrase is None and isinstance(wish, WrongKey):
                    raise
                return wish, nothing
            if isinstance(seen, SeenPlan) or seen.certain not in (None, patient):
                return seen, nothing
            return seen, desk.preview(seen, patient)

        doing = self.tr("Looking at the file …")
        if passphrase is not None:
            doing = self.tr("Opening it with the passphrase. It takes some seconds …")
        self.task.run(doing, work, self._show)

    def _show(
        self, found: tuple[SeenPlan | SeenResults | WantsPassphrase | WrongKey, Taken]
    ) -> str:
        seen, new = found
        if isinstance(seen, WrongKey):
            return self._ask_again(seen)
        if isinstance(seen, WantsPassphrase):
            self._ask_passphrase()
            return ""
        of = seen.patient if isinstance(seen, SeenPlan) else seen.certain
        if of not in (None, self._patient.id):
            self.show_start()
            self.task.tell(
                self.tr(
                    "This file is for another person who uses this computer. Nothing was changed. "
                    "Let them open it."
                ),
                good=False,
            )
            return ""
        if isinstance(seen, SeenPlan):
            return self._show_plan(seen)
        return self._show_results(seen, new)

    # ---- a passphrase
    def _ask_passphrase(self) -> None:
        form = PassphraseForm(twice=False)
        self.passphrase = form
        name = "" if self._path is None else self._path.name
        self.say_why(self.tr("{0} is sealed with a passphrase.").format(name))
        self.show_parts(form)
        self.offer(self.tr("Open it"), enabled=False)
        form.changed.connect(lambda: self.allow(form.passphrase is not None))
        form.entered.connect(self.go_on)
        form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self, wrong: WrongKey) -> str:
        self.task.fail(wrong)
        if self.passphrase is not None:
            self.passphrase.field.selectAll()
        return ""

    def home(self) -> QWidget:
        return self.primary if self.passphrase is None else self.passphrase.field

    # ---- a plan
    def _show_plan(self, plan: SeenPlan) -> str:
        self._plan, self.passphrase = plan, None
        self.part = PlanPart(plan, self._now)
        self.say_title(self.tr("A plan from my clinic"))
        self.say_why("")
        if plan.known:
            self.show_parts(self.part)
            self.offer(self.tr("Done"))
            return self.tr("This plan is yours already. Nothing was changed.")
        self.show_parts(self.part)
        self.decline.setText(
            self.tr("Keep my plan") if plan.before is not None else self.tr("Not this plan")
        )
        self.decline.show()
        self.offer(self.tr("Take this plan"), "check")
        self.setFocusProxy(self.primary)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        return ""

    def _answer(self, plan: SeenPlan) -> None:
        if plan.known:
            self.cancelled.emit()
            return
        desk, words = self._exchange.desk, self._words()
        self.task.run(
            self.tr("Keeping the plan …"),
            lambda: desk.accept_plan(plan, words),
            lambda _: self._tell(self.plan_taken),
        )

    def _decline(self) -> None:
        plan = self._plan
        if plan is None:
            return
        desk, words = self._exchange.desk, self._words()
        self.task.run(
            self.tr("Keeping your answer …"),
            lambda: desk.decline_plan(plan, words),
            lambda _: self._tell(self.plan_left),
        )

    def _words(self) -> str:
        return self.part.answer if isinstance(self.part, PlanPart) else ""

    @staticmethod
    def _tell(signal: object) -> str:
        signal.emit()  # type: ignore[attr-defined]
        return ""

    # ---- results
    def _show_results(self, results: SeenResults, new: Taken) -> str:
        self.passphrase = None
        self.part = ResultsPart(results, new)
        self.say_title(self.tr("My results from another computer"))
        self.show_parts(self.part)
        if not new.total:
            self.say_why("")
            self._results = None
            self.offer(self.tr("Another file …"), "folder")
            return self.tr("Everything in this file was here already. Nothing was changed.")
        self._results = results
        self.say_why(
            self.tr("These are your own results, from another computer.")
            if results.certain is not None
            else self.tr("Take it in only if these are your own results.")
        )
        self.offer(
            self.tr("Take them in")
            if results.certain is not None
            else self.tr("They are mine: take them in"),
            "check",
        )
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        return ""

    def _take_in(self, results: SeenResults) -> None:
        desk, patient = self._exchange.desk, self._patient.id
        self.task.run(
            self.tr("Taking them in …"),
            lambda: desk.take_in(results, patient),
            lambda _: self._tell(self.results_taken),
        )


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped; None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
