"""Which part of the camera's picture goes where, so that the patient's right limb is always at the
right of the screen as the patient sees it.

The camera's picture is *oriented* first: turned clockwise by quarters, then flipped left to right
or not. In the oriented picture the patient's right is at the right. A *region* of it, which shows
the healthy limb, is then shown in one or two *panes*, as it is or mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gmi_app.mirror.settings import CameraPosition, ViewMode, ViewSettings
from gmi_app.pictures.model import Side

LEAST_PX = 8
"""No region gets smaller than this on either side."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """``turns``: quarters clockwise, 0 to 3, done before ``flip`` (left to right)."""

    turns: int
    flip: bool


@dataclass(frozen=True, slots=True)
class Region:
    """In pixels; ``left`` and ``top`` from the upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with every frame of one size.

    ``source``: the region in the camera's own picture. ``region``: the same in the oriented one.
    ``panes``: from left to right, whether the oriented region is mirrored there.
    """

    orientation: Orientation
    source: Region
    region: Region
    panes: tuple[bool, ...]

    def pane_size(self, room: tuple[int, int]) -> tuple[int, int]:
        """Width and height of one pane, so that all of them fit into ``room`` (width, height) and
        nothing is stretched; at least one pixel each way."""
        across, down = room[0] // len(self.panes), room[1]
        wide, tall = self.region.width, self.region.height
        if across * tall <= down * wide:
            return max(1, across), max(1, across * tall // wide)
        return max(1, down * wide // tall), max(1, down)


def orientation_of(view: ViewSettings) -> Orientation:
    """The table of camera positions. ``swapped`` is the other way to place the same camera: at the
    other side of the table, or a driver that already mirrors a facing camera."""
    turns, flip = {
        CameraPosition.OVER_SHOULDER: (0, False),
        CameraPosition.FAR_SIDE: (2, False),
        CameraPosition.FACING: (0, True),
    }[view.position]
    if view.swapped:
        turns, flip = (turns, False) if flip else (turns + 2, False)
    return Orientation((turns + view.rotation // 90) % 4, flip)


def plan(view: ViewSettings, width: int, height: int) -> Plan:
    """For frames of ``width`` x ``height`` pixels (at least 32 each)."""
    orientation = orientation_of(view)
    if orientation.turns % 2:
        across, down = height, width
    else:
        across, down = width, height
    region = _region(view, across, down)
    return Plan(orientation, _source(orientation, region, width, height), region, _panes(view))


def line_at(view: ViewSettings, across: int) -> int:
    """The first column of the oriented picture, ``across`` pixels wide, that is right of the
    line."""
    return min(max(round(view.line * across), LEAST_PX), across - LEAST_PX)


def swap(view: ViewSettings) -> ViewSettings:
    """The other half is the healthy one."""
    return replace(view, swapped=not view.swapped)


def _region(view: ViewSettings, across: int, down: int) -> Region:
    left, right = 0, across
    if view.mode is ViewMode.HALF:
        line = line_at(view, across)
        left, right = (line, across) if view.healthy is Side.RIGHT else (0, line)
    width = max(LEAST_PX, round((right - left) / view.zoom))
    height = max(LEAST_PX, round(down / view.zoom))
    width, height = min(width, right - left), min(height, down)
    if view.mode is not ViewMode.HALF:
        left = (across - width) // 2
    elif view.healthy is Side.LEFT:
        left = right - width  # what is nearest to the line stays
    return Region(left, (down - height) // 2, width, height)


def _panes(view: ViewSettings) -> tuple[bool, ...]:
    if view.mode is ViewMode.WHOLE:
        return (True,)
    return (True, False) if view.healthy is Side.RIGHT else (False, True)


def _source(orientation: Orientation, region: Region, width: int, height: int) -> Region:
    """The region in the camera's own picture of ``width`` x ``height`` pixels."""
    across = height if orientation.turns % 2 else width
    left, top, wide, tall = region.left, region.top, region.width, region.height
    if orientation.flip:
        left = across - left - wide
    match orientation.turns:
        case 0:
            return Region(left, top, wide, tall)
        case 1:
            return Region(top, height - left - wide, tall, wide)
        case 2:
            return Region(width - left - wide, height - top - tall, wide, tall)
        case _:
            return Region(width - top - tall, left, tall, wide)
