"""What opens a stage, and how far the person has come, in figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.mirror.gate import Practised
from gmi_app.ui import words

translate = QCoreApplication.translate


def goal(found: Practised) -> tuple[int, int, int, str, str]:
    """Days with sets, pictures a side, days looked back, accuracy, time."""
    wanted = found.thresholds
    return (
        wanted.practice_days,
        wanted.trials_a_side,
        wanted.window_days,
        words.share(wanted.accuracy),
        words.seconds(found.most_rt_s),
    )


def so_far(found: Practised) -> str:
    if not found.days:
        none = translate("practised", "So far: no sets in the last {0} days.")
        return none.format(found.thresholds.window_days)
    text = translate("practised", "So far: sets on {0}, {1}, {2} right, {3}.")
    time = (
        words.seconds(found.rt_s)
        if found.rt_s is not None
        else translate("practised", "no time yet")
    )
    return text.format(
        words.Counts().days(found.days),
        words.pictures(found.trials),
        words.share(found.accuracy),
        time,
    )
