"""The figures of a patient's page as tables: charts day by day, two periods, other exercises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gmi_app.clinic.periods import PeriodFigures, accuracy_change, rt_change_s
from gmi_app.laterality.imagery_check import Finding, ImageryCheck
from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.record import Practice
from gmi_app.progress.history import Day
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import difference_words, words
from gmi_app.ui.charts.measure import Measure
from gmi_app.ui.clinic.sheet import Sheet
from gmi_app.ui.programme import plan_words

translate = QCoreApplication.translate
NOTHING = "–"


def of_days(days: Sequence[Day], span: int, measure: Measure) -> Sheet:
    """What a chart shows, newest first."""
    heads = (
        translate("figures", "Day"),
        translate("figures", "Sets"),
        words.side(Side.LEFT),
        translate("figures", "Left, likely"),
        words.side(Side.RIGHT),
        translate("figures", "Right, likely"),
    )
    rows = []
    for day in reversed(days):
        if not day.points:
            continue
        name = words.full_day(day.day)
        if span > 1:
            last = day.day + timedelta(days=span - 1)
            name = translate("figures", "{0} to {1}").format(words.day(day.day), words.day(last))
        cells = [name, str(len(day.points))]
        for side in Side:
            estimate = measure.of_day(day, side)
            cells += [_value(measure, estimate), _likely(measure, estimate)]
        rows.append(tuple(cells))
    return Sheet(heads, tuple(rows))


def _value(measure: Measure, estimate: Estimate | None) -> str:
    return NOTHING if estimate is None else measure.words(estimate.value)


def _likely(measure: Measure, estimate: Estimate | None) -> str:
    if estimate is None or estimate.low is None or estimate.high is None:
        return NOTHING
    return f"{measure.words(estimate.low)} – {measure.words(estimate.high)}"


def of_periods(now: PeriodFigures, before: PeriodFigures | None) -> Sheet:
    """A figure a row: this period, the one before, and the change, where there is one."""
    named = [translate("figures", "Practice"), _days_of(now.period.first, now.period.last)]
    if before is not None:
        named += [
            _days_of(before.period.first, before.period.last),
            translate("figures", "Change"),
        ]
    rows = [tuple(cells[: len(named)]) for cells in _rows(now, before)]
    return Sheet(tuple(named), tuple(rows))


def _days_of(first: date, last: date) -> str:
    return translate("figures", "{0} to {1}").format(words.day(first), words.day(last))


def _rows(now: PeriodFigures, before: PeriodFigures | None) -> Iterable[list[str]]:
    for side in Side:
        name = translate("figures", "{0}, correct").format(words.side(side))
        change = NOTHING
        if before is not None and (found := accuracy_change(side, before, now)) is not None:
            change = _points(found)
        yield _three(name, now, before, lambda f, s=side: _share(f.of(s).accuracy), change)
    for side in Side:
        name = translate("figures", "{0}, median time").format(words.side(side))
        change = NOTHING
        if before is not None and (moved := rt_change_s(side, before, now)) is not None:
            change = _plus(words.seconds(moved), moved)
        yield _three(name, now, before, lambda f, s=side: _seconds(f.of(s).median_rt_s), change)
    for side in Side:
        name = translate("figures", "{0}, no answer in time").format(words.side(side))
        yield _three(name, now, before, lambda f, s=side: _of(f.of(s).timed_out, f.of(s).scored))
    risen = translate("figures", "Sessions after which pain was {0} or more points higher")
    told = (
        (translate("figures", "Sets compared"), lambda f: str(f.sets)),
        (translate("figures", "Planned days practised"), _planned),
        (translate("figures", "Planned sessions done"), _sessions),
        (translate("figures", "Pain over 24 hours, mean"), _pain),
        (translate("figures", "Pain from before to after a session, mean"), _rise),
        (risen.format(now.flare_rise), lambda f: str(f.flares)),
        (translate("figures", "Stopped early"), _stops),
    )
    for name, of in told:
        yield _three(name, now, before, of)


def _three(
    name: str,
    now: PeriodFigures,
    before: PeriodFigures | None,
    of: object,
    change: str = "",
) -> list[str]:
    assert callable(of)
    return [name, of(now), of(before) if before is not None else "", change]


def _share(estimate: Estimate | None) -> str:
    if estimate is None:
        return NOTHING
    return f"{words.share(estimate.value)} ({words.share_interval(estimate)})"


def _seconds(estimate: Estimate | None) -> str:
    return NOTHING if estimate is None else words.seconds(estimate.value)


def _of(part: int, whole: int) -> str:
    return translate("figures", "{0} of {1}").format(part, whole) if whole else NOTHING


def _plus(text: str, value: float) -> str:
    return f"+{text}" if value > 0 else text


def _points(found: Estimate) -> str:
    points = _plus(words.number(100 * found.value, 0), found.value)
    text = translate("figures", "{0} points").format(points)
    if found.low is None or found.high is None:
        return text
    low, high = (words.number(100 * bound, 0) for bound in (found.low, found.high))
    return translate("figures", "{0} ({1} to {2})").format(text, low, high)


def _planned(of: PeriodFigures) -> str:
    return _of(of.adherence.days_done, of.adherence.days_planned)


def _sessions(of: PeriodFigures) -> str:
    return _of(of.adherence.sessions_done, of.adherence.sessions_planned)


def _pain(of: PeriodFigures) -> str:
    if of.pain is None:
        return NOTHING
    days = words.Counts().days(of.pain_days)
    return translate("figures", "{0}, {1}", "pain, days").format(words.number(of.pain), days)


def _rise(of: PeriodFigures) -> str:
    return NOTHING if of.rise is None else _plus(words.number(of.rise), of.rise)


def _stops(of: PeriodFigures) -> str:
    told = [f"{words.stop_reason(reason)} {count}" for reason, count in of.stops.items()]
    return ", ".join(told) or "0"


def of_others(practice: Sequence[Practice]) -> Sheet:
    """Everything beside left-right: imagery, mirror, home activities."""
    heads = (
        translate("figures", "Exercise"),
        translate("figures", "Sessions"),
        translate("figures", "Minutes"),
        translate("figures", "Pain, mean change"),
        translate("figures", "Last time"),
        translate("figures", "Stopped early"),
        translate("figures", "How it was, mean"),
    )
    rows = []
    for kind in ItemKind:
        done = [p for p in practice if p.kind is kind and p.practised]
        if kind is ItemKind.LATERALITY or not done:
            continue
        rises = [
            p.pain_after - p.pain_before
            for p in done
            if p.pain_after is not None and p.pain_before is not None
        ]
        mean = sum(rises) / len(rises) if rises else None
        minutes = sum(p.duration_s for p in done) / 60
        cells = (
            plan_words.kind(kind),
            str(len(done)),
            words.number(minutes, 0),
            NOTHING if mean is None else _plus(words.number(mean), mean),
            words.day(done[0].day),
            str(sum(p.reason is not None for p in done)),
            _how_it_was(done),
        )
        rows.append(cells)
    return Sheet(heads, tuple(rows))


def _how_it_was(done: Sequence[Practice]) -> str:
    """What was rated of imagined movements and of the mirror, a mean for each session."""
    told = []
    for text, values in (
        (translate("figures", "clear {0} of 5"), [p.clarity for p in done]),
        (translate("figures", "felt {0} of 5"), [p.feeling for p in done]),
        (translate("figures", "real {0} of 10"), [p.realness for p in done]),
    ):
        given = [value for value in values if value is not None]
        if given:
            told.append(text.format(words.number(sum(given) / len(given))))
    return ", ".join(told) or NOTHING


def between_sides(newest: SessionSummary | None, patient: Patient) -> list[str]:
    """The painful side against the other one, of the newest check-up, else set; d' and bias."""
    if newest is None:
        return []
    kind = (
        translate("figures", "Check-up of {0}.")
        if newest.settings.check_up
        else translate("figures", "Set of {0}: practice, no check-up.")
    ).format(words.day(newest.at.day))
    told = difference_words.sentences(newest, patient)
    if not told:
        told = [translate("figures", "The two sides are not compared: see the guide for when.")]
    measures = newest.measures
    if measures.d_prime is not None and measures.criterion is not None:
        text = translate("figures", "Telling apart (d′) {0}, leaning (c) {1}.")
        told.append(text.format(words.number(measures.d_prime), words.number(measures.criterion)))
    return [kind, *told]


def motor_imagery(check: ImageryCheck | None) -> str:
    """The check of palms turned outwards and inwards, with what it does not prove."""
    if check is None:
        return translate("figures", "Motor imagery: it needs check-ups of hands in these 4 weeks.")
    found = check.difference_s
    if check.finding is Finding.TOO_FEW or found is None:
        text = translate(
            "figures",
            "Motor imagery: too few correct palms yet ({0} turned outwards, {1} inwards, at "
            "least 10 each).",
        )
        return text.format(check.lateral, check.medial)
    value = _plus(words.seconds(found.value), found.value)
    interval = words.seconds_interval(found)
    if check.finding is Finding.CONSISTENT:
        text = translate(
            "figures",
            "Motor imagery: palms turned outwards took {0} ({1}) against inwards: consistent "
            "with motor imagery, no proof of it.",
        )
    else:
        text = translate(
            "figures",
            "Motor imagery: palms turned outwards took {0} ({1}) against inwards: not shown, "
            "which does not speak against it.",
        )
    return text.format(value, interval)
