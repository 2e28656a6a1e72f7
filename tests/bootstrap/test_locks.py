"""The locked packages: complete, hashed, the same for program and tests, of no one machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("install", "run", "test")


def entries(lock: str) -> list[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="ascii")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines))


def locked(lock: str) -> dict[str, set[str]]:
    """The versions of each package; more than one where Python versions need different ones."""
    found: dict[str, set[str]] = {}
    for entry in entries(lock):
        requirement = Requirement(entry.split(" \\\n")[0])
        name = canonicalize_name(requirement.name)
        found.setdefault(name, set()).add(str(requirement.specifier).removeprefix("=="))
    return found


def wanted(group: str) -> list[Requirement]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if group == "run":
        words = settings["project"]["dependencies"]
    else:
        words = settings["dependency-groups"][group]
    return [Requirement(word) for word in words]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes(lock: str) -> None:
    for entry in entries(lock):
        first, *hashes = entry.split(" \\\n")
        assert "==" in first
        assert hashes, first
        for line in hashes:
            assert re.fullmatch(r" +--hash=sha256:[0-9a-f]{64}\n*", line), (first, line)


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_of_one_machine_is_in_them(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="ascii")
    assert not re.search(r"://|\+cpu|index-url|find-links|^-[^-]", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_they_hold_what_the_project_asks_for(lock: str) -> None:
    packages = locked(lock)
    for requirement in wanted(lock):
        versions = packages[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_tests_see_the_versions_that_the_program_runs_with() -> None:
    program, tests = locked("run"), locked("test")
    assert {name: tests.get(name) for name in program} == program
