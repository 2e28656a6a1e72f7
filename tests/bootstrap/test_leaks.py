"""The watch over leaks that every test of the windows is under finds each kind of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QPropertyAnimation, QThread, QTimer
from PySide6.QtWidgets import QWidget

from tests.leaks import Watch

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    watch.begin()
    yield watch
    watch.close()


def test_nothing_started_leaves_nothing(watch: Watch) -> None:
    assert watch.leftovers() == []


def test_finds_a_running_timer_and_stops_it(watch: Watch) -> None:
    timer = QTimer()
    timer.start(60_000)
    (line,) = watch.leftovers()
    assert re.fullmatch(r"a QTimer still runs, started at .*test_leaks\.py:\d+", line)
    assert not timer.isActive()


def test_a_timer_that_was_stopped_is_none(watch: Watch) -> None:
    timer = QTimer()
    timer.start(60_000)
    timer.stop()
    assert watch.leftovers() == []


def test_a_timer_that_went_with_its_window_is_none(watch: Watch) -> None:
    window = QWidget()
    QTimer(window).start(60_000)
    window.deleteLater()
    del window
    assert watch.leftovers() == []


def test_finds_a_running_animation_and_stops_it(watch: Watch) -> None:
    target = QObject()
    animation = QPropertyAnimation(target, b"objectName")
    animation.setEndValue("moved")
    animation.setDuration(60_000)
    animation.start()
    (line,) = watch.leftovers()
    assert line.startswith("an animation still runs")
    assert animation.state() == QPropertyAnimation.State.Stopped


def test_finds_a_window_that_is_left_over(watch: Watch) -> None:
    window = QWidget()
    window.setObjectName("forgotten")
    assert watch.leftovers() == ["a window is left over: QWidget 'forgotten'"]


def test_waits_for_a_thread_that_was_told_to_end(watch: Watch) -> None:
    thread = QThread()
    thread.start()
    thread.quit()
    assert watch.leftovers() == []
    assert thread.isFinished()


def test_finds_a_single_shot_that_has_not_fired(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver = QObject()
    QTimer.singleShot(60_000, receiver, lambda: None)
    (line,) = watch.leftovers()
    assert line.startswith("a single shot of QTimer has not fired")
    receiver.deleteLater()
    assert watch.leftovers() == []


class _Counter(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def count(self) -> None:
        self.calls += 1


@pytest.mark.parametrize(
    "shoot",
    [
        lambda counter: QTimer.singleShot(0, counter.count),
        lambda counter: QTimer.singleShot(0, counter, counter.count),
        lambda counter: QTimer.singleShot(0, lambda: counter.count()),
    ],
)
def test_a_single_shot_that_fires_is_none(watch: Watch, shoot: Callable[[_Counter], None]) -> None:
    counter = _Counter()
    shoot(counter)
    assert watch.leftovers() == []
    assert counter.calls == 1
