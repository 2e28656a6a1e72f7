"""Summaries to rows and back; 10,000 of them are read at once, so their measures are kept compact.

``measures`` is a JSON list: the five figures of the session, then eleven of each side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind, SessionKind, StopReason
from gmi_app.laterality.measures import Estimate, Measures, SideMeasures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import InputMethod
from gmi_app.pictures.model import Side
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage.rows import Values, moment_values, settings_of, settings_text


def _estimate_figures(estimate: Estimate | None) -> list[float | None]:
    return [None, None, None] if estimate is None else [estimate.value, estimate.low, estimate.high]


def _side_figures(side: SideMeasures) -> list[Any]:
    return [
        side.correct,
        side.wrong,
        side.timed_out,
        side.anticipations,
        *_estimate_figures(side.accuracy),
        *_estimate_figures(side.median_rt_s),
        side.mean_rt_s,
    ]


def measures_text(measures: Measures) -> str:
    figures = [
        measures.guessing_p,
        measures.guessing,
        measures.one_hand,
        measures.d_prime,
        measures.criterion,
        *_side_figures(measures.left),
        *_side_figures(measures.right),
    ]
    return json.dumps(figures, separators=(",", ":"))


def _side_of(side: Side, figures: list[Any]) -> SideMeasures:
    correct, wrong, timed_out, anticipations = figures[:4]
    accuracy, low, high, median, median_low, median_high, mean = figures[4:]
    return SideMeasures(
        side,
        correct,
        wrong,
        timed_out,
        anticipations,
        None if accuracy is None else Estimate(accuracy, low, high),
        None if median is None else Estimate(median, median_low, median_high),
        mean,
    )


def measures_of(text: str) -> Measures:
    figures = json.loads(text)
    guessing_p, guessing, one_hand, d_prime, criterion = figures[:5]
    return Measures(
        _side_of(Side.LEFT, figures[5:16]),
        _side_of(Side.RIGHT, figures[16:27]),
        guessing_p,
        guessing,
        one_hand,
        d_prime,
        criterion,
    )


Headline = tuple[float | None, float | None]
"""A share of correct answers and a median time in seconds, None without."""


def headlines_of(text: str) -> tuple[Headline, Headline]:
    """Those of the left and of the right side, from measures as they are stored."""
    figures = json.loads(text)
    return (figures[9], figures[12]), (figures[20], figures[23])


def guessing_of(text: str) -> bool:
    """Whether the set could not be told from guessing, without reading its other figures."""
    return text.split(",", 2)[1] == "true"


def summary_values(summary: SessionSummary) -> Values:
    return {
        "session_id": str(summary.session),
        "patient_id": str(summary.patient),
        "kind": summary.kind.value,
        **moment_values(summary.at),
        "settings": settings_text(summary.settings),
        "end_kind": summary.end and summary.end.value,
        "reason": summary.reason and summary.reason.value,
        "trials": summary.trials,
        "measures": measures_text(summary.measures),
        "method": summary.method and summary.method.value,
        "pain_before": summary.pain_before,
        "pain_after": summary.pain_after,
        "someone_else": summary.someone_else,
        "duration_s": summary.duration_s,
    }


COLUMNS = (
    "session_id",
    "patient_id",
    "kind",
    "at_utc",
    "at_offset_min",
    "settings",
    "end_kind",
    "reason",
    "trials",
    "measures",
    "method",
    "pain_before",
    "pain_after",
    "someone_else",
    "duration_s",
)
"""The columns that ``summaries_of`` reads, in its order."""


# Looking a word up is quicker than calling its enumeration, which counts 10,000 times over.
_KINDS: Final = {kind.value: kind for kind in SessionKind}
_ENDS: Final = {kind.value: kind for kind in EndKind}
_REASONS: Final = {reason.value: reason for reason in StopReason}
_METHODS: Final = {method.value: method for method in InputMethod}


def summaries_of(rows: Iterable[Iterable[Any]]) -> Iterator[SessionSummary]:
    """Most rows share their settings and their patient, so each of those is read once."""
    settings: dict[str, DrillSettings] = {}
    patients: dict[str, UUID] = {}
    for row in rows:
        (
            session,
            patient,
            kind,
            at_utc,
            at_offset_min,
            text,
            end,
            reason,
            trials,
            measures,
            method,
            pain_before,
            pain_after,
            someone_else,
            duration_s,
        ) = tuple(row)
        if text not in settings:
            settings[text] = settings_of(text)
        if patient not in patients:
            patients[patient] = UUID(patient)
        yield SessionSummary(
            UUID(session),
            patients[patient],
            _KINDS[kind],
            Moment(datetime.fromisoformat(at_utc), at_offset_min),
            settings[text],
            None if end is None else _ENDS[end],
            None if reason is None else _REASONS[reason],
            trials,
            measures_of(measures),
            None if method is None else _METHODS[method],
            pain_before,
            pain_after,
            bool(someone_else),
            duration_s,
        )
