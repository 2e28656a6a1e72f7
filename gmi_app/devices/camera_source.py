"""Where frames come from: a camera, or a recording that is played in its place."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any, Protocol

from gmi_app.devices.opencv import cv2
from gmi_app.errors import GmiError
from gmi_app.language import tr
from gmi_app.mirror.camera import CameraName, CameraState

WANTED = (1280, 720, 30)
"""Width, height and frames a second that a camera is asked for; it gives what it can."""
PATIENCE_S = 4.0
"""A back end of Windows may take 10 s and more to open: after this the other one is tried."""
FILM_BACK_ENDS = (cv2.CAP_OPENCV_MJPEG, cv2.CAP_ANY)
"""OpenCV's own reader takes 0.8 of FFmpeg's time for a Motion JPEG film, and opens no other."""
RATES = (1.0, 120.0)
USUAL_RATE = 30.0


class CameraTrouble(Exception):
    """There is no picture, and why."""

    def __init__(self, state: CameraState) -> None:
        super().__init__(state.name)
        self.state = state


class Reader(Protocol):
    """An open source. ``detail``: its size and rate in words. ``alive``: a camera, whose picture is
    never twice the same, and no recording."""

    detail: str
    alive: bool

    def read(self) -> Any | None:
        """Waits for the next frame, BGR, (height, width, 3) uint8; None when there is no more. It
        is written over by the next read."""
        ...

    def release(self) -> None: ...


Opener = Callable[[Event], Reader]
"""Opens a source, or raises CameraTrouble. May take long; the event says that nobody wants it any
more."""


def opener_of(words: str, cameras: Sequence[CameraName]) -> Opener:
    """``words``: an index, a name (or a part of one), or a file; empty for the first camera.

    Raises GmiError with a sentence for what cannot be any of them.
    """
    if not words:
        return device(cameras[0].index if cameras else 0)
    if words.isdecimal():
        return device(int(words))
    file = Path(words)
    if file.is_file():
        return recording(file)
    named = [c for c in cameras if c.name.casefold() == words.casefold()]
    named = named or [c for c in cameras if words.casefold() in c.name.casefold()]
    if named:
        return device(named[0].index)
    known = ", ".join(camera.name for camera in cameras)
    if known:
        raise GmiError(
            tr("There is no camera and no file called {0}. There is: {1}.").format(words, known)
        )
    raise GmiError(
        tr(
            "There is no file called {0}, and no camera was found. Plug one in, then try again."
        ).format(words)
    )


# ---- cameras
class _Device:
    alive = True

    def __init__(self, capture: Any) -> None:
        self._capture = capture
        self._frame: Any = None  # filled again and again: fresh memory each time costs more
        width, height = (
            capture.get(cv2.CAP_PROP_FRAME_WIDTH),
            capture.get(cv2.CAP_PROP_FRAME_HEIGHT),
        )
        rate = capture.get(cv2.CAP_PROP_FPS)
        self.detail = f"{width:.0f}x{height:.0f} at {rate:.0f} Hz"

    def read(self) -> Any | None:
        there, self._frame = self._capture.read(self._frame)
        return self._frame if there else None

    def release(self) -> None:
        self._capture.release()


def device(index: int, exists: Callable[[int], bool] | None = None) -> Opener:
    """The camera with this index. ``exists``: whether the system knows it, where that can be
    told: then a camera that does not open is in use elsewhere."""
    known = exists or _is_known

    def opened(stop: Event) -> Reader:
        back_ends = _back_ends(sys.platform)
        ways = [lambda api=api: _capture(index, api) for api in back_ends]
        capture = first_open(ways, PATIENCE_S, stop)
        if capture is None:
            raise CameraTrouble(CameraState.IN_USE if known(index) else CameraState.NOT_FOUND)
        _ask_for(capture)
        return _Device(capture)

    return opened


def _is_known(index: int) -> bool:
    return sys.platform == "linux" and Path(f"/dev/video{index}").exists()


def _back_ends(platform: str) -> tuple[int, ...]:
    match platform:
        case "win32":
            return (cv2.CAP_MSMF, cv2.CAP_DSHOW)
        case "darwin":
            return (cv2.CAP_AVFOUNDATION,)
        case "linux":
            return (cv2.CAP_V4L2,)
        case _:
            return (cv2.CAP_ANY,)


def _capture(index: int, back_end: int) -> Any | None:
    capture = cv2.VideoCapture(index, back_end)
    return capture if capture.isOpened() else None


def _ask_for(capture: Any) -> None:
    """Small delay first: packed pictures, and none of them waiting."""
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    width, height, rate = WANTED
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, rate)


def first_open(
    ways: Sequence[Callable[[], Any | None]], patience_s: float, stop: Event
) -> Any | None:
    """What the first way that succeeds gives; None when none does.

    All ways but the last get ``patience_s`` each and are left alone when they take longer; what a
    late one opens is released as soon as it is there.
    """
    for way in ways[:-1]:
        found: Queue[Any] = Queue()
        late = Event()

        def attempt(
            way: Callable[[], Any | None] = way, found: Queue[Any] = found, late: Event = late
        ) -> None:
            capture = way()
            if late.is_set() and capture is not None:
                capture.release()
            else:
                found.put(capture)

        Thread(target=attempt, name="camera opening", daemon=True).start()
        deadline = time.monotonic() + patience_s
        while not stop.is_set():
            try:
                capture = found.get(timeout=min(0.1, max(0.0, deadline - time.monotonic())))
            except Empty:
                if time.monotonic() >= deadline:
                    late.set()
                    break
                continue
            if capture is not None:
                return capture
            break
    return None if stop.is_set() else ways[-1]()


# ---- recordings
class _Recording:
    """A file, shown at its own rate, over and over."""

    alive = False

    def __init__(self, path: Path, stop: Event) -> None:
        self._path, self._stop = path, stop
        self._capture = self._open()
        self._frame: Any = None  # as above
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        self._rate = rate if RATES[0] <= rate <= RATES[1] else USUAL_RATE
        width = self._capture.get(cv2.CAP_PROP_FRAME_WIDTH)
        height = self._capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
        self.detail = f"recording, {width:.0f}x{height:.0f} at {self._rate:.0f} Hz"
        self._due = time.perf_counter()

    def _open(self) -> Any:
        for back_end in FILM_BACK_ENDS:
            capture = cv2.VideoCapture(str(self._path), back_end)
            if capture.isOpened():
                return capture
        gone = not self._path.is_file()
        raise CameraTrouble(CameraState.NOT_FOUND if gone else CameraState.WRONG_FORMAT)

    def read(self) -> Any | None:
        left_s = self._due - time.perf_counter()
        if left_s > 0 and self._stop.wait(left_s):
            return None
        period_s = 1 / self._rate
        self._due = max(self._due + period_s, time.perf_counter() - period_s)
        there, self._frame = self._capture.read(self._frame)
        if not there:  # the end: from the beginning again
            self._capture.release()
            self._capture = self._open()
            there, self._frame = self._capture.read(self._frame)
        if not there:
            raise CameraTrouble(CameraState.WRONG_FORMAT)
        return self._frame

    def release(self) -> None:
        self._capture.release()


def recording(path: Path) -> Opener:
    """A file in place of a camera, to try things out."""
    return lambda stop: _Recording(path, stop)
