"""Today before there is a plan: that there can be one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.ui.programme.line_card import LineCard

translate = QCoreApplication.translate


def plan_offer() -> LineCard:
    """``pressed``: see the ready-made plans."""
    card = LineCard(
        "note",
        translate("plan_offer", "Would you like a plan?"),
        translate("plan_offer", "What to do each day, and how much"),
        translate("plan_offer", "Choose"),
        kind="tint",
    )
    assert card.button is not None
    card.button.setObjectName("choose_plan")
    return card
