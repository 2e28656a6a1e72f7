"""The personal flare-up plan, written in own words, with the therapist if there is one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField


@dataclass(frozen=True, slots=True)
class FlarePlanWords:
    """``contacts``: therapist, family doctor, local crisis line, friends; one to a line."""

    when_i_stop: str = ""
    what_helps: str = ""
    contacts: str = ""


class FlarePlanScreen(Page):
    """``kept``: FlarePlanWords. ``cancelled``: back; nothing was changed."""

    kept = Signal(object)
    cancelled = Signal()

    def __init__(self, words: FlarePlanWords, therapist: str = "") -> None:
        leave = Button(self.tr("Back"), height=64)
        self.keep = PrimaryButton(self.tr("Keep"))
        self.keep.setObjectName("keep_flare_plan")
        self.keep.setShortcut("Ctrl+Return")
        super().__init__(bar=Bar(leave, 0, self.keep), top=28, gap=18)
        stop, helps = self.tr("When do I stop?"), self.tr("What helps me?")
        asked = self.tr("Whom can I ask?")
        self.stop = WordsField(
            stop, words.when_i_stop, hint=self.tr("When it burns, when I hold my breath …")
        )
        self.helps = WordsField(
            helps, words.what_helps, hint=self.tr("Warm water, slow breathing, music …")
        )
        self.contacts = WordsField(
            asked,
            words.contacts,
            hint=self.tr("Family doctor, a friend, the crisis line where you live …"),
        )
        why = self.tr("Names and telephone numbers, one to a line.")
        if therapist:
            why = self.tr("{0} is shown, too: it stands in your plan.").format(therapist)
        self.add(
            column(
                Text(self.tr("My flare-up plan"), "label", "primary"),
                Text(self.tr("For a moment when it hurts more"), "title", wrap=True),
                Text(
                    self.tr(
                        "Write it on a good day, with your therapist if you have one. It is shown "
                        "whenever you stop because of pain."
                    ),
                    "body",
                    "quiet",
                    wrap=True,
                ),
                gap=4,
            ),
            framed(stop, self.stop),
            framed(helps, self.helps),
            framed(asked, self.contacts, why=why),
            0,
        )
        self.setFocusProxy(self.stop)
        self.keep.clicked.connect(lambda: self.kept.emit(self.words))
        leave.clicked.connect(self.cancelled)

    @property
    def words(self) -> FlarePlanWords:
        """As written now."""
        return FlarePlanWords(self.stop.words, self.helps.words, self.contacts.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
