"""Tab goes through a form as it is read, whenever its controls were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def controls(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus inside (and including) ``widget``, in the order of its layouts."""
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)


def tab_in_reading_order(form: QWidget) -> None:
    """Tab reaches the controls of ``form`` one after the other, from where its first one stands.
    For forms whose layouts hold their controls in the order of reading."""
    for one, after in pairwise(list(controls(form))):
        QWidget.setTabOrder(one, after)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from controls(widget)
        elif inner is not None:
            yield from _laid_out(inner)
