"""Packs are added and removed one at a time, whether or not anybody still looks on.

A pack is looked at on a lane of its own: the journal's lane goes on keeping facts meanwhile, and
does no more than give a sound pack its lasting name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from gmi_app.library.pack import Pack, remove_pack
from gmi_app.ui.background import Lane, while_alive

if TYPE_CHECKING:
    from gmi_app.library.adding import LookedAt


class PackWork(StrEnum):
    ADDING = "adding"
    REMOVING = "removing"


@dataclass(frozen=True, slots=True)
class PackEnd:
    """How it went. ``pack``: the one that was added or removed; None where nothing was changed,
    for the reason ``error`` (PackRefused, PackGivenUp, OSError)."""

    work: PackWork
    pack: Pack | None = None
    error: BaseException | None = None


class PackDesk(QObject):
    """``present``: what is being done. ``packs_changed``: there are others now. ``changed``:
    something began or ended. ``advanced``: so many pictures of so many were looked at."""

    packs_changed = Signal()
    changed = Signal()
    advanced = Signal(int, int)
    _seen = Signal(int, int)

    def __init__(self, packs: Path, journal_lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._packs, self._journal_lane = packs, journal_lane
        self._lane = Lane("packs", self)
        self._given_up = Event()
        self._end: PackEnd | None = None
        self.present: PackWork | None = None
        self._seen.connect(self.advanced, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self.present is not None

    def take_end(self) -> PackEnd | None:
        """How the last one went, for the first who asks."""
        end, self._end = self._end, None
        return end

    def add(self, source: Path) -> None:
        """From a folder or a zip file; while something else is being done nothing happens."""
        if self.busy:
            return
        given_up = self._given_up = Event()
        packs, tell = self._packs, self._seen.emit

        def seen(at: int, of: int) -> None:
            from gmi_app.library.adding import PackGivenUp

            if given_up.is_set():
                raise PackGivenUp
            tell(at, of)

        def work() -> LookedAt:
            from gmi_app.library.adding import look_at  # a decoder comes with it

            return look_at(source, packs, seen)

        self._begin(PackWork.ADDING)
        self._lane.run(work, while_alive(self, self._looked), while_alive(self, self._failed))

    def give_up(self) -> None:
        """Nothing is added, as long as it is still being looked at."""
        self._given_up.set()

    def remove(self, pack: Pack) -> None:
        """Its files; while something else is being done nothing happens."""
        if self.busy:
            return
        self._begin(PackWork.REMOVING)
        self._run(self._lane, lambda: remove_pack(pack), lambda _: self._done(pack))

    def close(self) -> bool:
        """Gives up what is being looked at; False when even that takes too long."""
        self.give_up()
        return self._lane.close()

    # ---- within
    def _run(self, lane: Lane, work: Callable[[], object], done: Callable[[object], None]) -> None:
        lane.run(work, while_alive(self, done), while_alive(self, self._failed))

    def _looked(self, looked: LookedAt) -> None:
        from gmi_app.library.adding import PackGivenUp, forget, keep

        if self._given_up.is_set():
            self._run(self._lane, lambda: forget(looked), lambda _: self._failed(PackGivenUp()))
            return
        self._journal_lane.run(
            lambda: keep(looked), while_alive(self, self._done), while_alive(self, self._failed)
        )

    def _begin(self, work: PackWork) -> None:
        self._end, self.present = None, work
        self.changed.emit()

    def _done(self, pack: Pack) -> None:
        self.packs_changed.emit()
        self._ended(PackEnd(self._was, pack))

    def _failed(self, error: BaseException) -> None:
        self.packs_changed.emit()
        self._ended(PackEnd(self._was, error=error))

    @property
    def _was(self) -> PackWork:
        assert self.present is not None
        return self.present

    def _ended(self, end: PackEnd) -> None:
        self._end, self.present = end, None
        self.changed.emit()
