"""A camera on a thread of its own: opens it, reads it, composes its newest frame, and says how it
is doing. Frames are in memory only, for as long as they are shown."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

import numpy as np

from gmi_app.devices.camera_source import CameraTrouble, Opener, Reader
from gmi_app.devices.mailbox import Mailbox
from gmi_app.devices.reflection import Reflection
from gmi_app.mirror.camera import CameraNews, CameraState, Moved, Shown
from gmi_app.mirror.geometry import orientation_of
from gmi_app.mirror.movement import Grey, changed_halves, oriented
from gmi_app.mirror.settings import ViewSettings

log = logging.getLogger(__name__)

RETRY_S = 1.0
FROZEN_NS = 1_000_000_000
BLACK_NS = 1_000_000_000
BLACK_BELOW, FLAT_BELOW = 12.0, 4.0
"""A frame is black when its mean is below the one and its spread below the other (of 255; ours):
a dark room has more noise than that."""
LOOK_EVERY = 5
"""Every so many frames are looked at for being black or standing still."""
PAINTED_S = 0.002
"""So long the window has Python to itself, to paint, before a frame is looked at."""
CLOSE_S = 2.0
LEAST_SIDE = 32
GREY_WIDTH = 80
APART = 5
"""Movement is told between frames that are so many apart: slow movements are wanted."""
REMEMBERED = 90
"""So many looks at movement wait for whoever asks."""


class CameraThread:
    """Implements ``gmi_app.mirror.camera.Camera`` for one source."""

    def __init__(
        self,
        opener: Opener,
        *,
        now_ns: Callable[[], int] = time.perf_counter_ns,
        retry_s: float = RETRY_S,
    ) -> None:
        self._opener, self._now_ns, self._retry_s = opener, now_ns, retry_s
        self._stop = Event()
        self._lock = Lock()
        self._news = CameraNews(CameraState.OPENING, now_ns())
        self._detail = ""
        self._last_ns = now_ns()
        self._dark_since: int | None = None
        self._still_since: int | None = None
        self._glance: Any = None
        self._reflection: Reflection | None = None
        self._watching = False
        self._greys: deque[Grey] = deque(maxlen=APART)
        self._moved: deque[Moved] = deque(maxlen=REMEMBERED)
        self._wake: Callable[[], None] = _nobody
        self.mailbox = Mailbox()
        self._thread: Thread | None = None

    # ---- for the window
    def start(self, wake: Callable[[], None]) -> None:
        """Opens the source in the background; ``wake`` is called on this thread's own."""
        self._wake = wake
        self._thread = Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def show(self, view: ViewSettings, room: tuple[int, int]) -> None:
        self._reflection = Reflection(view, room)

    def watch_movement(self, on: bool) -> None:
        self._watching = on

    def take(self) -> Shown | None:
        return self.mailbox.take()

    def news(self) -> CameraNews:
        """A camera that is said to be live but sends nothing is frozen."""
        with self._lock:
            news = self._news
        last_ns = self._last_ns
        if news.state is CameraState.LIVE and self._now_ns() - last_ns > FROZEN_NS:
            return CameraNews(CameraState.FROZEN, last_ns, news.detail)
        return news

    def moved(self) -> list[Moved]:
        looks = []
        while self._moved:
            looks.append(self._moved.popleft())
        return looks

    def close(self) -> None:
        self._stop.set()
        self._wake = _nobody  # a driver that hangs must not hold the window
        if self._thread is not None:
            self._thread.join(CLOSE_S)

    # ---- on the camera's thread
    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                reader = self._opener(self._stop)
            except CameraTrouble as trouble:
                self._say(trouble.state)
            else:
                self._use(reader)
            self._stop.wait(self._retry_s)

    def _use(self, reader: Reader) -> None:
        """Reads until the camera is gone, or is not wanted any more."""
        self._detail = reader.detail
        self._dark_since = self._still_since = self._glance = None
        self._greys.clear()
        count = 0
        try:
            while not self._stop.is_set():
                frame = reader.read()
                if frame is None:
                    if not self._stop.is_set():
                        self._say(CameraState.LOST)
                    return
                self._came(frame, reader.alive, looked_at=count % LOOK_EVERY == 0)
                count += 1
        except CameraTrouble as trouble:
            self._say(trouble.state)
        except Exception:  # a driver's frame that OpenCV refuses: said, and tried again
            log.exception("a frame could not be used")
            self._say(CameraState.WRONG_FORMAT)
        finally:
            reader.release()

    def _came(self, frame: Any, alive: bool, *, looked_at: bool) -> None:
        now_ns = self._now_ns()
        if not _is_picture(frame):
            self._say(CameraState.WRONG_FORMAT)
            return
        reflection = self._reflection
        if reflection is not None:
            picture = self.mailbox.blank(reflection.prepare(frame))
            reflection.compose(frame, picture)
            if self.mailbox.put(picture, now_ns):
                self._wake()
        self._last_ns = now_ns
        if looked_at or self._watching:
            self._stop.wait(PAINTED_S)
        if looked_at:
            self._say(self._look(frame, alive, now_ns))
        if self._watching:
            self._look_for_movement(frame)

    def _look(self, frame: Any, alive: bool, now_ns: int) -> CameraState:
        """LIVE, unless the picture has been black, or exactly the same, for a second."""
        glance = frame[::16, ::16]
        dark = float(glance.mean()) < BLACK_BELOW and float(glance.std()) < FLAT_BELOW
        still = alive and self._glance is not None and np.array_equal(glance, self._glance)
        self._glance = glance.copy()
        self._dark_since = (self._dark_since or now_ns) if dark else None
        self._still_since = (self._still_since or now_ns) if still else None
        if self._dark_since is not None and now_ns - self._dark_since >= BLACK_NS:
            return CameraState.BLACK
        if self._still_since is not None and now_ns - self._still_since >= FROZEN_NS:
            return CameraState.FROZEN
        return CameraState.LIVE

    def _look_for_movement(self, frame: Any) -> None:
        reflection = self._reflection
        if reflection is None:
            return
        step = max(1, frame.shape[1] // GREY_WIDTH)
        view = reflection.view
        grey = oriented(frame[::step, ::step, 1], orientation_of(view)).copy()
        if len(self._greys) == APART and self._greys[0].shape == grey.shape:
            self._moved.append(Moved(*changed_halves(self._greys[0], grey, view.line)))
        self._greys.append(grey)

    def _say(self, state: CameraState) -> None:
        with self._lock:
            if state is not self._news.state:
                detail = self._detail if state is CameraState.LIVE else ""
                self._news = CameraNews(state, self._now_ns(), detail)


def _nobody() -> None:
    """Wakes no window."""


def _is_picture(frame: Any) -> bool:
    shape: tuple[int, ...] = getattr(frame, "shape", ())
    colours = len(shape) == 3 and shape[2] == 3
    return colours and min(shape[:2]) >= LEAST_SIDE and frame.dtype == np.uint8
