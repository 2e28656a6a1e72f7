"""What changed since the last visit, a sentence each: better, worse, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gmi_app.clinic.since import Begins, Since
from gmi_app.laterality.check_up import Change, CheckUpChange, SideChange
from gmi_app.pictures.model import Side
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words
from gmi_app.ui.clinic.look_words import Counts

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Said:
    """``sign``: an icon; ``tone``: of its colour."""

    sign: str
    tone: str
    words: str


BETTER, WORSE, SAME = ("check", "good"), ("attention", "attention"), ("dash", "quiet")


def title(since: Since, today: date) -> str:
    match since.begins:
        case Begins.VISIT:
            text = translate("since", "Since the last visit, {0}")
            return text.format(_dated(since.day, today))
        case Begins.SHOWN:
            text = translate("since", "Since the first day shown, {0}")
            return text.format(_dated(since.day + timedelta(days=1), today))
        case _:
            return translate("since", "Since the beginning")


def _dated(day: date, today: date) -> str:
    return words.day(day) if day.year == today.year else words.full_day(day)


def sentences(since: Since) -> list[Said]:
    return [*_check_ups(since), *_pain(since), *_practice(since)]


def _check_ups(since: Since) -> Iterator[Said]:
    found = since.check_ups
    if found is None:
        if since.newest_check_up is None:
            text = translate(
                "since", "No check-up since then: nothing can be called a real change."
            )
        else:
            text = translate(
                "since", "One check-up so far: the next one will show what really changed."
            )
        yield Said(*SAME, text)
        return
    told = [
        said for side in Side for said in _side(found.change.of(side), found.change, found.later)
    ]
    yield from (said for said in told if (said.sign, said.tone) != SAME)
    same = [said for said in told if (said.sign, said.tone) == SAME]
    if len(same) == len(told) and told:
        yield Said(*SAME, _all_within(found.change))
    else:
        yield from same


def _all_within(change: CheckUpChange) -> str:
    text = translate(
        "since", "Check-ups: both sides are within the measurement error ({0}, {1} points)."
    )
    return text.format(words.seconds(change.error.rt_s), _points(change.error.accuracy))


def _points(share: float) -> str:
    return words.number(100 * abs(share), 0)


def _side(one: SideChange, change: CheckUpChange, later: SessionSummary) -> Iterator[Said]:
    side = words.side(one.side)
    measures = later.measures.of(one.side)
    if one.rt is not None and one.rt_s is not None and measures.median_rt_s is not None:
        told = {
            Change.BETTER: translate(
                "since",
                "{0}: quicker by {1}, now {2}. More than the measurement error ({3}).",
            ),
            Change.WORSE: translate(
                "since",
                "{0}: slower by {1}, now {2}. More than the measurement error ({3}).",
            ),
            Change.WITHIN_ERROR: translate(
                "since", "{0}: time changed by {1}, to {2}. Within the measurement error ({3})."
            ),
        }[one.rt]
        figures = (abs(one.rt_s), measures.median_rt_s.value, change.error.rt_s)
        yield Said(*_sign(one.rt), told.format(side, *map(words.seconds, figures)))
    if one.accuracy is not None and one.accuracy_share is not None and measures.accuracy:
        told = {
            Change.BETTER: translate(
                "since",
                "{0}: {1} points more correct, now {2}. More than the measurement error ({3}).",
            ),
            Change.WORSE: translate(
                "since",
                "{0}: {1} points fewer correct, now {2}. More than the measurement error ({3}).",
            ),
            Change.WITHIN_ERROR: translate(
                "since",
                "{0}: correct changed by {1} points, to {2}. Within the error ({3}).",
            ),
        }[one.accuracy]
        now, error = words.share(measures.accuracy.value), _points(change.error.accuracy)
        text = told.format(side, _points(one.accuracy_share), now, error)
        yield Said(*_sign(one.accuracy), text)


def _sign(change: Change) -> tuple[str, str]:
    return {Change.BETTER: BETTER, Change.WORSE: WORSE, Change.WITHIN_ERROR: SAME}[change]


def _pain(since: Since) -> Iterator[Said]:
    pain = since.pain
    if pain is not None:
        now, before = words.number(pain.now), words.number(pain.before)
        if now == before:
            text = translate("since", "Pain over 24 hours stayed at {0}.").format(now)
        elif pain.change < 0:
            text = translate("since", "Pain over 24 hours went down from {0} to {1}.")
            text = text.format(before, now)
        else:
            text = translate("since", "Pain over 24 hours went up from {0} to {1}.")
            text = text.format(before, now)
        yield Said(*SAME, text)
    if since.rises:
        text = translate("since", "Pain was {0} or more points higher after {1} of {2} sessions.")
        yield Said(*WORSE, text.format(since.rise, since.rises, since.sessions))


def _practice(since: Since) -> Iterator[Said]:
    done = since.adherence
    if done.days_planned:
        text = translate("since", "Practised on {0} of {1} planned days.")
        text = text.format(done.days_done, done.days_planned)
    else:
        text = translate("since", "Practised: {0}.").format(Counts().sessions(since.sessions))
    if since.stops:
        reasons = ", ".join(
            f"{words.stop_reason(reason)} {count}" for reason, count in since.stops.items()
        )
        more = translate("since", "Stopped early: {0}.").format(reasons)
        text = f"{text} {more}"
    yield Said(*SAME, text)
