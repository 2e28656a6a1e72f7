"""A clip's way through time: which frame is due when, and which ones were late. Pure.

Every frame has its time, counted from the onset of the first one, so that no delay adds to the
next. A frame whose time is over before it could be shown is dropped, never queued.
"""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.laterality.trial import Playback
from gmi_app.pictures.model import Picture

SECOND_NS = 1_000_000_000
LATE = 1.2
"""A frame that comes more than this many refresh intervals after its time is late (timing.md)."""


def frame_at(slot: int, frames: int, *, there_and_back: bool) -> int:
    """The frame (0 to ``frames`` - 1) that belongs into a slot, counted from 0 at the onset.

    There and back: 0 1 2 1 0 1 2 …, each end once. Else the last frame is held.
    """
    if not there_and_back:
        return min(slot, frames - 1)
    round_trip = 2 * (frames - 1)
    place = slot % round_trip
    return place if place < frames else round_trip - place


@dataclass(frozen=True, slots=True)
class Frame:
    """To be shown now: the ``number`` of the frame, and the ``slot`` that it belongs into."""

    number: int
    slot: int


class Playing:
    """One showing of a clip. A clip without a direction goes there and back until the answer, as a
    jump back would look like a movement of its own; one with a direction is played once, so that
    it never shows the opposite one. Times are monotonic nanoseconds."""

    def __init__(self, picture: Picture, onset_ns: int, refresh_hz: float) -> None:
        self._frames, self._there_and_back = picture.frames, picture.direction is None
        self._fps, self._onset_ns = picture.fps, onset_ns
        self._bound_ns = LATE * SECOND_NS / refresh_hz
        self._slot = 0
        self._shown, self._late, self._dropped, self._worst_ns = 1, 0, 0, 0

    @property
    def wake_ns(self) -> int | None:
        """When the next frame is due; None when the last one is held."""
        return None if self._is_held(self._slot) else self.time_of(self._slot + 1)

    def time_of(self, slot: int) -> int:
        """When the frame of this slot is to be shown."""
        return self._onset_ns + round(slot * SECOND_NS / self._fps)

    def due(self, now_ns: int) -> Frame | None:
        """The frame to show now, None while none is due. Answer with ``shown``."""
        slot = self._slot_at(now_ns)
        if slot <= self._slot:
            return None
        return Frame(frame_at(slot, self._frames, there_and_back=self._there_and_back), slot)

    def shown(self, frame: Frame, stamp_ns: int) -> None:
        """This frame was on the screen at ``stamp_ns``; those between it and the one before never
        were."""
        if frame.slot <= self._slot:
            return
        dropped = frame.slot - self._slot - 1
        lateness_ns = stamp_ns - self.time_of(frame.slot)
        self._slot = frame.slot
        self._shown += 1
        self._dropped += dropped
        self._late += dropped + (lateness_ns > self._bound_ns or self._is_over(frame, stamp_ns))
        self._worst_ns = max(self._worst_ns, lateness_ns)

    def playback(self, until_ns: int) -> Playback:
        """How it went until the answer. Frames that were late by then and are not shown yet count
        as dropped."""
        missing = max(0, self._slot_at(until_ns - round(self._bound_ns)) - self._slot)
        return Playback(
            self._shown, self._late + missing, self._dropped + missing, max(0, self._worst_ns)
        )

    def _slot_at(self, now_ns: int) -> int:
        """The slot that this time lies in; the one of the last frame, when that is held."""
        passed = max(0, now_ns - self._onset_ns)
        slot = int(passed * self._fps / SECOND_NS)
        while self.time_of(slot + 1) <= now_ns:  # where rounding has cut a nanosecond off
            slot += 1
        return slot if self._there_and_back else min(slot, self._frames - 1)

    def _is_held(self, slot: int) -> bool:
        return not self._there_and_back and slot >= self._frames - 1

    def _is_over(self, frame: Frame, stamp_ns: int) -> bool:
        return not self._is_held(frame.slot) and stamp_ns >= self.time_of(frame.slot + 1)
