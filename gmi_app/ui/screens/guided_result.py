"""After a guided session: it in one sentence, the pain now, and what helps when it has risen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.facts.rating import When
from gmi_app.facts.session import SessionEnd
from gmi_app.ui import words
from gmi_app.ui.screens.result import PainCard
from gmi_app.ui.screens.result_cards import RiseCard
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import PrimaryButton
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.page import Bar, Page, reveal
from gmi_app.ui.widgets.text import Text


class Session(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def patient(self) -> UUID: ...


class Record(Protocol):
    """What is asked of the record of a session, of whichever kind."""

    @property
    def session(self) -> Session: ...
    @property
    def end(self) -> SessionEnd | None: ...
    @property
    def pain_before(self) -> int | None: ...
    @property
    def pain_after(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Said:
    """``label``: which exercise it was; ``sentence``: what was done; ``more``: below it, or empty;
    ``reminder``: of the pain before, with the number as {0}; ``advice``: for when it has risen."""

    label: str
    sentence: str
    more: str
    reminder: str
    advice: Sequence[str]


def ended(record: Record) -> str:
    """How it ended, as a sentence; empty when it was done to the end."""
    said = words.end(record.end.kind, record.end.reason) if record.end is not None else ""
    return f"{words.capital(said)}." if said else ""


class GuidedResult(Page):
    """Everything here may be left out; an exercise adds its own cards below. ``done``: back to
    Today."""

    done = Signal()

    def __init__(self, state: State, record: Record, said: Said) -> None:
        self.finish = PrimaryButton(self.tr("Done"))
        self.finish.setShortcut("Ctrl+Return")
        super().__init__(bar=Bar(0, self.finish), top=28, gap=18)
        self._state, self._session, self._before = state, record.session, record.pain_before
        head = column(
            Text(said.label, "label", "primary"), Text(said.sentence, "title", wrap=True), gap=4
        )
        if said.more:
            head.addWidget(Text(said.more, "body", "quiet", wrap=True))
        self.pain = PainCard(said.reminder)
        self.pain.ask(record.pain_before, record.pain_after)
        self.rise = RiseCard(state.stop_help, tuple(said.advice))
        self.add(head, self.pain, self.rise)
        self._show_rise(record.pain_after)
        self.setFocusProxy(self.pain.scale)
        self.finish.clicked.connect(self.close_result)
        self.pain.rated.connect(self._rated)

    def close_result(self) -> None:
        self.done.emit()

    def _rated(self, value: int) -> None:
        self._state.rate_pain(value, When.AFTER, self._session.id, self._session.patient)
        self._show_rise(value)

    def _show_rise(self, after: int | None) -> None:
        risen = self.rise.weigh(self._before, after)
        self.rise.setVisible(risen)
        if risen:
            reveal(self.rise)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_result()
            return
        super().keyPressEvent(event)
