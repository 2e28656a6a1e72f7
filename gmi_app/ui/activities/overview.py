"""Beside the exercises: four small things that help, each with its own card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gmi_app.activities.facts import ActivityRecord
from gmi_app.ui import words
from gmi_app.ui.activities import activity_words
from gmi_app.ui.activities.forms import RECENT, last_of
from gmi_app.ui.activities.offers import OfferCard, offers
from gmi_app.ui.background import while_alive
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import Columns, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text


class ActivitiesScreen(Page):
    """``chosen``: a kind. ``cancelled``: back to Today."""

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, state: State) -> None:
        back = Button(self.tr("Back"), height=64)
        super().__init__(bar=Bar(back, 0), gap=20)
        back.clicked.connect(self.cancelled)
        self._state = state
        self.cards = {offer.kind: OfferCard(offer) for offer in offers()}
        every = list(self.cards.values())
        for card in every:
            card.chosen.connect(self.chosen)
        self.add(
            column(
                Text(self.tr("Beside the exercises"), "title", wrap=True),
                Text(
                    self.tr(
                        "Small things for in between. Do what does you good, as often as it does."
                    ),
                    "body",
                    "quiet",
                    wrap=True,
                ),
                gap=4,
            ),
            Columns(every[0], every[1], from_em=44, gap=20),
            Columns(every[2], every[3], from_em=44, gap=20),
            0,
        )
        self.setFocusProxy(every[0].key)
        patient = state.patient
        if patient is not None:
            state.read(
                lambda journal: journal.activity_records(patient.id, limit=RECENT),
                while_alive(self, self._came),
            )

    def _came(self, records: Sequence[ActivityRecord]) -> None:
        today = self._state.clock.moment().day
        for kind, card in self.cards.items():
            last = last_of(records, kind)
            if last is None:
                continue
            when = words.day_and_time(last.session.at, today)
            said = activity_words.said(last)
            text = self.tr("Last time: {0}, {1}").format(when, said)
            card.last.set(text if said else self.tr("Last time: {0}").format(when))
