"""Rules of the tests themselves: they wait for events, not for time, and none is left out."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]

FIXED_WAIT = re.compile(r"\bsleep\(|\bqtbot\.wait\(|\bqWait\(|\bqSleep\(")
LEFT_OUT = re.compile(
    r"\bmark\.(skip|flaky|xfail)\b|\bpytest\.(skip|importorskip|xfail)\("
    r"|\bmark\.skipif\((?!os\.name|sys\.platform)"  # what another system does not have
)


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands in the tests, benchmarks excepted: they measure time."""
    return [
        f"{file.relative_to(TESTS)}:{number}"
        for file in sorted(TESTS.rglob("*.py"))
        if "benchmarks" not in file.parts and file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_test_waits_for_a_fixed_time() -> None:
    assert found(FIXED_WAIT) == []


def test_no_test_is_left_out() -> None:
    assert found(LEFT_OUT) == []
