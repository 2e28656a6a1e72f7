"""What is offered the next time, from the sessions before: never more after a flare-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gmi_app.activities.content import Rung, Touch
from gmi_app.activities.courses import AT, COMFORTABLE
from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.settings import DesensitisationSettings, PerceptionSettings
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionKind
from gmi_app.programme.thresholds import Thresholds
from gmi_app.progress.flare import NO_FLARES, FlareDays

USUAL: Final = Thresholds()
"""Without a plan."""
GOOD_TIMES: Final = 2
"""So often in a row a texture has to go well before the next one is offered. Ours."""
NEAR_ENOUGH: Final = ("edge", "painful")
"""A session went well when one of these places was comfortable."""


@dataclass(frozen=True, slots=True)
class TouchAdvice:
    """What to touch with the next time. ``paused``: too many flare-ups in a row
    (clinical.md 5.2)."""

    texture: Rung
    stroke: Rung
    paused: bool = False


def own(records: Iterable[ActivityRecord], kind: SessionKind) -> list[ActivityRecord]:
    """The person's own sessions of a kind, in the same order."""
    return [r for r in records if r.kind is kind and not r.someone_else]


def flares_in_a_row(records: Iterable[ActivityRecord], rise: int = USUAL.flare_rise) -> int:
    """How many of the newest sessions ended with pain ``rise`` points or more above their start;
    ``records`` newest first."""
    count = 0
    for record in records:
        if not record.flared(rise):
            break
        count += 1
    return count


def went_well(record: ActivityRecord, rise: int = USUAL.flare_rise) -> bool:
    """Comfortable up to the edge of the pain, and not uneasy."""
    comfortable = any(
        step.exercise.removeprefix(AT) in NEAR_ENOUGH
        and (record.rated(step, RatingKind.COMFORT) or 0) >= COMFORTABLE
        for step in record.done
    )
    return comfortable and not record.uneasy(rise)


def touch_advice(
    records: Sequence[ActivityRecord],
    touch: Touch,
    goal: Thresholds = USUAL,
    flares: FlareDays = NO_FLARES,
) -> TouchAdvice:
    """``records``: newest first. The softest first; after two good times the next texture, and
    after the last one the next stroke; after an uneasy time one texture softer, lightly, and so on
    the easier days after any of ``flares``. ``goal``: what the plan calls a flare, and how many of
    them pause."""
    of_kind = own(records, SessionKind.DESENSITISATION)
    if not of_kind:
        return TouchAdvice(touch.textures[0], touch.strokes[0])
    found = _advised(of_kind, touch, goal, flares)
    below = flares.eased_from((r.session.at.day, _rank(r, touch)) for r in of_kind)
    if below is None:
        return found
    at = min(touch.textures.index(found.texture), max(0, below - 1))
    return TouchAdvice(touch.textures[at], touch.strokes[0], found.paused)


def _rank(record: ActivityRecord, touch: Touch) -> int:
    """Of what it was done with, on the ladder of textures."""
    settings = record.session.settings
    assert isinstance(settings, DesensitisationSettings)
    return touch.textures.index(touch.texture(settings.texture))


def _advised(
    of_kind: Sequence[ActivityRecord], touch: Touch, goal: Thresholds, flares: FlareDays
) -> TouchAdvice:
    """What the sessions ask for; those up to the last flare count for nothing rougher."""
    last = of_kind[0].session.settings
    assert isinstance(last, DesensitisationSettings)
    texture, stroke = touch.texture(last.texture), touch.stroke(last.stroke)
    rise = goal.flare_rise
    paused = flares_in_a_row(of_kind, rise) >= goal.flares_to_pause
    if of_kind[0].uneasy(rise):
        return TouchAdvice(_moved(touch.textures, texture, -1), touch.strokes[0], paused)
    newest = of_kind[:GOOD_TIMES]
    good = all(
        _same(record, last) and went_well(record, rise) and flares.is_after(record.session.at.day)
        for record in newest
    )
    if len(newest) < GOOD_TIMES or not good:
        return TouchAdvice(texture, stroke)
    if texture is not touch.textures[-1]:
        return TouchAdvice(_moved(touch.textures, texture, 1), stroke)
    return TouchAdvice(texture, _moved(touch.strokes, stroke, 1))


def _same(record: ActivityRecord, as_this: DesensitisationSettings) -> bool:
    settings = record.session.settings
    return (
        isinstance(settings, DesensitisationSettings)
        and (settings.texture, settings.stroke) == (as_this.texture, as_this.stroke)
        and (settings.part, settings.side) == (as_this.part, as_this.side)
    )


def _moved(ladder: Sequence[Rung], rung: Rung, by: int) -> Rung:
    return ladder[min(max(ladder.index(rung) + by, 0), len(ladder) - 1)]


def recent_prompts(records: Iterable[ActivityRecord]) -> list[str]:
    """What body perception asked for lately, newest first."""
    found: list[str] = []
    for record in own(records, SessionKind.PERCEPTION):
        if isinstance(record.session.settings, PerceptionSettings):
            found += [step.exercise for step in reversed(record.done)]
    return found
