"""One way to show the mirror, in a process of its own, to be watched from outside.

``python -m tests.benchmarks.mirror_app HOW WIDTH HEIGHT RATE SECONDS CLIP|- OUT``: the camera is a
film or a synthetic one; either way each frame carries the time at which it was read. HOW: ``ours``,
``imshow``, which reads the film as a script does, through cv2.VideoCapture, or ``nothing``, which
only reads, as ours does: what the source alone costs. OUT says how many frames were read and what
it cost once the program had started.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np

from tests.benchmarks import mirror_code

BASES = 8
SETTLED_S = 1.5
"""What is spent before, on imports and windows, is not the cost of showing."""


class Stamped:
    """A Reader whose frames carry the time; ``read_count`` counts them. The same buffer is filled
    each time, as the program's own readers do."""

    alive, detail = True, "benchmark"

    def __init__(
        self, width: int, height: int, rate: float, clip: str, *, plain: bool = False
    ) -> None:
        """``plain``: the film is not read by the program's own reader."""
        self.read_count = 0
        self._period_s, self._clip, self._plain = 1 / rate, clip, plain
        random = np.random.default_rng(1)
        coarse = random.integers(40, 200, (BASES, height // 8, width // 8, 3), np.uint8)
        self._bases = [np.kron(one, np.ones((8, 8, 1), np.uint8)) for one in coarse]
        self._frame = np.empty((height, width, 3), np.uint8)
        self._capture: Any = None
        self._due = time.monotonic()
        self._settled = round(SETTLED_S * rate)
        self._since: tuple[float, float] | None = None

    def read(self) -> Any | None:
        paces_itself = self._clip != "-" and not self._plain
        while not paces_itself and (left_s := self._due - time.monotonic()) > 0:
            time.sleep(left_s)
        self._due = max(self._due + self._period_s, time.monotonic() - self._period_s)
        frame = self._next()
        mirror_code.stamp(frame, mirror_code.now())
        self.read_count += 1
        if self.read_count == self._settled:
            self._since = (time.monotonic(), time.process_time())
        return frame

    def cpu_percent(self) -> float:
        """Of a core, of the whole process, since the first frames."""
        assert self._since is not None
        used_s = time.process_time() - self._since[1]
        return 100 * used_s / (time.monotonic() - self._since[0])

    def _next(self) -> Any:
        if self._clip == "-":
            np.copyto(self._frame, self._bases[self.read_count % BASES])
            return self._frame
        return self._of_film() if self._plain else self._of_program()

    def _of_program(self) -> Any:
        from gmi_app.devices.camera_source import recording

        if self._capture is None:
            self._capture = recording(Path(self._clip))(Event())
        return self._capture.read()

    def _of_film(self) -> Any:
        from gmi_app.devices.opencv import cv2

        there = self._capture.read(self._frame)[0] if self._capture else False
        if not there:
            self._capture = cv2.VideoCapture(self._clip)
            self._capture.read(self._frame)
        return self._frame

    def release(self) -> None:
        """Nothing to give back."""


def write_clip(path: Path, width: int, height: int, rate: float) -> None:
    """Two seconds of camera-like frames as an MJPG film."""
    from gmi_app.devices.opencv import cv2

    source = Stamped(width, height, 1e9, "-")
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate, (width, height))
    for number in range(round(2 * rate)):
        film.write(cv2.GaussianBlur(source._bases[number % BASES], (0, 0), 6))
    film.release()


def ours(source: Stamped, width: int, height: int, seconds: float) -> int:
    """The program's own camera thread and view; how many pictures were painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gmi_app.devices.camera import CameraThread
    from gmi_app.mirror.settings import ViewSettings
    from gmi_app.ui.mirror.view import MirrorView

    application = QApplication([])
    painted = [0]

    def count(captured_ns: int, painted_ns: int) -> None:
        painted[0] += 1

    def opened(stop: Event) -> Stamped:
        return source

    view = MirrorView("benchmark")
    view.setFixedSize(width, height)
    view.move(0, 0)
    view.painted.connect(count)
    camera = CameraThread(opened)
    view.use(camera, ViewSettings())
    view.show()
    QTimer.singleShot(round(seconds * 1000), application.quit)
    application.exec()
    view.leave()
    camera.close()
    return painted[0]


def imshow(source: Stamped, width: int, height: int, seconds: float) -> int:
    """OpenCV's own window, as a script for this would do it."""
    import cv2

    cv2.setNumThreads(1)
    cv2.namedWindow("mirror", cv2.WINDOW_AUTOSIZE | cv2.WINDOW_GUI_NORMAL)
    cv2.moveWindow("mirror", 0, 0)
    painted, half, end = 0, width // 2, time.monotonic() + seconds
    while time.monotonic() < end:
        frame = source.read()
        assert frame is not None
        frame[:, :half] = cv2.flip(frame[:, half:], 1)
        cv2.imshow("mirror", frame)
        cv2.waitKey(1)
        painted += 1
    return painted


def nothing(source: Stamped, width: int, height: int, seconds: float) -> int:
    """Reads and shows nothing."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        source.read()
    return 0


def main(how: str, width: str, height: str, rate: str, seconds: str, clip: str, out: str) -> None:
    source = Stamped(int(width), int(height), float(rate), clip, plain=how == "imshow")
    show = {"ours": ours, "imshow": imshow, "nothing": nothing}[how]
    painted = show(source, int(width), int(height), float(seconds))
    report = {
        "read": source.read_count,
        "painted": painted,
        "cpu_percent": source.cpu_percent(),
    }
    Path(out).write_text(json.dumps(report))
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
