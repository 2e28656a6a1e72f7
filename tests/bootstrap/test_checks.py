"""The checks: their order, their table, and that every package stands under its rules."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from gmi_app.bootstrap import branches, checks

ROOT = Path(checks.__file__).parents[2]

OUTSIDE_THE_CORE = {
    "__init__",
    "__main__",
    "app",
    "asides",
    "before",
    "bootstrap",
    "commands",
    "devices",
    "drills",
    "exchange",
    "exchanges",
    "guided",
    "imageries",
    "invitations",
    "later",
    "mirrors",
    "opening",
    "reports",
    "sittings",
    "storage",
    "task",
    "ui",
}


class Calls:
    """Runs nothing; the commands that contain ``failing`` end with 1."""

    def __init__(self, failing: str) -> None:
        self.failing = failing
        self.commands: list[str] = []

    def __call__(
        self, command: Sequence[str], cwd: Path, env: Mapping[str, str], check: bool
    ) -> subprocess.CompletedProcess[bytes]:
        assert "PYTHONPATH" not in env
        self.commands.append(" ".join(command))
        return subprocess.CompletedProcess(list(command), int(self.failing in command))


def test_the_order_of_the_checks() -> None:
    names = [check.name for check in checks.all_checks(Path("python"))]
    assert names[:5] == ["ruff check", "ruff format", "mypy --strict", "import-linter", "tests"]
    assert names[-2:] == ["core's branches", "coverage"]


def test_the_x_server_is_for_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "tests, X server" not in [check.name for check in checks.all_checks(Path("python"))]


@pytest.mark.parametrize(("failing", "code"), [("none", 0), ("mypy", 1)])
def test_all_checks_run_also_after_one_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str, code: int
) -> None:
    calls = Calls(failing)
    monkeypatch.setattr(subprocess, "run", calls)
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert checks.run_all(ROOT, Path("python")) == code
    assert len(calls.commands) == len(checks.all_checks(Path("python")))
    assert ("FAILED" in capsys.readouterr().out) is bool(code)


def test_the_table_tells_seconds() -> None:
    results = [
        checks.Result(checks.Check("ruff check", []), 0, 0.34),
        checks.Result(checks.Check("tests", []), 1, 61.5),
    ]
    assert checks.table(results).splitlines() == [
        "ruff check         passed     0.3 s",
        "tests              FAILED    61.5 s",
        "all                1 FAILED    61.8 s",
    ]


@pytest.mark.parametrize(
    ("covered", "count", "enough"), [(95, 100, True), (94, 100, False), (0, 0, True)]
)
def test_branches_are_counted_without_lines(covered: int, count: int, enough: bool) -> None:
    totals = {"covered_branches": covered, "num_branches": count, "covered_lines": 1000}
    assert branches.sentence(totals, 95)[0] is enough


@pytest.mark.parametrize(("least", "code"), [("75", 0), ("76", 1)])
def test_too_few_branches_fail_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], least: str, code: int
) -> None:
    words: list[str] = []

    def coverage(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        words.append(command[3])
        answer = b'{"totals": {"covered_branches": 3, "num_branches": 4}}'
        return subprocess.CompletedProcess(list(command), 0, answer)

    monkeypatch.setattr(subprocess, "run", coverage)
    assert branches.main(least, "gmi_app/programme/*") == code
    assert words == ["report", "json"]
    assert capsys.readouterr().out.startswith("3 of 4 branches are covered: 75.0 %")


def _names_in_package() -> set[str]:
    package = ROOT / "gmi_app"
    files = {file.stem for file in package.glob("*.py")}
    return files | {file.parent.name for file in package.glob("*/*.py")}


def test_every_part_of_the_core_is_under_its_contract_and_its_coverage() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    under_contract = {name.removeprefix("gmi_app.") for name in contract["source_modules"]}
    assert under_contract == _names_in_package() - OUTSIDE_THE_CORE
    assert set(checks.CORE) == under_contract
