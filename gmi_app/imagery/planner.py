"""Which exercises come in a session: from the ladder, at the person's level, for the time given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.exercise import Exercise, Ladder
from gmi_app.imagery.facts import Easing, ImageryRecord, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.progress.flare import FLARE_RISE, NO_FLARES, FlareDays, is_flare

NEW_AT_A_TIME = 3
"""About three new or hard ones at a time (issue 5; ours)."""
GOOD_TIMES = 2
"""So often in a row an exercise has to go well before it counts as familiar. Ours."""
GOOD_RATING = 3
"""Clarity and feeling of 3 or more of 5 count as well. Ours."""
RATING_S = 20.0
"""What the four questions after an exercise take, about."""
SETTLING_S = 20.0
CLOSING_S = 8.0


@dataclass(frozen=True, slots=True)
class Planned:
    """A session as it is going to be; the settings name its exercises."""

    settings: ImagerySettings
    exercises: tuple[Exercise, ...]
    ladder: Ladder


def planned(
    settings: ImagerySettings,
    ladder: Ladder,
    records: Sequence[ImageryRecord],
    highest: int | None = None,
    rise: int = FLARE_RISE,
    flares: FlareDays = NO_FLARES,
) -> Planned:
    """The session for these settings; ``records`` newest first. ``highest``: the rung that a plan
    ends the ladder at; None: all of it. ``rise``: what it calls a flare, in points of pain.
    ``flares``: all that are known."""
    of_part = [record for record in records if record.session.settings.part is ladder.part]
    chosen = plan(up_to(ladder, highest), of_part, settings.minutes, rise, flares)
    named = replace(settings, exercises=tuple(e.id for e in chosen))
    return Planned(named, chosen, ladder)


def up_to(ladder: Ladder, highest: int | None) -> Ladder:
    """The part of a ladder that a plan allows; where that would be nothing, its first exercise."""
    if highest is None:
        return ladder
    kept = tuple(e for e in ladder.exercises if e.rung <= highest)
    return replace(ladder, exercises=kept or ladder.exercises[:1])


def went_well(record: ImageryRecord, step: ImageryStep, rise: int = FLARE_RISE) -> bool:
    """Done as it is, imagined clearly and felt, without moving, and pain not clearly higher."""
    ratings = [record.rated(step, kind) for kind in (RatingKind.CLARITY, RatingKind.FEELING)]
    clear = all(value is not None and value >= GOOD_RATING for value in ratings)
    whole = step.repetitions > 0 and not step.skipped and step.eased is Easing.NONE
    still = record.rated(step, RatingKind.MOVED) != 1
    pain = record.rated(step, RatingKind.PAIN_NOW)
    return whole and clear and still and not is_flare(record.pain_before, pain, rise)


def familiar(records: Sequence[ImageryRecord], rise: int = FLARE_RISE) -> frozenset[str]:
    """Ids of the exercises that went well the last times. ``records``: newest first."""
    times: dict[str, list[bool]] = {}
    for record in records:
        if record.someone_else:
            continue
        for step in reversed(record.steps):
            times.setdefault(step.exercise, []).append(went_well(record, step, rise))
    return frozenset(
        identity
        for identity, found in times.items()
        if len(found) >= GOOD_TIMES and all(found[:GOOD_TIMES])
    )


def gentle(records: Sequence[ImageryRecord], rise: int = FLARE_RISE) -> bool:
    """Whether the last session asks for an easier one: a flare, or a stop because of it
    (clinical.md 5.2). ``records``: newest first."""
    own = [record for record in records if not record.someone_else]
    if not own:
        return False
    last = own[0]
    uneasy = last.reason is not None and last.reason.uneasy
    return uneasy or is_flare(last.pain_before, last.pain_after, rise)


def plan(
    ladder: Ladder,
    records: Sequence[ImageryRecord],
    minutes: float,
    rise: int = FLARE_RISE,
    flares: FlareDays = NO_FLARES,
) -> tuple[Exercise, ...]:
    """What a session of so many minutes consists of, at least one exercise; ``records`` newest
    first.

    A familiar one begins. Then come the easiest that are not familiar yet, at most three different
    ones, and familiar ones near them. Time that is left goes to the same again. After a session
    that flared, and on the easier days after any of ``flares``, nothing new comes, and nothing
    harder than the middle of what is familiar.
    """
    known = familiar(records, rise)
    old = [e for e in ladder.exercises if e.id in known]
    new = [e for e in ladder.exercises if e.id not in known][:NEW_AT_A_TIME]
    if gentle(records, rise) or flares.easier_since is not None:
        hardest = max(ladder.exercises.index(e) for e in _filled(old, new, minutes))
        calm = [e for e in old if ladder.exercises.index(e) <= hardest]
        old, new = (calm[: (len(old) + 1) // 2], []) if calm else ([], [*new, *old][:1])
    return _filled(old, new, minutes)


def _filled(
    old: Sequence[Exercise], new: Sequence[Exercise], minutes: float
) -> tuple[Exercise, ...]:
    """So many minutes of familiar exercises and new ones, both the easiest first."""
    pool = [*old[-NEW_AT_A_TIME - 1 :][:1], *new, *old[-NEW_AT_A_TIME:]]
    round_ = list(dict.fromkeys(pool))
    chosen: list[Exercise] = []
    left_s = minutes * 60 - SETTLING_S - CLOSING_S
    while True:
        fitting = [e for e in round_ if _lasts(e) <= left_s]
        if not fitting:
            break
        for each in fitting:
            if _lasts(each) <= left_s:
                chosen.append(each)
                left_s -= _lasts(each)
    return tuple(chosen) or (round_[0],)


def duration_s(exercises: Sequence[Exercise]) -> float:
    """How long a session of these lasts, about."""
    return SETTLING_S + CLOSING_S + sum(_lasts(e) for e in exercises)


def _lasts(exercise: Exercise) -> float:
    return exercise.duration_s + RATING_S
