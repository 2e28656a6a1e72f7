"""System libraries: what is missing is found, installed where that is allowed, and named else."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from gmi_app.bootstrap import system
from gmi_app.errors import GmiError

Answers = Callable[[Sequence[str]], tuple[int, str]]


class Machine:
    """A Linux computer as system.py sees it: libraries, programs, rights, and apt's answers."""

    def __init__(self) -> None:
        self.libraries = set(system.LIBRARIES)
        self.programs = {"apt-get", "sudo", *system.PROGRAMS}
        self.user = 1000
        self.commands: list[list[str]] = []
        self.answer: Answers = lambda command: (0, "")

    def load(self, library: str) -> None:
        if library not in self.libraries:
            raise OSError(library)

    def which(self, program: str) -> str | None:
        return f"/usr/bin/{program}" if program in self.programs else None

    def call(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.commands.append(list(command))
        code, text = self.answer(command)
        return subprocess.CompletedProcess(list(command), code, text)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    machine = Machine()
    (tmp_path / "fonts" / "dejavu").mkdir(parents=True)
    (tmp_path / "fonts" / "dejavu" / "DejaVuSans.ttf").touch()
    monkeypatch.setattr(system, "FONT_FOLDERS", (str(tmp_path / "fonts"),))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", machine.load)
    monkeypatch.setattr(shutil, "which", machine.which)
    monkeypatch.setattr(os, "geteuid", lambda: machine.user, raising=False)
    monkeypatch.setattr(subprocess, "run", machine.call)
    return machine


def test_a_complete_machine_lacks_nothing(machine: Machine) -> None:
    assert system.missing(for_tests=True) == []
    assert machine.commands == []


def test_a_fresh_machine_lacks_everything(machine: Machine, tmp_path: Path) -> None:
    machine.libraries.clear()
    machine.programs.clear()
    (tmp_path / "fonts" / "dejavu" / "DejaVuSans.ttf").unlink()
    program = [*system.LIBRARIES.values(), system.FONT_PACKAGE]
    assert system.missing(for_tests=False) == program
    assert system.missing(for_tests=True) == [*program, *system.PROGRAMS.values()]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_packages_bring_what_they_need(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    machine.libraries.clear()
    monkeypatch.setattr(sys, "platform", platform)
    assert system.missing(for_tests=True) == []


def test_root_installs_without_more_ado(machine: Machine) -> None:
    machine.user = 0
    system.install(["libgl1", "libegl1"])
    (command,) = machine.commands
    assert command[:2] == ["env", "DEBIAN_FRONTEND=noninteractive"]
    assert command[-5:] == [
        "install",
        "--yes",
        "--no-install-recommends",
        "libgl1",
        "libegl1",
    ]


def test_sudo_is_used_where_it_asks_for_no_password(machine: Machine) -> None:
    system.install(["libgl1"])
    asked, installed = machine.commands
    assert asked == ["/usr/bin/sudo", "-n", "true"]
    assert installed[:3] == ["/usr/bin/sudo", "-n", "env"]


def test_a_machine_without_lists_of_packages_fetches_them_first(machine: Machine) -> None:
    machine.user = 0
    updated = False

    def apt(command: Sequence[str]) -> tuple[int, str]:
        nonlocal updated
        updated = updated or command[-1] == "update"
        return (0 if updated else 100), ""

    machine.answer = apt
    system.install(["libgl1"])
    assert [command[-1] for command in machine.commands] == ["libgl1", "update", "libgl1"]


def test_what_apt_said_is_told_when_it_fails(machine: Machine) -> None:
    machine.user = 0
    machine.answer = lambda command: (100, "E: no space left on device\n")
    with pytest.raises(GmiError, match="no space left on device"):
        system.install(["libgl1"])


@pytest.mark.parametrize(
    ("programs", "line"),
    [
        ({"apt-get", "sudo"}, "sudo apt-get update; sudo apt-get install --yes --no-"),
        ({"apt-get"}, "su -c 'apt-get update; apt-get install --yes --no-"),
    ],
)
def test_who_may_not_install_is_told_the_line_to_type(
    machine: Machine, programs: set[str], line: str
) -> None:
    machine.programs = programs
    machine.answer = lambda command: (1, "a password is required")
    with pytest.raises(GmiError) as caught:
        system.install(["libgl1", "libegl1"])
    last = caught.value.sentence.splitlines()[-1].strip()
    assert last.startswith(line)
    assert "libgl1 libegl1" in last


def test_root_is_told_the_line_without_sudo(machine: Machine) -> None:
    machine.user = 0
    assert system.line_to_type(["libgl1"]).startswith("apt-get update; apt-get install")


def test_without_apt_the_libraries_are_named(machine: Machine) -> None:
    machine.programs = set()
    with pytest.raises(GmiError, match="libgl1 libegl1"):
        system.install(["libgl1", "libegl1"])
    assert machine.commands == []


def test_the_name_of_what_venv_needs_has_pythons_version() -> None:
    assert system.venv_package() == f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
