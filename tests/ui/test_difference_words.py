"""The painful side against the other: said where it may be, unsaid where it may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gmi_app.laterality.measures import Estimate, SideMeasures
from gmi_app.laterality.trial import InputMethod
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import AffectedSide
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.difference_words import sentences
from tests.storage import making
from tests.ui.practice import PATIENT, Practice

pytestmark = pytest.mark.gui

SLOW, QUICK = Estimate(2.8, 2.6, 3.0), Estimate(2.0, 1.9, 2.1)
WEAK, GOOD = Estimate(0.5, 0.4, 0.6), Estimate(0.9, 0.85, 0.95)
LEFT_HURTS = replace(PATIENT, affected=AffectedSide.LEFT)


@pytest.fixture
def summary(tmp_path: Path) -> SessionSummary:
    opened = making.opened(tmp_path)
    try:
        opened.journal.save_patient(PATIENT)
        return Practice(opened.journal, load_catalogue(pictures_folder()).pictures).do_set()
    finally:
        opened.close()


def told(
    summary: SessionSummary,
    left: tuple[Estimate, Estimate],
    right: tuple[Estimate, Estimate] = (GOOD, QUICK),
) -> SessionSummary:
    def side(which: Side, figures: tuple[Estimate, Estimate]) -> SideMeasures:
        old = summary.measures.of(which)
        return replace(old, accuracy=figures[0], median_rt_s=figures[1])

    measures = replace(
        summary.measures,
        left=side(Side.LEFT, left),
        right=side(Side.RIGHT, right),
        one_hand=True,
        guessing=False,
    )
    return replace(summary, measures=measures, method=InputMethod.ONE_HAND_KEYS)


@pytest.mark.usefixtures("qapp")
def test_a_slower_and_weaker_painful_side_is_said(summary: SessionSummary) -> None:
    time, right = sentences(told(summary, (WEAK, SLOW)), LEFT_HURTS)
    assert time.startswith("The painful side took 0.8 s longer (likely ")
    assert right == "The painful side was right less often, by 40 points."


@pytest.mark.usefixtures("qapp")
def test_a_quicker_and_better_painful_side_is_said(summary: SessionSummary) -> None:
    hurts_right = replace(PATIENT, affected=AffectedSide.RIGHT)
    time, right = sentences(told(summary, (WEAK, SLOW)), hurts_right)
    assert time.startswith("The painful side was 0.8 s faster (likely ")
    assert right == "The painful side was right more often, by 40 points."


@pytest.mark.usefixtures("qapp")
def test_what_can_be_chance_is_called_so(summary: SessionSummary) -> None:
    said = sentences(told(summary, (GOOD, QUICK)), LEFT_HURTS)
    assert said == ["Both sides took about the same time. What is seen can be chance."]


@pytest.mark.usefixtures("qapp")
def test_nothing_is_said_where_it_must_not_be_interpreted(summary: SessionSummary) -> None:
    different = told(summary, (WEAK, SLOW))
    both = replace(PATIENT, affected=AffectedSide.BOTH)
    two_hands = replace(different, measures=replace(different.measures, one_hand=False))
    assert sentences(different, None) == []
    assert sentences(different, both) == []
    assert sentences(two_hands, LEFT_HURTS) == []
    assert sentences(replace(different, someone_else=True), LEFT_HURTS) == []
