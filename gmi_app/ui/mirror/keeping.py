"""What a mirror session keeps; what could not be kept is tried again with its end."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import SessionEnd
from gmi_app.journal import Journal
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.session import Fact
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.stage.keeping import sentence_of

log = logging.getLogger(__name__)


class Keeper(QObject):
    """``ended`` carries the MirrorRecord once all is durable; ``failed`` a sentence why not."""

    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, journal: Journal, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._journal, self._lane = journal, lane
        self._unkept: list[Fact] = []
        self._end: SessionEnd | None = None

    def keep(self, fact: Fact) -> None:
        """Now; when that fails, with the end."""
        self._unkept.append(fact)
        self._lane.run(
            partial(keep, self._journal, fact),
            while_alive(self, lambda _: self._unkept.remove(fact)),
            while_alive(self, lambda error: log.warning("not kept yet", exc_info=error)),
        )

    def end(self, end: SessionEnd) -> None:
        """The end is durable as soon as may be, while the person comes back."""
        self._end = end
        self._lane.run(
            partial(keep_end, self._journal, tuple(self._unkept), end),
            failed=lambda error: log.warning("end not kept yet", exc_info=error),
        )

    def finish(self) -> None:
        """Tells how it went; keeping something again keeps it once."""
        assert self._end is not None
        self._lane.run(
            partial(keep_end, self._journal, tuple(self._unkept), self._end),
            while_alive(self, self.ended.emit),
            while_alive(self, lambda error: self.failed.emit(sentence_of(error))),
        )


def keep(journal: Journal, fact: Fact) -> None:
    """One step or event."""
    if isinstance(fact, Step):
        journal.add_step(fact)
    else:
        journal.add_event(fact)


def keep_beginning(journal: Journal, session: MirrorSession, pain_before: int | None) -> None:
    """The session, and the pain before it (0 to 10) when it was given."""
    journal.begin_mirror(session)
    if pain_before is not None:
        kind, when = RatingKind.PAIN_NOW, When.BEFORE
        journal.add_rating(
            Rating(uuid4(), session.patient, session.at, kind, pain_before, when, session.id)
        )


def keep_end(journal: Journal, facts: Sequence[Fact], end: SessionEnd) -> MirrorRecord:
    """What is not known to be kept yet, and then the end."""
    for fact in facts:
        keep(journal, fact)
    return journal.end_mirror(end)
