"""The person's own results that came from another computer: what they are, and what is new."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.facts.exchanging import SeenResults
from gmi_app.facts.transfer import Taken
from gmi_app.ui.exchange.contents_words import added, lines, made
from gmi_app.ui.exchange.facts_card import FactsCard
from gmi_app.ui.programme.form_pieces import framed
from gmi_app.ui.widgets.text import Text


class ResultsPart(QWidget):
    """``new``: what taking it in would add."""

    def __init__(self, results: SeenResults, new: Taken) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        contents = results.contents
        box.addWidget(
            FactsCard(
                self.tr("What is in it"),
                [(self.tr("Made on"), made(contents.made)), *lines(contents)],
            )
        )
        found = added(new.added)
        if found:
            why = self.tr("Nothing that is here is changed, and a backup is made first.")
            box.addWidget(FactsCard(self.tr("New here"), found, why))
        elif new.total:
            box.addWidget(
                framed(self.tr("New here"), Text(self.tr("Only small things."), wrap=True))
            )
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
