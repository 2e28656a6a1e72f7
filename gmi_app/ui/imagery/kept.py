"""Keeps the facts of a session on the journal's lane, and what could not be kept until it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from gmi_app.facts.session import SessionEnd
from gmi_app.imagery.commands import Fact
from gmi_app.journal import Journal
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.stage.keeping import sentence_of


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one kind of session is kept; each blocks, for the journal's lane. ``begin``: the session
    and the pain before it. ``end``: what is not known to be kept yet, and the end; gives the
    record."""

    begin: Callable[[Journal, Any, int | None], None]
    keep: Callable[[Journal, Fact], None]
    end: Callable[[Journal, Sequence[Fact], SessionEnd], object]


class Kept(QObject):
    """``begun`` and ``not_begun`` follow ``begin``; ``ended`` (the record) and ``not_ended``
    follow ``end``, which may be tried again. ``late``: a fact could not be kept yet; said once."""

    begun = Signal()
    not_begun = Signal(str)
    ended = Signal(object)
    not_ended = Signal(object, str)
    late = Signal(str)

    def __init__(self, journal: Journal, lane: Lane, keeping: Keeping, parent: QObject) -> None:
        super().__init__(parent)
        self._journal, self._lane, self._keeping = journal, lane, keeping
        self._waiting: list[Fact] = []
        self._told = False

    def begin(self, session: object, pain_before: int | None) -> None:
        self._lane.run(
            partial(self._keeping.begin, self._journal, session, pain_before),
            while_alive(self, lambda _: self.begun.emit()),
            while_alive(self, lambda error: self.not_begun.emit(sentence_of(error))),
        )

    def keep(self, fact: Fact) -> None:
        self._waiting.append(fact)
        self._lane.run(
            partial(self._keeping.keep, self._journal, fact),
            while_alive(self, lambda _: self._waiting.remove(fact)),
            while_alive(self, self._not_kept),
        )

    def end(self, end: SessionEnd) -> None:
        """With everything that is not known to be kept; keeping a fact twice keeps it once."""
        self._lane.run(
            partial(self._keeping.end, self._journal, tuple(self._waiting), end),
            while_alive(self, self.ended.emit),
            while_alive(self, lambda error: self.not_ended.emit(end, sentence_of(error))),
        )

    def _not_kept(self, error: BaseException) -> None:
        sentence = sentence_of(error)
        if not self._told:
            self._told = True
            self.late.emit(sentence)
