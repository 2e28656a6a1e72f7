"""Taking results in: a file is looked through, shown, and taken in when the clinician says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from gmi_app.errors import GmiError
from gmi_app.facts.exchanging import SeenPlan, SeenResults
from gmi_app.facts.refusal import WantsPassphrase, WrongKey
from gmi_app.facts.transfer import Taken
from gmi_app.programme.patient import Patient
from gmi_app.ui.background import while_alive
from gmi_app.ui.exchange.clinic_whom import WhomCard, told
from gmi_app.ui.exchange.contents_words import added, lines, made
from gmi_app.ui.exchange.facts_card import Facts, FactsCard
from gmi_app.ui.exchange.passphrase import PassphraseForm
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.services import Exchange
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.text import Text, announce

translate = QCoreApplication.translate


class NewsCard(Card):
    """What of a file is new here."""

    def __init__(self) -> None:
        super().__init__(pad=20, gap=10)
        self.title = Text(self.tr("New here"), "heading", wrap=True)
        self.says = Text("", wrap=True)
        self.facts = Facts()
        self.add(self.title, self.says, self.facts, 0)
        self.wait("")

    def wait(self, words: str) -> None:
        self.says.set(words)
        self.says.show()
        self.facts.hide()

    def show_taken(self, taken: Taken) -> None:
        found = added(taken.added)
        self.says.set("" if found else self.tr("Nothing: all of it is here already."))
        self.says.setVisible(not found)
        self.facts.setVisible(bool(found))
        self.facts.show_lines(found)
        announce(self, self.says.words or ", ".join(f"{name}: {value}" for name, value in found))


class TakeInScreen(Step):
    """One file after the other. ``opened`` carries the Patient whose page is wanted.
    ``more_wanted``: other files are to be chosen."""

    opened = Signal(object)
    more_wanted = Signal()

    def __init__(self, exchange: Exchange, state: State, paths: Sequence[Path]) -> None:
        super().__init__(
            exchange,
            translate("TakeInScreen", "Patients"),
            translate("TakeInScreen", "Take in results"),
            "",
        )
        self._exchange, self._state = exchange, state
        self._paths, self._at, self._asked_for = list(paths), 0, 0
        self.results: SeenResults | None = None
        self.patient: Patient | None = None
        self.whom: WhomCard | None = None
        self.news: NewsCard | None = None
        self.passphrase: PassphraseForm | None = None
        self.refusal = ""
        self._look_at_file()

    # ---- the file
    @property
    def path(self) -> Path:
        """The file that is looked at."""
        return self._paths[self._at]

    def _look_at_file(self, passphrase: str | None = None) -> None:
        path, desk, many = self.path, self._exchange.desk, len(self._paths)
        text = self.tr("{0}, file {1} of {2}")
        self.say_why(text.format(path.name, self._at + 1, many) if many > 1 else path.name)
        self.results, self.patient, self.whom, self.refusal = None, None, None, ""
        if passphrase is None:
            self.passphrase = None
            self.show_parts()
            self.offer("")

        def work() -> SeenResults | SeenPlan | GmiError:
            try:
                return desk.open(path, passphrase)
            except GmiError as error:
                return error

        self.task.run(self.tr("Looking through the file …"), work, self._came)

    def _came(self, seen: SeenResults | SeenPlan | GmiError) -> str:
        match seen:
            case SeenResults():
                self._show_results(seen)
            case WantsPassphrase():
                self._ask_passphrase("")
            case WrongKey() if self.passphrase is not None:
                self._ask_passphrase(seen.sentence)
            case SeenPlan():
                self._refuse(
                    self.tr(
                        "This file holds a plan for a patient's own program, and no results. "
                        "Nothing was changed. Ask the patient for a file with results."
                    )
                )
            case _:
                self._refuse(seen.sentence)
        return ""

    def _ask_passphrase(self, refusal: str) -> None:
        form = PassphraseForm(twice=False)
        self.passphrase, self.refusal = form, refusal
        form.changed.connect(lambda: self.primary.setEnabled(bool(form.passphrase)))
        form.entered.connect(self.go_on)
        self.show_parts(*self._told(refusal), form)
        self.offer(self.tr("Open the file"), enabled=False)
        form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.refusal, self.passphrase = sentence, None
        self.show_parts(*self._told(sentence))
        self.offer(self._next_words() or self.tr("Choose another file …"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, sentence: str) -> list[QWidget]:
        if not sentence:
            return []
        notice = Notice(sentence, closable=False)
        announce(notice, sentence)
        return [notice]

    def _next_words(self) -> str:
        return self.tr("The next file") if self._at + 1 < len(self._paths) else ""

    # ---- what is in it, and who it is
    def _show_results(self, results: SeenResults) -> None:
        self.results, self.passphrase = results, None
        contents, patients = results.contents, self._state.patients
        shown = [(self.tr("Made on"), made(contents.made)), *lines(contents)]
        if contents.sender:
            shown.append((self.tr("Sealed by the key"), contents.sender))
        card = FactsCard(self.tr("In the file"), shown)
        news = self.news = NewsCard()
        known = next((p for p in patients if p.id == results.certain), None)
        who: QWidget
        if results.certain is not None:
            who = Card(pad=20, gap=6)
            why = self.tr("Known from the invitation, or from an earlier file.")
            name = told(known, patients) if known is not None else contents.name
            who.add(
                Text(self.tr("Who is it?"), "heading", wrap=True),
                Text(name, "strong", wrap=True),
                Text(why, "small", "quiet", wrap=True),
            )
        else:
            seen = [p for p in patients if p.pin is None or p.id in results.candidates]
            who = self.whom = WhomCard(contents.name, seen, results.candidates)
            self.whom.changed.connect(self._preview)
        self.show_parts(who, Columns(card, news, shares=(3, 2), from_em=52, gap=18))
        self.offer(self.tr("Take in"), "check", enabled=False)
        if self.whom is not None:
            self.whom.begin()
        self._preview()

    @property
    def _into(self) -> UUID | None:
        assert self.results is not None
        return self.whom.into if self.whom is not None else self.results.certain

    def _preview(self) -> None:
        """Counts what would be new; an answer that came too late is left."""
        self._asked_for += 1
        number, results, desk = self._asked_for, self.results, self._exchange.desk
        news = self.news
        assert results is not None
        assert news is not None
        self.primary.setEnabled(False)
        if self.whom is not None and not self.whom.decided:
            news.wait(self.tr("Say first who it is."))
            return
        into = self._into
        news.wait(self.tr("Looking what is new …"))

        def came(taken: Taken) -> None:
            if number == self._asked_for:
                news.show_taken(taken)
                self.offer(self.tr("Take in") if taken.total else self.tr("Go on"), "check")
                if self.whom is None:
                    self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

        self._exchange.lane.run(
            lambda: desk.preview(results, into),
            while_alive(self, came),
            while_alive(self, self._not_taken),
        )

    def _not_taken(self, error: BaseException) -> None:
        if not isinstance(error, GmiError):
            raise error
        self._refuse(error.sentence)

    # ---- taking in
    def go_on(self) -> None:
        if not self.primary.isEnabled():
            return
        if self.patient is not None and self.patient.pin is not None:
            self.cancelled.emit()
        elif self.patient is not None:
            self.opened.emit(self.patient)
        elif self.passphrase is not None:
            self._look_at_file(self.passphrase.passphrase)
        elif self.results is not None:
            self._take_in(self.results)
        else:
            self._another()

    def _another(self) -> None:
        """The next of those that were given, else one that is chosen now."""
        if self._next_words():
            self._at += 1
            self._look_at_file()
        else:
            self.more_wanted.emit()

    def _take_in(self, results: SeenResults) -> None:
        desk, into, state = self._exchange.desk, self._into, self._state

        def work() -> tuple[Taken, list[Patient]] | GmiError:
            try:
                return desk.take_in(results, into), state.journal.patients()
            except GmiError as error:
                return error

        def refresh(patients: list[Patient]) -> None:
            state.patients = patients
            state.patients_changed.emit()
            state.records_changed.emit()

        self.task.run(self.tr("Taking in …"), work, self._taken)
        # next in the queue, and also when this screen was left meanwhile
        self._exchange.lane.run(lambda: state.journal.patients(), while_alive(state, refresh))

    def _taken(self, answer: tuple[Taken, list[Patient]] | GmiError) -> str:
        if isinstance(answer, GmiError):
            self.results = None
            self._refuse(answer.sentence)
            return ""
        taken, patients = answer
        self.patient = next(p for p in patients if p.id == taken.patient)
        name = told(self.patient, patients)
        found = added(taken.added)
        title = (
            self.tr("Taken in for {0}") if found else self.tr("Everything was here already: {0}")
        )
        card = Card("tint", pad=24, gap=10)
        card.add(Text(title.format(name), "heading", "good", wrap=True))
        if found:
            card.add(Facts(found))
        also = Button(self._next_words() or self.tr("Another file …"), height=52)
        also.setObjectName("another_file")
        also.clicked.connect(self._another)
        card.add(4, flowing(also))
        self.show_parts(card)
        announce(card, title.format(name))
        if self.patient.pin is None:
            self.offer(self.tr("Open this patient"), "right")
        else:  # their page is behind it
            self.offer(self.tr("Done"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        return ""
