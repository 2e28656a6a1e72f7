"""``pip install .`` into an empty environment: a working program, its pictures inside the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import gmi_app

ROOT = Path(gmi_app.__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

pytestmark = pytest.mark.slow


class Installed:
    """An environment that holds the program; its dependencies are those of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder, symlinks=os.name != "nt")
        paths = {"base": str(folder), "platbase": str(folder)}
        self.packages = Path(sysconfig.get_path("purelib", "venv", paths))
        here = sysconfig.get_path("purelib")
        (self.packages / "dependencies.pth").write_text(f"{here}\n", encoding="utf-8")
        self.python = folder / SCRIPTS / "python"

    def pip(self, *words: str) -> None:
        quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
        self.call(Path(sys.executable), "-m", "pip", "--python", str(self.python), *quiet, *words)

    def call(self, *command: str | Path) -> str:
        """What a command printed in a folder without the source; it must end with 0."""
        surroundings = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [str(word) for word in command],
            cwd=self.folder,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    installed = Installed(tmp_path_factory.mktemp("wheel") / "venv")
    installed.pip("install", "--no-index", "--no-deps", "--no-build-isolation", str(ROOT))
    return installed


def shipped(folder: Path) -> set[str]:
    """The files below a folder that are not made while it is used."""
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_everything_of_the_package_is_in_the_wheel(installed: Installed) -> None:
    package = installed.packages / "gmi_app"
    pictures = {f"assets/images/{name}" for name in shipped(ROOT / "assets" / "images")}
    assert shipped(package) == shipped(ROOT / "gmi_app") | pictures


def test_the_licence_is_in_the_wheel(installed: Installed) -> None:
    (licence,) = installed.packages.glob("gmi-*.dist-info/licenses/LICENSE")
    assert licence.read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("command", [["gmi-app"], ["python", "-m", "gmi_app"]])
def test_the_command_tells_its_version(installed: Installed, command: list[str]) -> None:
    program, *words = command
    answer = installed.call(installed.folder / SCRIPTS / program, *words, "--version")
    assert gmi_app.__version__ in answer


def test_the_pictures_come_from_inside_the_package(installed: Installed) -> None:
    code = "from gmi_app.paths import pictures_folder; print(pictures_folder())"
    folder = installed.call(installed.python, "-c", code).strip()
    assert Path(folder) == installed.packages / "gmi_app" / "assets" / "images"


def test_the_program_finds_itself_in_order(installed: Installed) -> None:
    installed.call(installed.folder / SCRIPTS / "gmi-app", "check")
