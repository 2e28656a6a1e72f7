"""The virtual environment: where it is, whether it is up to date, how it is made."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from gmi_app.errors import GmiError

Purpose = Literal["run", "test"]

LOCKS: dict[Purpose, str] = {"run": "run.txt", "test": "test.txt"}
"""The locked packages of each purpose; the tests' contain the program's, in the same versions."""

INSTALLER_LOCK = "install.txt"


def folder(root: Path) -> Path:
    """GMI_VENV, else .venv in the checkout."""
    named = os.environ.get("GMI_VENV")
    return Path(named).expanduser().absolute() if named else root / ".venv"


def interpreter(folder: Path) -> Path:
    """The environment's own Python."""
    if os.name == "nt":
        return folder / "Scripts" / "python.exe"
    return folder / "bin" / "python"


def is_ready(root: Path, folder: Path, purpose: Purpose) -> bool:
    """True when the environment was completed for these locked packages and this Python."""
    if not interpreter(folder).exists():
        return False
    fitting: list[Purpose] = ["run", "test"] if purpose == "run" else ["test"]
    return any(_read(_stamp(folder, each)) == _content(root, each) for each in fitting)


def lacks_pip(folder: Path) -> bool:
    """True on a Debian without python3-venv: environments are made without pip there."""
    return not interpreter(folder).exists() and importlib.util.find_spec("ensurepip") is None


def make(root: Path, folder: Path, purpose: Purpose) -> None:
    """Makes or renews the environment; its stamp is written last, so a broken attempt is repeated.

    Raises GmiError when Python cannot make it or the packages cannot be had.
    """
    python = interpreter(folder)
    if not python.exists():
        print(f"Making the virtual environment {folder}", file=sys.stderr, flush=True)
        again = ["--clear"] if (folder / "pyvenv.cfg").exists() else []  # its Python is gone
        if _call([sys.executable, "-m", "venv", *again, str(folder)]):
            raise GmiError(
                f"The virtual environment {folder} could not be made; Python's reason is above."
            )
    lock = root / "requirements" / LOCKS[purpose]
    print(f"Installing the packages of {lock.name}", file=sys.stderr, flush=True)
    if not _install(python, root / "requirements" / INSTALLER_LOCK, lock):
        raise GmiError(
            "The packages could not be installed; the reason is above. Nothing else was changed: "
            "see that this computer reaches a Python package index, then start this again."
        )
    _stamp(folder, purpose).write_text(_content(root, purpose), encoding="ascii")


def _install(python: Path, installer: Path, lock: Path) -> bool:
    """Installs ``lock`` with uv, which is fast, or else with pip, which knows pip's settings."""
    options = ["--quiet", "--require-hashes", "--requirement"]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    uv = [str(python), "-m", "uv", "pip", "install", "--python", str(python)]
    uv.append("--compile-bytecode")  # as pip does; where Python may not, every start would
    if not _call([*pip, "install", *options, str(installer)]) and not _call(
        [*uv, *options, str(lock)]
    ):
        return True
    return not _call([*pip, "install", *options, str(lock)])


def check(folder: Path) -> None:
    """Raises GmiError when ``folder`` is somebody else's or cannot be written."""
    if folder.is_dir() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        raise GmiError(
            f"The folder {folder} holds something else, so no virtual environment was made there. "
            "Name a new folder with GMI_VENV."
        )
    place = next(each for each in (folder, *folder.parents) if each.exists())
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise GmiError(
            f"The packages of the program cannot be put into {folder}: {place} cannot be written. "
            "Name a folder of your own with GMI_VENV."
        )


def _stamp(folder: Path, purpose: Purpose) -> Path:
    return folder / f"gmi-{purpose}.sha256"


def _content(root: Path, purpose: Purpose) -> str:
    """What the environment is made from: the locked packages and the Python that they are for."""
    digest = hashlib.sha256(sys.version.encode())
    for lock in (INSTALLER_LOCK, LOCKS[purpose]):
        digest.update((root / "requirements" / lock).read_bytes())
    return digest.hexdigest()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""


def _call(command: Sequence[str]) -> int:
    """The exit code of ``command``, which writes to this terminal's standard error."""
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    ).returncode
