"""Looking for the tab stops of a screen leaves the screen whole."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.focus import focus_first, tab_stops

pytestmark = pytest.mark.gui


class Table(QTableView):
    """With something of Python's own, as those of the screens have."""

    def __init__(self) -> None:
        super().__init__()
        self.own = self  # a ring: only the collection of cycles takes it


def screen_with_table() -> QWidget:
    screen = QWidget()
    box = QVBoxLayout(screen)
    box.addWidget(QPushButton("first"))
    box.addWidget(Card().add(Table()))
    box.addWidget(QPushButton("last"))
    return screen


def test_a_table_outlives_the_search(qtbot: QtBot) -> None:
    screen = screen_with_table()
    qtbot.addWidget(screen)
    screen.show()
    focus_first(screen)
    gc.collect()
    heads = screen.findChildren(QHeaderView)
    assert len(heads) == 2
    assert all(isValid(head) for head in heads)


def test_stops_come_in_the_order_of_tab(qtbot: QtBot) -> None:
    screen = screen_with_table()
    qtbot.addWidget(screen)
    screen.show()
    assert [type(stop) for stop in tab_stops(screen)] == [QPushButton, Table, QPushButton]
