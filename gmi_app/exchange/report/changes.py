"""What changed, and what was suggested and decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gmi_app.exchange.report import words
from gmi_app.exchange.report.values import Section
from gmi_app.language import tr
from gmi_app.laterality.check_up import Change, SideChange
from gmi_app.pictures.model import Side
from gmi_app.programme.reason_words import title
from gmi_app.programme.suggestion import DecisionKind
from gmi_app.progress.check_ups import Comparison, since_the_first, since_the_one_before

if TYPE_CHECKING:
    from gmi_app.exchange.report.collect import Material

_MOST_DECISIONS = 6


def changed(of: Material) -> Section:
    """Check-ups against each other, and decisions."""
    heading = tr("What changed")
    own = [each for each in of.everything if each.practised]
    first, before = since_the_first(own), since_the_one_before(own)
    told = [] if first is None else [_compared(first)]
    if before is not None and first is not None and before.earlier != first.earlier:
        told.append(_compared(before))
    if first is not None and not of.plain:
        error = first.change.error
        told.append(
            tr("Held against a measurement error of {0} and {1} points.").format(
                words.seconds(error.rt_s), round(100 * error.accuracy)
            )
        )
    if first is None:
        told.append(tr("Two check-ups are needed to say what changed; there are not two yet."))
    return Section(heading, tuple(told), tuple(_decisions(of)))


def _compared(found: Comparison) -> str:
    begin = tr("Check-up of {0} beside that of {1}:").format(
        words.day(found.later.at.day), words.day(found.earlier.at.day)
    )
    return " ".join([begin, *(_side(found.change.of(side)) for side in Side)])


def _side(change: SideChange) -> str:
    name = words.side(change.side)
    match change.accuracy:
        case Change.BETTER:
            right = tr("more often correct")
        case Change.WORSE:
            right = tr("less often correct")
        case Change.WITHIN_ERROR:
            right = tr("correct about as often")
        case _:
            right = tr("correct answers not compared")
    match change.rt:
        case Change.BETTER:
            quick = tr("quicker")
        case Change.WORSE:
            quick = tr("slower")
        case Change.WITHIN_ERROR:
            quick = tr("about as quick")
        case _:
            quick = tr("times not compared")
    return tr("{0}: {1}, {2}.").format(name, right, quick)


def _decisions(of: Material) -> Iterator[str]:
    """The newest first."""
    for each in of.decided[:_MOST_DECISIONS]:
        day, what = words.day(each.suggestion.at.day), title(each.suggestion.advice)
        if each.decision is None:
            yield tr("{0}, suggested: {1}.").format(day, what)
        elif each.decision.kind is DecisionKind.ACCEPTED:
            yield tr("{0}, accepted: {1}.").format(day, what)
        else:
            yield tr("{0}, declined: {1}.").format(day, what)
