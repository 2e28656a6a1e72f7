"""How much the painful side differs from the other, in sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gmi_app.laterality.difference import SideDifference, side_difference
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words

translate = QCoreApplication.translate


def sentences(summary: SessionSummary, patient: Patient | None) -> list[str]:
    """One of the time and one of how often it was right; none where the difference must not be
    interpreted (see ``side_difference``), or somebody else did the set."""
    if patient is None or summary.someone_else:
        return []
    found = side_difference(
        summary.measures, patient.affected, summary.method, summary.settings.task
    )
    return [] if found is None else [*_times(found), *_rights(found)]


def _times(found: SideDifference) -> list[str]:
    rt = found.median_rt_s
    if rt is None or rt.low is None or rt.high is None:
        return []
    if rt.low <= 0 <= rt.high:
        text = translate(
            "difference", "Both sides took about the same time. What is seen can be chance."
        )
        return [text]
    slower = translate("difference", "The painful side took {0} longer (likely {1} to {2}).")
    quicker = translate("difference", "The painful side was {0} faster (likely {1} to {2}).")
    figures = sorted(abs(value) for value in (rt.low, rt.high))
    told = [words.seconds(value) for value in (abs(rt.value), *figures)]
    return [(slower if rt.value > 0 else quicker).format(*told)]


def _rights(found: SideDifference) -> list[str]:
    accuracy = found.accuracy
    if accuracy is None or accuracy.low is None or accuracy.high is None:
        return []
    if accuracy.low <= 0 <= accuracy.high:
        return []  # chance may have made it
    less = translate("difference", "The painful side was right less often, by {0} points.")
    more = translate("difference", "The painful side was right more often, by {0} points.")
    points = words.number(100 * abs(accuracy.value), 0)
    return [(less if accuracy.value < 0 else more).format(points)]
