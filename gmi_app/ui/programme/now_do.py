"""What to do when the pain is up: an easier day, calm breathing, the own plan, whom to ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.programme.stop_help import FlarePlanPanel, StopHelp
from gmi_app.ui.widgets.buttons import Button, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.text import Text, announce


class NowDo(QWidget):
    """``easier``: make today easier. ``breathe``: the breathing pacer. ``plan_wanted``: write the
    flare-up plan. ``breathing``: there is a pacer; ``may_ease``: there is something to make easier
    today."""

    easier = Signal()
    breathe = Signal()
    plan_wanted = Signal()

    def __init__(self, help_: StopHelp, *, breathing: bool, may_ease: bool) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        self._ease = Button(self.tr("Make today easier"), "easier")
        self._ease.setObjectName("easier_day")
        self._ease.clicked.connect(self._eased)
        self._breathe = Button(self.tr("Breathe calmly"), "clock")
        self._breathe.setObjectName("breathe")
        self._breathe.clicked.connect(self.breathe)
        self._ease.setVisible(may_ease)
        self._breathe.setVisible(breathing)
        keys = [k for k, there in ((self._ease, may_ease), (self._breathe, breathing)) if there]
        self.first: QWidget | None = keys[0] if keys else None
        self._said = Text("", "body", "good", wrap=True)
        self._said.hide()
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
        if keys:
            card.add(6, flowing(*keys))
        card.add(self._said)
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

    def _eased(self) -> None:
        self._ease.setEnabled(False)
        self._said.set(self.tr("Today is easier now: half of it is enough."))
        self._said.show()
        announce(self._said, self._said.words)
        self.easier.emit()
