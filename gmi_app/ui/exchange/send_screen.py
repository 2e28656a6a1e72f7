"""Sending one's results: for whom, what is in it, then where the file goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from gmi_app.facts.exchanging import SeenDraft, SeenInvitation
from gmi_app.programme.patient import Patient
from gmi_app.ui.background import while_alive
from gmi_app.ui.exchange.contents_words import lines
from gmi_app.ui.exchange.facts_card import Facts
from gmi_app.ui.exchange.files import FileAsking
from gmi_app.ui.exchange.passphrase import PassphraseForm, sealing
from gmi_app.ui.exchange.saved_card import SavedCard
from gmi_app.ui.exchange.step import Step
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.services import Exchange
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text


class SendScreen(Step):
    """``photographs``: how many of their own the person has here. ``done``: the file is written,
    and read about."""

    done = Signal()

    def __init__(self, exchange: Exchange, patient: Patient, photographs: int = 0) -> None:
        super().__init__(
            exchange,
            self.tr("My clinic and me"),
            self.tr("Send my results"),
            self.tr("One sealed file of all that you did. You give it to your clinic yourself."),
        )
        self._exchange, self._patient = exchange, patient
        self._invitations: tuple[SeenInvitation, ...] = ()
        self._draft: SeenDraft | None = None
        self._asked_for = 0
        self.saved: SavedCard | None = None
        self.asking = FileAsking(self)
        self.whom = OneOf(self.tr("Who can open it"))
        self._who_says = Text("", "small", "quiet", wrap=True)
        self.passphrase = PassphraseForm(twice=True)
        self.named = CheckRow(
            self.tr("With my name"),
            self.tr("Your clinic knows you by its invitation, too. Notes stay as you wrote them."),
            checked=True,
        )
        self.pictures = CheckRow(
            self.tr("With my own photographs"),
            self.tr("You added {0}. Usually nobody needs them.").format(photographs),
        )
        self.contents = Facts()
        self.whom.chosen.connect(self._choose)
        self.passphrase.changed.connect(self._look)
        self.passphrase.entered.connect(self.go_on)
        for check in (self.named, self.pictures):
            check.toggled.connect(self._gather)
        self.show_parts(
            framed(self.tr("Who can open it"), self.whom, self._who_says),
            self.passphrase,
            framed(self.tr("What is in it"), self.contents, self.named, self.pictures),
        )
        self.pictures.setVisible(photographs > 0)
        self.passphrase.hide()
        self._look()
        exchange.lane.run(
            lambda: exchange.desk.invitations(patient.id),
            while_alive(self, self._know),
            while_alive(self, self.task.fail),
        )
        self._gather()

    # ---- for whom
    def _know(self, invitations: Sequence[SeenInvitation]) -> None:
        self._invitations = tuple(reversed(invitations))
        names = [self.tr("My clinic, {0}").format(each.fingerprint) for each in self._invitations]
        self.whom.offer([*names, self.tr("Whoever knows a passphrase")])
        self.order_tabs()
        self._choose(0)
        self.whom.chip(0).setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to_top()

    @property
    def _to(self) -> SeenInvitation | None:
        """None: with a passphrase."""
        at = self.whom.at
        return self._invitations[at] if 0 <= at < len(self._invitations) else None

    def _choose(self, _: int) -> None:
        to = self._to
        self.passphrase.setVisible(to is None)
        self._who_says.set(
            self.tr("Sealed with the key of its invitation. Not even you can open it again.")
            if to is not None
            else self.tr("For your new computer, or for somebody who gave you no invitation.")
            if self._invitations
            else self.tr(
                "With your clinic’s invitation, only they could open the file, and nobody would "
                "have to remember words."
            )
        )
        self._look()

    # ---- what
    def _gather(self) -> None:
        """Looks what there is; an answer that comes too late is left."""
        self._asked_for += 1
        number, desk, patient = self._asked_for, self._exchange.desk, self._patient.id
        pictures, identity = self.pictures.isChecked(), self.named.isChecked()
        self._draft = None
        self._look()

        def came(draft: SeenDraft) -> None:
            if number == self._asked_for:
                self._draft = draft
                self.contents.show_lines(lines(draft.contents))
                self._look()

        self._exchange.lane.run(
            lambda: desk.results(patient, pictures=pictures, identity=identity),
            while_alive(self, came),
            while_alive(self, self.task.fail),
        )

    @property
    def ready(self) -> bool:
        """Whether it is known what would be in the file."""
        return self._draft is not None

    def _look(self) -> None:
        if self.saved is None:
            opened = self._to is not None or self.passphrase.passphrase is not None
            ready = self.ready and self.whom.at >= 0 and opened
            self.offer(self.tr("Save the file …"), "save", enabled=ready)

    # ---- where
    def go_on(self) -> None:
        if self.saved is not None:
            self.done.emit()
        elif self.primary.isEnabled():
            day = self._exchange_day()
            self.asking.to_save(
                self.tr("Save the sealed file"),
                f"{self.tr('my-results')}-{day}.gmi",
                [self.tr("Sealed files ({0})").format("*.gmi")],
                "gmi",
                self.seal,
            )

    def _exchange_day(self) -> str:
        return "" if self._draft is None else self._draft.contents.made.day.isoformat()

    def seal(self, path: Path) -> None:
        """Writes the file; with a passphrase that takes about two seconds."""
        draft, to, words = self._draft, self._to, self.passphrase.passphrase
        if draft is None:
            return
        desk = self._exchange.desk
        key = None if to is None else to.key
        secret = words if to is None else None

        def done(_: None) -> str:
            self._show_saved(path, to)
            return ""

        doing = sealing(with_passphrase=to is None)
        self.task.run(doing, lambda: desk.seal(draft, path, to=key, passphrase=secret), done)

    def _show_saved(self, path: Path, to: SeenInvitation | None) -> None:
        steps = (
            (
                self.tr("Give it to your clinic as you agreed: by e-mail, or on a memory stick."),
                self.tr("Only your clinic, {0}, can open it.").format(to.fingerprint),
            )
            if to is not None
            else (
                self.tr("Give it to whom it is for: by e-mail, or on a memory stick."),
                self.tr("Tell them the passphrase by telephone. It was not kept here."),
            )
        )
        self.saved = SavedCard(self.tr("The file is ready"), path, steps)
        self.say_why("")
        self.show_parts(self.saved)
        self.leave.hide()
        self.offer(self.tr("Done"))
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
