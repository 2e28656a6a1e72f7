"""Work off the GUI thread: in order, delivered on the GUI thread, to whoever still lives."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gmi_app.errors import StorageError
from gmi_app.ui.background import Lane

pytestmark = pytest.mark.gui


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    assert lane.close()
    lane.deleteLater()


def test_jobs_are_done_in_order_and_answers_come_on_the_gui_thread(
    lane: Lane, qtbot: QtBot
) -> None:
    done: list[tuple[int, int]] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        lane.run(
            lambda number=number: work(number),  # type: ignore[misc]
            lambda answer: done.append((answer, threading.get_ident())),
        )
    assert lane.busy
    qtbot.waitUntil(lambda: not lane.busy)
    assert done == [(number, threading.get_ident()) for number in range(20)]
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def fail() -> None:
    raise StorageError("The disk is full.")


def test_a_failure_goes_to_who_asked_and_the_lane_goes_on(lane: Lane, qtbot: QtBot) -> None:
    heard: list[object] = []
    lane.unhandled.connect(lambda error: pytest.fail(f"nobody was to hear of {error}"))
    lane.run(fail, lambda _: heard.append("done"), heard.append)
    lane.run(lambda: "next", heard.append)
    qtbot.waitUntil(lambda: not lane.busy)
    error, following = heard
    assert isinstance(error, StorageError)
    assert following == "next"


def test_a_failure_nobody_waits_for_is_announced_and_logged(
    lane: Lane, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(lane.unhandled) as announced:
        lane.run(fail, lambda _: pytest.fail("it was not done"))
    assert announced.args is not None
    assert isinstance(announced.args[0], StorageError)
    assert "background work failed" in caplog.text
    caplog.clear()


def test_a_closed_lane_finishes_what_it_was_given_and_takes_no_more(qtbot: QtBot) -> None:
    lane, done, going_on = Lane("test"), [], threading.Event()
    lane.run(lambda: going_on.wait(10))
    lane.run(lambda: done.append("given before"))
    going_on.set()
    assert lane.close()
    lane.run(lambda: done.append("too late"))
    assert done == ["given before"]
    lane.deleteLater()


def test_closing_does_not_wait_for_ever(qtbot: QtBot) -> None:
    lane, done, going_on = Lane("test"), [], threading.Event()
    lane.run(lambda: going_on.wait(10))
    lane.run(lambda: done.append("never"), lambda _: done.append("never"))
    assert not lane.close(timeout_s=0.05)
    going_on.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert done == []
    lane.deleteLater()


class Noted:
    """Says on which thread it died, as a window of Qt's would have to."""

    def __init__(self, died_on: list[int]) -> None:
        self._died_on = died_on

    def __del__(self) -> None:
        self._died_on.append(threading.get_ident())

    def work(self) -> None:
        """Something."""

    def fails(self) -> None:
        fail()

    def hears(self, _: object) -> None:
        """Nothing."""


def test_what_a_job_refers_to_dies_on_the_gui_thread(lane: Lane, qtbot: QtBot) -> None:
    died_on: list[int] = []
    for _ in range(200):
        lane.run(Noted(died_on).work, Noted(died_on).hears)
        lane.run(Noted(died_on).fails, failed=Noted(died_on).hears)
    qtbot.waitUntil(lambda: not lane.busy)
    qtbot.waitUntil(lambda: len(died_on) == 800)
    assert set(died_on) == {threading.get_ident()}
