"""How a camera is doing, and what a view needs of one. Devices implement it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from gmi_app.mirror.settings import ViewSettings


class CameraState(Enum):
    """LIVE, or why there is no picture now. All but LIVE mend themselves when they can: the camera
    is tried again until it is closed."""

    OPENING = auto()
    LIVE = auto()
    NOT_FOUND = auto()
    IN_USE = auto()
    NO_PERMISSION = auto()
    LOST = auto()
    """It was there and is gone: unplugged, most likely."""
    WRONG_FORMAT = auto()
    BLACK = auto()
    FROZEN = auto()
    """No new frame for a second."""


@dataclass(frozen=True, slots=True)
class CameraName:
    """A camera of this computer. ``index``: as OpenCV counts cameras."""

    name: str
    index: int


@dataclass(frozen=True, slots=True)
class CameraNews:
    """``since_ns``: monotonic, when this began. ``detail``: size and rate, for the record."""

    state: CameraState
    since_ns: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The share of changed pixels, 0 to 1, left and right of the line as the patient sees it."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture ready to be painted: ``pixels`` are BGRX, (height, width, 4) uint8, contiguous, and
    stay as they are until the next one is taken. ``captured_ns``: monotonic, when the frame was
    delivered by the camera."""

    pixels: Any
    captured_ns: int


class Camera(Protocol):
    """One camera and its newest picture; frames live in memory only.

    ``wake`` is called on the camera's own thread when a picture or news are waiting: at most once
    until ``take`` is called.
    """

    def start(self, wake: Callable[[], None]) -> None: ...

    def show(self, view: ViewSettings, room: tuple[int, int]) -> None:
        """How pictures are composed from now on, and for how many device pixels."""
        ...

    def watch_movement(self, on: bool) -> None: ...

    def take(self) -> Shown | None:
        """The newest picture, None when there is none newer than the last one."""
        ...

    def news(self) -> CameraNews: ...

    def moved(self) -> list[Moved]:
        """What moved since this was asked last."""
        ...

    def close(self) -> None:
        """Ends the thread, within two seconds; a driver that hangs is left behind."""
        ...
