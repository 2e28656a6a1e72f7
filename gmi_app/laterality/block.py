"""The block: which pictures, which way round, turned how far, in which order.

Balanced, so that no rule of thumb pays ("left comes next", "turned ones are right"), and seeded,
so that a session's block can be made again from what was stored. Only ``Random.random`` is drawn
from: it is the one source that Python promises to keep the same from version to version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TypeVar

from gmi_app.errors import UsageError
from gmi_app.laterality.eligible import eligible, why_none
from gmi_app.laterality.grading import easy_first
from gmi_app.laterality.imagery_check import PALM
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task, right_answer
from gmi_app.pictures.model import Picture, Side, Stimulus

LONGEST_RUN = 3
"""Equal sides in a row, at most."""

T = TypeVar("T")
_Place = tuple[Side, int]
"""A side as seen and an angle."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is presented: ``practice`` first, then ``stimuli``, which are scored."""

    stimuli: tuple[Stimulus, ...]
    practice: tuple[Stimulus, ...] = ()


def make_block(pictures: Sequence[Picture], settings: DrillSettings, seed: int) -> Block:
    """The block for these settings; the same seed and pictures always give the same one.

    Sides are those of the right answers. In the scored part: as many left as right (odd counts
    differ by one), and every angle as often as every other on each side (counts differ by one at
    most), with the views mixed evenly. Over practice and scored part together: at most three equal
    sides in a row; no picture again before all were seen, whichever way round; no picture twice
    running. A picture that must come again comes in a new way, as far as there is one. With
    ``easy_first`` the scored part and the practice each go from easy to hard on both sides, and the
    order in which the pictures come follows that instead. Raises UsageError when no picture fits.
    """
    deck = eligible(pictures, settings)
    if not deck:
        raise UsageError(why_none(pictures, settings))
    random = Random(seed)
    sides = _sides((settings.practice, settings.count), random)
    places: list[_Place] = []
    views: list[str] = []
    for part in (sides[: settings.practice], sides[settings.practice :]):
        these = _places(part, settings, random)
        places += these
        views += _views(deck, these, settings, random)
    stimuli = _deal(deck, places, views, settings.task, random)
    if settings.easy_first:
        warm_up = easy_first(stimuli[: settings.practice], task=settings.task)
        last = warm_up[-1] if warm_up else None
        stimuli = [*warm_up, *easy_first(stimuli[settings.practice :], last, settings.task)]
    return Block(tuple(stimuli[settings.practice :]), tuple(stimuli[: settings.practice]))


def with_later(
    remaining: Sequence[Stimulus],
    discarded: Stimulus,
    random: Random,
    *,
    before: Sequence[Stimulus] = (),
    task: Task = Task.SIDE,
) -> list[Stimulus]:
    """``remaining`` with a discarded stimulus put back at a random later place.

    Never straight away, unless nothing else remains. Of the places left, those that keep at most
    three equal sides in a row and the same picture apart are preferred; where there is none, the
    least bad is taken. ``before``: what was presented already (the last three are enough), so that
    the rule holds across the present moment too.
    """
    places = range(1, len(remaining) + 1) if remaining else range(1)
    candidates = [[*remaining[:place], discarded, *remaining[place:]] for place in places]
    past = list(before)[-LONGEST_RUN:]
    costs = [_cost([*past, *candidate], task) for candidate in candidates]
    best = [c for c, cost in zip(candidates, costs, strict=True) if cost == min(costs)]
    return best[int(random.random() * len(best))]


def _cost(order: Sequence[Stimulus], task: Task) -> tuple[int, int]:
    """How far an order breaks the rules: sides beyond a run of three, pictures twice running."""
    sides = [right_answer(stimulus, task) for stimulus in order]
    beyond = run = 0
    for index, side in enumerate(sides):
        run = run + 1 if index and sides[index - 1] is side else 1
        beyond += run > LONGEST_RUN
    twice = sum(a.picture.file == b.picture.file for a, b in pairwise(order))
    return beyond, twice


def _shuffled(items: Sequence[T], random: Random) -> list[T]:
    keys = [random.random() for _ in items]
    return [item for _, item in sorted(zip(keys, items, strict=True), key=lambda pair: pair[0])]


def _sides(lengths: Sequence[int], random: Random) -> list[Side]:
    """Sides of consecutive stretches, each balanced on its own, without long runs anywhere."""
    sides: list[Side] = []
    for length in lengths:
        more = Side.LEFT if random.random() < 0.5 else Side.RIGHT
        left = {more: length - length // 2, more.other: length // 2}
        for remaining in range(length, 0, -1):
            drawn = Side.LEFT if random.random() * remaining < left[Side.LEFT] else Side.RIGHT
            side = drawn if _can_follow(sides, drawn, left) else drawn.other
            sides.append(side)
            left[side] -= 1
    return sides


def _can_follow(sides: Sequence[Side], side: Side, left: dict[Side, int]) -> bool:
    """Whether ``side`` may come next, and what is left can still be placed afterwards."""
    run = 1
    for earlier in reversed(sides):
        if earlier is not side:
            break
        run += 1
    mine, others = left[side] - 1, left[side.other]
    # Each of one kind opens room for three of the other kind behind it; the present run has used
    # some of the first room.
    return (
        run <= LONGEST_RUN
        and mine <= LONGEST_RUN * (others + 1) - run
        and others <= LONGEST_RUN * (mine + 1)
    )


def _spread(values: Sequence[T], groups: Sequence[Hashable], random: Random) -> list[T]:
    """A value for each place, each value as often as every other within each group of places (the
    places with equal ``groups``). What does not divide evenly goes to other values in the next
    group, so that the values are balanced over all groups together, too."""
    odd_ones = _shuffled(values, random)
    supply: dict[Hashable, list[T]] = {}
    for group, number in Counter(groups).items():
        each, over = divmod(number, len(values))
        supply[group] = _shuffled([*values] * each + odd_ones[:over], random)
        odd_ones = odd_ones[over:] + odd_ones[:over]
    return [supply[group].pop() for group in groups]


def _places(sides: Sequence[Side], settings: DrillSettings, random: Random) -> list[_Place]:
    angles = _spread(sorted(settings.angles), sides, random)
    return list(zip(sides, angles, strict=True))


def _views(
    deck: Sequence[Picture], places: Sequence[_Place], settings: DrillSettings, random: Random
) -> list[str]:
    """The view wanted at each place: all views evenly at each side and angle, so that a hard view
    cannot pass for a hard angle. Check-ups want two palms of five (ours): otherwise the
    motor-imagery check, which reads palms only, would lack trials in four weeks."""
    views = sorted({picture.view for picture in deck})
    others = [view for view in views if view != PALM]
    if not settings.check_up or not others or PALM not in views:
        return _spread(views, places, random)
    palms = _spread((True, True, False, False, False), places, random)
    rest = [place for place, palm in zip(places, palms, strict=True) if not palm]
    of_rest = iter(_spread(others, rest, random))
    return [PALM if palm else next(of_rest) for palm in palms]


def _deal(
    deck: Sequence[Picture],
    places: Sequence[_Place],
    views: Sequence[str],
    task: Task,
    random: Random,
) -> list[Stimulus]:
    """A picture for each place. The whole deck is dealt out before it is taken up again; from what
    is left of it, a picture not just seen is preferred, then a way not yet seen, then the view
    that is wanted."""
    plain = {picture.file: right_answer(Stimulus(picture, False, 0), task) for picture in deck}
    stimuli: list[Stimulus] = []
    hand: list[Picture] = []
    seen: Counter[tuple[str, Side]] = Counter()
    seen_so: Counter[tuple[str, Side, int]] = Counter()
    ever, so = seen.get, seen_so.get  # quicker than a Counter, which asks __missing__
    for (side, angle), view in zip(places, views, strict=True):
        hand = hand or _shuffled(deck, random)
        last = stimuli[-1].picture.file if stimuli else None
        costs = [
            (p.file == last, so((p.file, side, angle), 0), ever((p.file, side), 0), p.view != view)
            for p in hand
        ]
        picture = hand.pop(costs.index(min(costs)))
        seen[picture.file, side] += 1
        seen_so[picture.file, side, angle] += 1
        stimuli.append(Stimulus(picture, plain[picture.file] is not side, angle))
    return stimuli
