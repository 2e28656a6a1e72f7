"""System libraries on Linux: which are missing, and what installs them."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from gmi_app.errors import GmiError

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libXrandr.so.2": "libxrandr2",
    "libdrm.so.2": "libdrm2",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""What Qt and OpenCV load, and Debian's package that holds it."""

PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
"""What the tests on a real X server start, and Debian's package that holds it."""

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_PACKAGE = "fonts-dejavu-core"


def missing(*, for_tests: bool) -> list[str]:
    """Debian's names of the packages that are not there; nothing on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [package for name, package in LIBRARIES.items() if not _loads(name)]
    if not any(_fonts(Path(folder).expanduser()) for folder in FONT_FOLDERS):
        packages.append(FONT_PACKAGE)
    if for_tests:
        packages += [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    return packages


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _fonts(folder: Path) -> bool:
    return any(True for _ in folder.rglob("*.[to]tf"))


def venv_package() -> str:
    """Debian's package of what ``python -m venv`` needs beside python3."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def install(packages: Sequence[str]) -> None:
    """Installs Debian's packages.

    Raises GmiError with the line to type where this user may not, or with the names where there is
    no apt.
    """
    apt = shutil.which("apt-get")
    if apt is None:
        raise GmiError(
            "Some system libraries are missing. Install the packages of your system that match "
            f"Debian's {' '.join(packages)}, then start this again."
        )
    rights = _rights()
    if rights is None:
        raise GmiError(
            f"Some system libraries are missing, and installing them needs an administrator. "
            f"Type this line, then start this again:\n  {line_to_type(packages)}"
        )
    print(f"Installing system libraries: {' '.join(packages)}", file=sys.stderr, flush=True)
    words = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    words += ["-o", "DPkg::Lock::Timeout=60"]
    installing = [*words, "install", "--yes", "--no-install-recommends", *packages]
    if _call(installing)[0] == 0:
        return
    _call([*words, "update"])  # a fresh machine has no lists of packages yet
    code, answer = _call(installing)
    if code:
        raise GmiError(
            f"apt could not install the system libraries. It said:\n{answer}\n"
            f"Mend that, or type this line:\n  {line_to_type(packages)}"
        )


def line_to_type(packages: Sequence[str]) -> str:
    """The line that installs ``packages``, for a person to type."""
    line = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0:
        return f"apt-get update; {line}"
    if shutil.which("sudo"):
        return f"sudo apt-get update; sudo {line}"
    return f"su -c {shlex.quote(f'apt-get update; {line}')}"


def _rights() -> list[str] | None:
    """What comes before a command that an administrator gives; None where that is not to be had."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and _call([sudo, "-n", "true"])[0] == 0:
        return [sudo, "-n"]
    return None


def _call(command: Sequence[str]) -> tuple[int, str]:
    """The exit code and the last lines that ``command`` wrote."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return done.returncode, "\n".join(done.stdout.splitlines()[-12:])
