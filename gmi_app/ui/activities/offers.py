"""What goes beside the exercises, as cards: for the overview, and for whoever else offers it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from gmi_app.activities.settings import KINDS
from gmi_app.facts.session import SessionKind
from gmi_app.ui import icons
from gmi_app.ui.activities import activity_words
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column, row
from gmi_app.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind in words. ``icon``: a name of icons.py."""

    kind: SessionKind
    title: str
    about: str
    icon: str


def offers() -> list[Offer]:
    """All four, the gentlest first."""
    order = sorted(KINDS, key=(SessionKind.RELAXATION,).__contains__, reverse=True)
    return [
        Offer(
            kind, activity_words.name(kind), activity_words.about(kind), activity_words.icon(kind)
        )
        for kind in order
    ]


class OfferCard(Card):
    """``chosen``: the kind. ``last``: when it was done last, in words; empty for never."""

    chosen = Signal(object)

    def __init__(self, offer: Offer, last: str = "") -> None:
        super().__init__(pad=20, gap=10)
        size = theme().em(1.6)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(offer.icon, theme().tokens.primary, size))
        sign.setFixedWidth(size)
        title = row(sign, Text(offer.title, "heading", wrap=True), gap=12)
        title.setStretch(1, 1)
        self.key = Button(self.tr("Open"), kind="compact", height=48)
        self.key.setObjectName(f"beside_{offer.kind}")
        self.key.setAccessibleName(self.tr("Open: {0}").format(offer.title))
        self.key.setAccessibleDescription(offer.about)
        self.key.clicked.connect(lambda: self.chosen.emit(offer.kind))
        self.last = Text(last, "small", "quiet", wrap=True)
        foot = row(self.last, self.key, gap=12)
        foot.setStretch(0, 1)
        self.add(column(title), Text(offer.about, "body", "quiet", wrap=True), 0, foot)
