"""The personal flare-up plan, written in own words, with the therapist if there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.facts.note import FlarePlan, HelpContacts
from gmi_app.ui.programme.contact_words import contacts_of, lines_of
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField


class FlarePlanScreen(Page):
    """``kept``: a FlarePlan and HelpContacts. ``cancelled``: back; nothing was changed.
    ``therapist``: the name that stands in the plan, empty for none."""

    kept = Signal(object, object)
    cancelled = Signal()

    def __init__(self, plan: FlarePlan, contacts: HelpContacts, therapist: str = "") -> None:
        leave = Button(self.tr("Back"), height=64)
        self.keep = PrimaryButton(self.tr("Keep"))
        self.keep.setObjectName("keep_flare_plan")
        self.keep.setShortcut("Ctrl+Return")
        super().__init__(bar=Bar(leave, 0, self.keep), top=28, gap=18)
        stop, helps = self.tr("When do I stop?"), self.tr("What helps me?")
        asked = self.tr("Whom can I ask?")
        self.stop = WordsField(
            stop, plan.stop_when, hint=self.tr("When it burns, when I hold my breath …")
        )
        self.helps = WordsField(
            helps, plan.helps, hint=self.tr("Warm water, slow breathing, music …")
        )
        self.contacts = WordsField(
            asked,
            lines_of(contacts),
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
        self.keep.clicked.connect(lambda: self.kept.emit(self.plan, self.written_contacts))
        leave.clicked.connect(self.cancelled)

    @property
    def plan(self) -> FlarePlan:
        """As written now."""
        return FlarePlan(self.stop.words, self.helps.words)

    @property
    def written_contacts(self) -> HelpContacts:
        """Likewise."""
        return contacts_of(self.contacts.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
