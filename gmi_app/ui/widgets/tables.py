"""The common look and manners of the tables."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gmi_app.ui.theme import theme

CALM, DAYS = "calm", "days"
"""Looks of a table in the style sheet. A sheet of its own would be put on again with every layout
that the table, or what holds it, is put into."""


def calm_table(table: QTableView, row_em: float, head_em: float, look: str = CALM) -> None:
    """Whole rows are chosen, nothing is edited, Tab leaves; thin lines below rows of ``row_em``."""
    table.setProperty("look", look)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme().em(row_em))
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setMinimumHeight(theme().em(head_em))
    head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def fill_with(table: QTableView, column: int, least: int) -> None:
    """Gives a column what the others leave of the width, at least ``least`` pixels."""
    head = table.horizontalHeader()
    others = sum(head.sectionSize(at) for at in range(head.count()) if at != column)
    head.resizeSection(column, max(least, table.viewport().width() - others))
