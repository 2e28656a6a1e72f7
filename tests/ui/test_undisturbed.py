"""The interpreter is quiet while a set is answered, and as it was afterwards."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from gmi_app.ui.stage.undisturbed import SWITCH_S, Undisturbed

USUAL_S = 0.005


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(USUAL_S)
    yield
    sys.setswitchinterval(before_s)


def test_quiet_in_between_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    undisturbed = Undisturbed()
    undisturbed.begin()
    try:
        undisturbed.begin()  # a second begin must not take the quick switches for the usual ones
        assert gc.get_threshold()[0] == 0
        assert abs(sys.getswitchinterval() - SWITCH_S) < 1e-6
    finally:
        undisturbed.end()
    assert gc.get_threshold() == before
    assert before[0] > 0
    assert abs(sys.getswitchinterval() - USUAL_S) < 1e-6


def test_an_end_without_a_begin_changes_nothing() -> None:
    before = gc.get_threshold()
    gc.set_threshold(1234, 5, 6)
    try:
        Undisturbed().end()
        assert gc.get_threshold() == (1234, 5, 6)
    finally:
        gc.set_threshold(*before)
