"""Kind words and whom to ask, when the mood was at its lowest for days or an exercise upset
(clinical.md 5.10): no score, no diagnosis."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gmi_app.ui.widgets.buttons import QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text


class LowMoodCard(Card):
    """``contacts``: lines that the person or their therapist wrote, empty for none. ``add_wanted``:
    write some. ``closed``: put away for today."""

    add_wanted = Signal()
    closed = Signal()

    def __init__(self, contacts: str) -> None:
        super().__init__("attention", pad=20, gap=8)
        title = self.tr("These days sound hard")
        self.setAccessibleName(title)
        self.add(
            Text(title, "heading", "attention", wrap=True),
            Text(
                self.tr(
                    "Pain like this often brings the mood down. It is no weakness, and you need "
                    "not carry it alone. Talking to someone can help."
                ),
                wrap=True,
            ),
        )
        if contacts:
            self.add(Text(contacts, "strong", wrap=True))
        self.add(
            Text(
                self.tr(
                    "Your therapist, your family doctor, or the crisis line where you live: "
                    "any of them is right. In an emergency call your emergency number."
                ),
                wrap=True,
            )
        )
        change = self.tr("Change these contacts") if contacts else self.tr("Write down whom to ask")
        write = QuietButton(change, "note", height=44)
        write.setObjectName("write_contacts")
        write.clicked.connect(self.add_wanted)
        self.away = QuietButton(self.tr("Thank you"), height=44)
        self.away.setObjectName("mood_seen")
        self.away.setAccessibleDescription(self.tr("Puts this note away for today"))
        self.away.clicked.connect(self._close)
        self.add(flowing(self.away, write))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
