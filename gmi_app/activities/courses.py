"""The courses of the guided kinds: what comes next, from what was done and answered so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from gmi_app.activities.content import Content, Prompt, Script
from gmi_app.activities.passage import Course, Done, Passage, line, listed
from gmi_app.activities.settings import (
    DesensitisationSettings,
    GuidedSettings,
    PerceptionSettings,
    RelaxationSettings,
    Way,
)
from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.script import SECOND_NS, Phase, Piece, Tone

BEGIN_S, END_S = 8.0, 6.0
LEAST_BREATHS: Final = 3
SPOKEN_BREATHS: Final = 3
"""Afterwards only the tones go on. Ours."""
BREATHING_SHARE: Final = 1 / 3
"""Of a session that does both. Ours."""
RATING_S: Final = 8.0
"""What one question takes, about."""
OPENING_SHARE: Final = 0.5
"""Of the time, at most, for relaxing, the healthy limb and the memory of it. Ours."""
OPENING: Final = ("relax", "healthy", "remember")
START_ZONE: Final = 1
"""Well away from the pain; one easier stays in reserve."""
COMFORTABLE: Final = 4
"""Comfort of 4 or 5 of 5: nearer. 3: the same place again. Less: further away. Ours."""
UNCOMFORTABLE: Final = 2
AT: Final = "at_"
"""Before the place in the id of a step."""


def course(settings: GuidedSettings, content: Content) -> Course:
    """The one of these settings."""
    match settings:
        case RelaxationSettings():
            return listed(relaxing(settings, content))
        case DesensitisationSettings():
            return touching(settings, content)
        case PerceptionSettings():
            return listed(noticing(settings, content))


# ---- relaxation
def relaxing(settings: RelaxationSettings, content: Content) -> list[Passage]:
    """How calm it is asked once, after the last passage."""
    way, left_s = settings.way, float(settings.seconds)
    if way is Way.BOTH and not has_room_for_both(settings, content):
        way = Way.BREATHING
    found: list[Passage] = []
    if way is not Way.MUSCLES:
        share = BREATHING_SHARE if way is Way.BOTH else 1.0
        found.append(breathing(settings, content, left_s * share))
        left_s -= found[0].length_s
    if way is not Way.BREATHING:
        found += [_spoken(script) for script in fitting(content.muscles, left_s)]
    return [*found[:-1], replace(found[-1], asks=(RatingKind.CALM,))]


def has_room_for_both(settings: RelaxationSettings, content: Content) -> bool:
    """Whether the fewest breaths and the fewest muscles fit into the time."""
    breaths = breathing(settings, content, settings.seconds * BREATHING_SHARE)
    muscles_s = sum(script.length_s for script in fitting(content.muscles, 0))
    return breaths.length_s + muscles_s <= settings.seconds


def breathing(settings: RelaxationSettings, content: Content, seconds: float) -> Passage:
    """Breaths in and out for so long, at least three; the first ones are spoken."""
    words, breath_s = content.breathing, settings.in_s + settings.out_s
    count = max(LEAST_BREATHS, int((seconds - BEGIN_S - END_S) // breath_s))
    pieces = [line(words.begin, BEGIN_S, Tone.BEGIN, Phase.SETTLE)]
    for number in range(1, count + 1):
        quiet = number > SPOKEN_BREATHS
        into_ns, out_ns = (round(s * SECOND_NS) for s in (settings.in_s, settings.out_s))
        pieces += [
            Piece(Phase.IMAGINE, words.into, into_ns, Tone.GO, number, count, quiet=quiet),
            Piece(
                Phase.IMAGINE, words.out, out_ns, Tone.BACK, number, count, counts=True, quiet=quiet
            ),
        ]
    pieces.append(line(words.end, END_S, Tone.REST, Phase.REST))
    return Passage("breathing", words.title, tuple(pieces), breathes=True)


def fitting(scripts: Sequence[Script], seconds: float) -> list[Script]:
    """The first and the last, and of those between as many as fit, evenly spread."""
    between = scripts[1:-1]
    for count in range(len(between), -1, -1):
        step = len(between) / count if count else 0.0
        chosen = [between[int(at * step)] for at in range(count)]
        every = [scripts[0], *chosen, scripts[-1]]
        if sum(script.length_s for script in every) <= seconds:
            return every
    return [scripts[0], scripts[-1]]


def _spoken(script: Script) -> Passage:
    tones = (Tone.BEGIN, *(Tone.REST for _ in script.lines[1:]))
    pieces = (
        line(each.say, each.seconds, tone, Phase.IMAGINE)
        for each, tone in zip(script.lines, tones, strict=True)
    )
    return Passage(script.id, script.title, tuple(pieces))


# ---- desensitisation
def touching(settings: DesensitisationSettings, content: Content) -> Course:
    """Relax, the healthy limb, the memory of it; then the limb that hurts, from a painless place
    towards the pain, as near as it stays comfortable, until the time is over (clinical.md 8)."""
    touch = content.touch
    named = {
        "limb": content.limb(settings.part, settings.side),
        "other": content.other(settings.part, settings.side, healthy=settings.healthy),
        "texture": touch.texture(settings.texture).name,
        "stroke": touch.stroke(settings.stroke).name,
    }
    usual_s = sum(touch.passages[name].length_s for name in OPENING)
    pace = min(1.0, OPENING_SHARE * settings.seconds / usual_s)
    opening = [_touch(touch.passages[name], named, name, pace) for name in OPENING]

    def round_at(zone: int) -> Passage:
        place = touch.zones[zone]
        words = {**named, "where": place.name}
        passage = _touch(touch.passages["affected"], words, AT + place.id)
        return replace(passage, asks=(RatingKind.COMFORT,))

    def following(done: Sequence[Done]) -> Passage | None:
        if len(done) < len(opening):
            return opening[len(done)]
        rounds = done[len(opening) :]
        passage = round_at(zone_after(rounds, len(touch.zones)))
        spent_s = sum(map(_spent_s, done))
        if rounds and spent_s + passage.length_s > settings.seconds:
            return None
        return passage

    return following


def _spent_s(done: Done) -> float:
    """What a passage takes of the time. One that was broken off to make it easier only as long as
    it really was; one that was skipped takes its whole length, so that skipping comes to an end."""
    return done.seconds if done.eased else max(done.seconds, done.passage.length_s)


def zone_after(rounds: Iterable[Done], zones: int) -> int:
    """How near the next round comes, 0 (furthest) to ``zones`` − 1 (the painful place): one place
    nearer after a comfortable round, never more."""
    zone = START_ZONE
    for each in rounds:
        comfort = each.answers.get(RatingKind.COMFORT)
        if each.eased or (comfort is not None and comfort <= UNCOMFORTABLE):
            zone -= 1
        elif comfort is not None and comfort >= COMFORTABLE:
            zone += 1
        zone = min(max(zone, 0), zones - 1)
    return zone


def _touch(script: Script, named: dict[str, str], identity: str, pace: float = 1.0) -> Passage:
    tones = (Tone.BEGIN, *(Tone.GO for _ in script.lines[1:]))
    pieces = (
        line(each.say.format(**named), each.seconds * pace, tone, Phase.IMAGINE)
        for each, tone in zip(script.lines, tones, strict=True)
    )
    return Passage(identity, script.title, tuple(pieces))


# ---- body perception
def noticing(settings: PerceptionSettings, content: Content) -> list[Passage]:
    """One passage for each prompt that is named, in order; those that are unknown are left out."""
    known = {prompt.id: prompt for prompt in content.prompts}
    named = {
        "limb": content.limb(settings.part, settings.side),
        "other": content.other(settings.part, settings.side, healthy=True),
    }
    prompts = [known[each] for each in settings.prompts if each in known]
    return [_prompted(prompt, named) for prompt in prompts or content.prompts[:1]]


def prompts_for(
    settings: PerceptionSettings, content: Content, recent: Sequence[str]
) -> tuple[str, ...]:
    """What is noticed this time: what was not asked for longest, as much as there is time for, at
    least one. ``recent``: ids that were asked before, newest first."""
    fits = [prompt for prompt in content.prompts if prompt.fits(settings.part)]
    asked_at = {each: at for at, each in reversed(list(enumerate(recent)))}
    waiting = sorted(fits, key=lambda prompt: -asked_at.get(prompt.id, len(recent)))
    chosen: list[str] = []
    left_s = float(settings.seconds)
    for prompt in waiting:
        length_s = prompt.line.seconds + RATING_S
        if length_s > left_s and chosen:
            break
        chosen.append(prompt.id)
        left_s -= length_s
    order = [prompt.id for prompt in fits]
    return tuple(sorted(chosen, key=order.index))


def _prompted(prompt: Prompt, named: dict[str, str]) -> Passage:
    words = prompt.line.say.format(**named)
    piece = line(words[:1].upper() + words[1:], prompt.line.seconds, Tone.BEGIN, Phase.IMAGINE)
    return Passage(prompt.id, prompt.title, (piece,), (prompt.ask,))
