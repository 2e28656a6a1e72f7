"""The virtual environment: made once, renewed when what it is made from changes, else untouched."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from gmi_app.bootstrap import environment
from gmi_app.errors import GmiError


class Commands:
    """Stands for venv, pip and uv: keeps what was asked, fails what is told to fail."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.failing: set[str] = set()
        self.options: list[str] = []

    def __call__(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        module = command[2]
        word = module if module == "venv" else f"{module} {Path(command[-1]).name}"
        self.words.append(word)
        self.options += command[3:-1]
        if word == "venv" and word not in self.failing:
            folder = Path(command[-1])
            environment.interpreter(folder).parent.mkdir(parents=True, exist_ok=True)
            environment.interpreter(folder).touch()
            (folder / "pyvenv.cfg").touch()
        return subprocess.CompletedProcess(list(command), int(word in self.failing))


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    commands = Commands()
    monkeypatch.setattr(subprocess, "run", commands)
    return commands


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that has locked packages and nothing else."""
    monkeypatch.delenv("GMI_VENV", raising=False)
    root = tmp_path / "checkout"
    (root / "requirements").mkdir(parents=True)
    for name in ("install.txt", "run.txt", "test.txt"):
        (root / "requirements" / name).write_text(f"{name}==1\n", encoding="ascii")
    return root


def make(root: Path, purpose: environment.Purpose = "run") -> Path:
    folder = environment.folder(root)
    environment.check(folder)
    environment.make(root, folder, purpose)
    return folder


def test_it_is_in_the_checkout(root: Path) -> None:
    assert environment.folder(root) == root / ".venv"


def test_gmi_venv_names_another_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GMI_VENV", "~/elsewhere")
    assert environment.folder(root) == Path.home() / "elsewhere"


@pytest.mark.parametrize(
    ("system", "path"), [("posix", "bin/python"), ("nt", "Scripts/python.exe")]
)
def test_its_interpreter(monkeypatch: pytest.MonkeyPatch, system: str, path: str) -> None:
    folder = Path("folder")
    monkeypatch.setattr(os, "name", system)
    found = environment.interpreter(folder)
    monkeypatch.undo()  # paths are of the other kind while os.name is
    assert found == folder / path


def test_it_is_made_with_uv_that_pip_brought(root: Path, commands: Commands) -> None:
    folder = environment.folder(root)
    assert not environment.is_ready(root, folder, "run")
    make(root)
    assert environment.is_ready(root, folder, "run")
    assert commands.words == ["venv", "pip install.txt", "uv run.txt"]


@pytest.mark.parametrize("failing", ["pip install.txt", "uv run.txt"])
def test_pip_alone_does_where_uv_does_not(root: Path, commands: Commands, failing: str) -> None:
    commands.failing = {failing}
    make(root)
    assert commands.words[-1] == "pip run.txt"
    assert environment.is_ready(root, environment.folder(root), "run")


def test_the_packages_of_the_tests_contain_the_programs(root: Path, commands: Commands) -> None:
    folder = make(root, "test")
    assert environment.is_ready(root, folder, "test")
    assert environment.is_ready(root, folder, "run")


def test_the_programs_packages_are_not_enough_for_the_tests(root: Path, commands: Commands) -> None:
    folder = make(root)
    assert not environment.is_ready(root, folder, "test")
    make(root, "test")
    assert commands.words[3:] == ["pip install.txt", "uv test.txt"]


def test_new_locked_packages_renew_it(root: Path, commands: Commands) -> None:
    folder = make(root)
    (root / "requirements" / "run.txt").write_text("run.txt==2\n", encoding="ascii")
    assert not environment.is_ready(root, folder, "run")


def test_another_python_renews_it(
    root: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(root)
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert not environment.is_ready(root, folder, "run")


def test_one_whose_python_is_gone_is_made_again(root: Path, commands: Commands) -> None:
    folder = make(root)
    assert "--clear" not in commands.options
    environment.interpreter(folder).unlink()
    assert not environment.is_ready(root, folder, "run")
    make(root)
    assert "--clear" in commands.options
    assert environment.is_ready(root, folder, "run")


def test_a_failed_attempt_is_repeated(root: Path, commands: Commands) -> None:
    commands.failing = {"uv run.txt", "pip run.txt"}
    with pytest.raises(GmiError, match="packages could not be installed"):
        make(root)
    assert not environment.is_ready(root, environment.folder(root), "run")
    commands.failing = set()
    make(root)
    assert environment.is_ready(root, environment.folder(root), "run")


def test_what_venv_says_is_above_the_sentence(root: Path, commands: Commands) -> None:
    commands.failing = {"venv"}
    with pytest.raises(GmiError, match="reason is above"):
        make(root)


def test_a_folder_with_something_else_is_left_alone(root: Path, commands: Commands) -> None:
    folder = environment.folder(root)
    folder.mkdir()
    (folder / "thesis.txt").touch()
    with pytest.raises(GmiError, match="holds something else"):
        make(root)
    assert commands.words == []


def test_a_file_in_its_place_is_left_alone(root: Path, commands: Commands) -> None:
    environment.folder(root).touch()
    with pytest.raises(GmiError, match="cannot be written"):
        make(root)


def test_a_checkout_that_cannot_be_written(
    root: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(GmiError, match=r"cannot be written\. Name a folder of your own"):
        make(root)
    assert commands.words == []


def test_a_debian_without_venv_is_known_by_what_it_lacks(
    root: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = environment.folder(root)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert environment.lacks_pip(folder)
    make(root)
    assert not environment.lacks_pip(folder)
