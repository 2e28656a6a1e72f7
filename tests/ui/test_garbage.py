"""Cycles are collected on the GUI thread and on no other; the old ones not during a session."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gmi_app.ui.garbage import Garbage

pytestmark = pytest.mark.gui

Collections = list[tuple[int, int]]
"""Thread and generation of each."""


@pytest.fixture
def collections() -> Iterator[Collections]:
    """With thresholds that are soon reached."""
    found: Collections = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            found.append((threading.get_ident(), info["generation"]))

    before, was_enabled = gc.get_threshold(), gc.isenabled()
    gc.collect()
    gc.set_threshold(100, 2, 2)
    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)
    gc.set_threshold(*before)
    if was_enabled:
        gc.enable()


class Ring:
    """Nobody but itself refers to it."""

    def __init__(self) -> None:
        self.itself = self


def make_rings() -> None:
    for _ in range(200):
        Ring()


def test_another_thread_makes_garbage_and_the_gui_thread_takes_it_away(
    qtbot: QtBot, collections: Collections
) -> None:
    gc.enable()
    garbage = Garbage(lambda: False)
    other = threading.Thread(target=make_rings)
    other.start()
    other.join()
    assert collections == []
    garbage.look()
    assert collections == [(threading.get_ident(), 0)]
    garbage.look()
    assert len(collections) == 1  # nothing is due any more
    assert not gc.isenabled()


@pytest.mark.parametrize(("busy", "oldest"), [(False, 2), (True, 1)])
def test_the_oldest_wait_for_the_end_of_a_session(
    qtbot: QtBot, collections: Collections, busy: bool, oldest: int
) -> None:
    garbage = Garbage(lambda: busy)
    for _ in range(60):
        make_rings()
        garbage.look()
    assert max(generation for _, generation in collections) == oldest
    assert {generation for _, generation in collections} == set(range(oldest + 1))


def test_nothing_is_collected_while_the_thresholds_are_none(
    qtbot: QtBot, collections: Collections
) -> None:
    garbage = Garbage(lambda: False)
    gc.set_threshold(0)
    make_rings()
    garbage.look()
    assert collections == []


def test_it_looks_by_itself_from_its_beginning_to_its_end(
    qtbot: QtBot, collections: Collections
) -> None:
    garbage = Garbage(lambda: False)
    garbage._timer.setInterval(1)
    make_rings()
    garbage.begin()
    qtbot.waitUntil(lambda: bool(collections))
    garbage.end()
    assert not garbage._timer.isActive()
