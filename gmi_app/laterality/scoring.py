"""Scoring: from raw trials to the figures of one session (clinical.md 3). Pure, repeatable."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from gmi_app.laterality.guessing import GUESSING_P, Answers, detection, guessing_p
from gmi_app.laterality.intervals import median_estimate, wilson
from gmi_app.laterality.measures import Measures, SideMeasures
from gmi_app.laterality.trial import InputMethod, Outcome, Trial
from gmi_app.pictures.model import Side

SURELY_ONE_HAND = frozenset({InputMethod.ONE_HAND_KEYS, InputMethod.MOUSE})
"""Methods that one hand alone works. A touch screen or a person's own keys (pedals, switches) may
be worked by two, which puts a slow hand into one side's response time; nobody can tell afterwards.
"""


def score(trials: Sequence[Trial]) -> Measures:
    """The figures of one session's trials, in any order; practice trials are left out.

    Accuracy is correct / (answered + timed out). Response times are those of correct trials.
    Anticipations (RT under 300 ms) are counted and enter neither, nor the test of guessing, nor d';
    time-outs enter accuracy only. Without answers nothing is called guessing.
    """
    scored = [trial for trial in trials if not trial.practice]
    answers = _answers(scored)
    p = guessing_p(answers)
    bias = detection(answers)
    return Measures(
        left=_side(scored, Side.LEFT),
        right=_side(scored, Side.RIGHT),
        guessing_p=p,
        guessing=p is not None and p >= GUESSING_P,
        one_hand=all(t.press.method in SURELY_ONE_HAND for t in scored if t.press is not None),
        d_prime=bias[0] if bias else None,
        criterion=bias[1] if bias else None,
    )


def correct_rts_s(trials: Sequence[Trial]) -> list[float]:
    """Response times of the correct trials, in seconds, practice left out."""
    return [
        trial.rt_ns / 1e9
        for trial in trials
        if not trial.practice and trial.outcome is Outcome.CORRECT and trial.rt_ns is not None
    ]


def _side(trials: Sequence[Trial], side: Side) -> SideMeasures:
    mine = [trial for trial in trials if trial.side is side]
    outcomes = [trial.outcome for trial in mine]
    correct, wrong = outcomes.count(Outcome.CORRECT), outcomes.count(Outcome.WRONG)
    timed_out = outcomes.count(Outcome.TIME_OUT)
    rts = correct_rts_s(mine)
    return SideMeasures(
        side=side,
        correct=correct,
        wrong=wrong,
        timed_out=timed_out,
        anticipations=outcomes.count(Outcome.ANTICIPATION),
        accuracy=wilson(correct, correct + wrong + timed_out),
        median_rt_s=median_estimate(rts),
        mean_rt_s=fmean(rts) if rts else None,
    )


def _answers(trials: Sequence[Trial]) -> Answers:
    def count(side: Side, outcome: Outcome) -> int:
        return sum(trial.side is side and trial.outcome is outcome for trial in trials)

    return Answers(
        left_as_left=count(Side.LEFT, Outcome.CORRECT),
        left_as_right=count(Side.LEFT, Outcome.WRONG),
        right_as_left=count(Side.RIGHT, Outcome.WRONG),
        right_as_right=count(Side.RIGHT, Outcome.CORRECT),
    )
