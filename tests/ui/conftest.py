"""A world for the tests of screens: opened for real, closed again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.world import World, draw_pictures


@pytest.fixture(scope="session")
def drawn_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture
def world(qapp: QApplication, data_folder: Path, drawn_pictures: Path) -> Iterator[World]:
    made = World(data_folder, drawn_pictures)
    yield made
    made.close()
