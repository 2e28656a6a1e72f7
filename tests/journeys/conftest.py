"""Starts the program for a journey and closes it, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from gmi_app.app import Task
from tests.journeys.driver import Driver

Start = Callable[[Task], Driver]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    drivers: list[Driver] = []

    def started(task: Task) -> Driver:
        drivers.append(Driver(task))
        return drivers[-1]

    yield started
    for driver in drivers:
        driver.close()
