"""When a session waits: what is noted, what is said, and what it can go on with."""

from __future__ import annotations

from gmi_app.facts.session import EventKind
from gmi_app.imagery import lines
from gmi_app.imagery.commands import Hold
from gmi_app.imagery.lines import Choice, Option

EVENTS = {
    Hold.PAUSED: EventKind.PAUSED,
    Hold.AWAY: EventKind.FOCUS_LOST,
    Hold.SLEPT: EventKind.SLEPT,
    Hold.MORE_PAIN: EventKind.MORE_PAIN,
    Hold.FLARE: EventKind.PAUSED,
}
HURTING = (Hold.MORE_PAIN, Hold.FLARE)


def why_held(why: Hold) -> str:
    """The sentence that is shown and spoken."""
    match why:
        case Hold.PAUSED:
            return lines.paused()
        case Hold.AWAY:
            return lines.away()
        case Hold.SLEPT:
            return lines.slept()
        case Hold.MORE_PAIN:
            return lines.more_pain()
        case Hold.FLARE:
            return lines.flare()


def choices(why: Hold) -> tuple[Option, ...]:
    """In the order in which they are offered, some seconds each: after pain, stopping comes first;
    else what helps when it hurts comes before mere convenience."""
    order = [Choice.GO_ON, Choice.EASIER, Choice.MORE_PAIN, Choice.STOP, Choice.AGAIN, Choice.SKIP]
    if why in HURTING:
        order = [Choice.STOP, Choice.EASIER, Choice.GO_ON, Choice.SKIP]
    return tuple(lines.choice(value) for value in order)
