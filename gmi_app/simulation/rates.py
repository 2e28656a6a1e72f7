"""How often a rule is mistaken, from many simulated people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.simulation.programme import Kind, Run

TITLES = {
    Kind.IMPROVES: "improve",
    Kind.PLATEAU: "stay a little under the goal (truly 74 %)",
    Kind.ABOVE: "stay a little above the goal (truly 85 %)",
    Kind.BELOW: "stay well under it (truly 67 %)",
    Kind.FLARES: "improve, and flare on one practice day in eight",
    Kind.FORGETS: "improve, and stay away for one or two weeks now and then",
    Kind.GUESSES: "guess",
}


@dataclass(frozen=True, slots=True)
class Rates:
    """Of people of one kind in eight weeks, or until the next step is suggested. Shares 0 to 1.
    ``forward``: to whom it was suggested; ``day``: on which day, median and 90 %, None for nobody;
    ``after``: days since the goals were truly met, median. ``wrongly_back``, ``false_alarms``,
    ``back``: an easier level, for how many people at least once. ``others``: likewise, each.
    ``plan``: words about a plan that is not the usual one."""

    kind: Kind
    people: int
    forward: float
    wrongly_forward: float
    day: tuple[float, float] | None
    after: float | None
    back: float
    wrongly_back: float
    false_alarms: float
    others: dict[SuggestionKind, float]
    plan: str = ""


def rates_of(runs: Sequence[Run]) -> Rates:
    """``runs``: of one kind, at least one."""
    went = sorted(run.forward for run in runs if run.forward is not None)
    waited = [
        run.forward - run.able for run in runs if run.forward is not None and run.able is not None
    ]
    kinds = (SuggestionKind.PAUSE, SuggestionKind.TALK, SuggestionKind.CHECK_UP)
    return Rates(
        kind=runs[0].kind,
        people=len(runs),
        forward=len(went) / len(runs),
        wrongly_forward=_share([run.wrongly_forward for run in runs]),
        day=(median(went), went[(len(went) * 9 - 1) // 10]) if went else None,
        after=median(waited) if waited else None,
        back=_share([run.back > 0 for run in runs]),
        wrongly_back=_share([run.wrongly_back > 0 for run in runs]),
        false_alarms=_share([run.false_alarms > 0 for run in runs]),
        others={kind: _share([run.other.get(kind, 0) > 0 for run in runs]) for kind in kinds},
    )


def markdown(rates: Sequence[Rates], towards: str = "next stage") -> str:
    """A table, one line for each kind. ``towards``: the step that was waited for, in words."""
    head = (
        "People who …",
        towards,
        "on day (median; 90 %)",
        "after the goals were truly met",
        "wrongly forward",
        "easier level",
        "wrongly back",
        "false alarm",
        "pause",
        "talk",
        "check-up",
    )
    lines = [_line(head), _line(["---"] + ["---:"] * (len(head) - 1))]
    for each in rates:
        day = "–" if each.day is None else f"{each.day[0] + 1:g}; {each.day[1] + 1:g}"
        after = "–" if each.after is None else f"{each.after:g} days"
        cells = [
            f"{TITLES[each.kind]}{each.plan} ({each.people:,})",
            _percent(each.forward),
            day,
            after,
        ]
        cells += map(_percent, (each.wrongly_forward, each.back, each.wrongly_back))
        cells += map(_percent, (each.false_alarms, *each.others.values()))
        lines.append(_line(cells))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags)


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
