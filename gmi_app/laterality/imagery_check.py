"""The motor-imagery check: do palms turned against the joints take longer? For clinicians only.

A hand that is imagined moving takes longer to reach postures that are awkward for a real one. So
palms turned *laterally* (fingers away from the body's midline) should take longer than palms
turned *medially*. Back views are left out: the published tables do not agree on them, and another
study found the effect in palm views only (clinical.md 3). A positive difference is "consistent
with motor imagery", never a proof: it was also seen in a person born without arms (Vannuscorps
2012, doi 10.3389/fnhum.2012.00299).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gmi_app.laterality.intervals import difference, median_estimate
from gmi_app.laterality.measures import Estimate
from gmi_app.laterality.scoring import correct_rts_s
from gmi_app.laterality.trial import Trial
from gmi_app.pictures.model import BodyPart, Side, Stimulus

LEAST_EACH_WAY = 10
"""Correct trials needed each way (clinical.md 3)."""

PALM = "palm"
QUARTER_TURNS = frozenset({90, 270})
"""The angles of a check-up that are turned both ways by the same absolute angle."""


class Turn(StrEnum):
    MEDIAL = "medial"
    LATERAL = "lateral"


class Finding(StrEnum):
    """TOO_FEW: too few correct trials yet. CONSISTENT: laterally turned palms took longer, and the
    interval excludes 0. NOT_SHOWN: anything else, which does not speak against motor imagery."""

    TOO_FEW = "too_few"
    CONSISTENT = "consistent"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class ImageryCheck:
    """``lateral`` and ``medial`` count correct trials. ``difference_s``: median RT of laterally
    minus medially turned palms in seconds, None while there are too few."""

    lateral: int
    medial: int
    difference_s: Estimate | None
    finding: Finding


def turn_of(stimulus: Stimulus) -> Turn | None:
    """Which way a palm is turned; None for other views and parts, and for 0 and 180 degrees.

    Medial: the fingers point towards the body's midline. Fingers up = 0 degrees, clockwise: a right
    palm at 181-359 degrees is medial, at 1-179 lateral; a left palm the other way round.
    """
    picture = stimulus.picture
    if picture.part is not BodyPart.HAND or picture.view != PALM or stimulus.angle % 180 == 0:
        return None
    clockwise = stimulus.angle < 180
    return Turn.LATERAL if clockwise == (stimulus.side is Side.RIGHT) else Turn.MEDIAL


def imagery_check(trials: Iterable[Trial]) -> ImageryCheck:
    """Pools the trials of several check-ups (of four weeks, comparable, not guessing: the caller
    chooses them). Only quarter turns count, so both ways are turned equally far."""
    by_turn: dict[Turn, list[Trial]] = {turn: [] for turn in Turn}
    for trial in trials:
        turn = turn_of(trial.stimulus)
        if turn is not None and trial.stimulus.angle in QUARTER_TURNS:
            by_turn[turn].append(trial)
    lateral, medial = correct_rts_s(by_turn[Turn.LATERAL]), correct_rts_s(by_turn[Turn.MEDIAL])
    a, b = median_estimate(lateral), median_estimate(medial)
    if a is None or b is None or min(len(lateral), len(medial)) < LEAST_EACH_WAY:
        return ImageryCheck(len(lateral), len(medial), None, Finding.TOO_FEW)
    found = difference(a, b)
    shown = found.low is not None and found.low > 0
    finding = Finding.CONSISTENT if shown else Finding.NOT_SHOWN
    return ImageryCheck(len(lateral), len(medial), found, finding)
