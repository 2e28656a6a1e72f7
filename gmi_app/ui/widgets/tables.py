"""The common look and manners of the tables."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gmi_app.ui.theme import theme

PAD_PX, FRAME_PX = 12, 3
"""Room beside a cell's words; Qt adds its focus frame in cells, and not in heads."""


def calm_table(table: QTableView, row_em: float, head_em: float) -> None:
    """Whole rows are chosen, nothing is edited, Tab leaves; thin lines below rows of ``row_em``."""
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
    tokens = theme().tokens
    table.setStyleSheet(
        f"QTableView::item {{ border-bottom: {tokens.border}px solid {tokens.line};"
        f" padding: 0 {PAD_PX}px; }}"
        f"QTableView::item:selected {{ background: {tokens.tint}; color: {tokens.ink}; }}"
        f"QHeaderView::section {{ padding: 0 {PAD_PX + FRAME_PX}px; }}"
    )


def fill_with(table: QTableView, column: int, least: int) -> None:
    """Gives a column what the others leave of the width, at least ``least`` pixels."""
    head = table.horizontalHeader()
    others = sum(head.sectionSize(at) for at in range(head.count()) if at != column)
    head.resizeSection(column, max(least, table.viewport().width() - others))
