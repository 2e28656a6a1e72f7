"""What one set means, as a value: the screens find the words for it.

The first rule that fits decides. Nothing is read into a set that is too short, that mostly ran out
of time, or that cannot be told from guessing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gmi_app.facts.session import EndKind
from gmi_app.laterality.intervals import difference
from gmi_app.laterality.measures import Estimate, Measures, SideMeasures
from gmi_app.pictures.model import Side
from gmi_app.progress.goals import Goal, Standing, at_least, at_most, goal_of
from gmi_app.progress.summary import SessionSummary

LEAST_A_SIDE = 5
"""Scored pictures a side below which a set says nothing (ours: half of the shortest set)."""

MANY_TIME_OUTS_SHARE = 0.25
"""Share of time-outs from which the limit, not the person, decides the figures (ours)."""

NEAR_ACCURACY = 0.10
"""Points of accuracy below the goal that still count as near (ours: 70 % is also where stepping
back is first thought of, clinical.md 4). Near in time is one published spread above the goal."""


HARDLY_GUESSED = 0.80
"""Share right from which a short set is called too short rather than like guessing (ours)."""


class Meaning(StrEnum):
    """In order of precedence. What the words should say is in the comment."""

    STOPPED_EARLY = "stopped_early"  # stopped or interrupted before there was enough: that is fine
    TOO_FEW = "too_few"  # finished, but too few pictures that count
    MANY_TIME_OUTS = "many_time_outs"  # the time was often too short: a longer limit may help
    GUESSING = "guessing"  # could not be told from guessing: the times are not read
    BOTH_ON_GOAL = "both_on_goal"  # accuracy and time, on both sides
    ONE_SIDE_SLOWER = "one_side_slower"  # accuracy on goal; only ``side`` over the time, not chance
    ONE_SIDE_LESS_ACCURATE = "one_side_less_accurate"  # only ``side`` is under it, not by chance
    NEARLY = "nearly"  # all four figures on goal or near it
    ACCURATE_NOT_YET_QUICK = "accurate_not_yet_quick"  # right first, quick comes next
    QUICK_NOT_YET_ACCURATE = "quick_not_yet_accurate"  # quick enough: there is time to look longer
    ON_THE_WAY = "on_the_way"  # neither yet
    OWN_ONLY = "own_only"  # no goal is published: compare with one's own sets, and say so


@dataclass(frozen=True, slots=True)
class SideReading:
    """One side against the goal. None where there is no figure or no goal, or (``rt``) it is not
    read because the set cannot be told from guessing. ``median_rt_s``: the figure itself, seconds,
    where it is read at all."""

    side: Side
    accuracy: Standing | None
    rt: Standing | None
    median_rt_s: Estimate | None


@dataclass(frozen=True, slots=True)
class Reading:
    """``side``: the one that ``meaning`` speaks of (ONE_SIDE_…), else None. A side is only named
    where one hand gave all answers and the interval of the difference excludes 0 (clinical.md 3).

    ``sure``: for BOTH_ON_GOAL, every interval lies within the goal; False: one crosses it, so say
    "on the goal, as far as so few pictures can tell". ``slower``: the side whose median RT is above
    the other's by more than chance (the interval of the difference excludes 0); only looked for
    where one hand gave all answers. ``stopped_early``: not completed, whatever it means. ``goal``:
    None where none is published; then no figure stands to one (OWN_ONLY).
    """

    meaning: Meaning
    left: SideReading
    right: SideReading
    goal: Goal | None
    side: Side | None
    slower: Side | None
    sure: bool
    stopped_early: bool

    def of(self, side: Side) -> SideReading:
        return self.left if side is Side.LEFT else self.right


def read(summary: SessionSummary) -> Reading:
    """What this set means against the published goal of its body part."""
    measures, settings = summary.measures, summary.settings
    goal = goal_of(settings.part, moving=settings.moving)
    left, right = (_side(measures.of(side), goal, measures.guessing) for side in Side)
    early = summary.end in (EndKind.STOPPED, EndKind.INTERRUPTED)
    meaning, side = _unread(measures, early), None
    if meaning is None and goal is None:
        meaning = Meaning.OWN_ONLY
    elif meaning is None:
        meaning, side = _against_goal(left, right, measures)
    return Reading(
        meaning=meaning,
        left=left,
        right=right,
        goal=goal,
        side=side,
        slower=_slower(measures),
        sure=meaning is Meaning.BOTH_ON_GOAL and all(s.sure for s in _standings(left, right)),
        stopped_early=early,
    )


def like_guessing(measures: Measures) -> bool:
    """Whether a set is told to be so: long enough, and not to be told from guessing."""
    return _unread(measures, early=False) is Meaning.GUESSING


def _unread(measures: Measures, early: bool) -> Meaning | None:
    """Why nothing is read into the figures, if so.

    A short set may be quite accurate and still not be told from guessing (8 of 10: p = 0.10). Then
    pictures are lacking, and nobody is told that it looked like guessing.
    """
    left, right = measures.left, measures.right
    scored, correct = left.scored + right.scored, left.correct + right.correct
    too_short = Meaning.STOPPED_EARLY if early else Meaning.TOO_FEW
    if min(left.scored, right.scored) < LEAST_A_SIDE:
        return too_short
    if left.timed_out + right.timed_out >= MANY_TIME_OUTS_SHARE * scored:
        return Meaning.MANY_TIME_OUTS
    if not measures.guessing:
        return None
    return too_short if correct / scored >= HARDLY_GUESSED else Meaning.GUESSING


def _against_goal(
    left: SideReading, right: SideReading, measures: Measures
) -> tuple[Meaning, Side | None]:
    less_accurate = [s.side for s in (left, right) if not _met(s.accuracy)]
    slow = [s.side for s in (left, right) if not _met(s.rt)]
    if not less_accurate and not slow:
        return Meaning.BOTH_ON_GOAL, None
    if not less_accurate and slow == [_slower(measures)]:
        return Meaning.ONE_SIDE_SLOWER, slow[0]
    if less_accurate == [_less_accurate(measures)]:
        return Meaning.ONE_SIDE_LESS_ACCURATE, less_accurate[0]
    if all(_near(s.accuracy) and _near(s.rt) for s in (left, right)):
        return Meaning.NEARLY, None
    if not less_accurate:
        return Meaning.ACCURATE_NOT_YET_QUICK, None
    return (Meaning.ON_THE_WAY if slow else Meaning.QUICK_NOT_YET_ACCURATE), None


def _side(measures: SideMeasures, goal: Goal | None, guessing: bool) -> SideReading:
    accuracy, rt = measures.accuracy, None if guessing else measures.median_rt_s
    if goal is None:
        return SideReading(measures.side, None, None, rt)
    return SideReading(
        measures.side,
        None if accuracy is None else at_least(accuracy, goal.accuracy, NEAR_ACCURACY),
        None if rt is None else at_most(rt, goal.rt_s, goal.spread_s),
        rt,
    )


def _met(standing: Standing | None) -> bool:
    return standing is not None and standing.met


def _near(standing: Standing | None) -> bool:
    return standing is not None and standing.near


def _standings(*sides: SideReading) -> list[Standing]:
    return [s for side in sides for s in (side.accuracy, side.rt) if s is not None]


def _slower(measures: Measures) -> Side | None:
    left, right = measures.left.median_rt_s, measures.right.median_rt_s
    if left is None or right is None or measures.guessing or not measures.one_hand:
        return None
    return _larger(left, right)


def _less_accurate(measures: Measures) -> Side | None:
    left, right = measures.left.accuracy, measures.right.accuracy
    if left is None or right is None or not measures.one_hand:
        return None
    larger = _larger(left, right)
    return larger.other if larger is not None else None


def _larger(left: Estimate, right: Estimate) -> Side | None:
    """The side with the larger figure, by more than chance; None where the interval of the
    difference holds 0, or there is none."""
    gap = difference(left, right)
    if gap.low is not None and gap.low > 0:
        return Side.LEFT
    return Side.RIGHT if gap.high is not None and gap.high < 0 else None
