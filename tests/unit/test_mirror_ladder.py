"""The ladder of exercises, and which half moved."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.mirror.exercises import (
    LADDER,
    Rung,
    exercise,
    on_rung,
    rung_of,
    session_of,
    up_to,
)
from gmi_app.mirror.geometry import Orientation
from gmi_app.mirror.movement import LOOKS, HalfCheck, Verdict, changed_halves, oriented
from gmi_app.mirror.settings import WITH_MIRROR
from gmi_app.paths import pictures_folder
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import BodyPart, Side


def test_the_ladder_has_enough_and_no_id_twice() -> None:
    both = Counter(e.part for e in LADDER if e.both)
    assert both[BodyPart.HAND] >= 12
    assert both[BodyPart.FOOT] >= 8
    assert max(Counter(e.id for e in LADDER).values()) == 1
    for part in WITH_MIRROR:
        assert all(on_rung(part, rung) for rung in Rung)


def test_every_clip_that_is_named_is_shipped() -> None:
    shipped = load_catalogue(pictures_folder())
    for each in LADDER:
        if each.clip:
            assert shipped.select(part=each.part, postures=(each.clip,), moving=True), each.id


def test_exercises_are_slow_and_short() -> None:
    for each in LADDER:
        assert each.pace_s >= 5, each.id
        assert each.rest_s >= 5, each.id
        assert each.duration_s <= 60, each.id


@pytest.mark.parametrize("part", WITH_MIRROR)
def test_one_limb_alone_comes_only_unlocked(part: BodyPart) -> None:
    locked = {e.id for rung in Rung for e in on_rung(part, rung)}
    unlocked = {e.id for rung in Rung for e in on_rung(part, rung, alone=True)}
    assert unlocked - locked == {f"{part}_alone"}


@given(st.sampled_from(WITH_MIRROR), st.sampled_from(Rung), st.integers(1, 10))
def test_a_session_fits_its_minutes_and_climbs(part: BodyPart, rung: Rung, minutes: int) -> None:
    chosen = session_of(part, rung, minutes)
    assert chosen
    assert all(e.part is part and e.both for e in chosen)
    assert [e.rung for e in chosen] == sorted(e.rung for e in chosen)
    assert all(rung - 1 <= e.rung <= rung for e in chosen)
    whole_s = sum(e.duration_s + e.rest_s for e in chosen)
    assert whole_s <= minutes * 60 or len(chosen) == 1


def test_watching_only_moves_nothing() -> None:
    for part in WITH_MIRROR:
        assert not any(e.moves for e in session_of(part, Rung.WATCH, 5))


def test_what_another_version_knew_counts_for_nothing() -> None:
    assert exercise("hand_juggle") is None
    assert rung_of(["hand_juggle"]) is Rung.WATCH
    assert rung_of(["hand_look", "hand_ring", "hand_fist"]) is Rung.FINER


def test_movement_is_told_by_halves() -> None:
    before = np.full((36, 64), 90, np.uint8)
    now = before.copy()
    now[10:20, 40:50] = 200
    left, right = changed_halves(before, now, 0.5)
    assert left == 0
    assert right == pytest.approx(100 / (32 * 36))
    assert changed_halves(before, before + 10, 0.5) == (0, 0)  # a camera's noise


def test_movement_is_seen_as_the_person_sees_it() -> None:
    grey = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert np.array_equal(oriented(grey, Orientation(2, False)), grey[::-1, ::-1])
    assert np.array_equal(oriented(grey, Orientation(0, True)), grey[:, ::-1])
    assert oriented(grey, Orientation(1, False))[0, 0] == grey[2, 0]


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (0.02, 0.001, Verdict.OTHER_HALF),
        (0.001, 0.02, Verdict.HEALTHY_HALF),
        (0.02, 0.02, Verdict.BOTH_HALVES),
        (0.001, 0.002, Verdict.WAITING),
    ],
)
def test_the_half_that_moved(left: float, right: float, wanted: Verdict) -> None:
    check = HalfCheck(Side.RIGHT)
    verdicts = [check.look(left, right) for _ in range(LOOKS)]
    assert verdicts[:-1] == [Verdict.WAITING] * (LOOKS - 1)
    assert verdicts[-1] is wanted


def test_the_half_check_knows_both_sides() -> None:
    check = HalfCheck(Side.LEFT)
    assert [check.look(0.02, 0.0) for _ in range(LOOKS)][-1] is Verdict.HEALTHY_HALF


@pytest.mark.parametrize("part", WITH_MIRROR)
@pytest.mark.parametrize("rung", Rung)
def test_the_healthy_limb_alone_comes_first_and_never_unasked(part: BodyPart, rung: Rung) -> None:
    together = session_of(part, rung, 5)
    assert all(each.both for each in together)
    single = [each for each in session_of(part, rung, 5, alone=True) if not each.both]
    assert len(single) == (0 if rung is Rung.WATCH else 1)  # looking is done with both
    if single:
        assert session_of(part, rung, 5, alone=True)[0] is single[0]
        assert len(session_of(part, rung, 5, alone=True)) >= 2


@pytest.mark.parametrize("rung", list(Rung))
def test_a_plan_ends_the_ladder(rung: Rung) -> None:
    assert up_to(rung, None) is rung
    assert [up_to(rung, highest) for highest in range(5)] == [min(rung, h) for h in range(5)]
