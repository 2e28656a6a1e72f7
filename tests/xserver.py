"""A private screen for tests and benchmarks: an X server in memory and a session bus of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Runs a server that writes one line to the pipe ``{}`` once it is ready; gives that line.

    Raises RuntimeError when the server ends without having written it.
    """
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as pipe:
        try:
            server = subprocess.Popen(
                [word.replace("{}", str(writing)) for word in command],
                env=environment,
                pass_fds=[writing],
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(writing)
        try:
            line = pipe.readline().strip()
            if not line:
                raise RuntimeError(f"{command[0]} ended before it was ready")
            yield line
        finally:
            server.terminate()
            server.wait()


@contextmanager
def private_screen(folder: Path, width: int = 1280, height: int = 800) -> Iterator[dict[str, str]]:
    """The environment of an X server (pixels, 24 bits) and a bus that nobody else uses (Linux).

    ``folder`` becomes the runtime folder; keep its path short, sockets are put there. Screen
    readers find the program: accessibility is switched on. Raises FileNotFoundError when Xvfb or
    dbus-daemon is not installed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    screen = f"{width}x{height}x24"
    display = ["Xvfb", "-displayfd", "{}", "-screen", "0", screen, "-nolisten", "tcp", "-noreset"]
    bus = ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address={}"]
    outside = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
    inherited = {name: value for name, value in os.environ.items() if name not in outside}
    with _running(display, inherited) as number:
        environment = {
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": str(folder),
        }
        with _running(bus, inherited | environment) as address:
            yield environment | {"DBUS_SESSION_BUS_ADDRESS": address}
