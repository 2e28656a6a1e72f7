"""The pixels of the mirror: a camera's frame in, a picture ready to be painted out.

Everything is written into buffers that are there already: no picture is copied twice, none is kept.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gmi_app.devices.opencv import cv2
from gmi_app.mirror.geometry import Plan, plan
from gmi_app.mirror.settings import ViewSettings

Pixels = NDArray[np.uint8]
SOFT_SHARE = 1 / 40
"""The edge at the line is soft over this share of a pane's width."""
TURNS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Reflection:
    """Composes frames for one way of showing and one room (width, height in device pixels).

    ``soft``: whether the edge at the line is softened.
    """

    def __init__(self, view: ViewSettings, room: tuple[int, int], *, soft: bool = True) -> None:
        self.view, self.room = view, room
        self._soft = soft
        self._shape: tuple[int, ...] = ()
        self._plan: Plan | None = None
        self._pane = (1, 1)
        self._scaled: Pixels | None = None
        self._halves: list[Pixels] = []
        self._turned: Pixels | None = None
        self._flipped: Pixels | None = None
        self._straight: int | None = None
        self._edge: _SoftEdge | None = None

    def prepare(self, frame: Pixels) -> tuple[int, int, int]:
        """For frames like this one, (height, width, 3) BGR: the shape of what ``compose`` writes,
        (height, width, 4)."""
        if frame.shape != self._shape or self._plan is None:
            self._shape = frame.shape
            self._plan = plan(self.view, frame.shape[1], frame.shape[0])
            self._make_buffers(self._plan)
        return self._pane[1], self._pane[0] * len(self._plan.panes), 4

    def _make_buffers(self, found: Plan) -> None:
        wide, tall = self._pane = found.pane_size(self.room)
        upright = (tall, wide, 3) if found.orientation.turns % 2 == 0 else (wide, tall, 3)
        source = found.source
        same = (source.height, source.width) == upright[:2]
        self._scaled = None if same and not self.view.brightness else np.empty(upright, np.uint8)
        self._halves = _halves((source.height, source.width), upright)
        turned = found.orientation.turns != 0
        self._turned = np.empty((tall, wide, 3), np.uint8) if turned else None
        self._flipped = np.empty((tall, wide, 3), np.uint8)
        straight = self._straight = _straight(found)
        soft = self._soft and len(found.panes) == 2
        self._edge = _SoftEdge(wide, tall, at_left=straight == 1) if soft else None

    def compose(self, frame: Pixels, out: Pixels) -> None:
        """Writes the picture into ``out``, of the shape that ``prepare`` gave, BGRX."""
        assert self._plan is not None
        part = self._upright(frame, self._plan)
        wide = self._pane[0]
        straight = self._straight
        if straight is None:  # only the mirrored picture is wanted
            cv2.flip(part, 1, dst=self._flipped)
            cv2.cvtColor(_there(self._flipped), cv2.COLOR_BGR2BGRA, dst=out)
            return
        pane = out[:, straight * wide : (straight + 1) * wide]
        cv2.cvtColor(part, cv2.COLOR_BGR2BGRA, dst=pane)
        if len(self._plan.panes) == 2:
            if self._edge is not None:
                self._edge.soften(pane)
            other = 1 - straight
            cv2.flip(pane, 1, dst=out[:, other * wide : (other + 1) * wide])

    def _upright(self, frame: Pixels, found: Plan) -> Pixels:
        """The region, scaled, turned and brightened, but not flipped yet."""
        s = found.source
        part: Any = frame[s.top : s.top + s.height, s.left : s.left + s.width]
        scaled = self._scaled
        if scaled is not None and part.shape != scaled.shape:
            for smaller in (*self._halves, scaled):
                part = cv2.resize(part, smaller.shape[1::-1], dst=smaller)
        if self.view.brightness:
            more: Any = (self.view.brightness,) * 3 + (0,)
            part = cv2.add(part, more, dst=scaled)
        if self._turned is not None:
            part = cv2.rotate(part, TURNS[found.orientation.turns], dst=self._turned)
        return part  # type: ignore[no-any-return]


class _SoftEdge:
    """Blurs the columns next to the line, least where they are farthest from it. The reflection
    beyond the line is part of what is blurred, so both sides still meet.

    The columns are laid down as rows for it: along a row of some hundred pixels OpenCV works on
    many of them at once, across some sixteen columns it does not.
    """

    def __init__(self, wide: int, tall: int, *, at_left: bool) -> None:
        """For panes of this size. ``at_left``: the line is at the pane's left."""
        reach = max(2, min(round(wide * SOFT_SHARE), wide // 2))
        self._columns = slice(0, reach) if at_left else slice(wide - reach, wide)
        rows = (reach, tall, 4)
        self._sharp, self._blurred = np.empty(rows, np.uint8), np.empty(rows, np.uint8)
        ramp = np.linspace(255, 0, reach, endpoint=False).astype(np.uint8)  # inwards
        ramp = ramp if at_left else ramp[::-1]
        self._weights = np.broadcast_to(ramp[:, None, None], rows).copy()
        self._others = 255 - self._weights
        self._across = (1, 2 * (reach // 2) + 1)

    def soften(self, pane: Pixels) -> None:
        """In place."""
        strip, sharp, blurred = pane[:, self._columns], self._sharp, self._blurred
        cv2.transpose(strip, dst=sharp)
        cv2.blur(sharp, self._across, dst=blurred, borderType=cv2.BORDER_REFLECT)
        cv2.multiply(blurred, self._weights, dst=blurred, scale=1 / 255)
        cv2.multiply(sharp, self._others, dst=sharp, scale=1 / 255)
        cv2.add(sharp, blurred, dst=sharp)
        cv2.transpose(sharp, dst=strip)


def _halves(whole: tuple[int, int], wanted: tuple[int, int, int]) -> list[Pixels]:
    """Buffers for what is halved, as often as it can be, on the way from ``whole`` to ``wanted``
    (height, width): so every pixel counts, in a tenth of the time that averaging areas takes."""
    steps: list[Pixels] = []
    tall, wide = whole
    while tall >= 2 * wanted[0] and wide >= 2 * wanted[1] and (tall, wide) != wanted[:2]:
        tall, wide = (tall + 1) // 2, (wide + 1) // 2
        steps.append(np.empty((tall, wide, 3), np.uint8))
    return steps


def _straight(found: Plan) -> int | None:
    """The pane that needs no flip; None when every one does."""
    flip = found.orientation.flip
    return next((at for at, mirrored in enumerate(found.panes) if mirrored == flip), None)


def _there(pixels: Pixels | None) -> Pixels:
    assert pixels is not None
    return pixels
