"""Words of a report: each value has one of its own."""

from __future__ import annotations

from gmi_app.exchange.report import words
from gmi_app.facts.session import StopReason
from gmi_app.laterality.measures import Estimate
from gmi_app.pictures.model import BodyPart
from gmi_app.pictures.words import part_name
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import ItemKind
from tests.unit.making import moment


def test_every_part_exercise_and_reason_has_its_own_word() -> None:
    for said in (
        [part_name(part) for part in BodyPart],
        [words.exercise(kind) for kind in ItemKind],
        [words.reason(reason) for reason in StopReason],
        [words.where(side, BodyPart.HAND) for side in (*AffectedSide, None)],
        [words.short_day(moment(31 * month).day) for month in range(12)],
    ):
        assert all(said)
        assert len(set(said)) == len(said)
    assert words.where(None, None) == words.NOTHING


def test_figures_are_written_with_what_is_known_of_them() -> None:
    assert words.with_interval(None, "share") == words.NOTHING
    assert words.with_interval(Estimate(0.8, None, None), "share") == "80 %"
    assert words.with_interval(Estimate(2.04, 1.5, 2.5), "seconds") == "2.0 s (1.5 s to 2.5 s)"
    assert words.points_apart(None) == words.NOTHING
    assert words.points_apart(Estimate(-0.1, -0.3, 0.0)) == "−10 (−30 to +0)"
    assert words.points_apart(Estimate(0.1, None, None)) == "+10"
    assert words.middle([]) == words.NOTHING
    assert words.minutes(10) == "1 min"
