"""Every check of the project, one after the other, with a table at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CORE = (
    "activities",
    "clinic",
    "clock",
    "errors",
    "facts",
    "imagery",
    "journal",
    "language",
    "laterality",
    "library",
    "mirror",
    "paths",
    "pictures",
    "programme",
    "progress",
    "simulation",
)
"""Packages and modules of the core: those of the first contract of import-linter."""

CORE_PERCENT = 95
"""Of the core's branches, at least so many are taken by a test."""

WHOLE_PERCENT = 85
"""Of the whole program's lines and branches."""


MOST_PROCESSES = 4
"""So many processes share the tests, if there are as many cores."""


@dataclass(frozen=True)
class Check:
    """One check: its name in the table and its command."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Result:
    """How one check went: exit code and seconds."""

    check: Check
    code: int
    seconds: float


def all_checks(python: Path) -> list[Check]:
    """The checks in their order; the two coverage checks read what the tests before them wrote."""
    module = [str(python), "-m"]
    measured = [*module, "pytest", "--cov", "--cov-report="]
    shared = ["-n", f"{min(os.cpu_count() or 1, MOST_PROCESSES)}", "--dist", "worksteal"]
    core = ",".join(f"gmi_app/{name}/*,gmi_app/{name}.py" for name in CORE)
    linter = (
        "import sys; from importlinter.cli import lint_imports_command as main; sys.exit(main())"
    )
    checks = [
        Check("ruff check", [*module, "ruff", "check"]),
        Check("ruff format", [*module, "ruff", "format", "--check"]),
        Check("mypy --strict", [*module, "mypy", "--strict"]),
        Check("import-linter", [str(python), "-c", linter]),
        Check("tests", [*measured, *shared]),
    ]
    if sys.platform.startswith("linux"):
        checks.append(Check("tests, X server", [*measured, "--cov-append", "--screen", "xvfb"]))
    return [
        *checks,
        Check("core's branches", [*module, "gmi_app.bootstrap.branches", f"{CORE_PERCENT}", core]),
        Check("coverage", [*module, "coverage", "report", f"--fail-under={WHOLE_PERCENT}"]),
    ]


def run_all(root: Path, python: Path) -> int:
    """Runs every check, also after one has failed; 0 when all passed, else 1."""
    results = []
    for check in all_checks(python):
        print(f"\n== {check.name}", flush=True)
        begun = time.monotonic()
        code = call(root, check.command)
        results.append(Result(check, code, time.monotonic() - begun))
    print(f"\n{table(results)}", flush=True)
    return 1 if any(result.code for result in results) else 0


def table(results: Sequence[Result]) -> str:
    """One line a check: name, passed or failed, seconds; and their sum."""
    lines = [
        f"{result.check.name:<18} {'FAILED' if result.code else 'passed'} {result.seconds:7.1f} s"
        for result in results
    ]
    failed = sum(1 for result in results if result.code)
    total = sum(result.seconds for result in results)
    summary = f"{failed} FAILED" if failed else "passed"
    return "\n".join([*lines, f"{'all':<18} {summary} {total:7.1f} s"])


def call(root: Path, command: Sequence[str]) -> int:
    """The exit code of ``command`` in the checkout; what it writes is shown as it comes."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=root, env=surroundings, check=False).returncode
