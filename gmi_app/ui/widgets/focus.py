"""Where the keyboard begins on a screen, and where it goes when a control leaves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget


def tab_stops(screen: QWidget) -> list[QWidget]:
    """What Tab reaches inside a visible screen, in its order.

    The focus chain is not walked: PySide takes what ``nextInFocusChain`` and ``focusProxy`` give
    back for a child of whom it asked, and a table that it so takes for a child of its own viewport
    is deleted with that (docs/decisions/0040).
    """
    return [widget for widget in screen.findChildren(QWidget) if _is_stop(widget, screen)]


def _is_stop(widget: QWidget, screen: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and screen.isAncestorOf(widget)
    )


def focus_first(screen: QWidget) -> None:
    """Puts the focus on the screen's focus proxy, else where it was, else on its first control."""
    wanted: QWidget | None = screen.focusProxy() or screen.focusWidget()
    if wanted is None or not wanted.isVisible():
        stops = tab_stops(screen)
        wanted = stops[0] if stops else None
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)


def holds_focus(widget: QWidget) -> bool:
    """Whether it, or what stands in it, has the focus of its window, also while that is not the
    active one (a dialog is closing)."""
    held: QWidget | None = widget.window().focusWidget()
    return held is not None and (held is widget or widget.isAncestorOf(held))


def hand_over(leaving: Iterable[QWidget], heirs: Iterable[QWidget]) -> bool:
    """Before these are hidden or disabled: the focus that one of them holds goes to the first of
    the ``heirs`` that can take it, else Qt would give it to whatever follows. True when it went."""
    going = tuple(leaving)
    if not any(holds_focus(widget) for widget in going):
        return False
    for heir in heirs:
        if heir not in going and heir.isEnabled() and not heir.isHidden():
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def one_stop(group: QButtonGroup) -> None:
    """Tab stops once in an exclusive group, at the chosen one; arrow keys go on from there. Qt
    keeps it so once a button of the group has had the focus; this is for before. And screen readers
    hear of one choice among several, not of so many check boxes."""
    for button in group.buttons():
        button.setAutoExclusive(True)
    chosen = group.checkedButton()
    if chosen is None:
        return
    for button in group.buttons():
        tabbed = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(tabbed)
