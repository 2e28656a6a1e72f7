"""A flare-up, noted in a few presses; and then what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.facts.note import FlareChange, FlareNote, Note
from gmi_app.ui.programme.form_pieces import framed, line_field
from gmi_app.ui.programme.line_card import LineCard
from gmi_app.ui.programme.now_do import NowDo
from gmi_app.ui.programme.stop_help import StopHelp
from gmi_app.ui.screens.today_cards import clock_time
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.layout import boxed, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text, announce
from gmi_app.ui.widgets.words_field import WordsField

CHANGES = (
    FlareChange.PAIN,
    FlareChange.SWELLING,
    FlareChange.COLOUR,
    FlareChange.TEMPERATURE,
    FlareChange.SWEATING,
    FlareChange.STIFFNESS,
    FlareChange.OTHER,
)


class FlareScreen(Page):
    """``kept``: a FlareNote, also an empty one: to say that there is a flare-up is enough.
    ``taken_back``: the id of a note that was a mistake. ``breathe``: chosen of what to do now.
    ``plan_wanted``: write the flare-up plan. ``done``: back. ``noted``: yesterday's and those of
    ``today``, newest first."""

    kept = Signal(object)
    taken_back = Signal(object)
    breathe = Signal()
    plan_wanted = Signal()
    done = Signal()

    def __init__(
        self,
        help_: StopHelp,
        *,
        breathing: bool,
        eased: bool,
        noted: Sequence[Note] = (),
        today: date | None = None,
    ) -> None:
        self._leave = Button(self.tr("Back"), height=64)
        self.keep = PrimaryButton(self.tr("Note it"))
        self.keep.setObjectName("keep_flare")
        self.keep.setShortcut("Ctrl+Return")
        self._undo = Button(self.tr("Take it back"), "again", height=64)
        self._undo.setObjectName("take_back_flare")
        self._undo.setAccessibleDescription(self.tr("If it was a mistake"))
        self._undo.hide()
        super().__init__(bar=Bar(self._leave, self._undo, 0, self.keep), top=28, gap=18)
        self._help, self._breathing, self._eased = help_, breathing, eased
        self._told, self._today = False, today
        self._noted: list[QWidget] = []
        changed = self.tr("What changed?")
        self.changed = Chips(
            changed,
            [
                self.tr("More pain"),
                self.tr("Swelling"),
                self.tr("Colour"),
                self.tr("Warmer or colder"),
                self.tr("Sweating"),
                self.tr("Stiffness"),
                self.tr("Something else"),
            ],
        )
        self.words = line_field(
            self.tr("What changed, in your own words"),
            hint=self.tr("In your own words, if you like"),
            longest=300,
        )
        before = self.tr("What came before it?")
        self.before = WordsField(before, hint=self.tr("A long walk, a bad night, nothing …"))
        self._form = boxed(
            column(
                framed(
                    changed,
                    self.changed,
                    self.words,
                    why=self.tr("Any number, or none. It is no diagnosis."),
                ),
                framed(before, self.before),
                gap=18,
            )
        )
        self._title = Text(self.tr("A flare-up"), "title", wrap=True)
        self._why = Text(
            self.tr(
                "Flare-ups are part of the way, and they pass. Noting one helps you and your "
                "therapist to see what came before it."
            ),
            "body",
            "quiet",
            wrap=True,
        )
        head = column(Text(self.tr("Your diary"), "label", "primary"), self._title, self._why)
        head.setSpacing(4)
        self.now: NowDo | None = None
        self.add(head)
        for note in noted:
            self.add(self._mistake(note))
        self.add(self._form, 0)
        self.setFocusProxy(self.changed.chips[0])
        self.keep.clicked.connect(self._keep)
        self._leave.clicked.connect(self.done)

    # ---- what was a mistake
    def show_kept(self, note: Note) -> None:
        """It was kept a moment ago, and can be taken back."""
        self._undo.clicked.connect(lambda: self._take_back(note, self._undo))
        self._undo.show()

    def _mistake(self, note: Note) -> QWidget:
        noted = self.tr("Noted at {0}")
        if (note.day or note.at.day) != self._today:
            noted = self.tr("Noted yesterday at {0}")
        card = LineCard(
            "note",
            noted.format(clock_time(note.at)),
            self.tr("If it was a mistake, it can be taken back."),
            self.tr("Take it back"),
        )
        assert card.button is not None
        card.button.setObjectName("take_back_flare")
        card.pressed.connect(lambda: self._take_back(note, card))
        self._noted.append(card)
        return card

    def _take_back(self, note: Note, offer: QWidget) -> None:
        offer.hide()
        self.taken_back.emit(note.id)
        said = self.tr("It is taken back, and counts no longer.")
        if self.now is not None:
            self.now.hide()
            self._title.set(self.tr("A flare-up"))
        self._why.set(said)
        announce(self._why, said)
        self.scroll_to_top()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if self._told:
            self.done.emit()
            return
        self._told = True
        for part in (self._form, self._leave, *self._noted):
            part.hide()
        self._title.set(self.tr("It is noted. What now?"))
        self._why.set(self.tr("Nothing here has to be done. Do what is good for you."))
        announce(self._title, self._title.words)
        self.now = NowDo(self._help, breathing=self._breathing, eased=self._eased)
        self.now.breathe.connect(self.breathe)
        self.now.plan_wanted.connect(self.plan_wanted)
        self.box.insertWidget(self.box.indexOf(self._form), self.now)
        self.keep.setText(self.tr("Done"))
        self.scroll_to_top()
        first: QWidget = self.now.first or self.keep
        self.setFocusProxy(first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        changed = tuple(CHANGES[at] for at in self.changed.chosen)
        self.kept.emit(FlareNote(changed, self.words.text().strip(), self.before.words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)
