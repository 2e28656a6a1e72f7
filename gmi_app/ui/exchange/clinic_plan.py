"""Sending a patient their plan: signed by the clinic, sealed to their program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal

from gmi_app.facts.exchanging import SeenDraft
from gmi_app.journal import Journal
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from gmi_app.ui import person_words, words
from gmi_app.ui.clinic import course_words
from gmi_app.ui.exchange.contents_words import Line
from gmi_app.ui.exchange.facts_card import FactsCard
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.passphrase import PassphraseForm, sealing
from gmi_app.ui.exchange.saved_card import SavedCard
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Ready:
    """``key``: that of the patient's program, None as long as nothing came from it."""

    draft: SeenDraft
    key: str | None
    plan: PlanVersion | None


class SendPlanScreen(Step):
    """``done``: back to the patient."""

    done = Signal()

    def __init__(
        self, exchange: Exchange, journal: Journal, patient: Patient, patients: Sequence[Patient]
    ) -> None:
        name = person_words.name_of(patient, patients)
        super().__init__(
            exchange,
            name,
            translate("SendPlanScreen", "Send the plan"),
            translate(
                "SendPlanScreen",
                "One sealed file with the plan, signed by you. Nothing is sent by it.",
            ),
        )
        self._exchange, self._name = exchange, name
        self.ready: Ready | None = None
        self.saved: SavedCard | None = None
        self.asking = FileAsking(self)
        self.offer("")
        desk = exchange.desk

        def work() -> Ready:
            draft = desk.plan(patient.id)
            return Ready(draft, desk.reply_key(patient.id), journal.plan(patient.id))

        self.task.run(self.tr("Getting the plan ready …"), work, self._show)

    def _show(self, ready: Ready) -> str:
        self.ready = ready
        self.whom = OneOf(self.tr("Who can open it"))
        self.whom.chosen.connect(lambda _: self._look())
        self.why = Text("", "small", "quiet", wrap=True)
        self.passphrase = PassphraseForm(twice=True)
        self.passphrase.changed.connect(self._look)
        self.passphrase.entered.connect(self.go_on)
        self.passphrase.hide()
        whom = [self.tr("Whoever knows a passphrase")]
        if ready.key is not None:
            whom.insert(0, self.tr("The program of {0}").format(self._name))
        self.whom.offer(whom)
        who = framed(self.tr("Who can open it"), self.whom, self.why)
        self.show_parts(who, self.passphrase, FactsCard(self.tr("The plan"), self._lines(ready)))
        self.offer(self.tr("Save the file …"), "save")
        self._look()
        self.whom.chip(0).setFocus(Qt.FocusReason.OtherFocusReason)
        return ""

    def _lines(self, ready: Ready) -> list[Line]:
        told = [(self.tr("For"), self._name)]
        if ready.plan is not None:
            plan = ready.plan.plan
            by = course_words.author(ready.plan.author)
            told += [
                (self.tr("Written"), f"{words.full_day(ready.plan.at.day)}, {by}"),
                (self.tr("Stage now"), plan_words.kind(plan.stage)),
            ]
            if plan.review is not None:
                told.append((self.tr("To be looked at again"), words.full_day(plan.review)))
            if plan.note_to_patient:
                told.append((self.tr("Words to the patient"), plan.note_to_patient))
        told.append((self.tr("Versions, with the earlier ones"), str(ready.draft.contents.plans)))
        return told

    # ---- for whom
    @property
    def _to(self) -> str | None:
        """The key of the patient's program; None: with a passphrase."""
        return self.ready.key if self.ready is not None and self.whom.at <= 0 else None

    def _look(self) -> None:
        if self.ready is None or self.saved is not None:
            return
        self.passphrase.setVisible(self._to is None)
        if self._to is not None:
            why = self.tr("Sealed with the key that came with their newest results.")
        elif self.ready.key is None:
            why = self.tr(
                "No results came from their program yet, so its key is not known here. Use a "
                "passphrase this time."
            )
        else:
            why = self.tr("For instance when they have a new computer.")
        self.why.set(why)
        may = self._to is not None or self.passphrase.passphrase is not None
        self.primary.setEnabled(may)

    # ---- sealing
    def go_on(self) -> None:
        if self.saved is not None:
            self.done.emit()
        elif self.ready is not None and (self._to or self.passphrase.passphrase):
            kinds = [self.tr("Sealed files ({0})").format("*.gmi")]
            name = self.tr("Plan for {0}").format(self._name).replace("/", "-") + ".gmi"
            self.asking.to_save(self.tr("Save the plan"), name, kinds, "gmi", self.seal)

    def seal(self, path: Path) -> None:
        """Writes the file."""
        assert self.ready is not None
        desk, draft, to = self._exchange.desk, self.ready.draft, self._to
        secret = self.passphrase.passphrase if to is None else None

        def done(_: None) -> str:
            self._show_saved(path, sealed_to_key=to is not None)
            return ""

        doing = sealing(with_passphrase=to is None)
        self.task.run(doing, lambda: desk.seal(draft, path, to=to, passphrase=secret), done)

    def _show_saved(self, path: Path, *, sealed_to_key: bool) -> None:
        self.passphrase.forget()
        steps = [
            self.tr("Give it to the patient as you agreed: by e-mail, or on a memory stick."),
            self.tr("Their program shows what changes, and asks. Their answer comes with results."),
        ]
        if not sealed_to_key:
            steps.insert(1, self.tr("Tell them the passphrase by telephone. It was not kept."))
            steps.append(self.tr("Their program takes it only with your invitation."))
        self.saved = SavedCard(self.tr("The plan is ready to go"), path, tuple(steps))
        self.say_why("")
        self.show_parts(self.saved)
        self.leave.hide()
        self.offer(self.tr("Done"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
