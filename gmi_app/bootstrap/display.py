"""Whether there is a screen to show a window on: without one Qt ends the process, so look first."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping

PATIENCE_S = 2.0
"""How long another computer's screen may take to answer (seconds)."""


def is_there(environment: Mapping[str, str]) -> bool:
    """True where a window can be shown, or where Qt was told to do without one.

    Windows and macOS always have a screen; elsewhere an X server or a Wayland compositor must
    answer.
    """
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(environment) or _x_answers(environment.get("DISPLAY", ""))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    return _connects(os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name))  # noqa: PTH118


def _x_answers(name: str) -> bool:
    """``name`` is [host]:number[.screen]; without a host it is a socket on this computer."""
    parts = re.fullmatch(r"(?P<host>.*):(?P<number>\d+)(\.\d+)?", name)
    if parts is None:
        return False
    host, number = parts["host"], int(parts["number"])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return _connects(path) or _connects("\0" + path)
    try:
        socket.create_connection((host, 6000 + number), timeout=PATIENCE_S).close()
    except OSError:
        return False
    return True


def _connects(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(path)
        except OSError:
            return False
    return True
