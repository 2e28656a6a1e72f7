"""The words of ``python3 -m gmi_app.bootstrap``: what is started with what, and the exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from gmi_app.__main__ import COMMANDS
from gmi_app.bootstrap import __main__ as bootstrap
from gmi_app.bootstrap import checks, display, environment, system
from gmi_app.errors import GmiError

ROOT = Path(bootstrap.__file__).parents[2]
WITH_WINDOW = {name for name, module in COMMANDS.items() if module == COMMANDS["window"]}


class Started(Exception):
    """Takes the place of what exec never comes back from."""


class Machine:
    """What bootstrap does to the machine: kept instead of done."""

    def __init__(self) -> None:
        self.ready = True
        self.lacking: list[str] = []
        self.done: list[object] = []
        self.command: list[str] = []
        self.surroundings: Mapping[str, str] = {}

    def call(self, root: Path, command: Sequence[str]) -> int:
        self.command = list(command)
        return 5

    def execve(self, path: str, command: list[str], surroundings: Mapping[str, str]) -> None:
        self.command, self.surroundings = command, surroundings
        raise Started


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(system, "missing", lambda *, for_tests: list(machine.lacking))
    monkeypatch.setattr(system, "install", machine.done.append)
    monkeypatch.setattr(environment, "is_ready", lambda *_: machine.ready)
    monkeypatch.setattr(environment, "check", lambda _: machine.done.append("checked"))
    monkeypatch.setattr(environment, "lacks_pip", lambda _: True)
    monkeypatch.setattr(environment, "make", lambda *words: machine.done.append(words[-1]))
    monkeypatch.setattr(checks, "call", machine.call)
    monkeypatch.setattr(checks, "run_all", lambda root, python: 3)
    monkeypatch.setattr(display, "is_there", lambda _: True)
    monkeypatch.setattr(os, "execve", machine.execve)
    return machine


def run(*words: str) -> None:
    with pytest.raises(Started):
        bootstrap.main(["run", *words])


def test_a_ready_machine_starts_at_once(machine: Machine) -> None:
    run()
    assert machine.done == []
    assert machine.command[1:] == ["-m", "gmi_app"]
    assert machine.surroundings["PYTHONPATH"].split(os.pathsep)[0] == str(ROOT)


def test_a_fresh_machine_is_made_ready_first(machine: Machine) -> None:
    machine.ready = False
    machine.lacking = ["libgl1"]
    run()
    assert machine.done == ["checked", ["libgl1", system.venv_package()], "run"]


def test_a_library_that_went_missing_is_installed_again(machine: Machine) -> None:
    machine.lacking = ["libgl1"]
    run()
    assert machine.done == [["libgl1"]]


@pytest.mark.parametrize("dashes", [[], ["--"]])
def test_words_go_on_to_the_program(machine: Machine, dashes: list[str]) -> None:
    run(*dashes, "drill", "--part", "hand")
    assert machine.command[3:] == ["drill", "--part", "hand"]


@pytest.mark.parametrize("words", [[], ["--data", "folder"], ["drill", "--part", "hand"]])
def test_without_a_screen_the_demonstration_runs(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    monkeypatch.setattr(display, "is_there", lambda _: False)
    run(*words)
    assert "no screen" in capsys.readouterr().err
    assert machine.command[3:] == ["demo"]


@pytest.mark.parametrize("word", sorted(set(COMMANDS) - WITH_WINDOW))
def test_what_needs_no_screen_runs_as_it_is(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    word: str,
) -> None:
    monkeypatch.setattr(display, "is_there", lambda _: False)
    run(word, "--data", "folder")
    assert capsys.readouterr().err == ""
    assert machine.command[3:] == [word, "--data", "folder"]


def test_on_windows_the_shell_waits(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    done: subprocess.CompletedProcess[bytes] = subprocess.CompletedProcess([], 7)
    python = environment.interpreter(environment.folder(ROOT))
    monkeypatch.setattr(bootstrap, "prepare", lambda root, purpose: python)
    monkeypatch.setattr(bootstrap, "checkout", lambda: ROOT)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    monkeypatch.setattr(os, "name", "nt")
    code = bootstrap.main(["run"])
    monkeypatch.undo()
    assert code == 7


def test_test_runs_every_check(machine: Machine) -> None:
    assert bootstrap.main(["test"]) == 3


def test_test_with_words_is_pytest_alone(machine: Machine) -> None:
    assert bootstrap.main(["test", "-k", "drill"]) == 5
    assert machine.command[1:] == ["-m", "pytest", "-k", "drill"]


def test_bench_runs_the_benchmarks(machine: Machine) -> None:
    assert bootstrap.main(["bench", "decode"]) == 5
    assert machine.command[1:] == ["-m", "tests.benchmarks", "decode"]


@pytest.mark.parametrize("words", [[], ["ran"], ["--data"]])
def test_wrong_words_end_with_2(
    machine: Machine, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert bootstrap.main(words) == 2
    assert "usage:" in capsys.readouterr().err


def test_help_is_an_answer(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["--help"]) == 0
    assert "GMI_VENV" in capsys.readouterr().out


def test_what_the_person_can_mend_is_one_sentence_and_1(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(root: Path, python: Path) -> int:
        raise GmiError("The disk is full.")

    monkeypatch.setattr(checks, "run_all", fail)
    assert bootstrap.main(["test"]) == 1
    assert capsys.readouterr().err == "The disk is full.\n"


def test_an_interruption_ends_quietly(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(root: Path, python: Path) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(checks, "run_all", interrupt)
    assert bootstrap.main(["test"]) == 130


def test_an_old_python_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "NEEDS_PYTHON", (99,))
    assert bootstrap.main(["run"]) == 1
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


def test_an_installed_copy_needs_none_of_this(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    installed = tmp_path / "site-packages" / "gmi_app" / "bootstrap" / "__main__.py"
    monkeypatch.setattr(bootstrap, "__file__", str(installed))
    assert bootstrap.main(["run"]) == 1
    assert "Type gmi-app" in capsys.readouterr().err


def test_it_needs_nothing_but_the_standard_library() -> None:
    code = "import sys, gmi_app.bootstrap.__main__, gmi_app.bootstrap.branches"
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
