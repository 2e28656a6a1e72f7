"""What to do when the pain is up: an easier day, calm breathing, the own plan, whom to ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.programme.stop_help import FlarePlanPanel, StopHelp
from gmi_app.ui.widgets.buttons import Button, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text


class NowDo(QWidget):
    """``breathe``: the breathing pacer. ``plan_wanted``: write the flare-up plan. ``breathing``:
    there is a pacer; ``eased``: there is a plan, and it asks for less today and tomorrow."""

    breathe = Signal()
    plan_wanted = Signal()

    def __init__(self, help_: StopHelp, *, breathing: bool, eased: bool) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        self.first: Button | None = None
        card = Card("attention", pad=20, gap=8)
        card.add(
            Text(self.tr("What can help now"), "heading", "attention", wrap=True),
            Text(self.tr("• Rest. Breathe slowly and easily."), wrap=True),
            Text(
                self.tr("• Do less today, but a little if you can: it need not be all or nothing."),
                wrap=True,
            ),
            Text(
                self.tr(
                    "• If it stays like this, comes again or worries you, ask your therapist or "
                    "doctor."
                ),
                wrap=True,
            ),
        )
        if eased:
            easier = self.tr("• Your plan asks for less today and tomorrow.")
            card.add(Text(easier, "strong", wrap=True))
        if breathing:
            self.first = Button(self.tr("Breathe calmly"), "clock")
            self.first.setObjectName("breathe")
            self.first.clicked.connect(self.breathe)
            card.add(6, flowing(self.first))
        box.addWidget(card)
        if help_.written:
            box.addWidget(FlarePlanPanel(help_))
        own_words = help_.when_i_stop or help_.what_helps
        if not own_words:
            box.addWidget(self._invitation())

    def _invitation(self) -> QWidget:
        card = Card(pad=20, gap=8)
        write = QuietButton(self.tr("Write my flare-up plan"), "note")
        write.setObjectName("write_flare_plan")
        write.clicked.connect(self.plan_wanted)
        card.add(
            Text(self.tr("Your own flare-up plan is still empty"), "strong", wrap=True),
            Text(
                self.tr(
                    "A few words of your own: when you stop, and what helps you. They are shown "
                    "whenever you stop."
                ),
                "small",
                "quiet",
                wrap=True,
            ),
            flowing(write),
        )
        return card
