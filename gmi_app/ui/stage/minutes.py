"""How long a guided session may last at most, in whole and half minutes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.programme.plan import half_minutes
from gmi_app.ui.widgets.stepper import Stepper

TENTHS = 10
TENTH_S = 6
STEP = 5
"""Half a minute, in tenths."""

translate = QCoreApplication.translate


def minutes_stepper(minutes: float, limits: tuple[int, int]) -> Stepper:
    """``limits``: the fewest and the most, in whole minutes."""
    low, high = limits
    return Stepper(
        translate("minutes", "At most"),
        round(min(max(minutes, low), high) * TENTHS),
        low * TENTHS,
        high * TENTHS,
        step=STEP,
        suffix=translate("minutes", " minutes"),
        tenths=True,
    )


def minutes_of(stepper: Stepper) -> float:
    """Whole and half ones."""
    return half_minutes(stepper.value * TENTH_S)
