"""Puts the simulated error rates of the suggestion into docs/clinical.md:
``python docs/simulation.py [PEOPLE]`` (1,000 of each kind; some minutes)."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "clinical.md"
START, LEVELS, END = "<!-- simulation -->\n", "<!-- levels -->\n", "<!-- end -->"
PEOPLE = 1000
STRICT = 0.85
WITH_STRICT = ", with a goal of 85 %"


def main(people: int) -> None:
    sys.path.insert(0, str(HERE.parent))
    from dataclasses import replace

    from gmi_app.programme.suggestion import SuggestionKind
    from gmi_app.simulation.programme import START as FIRST
    from gmi_app.simulation.programme import Kind, level_plan, simulate, simulation_plan
    from gmi_app.simulation.rates import markdown, rates_of

    usual = simulation_plan(FIRST.date())
    strict = replace(usual, thresholds=replace(usual.thresholds, accuracy=STRICT))
    cases = [*((kind, usual, "") for kind in Kind)]
    cases += [(kind, strict, WITH_STRICT) for kind in (Kind.IMPROVES, Kind.PLATEAU)]
    rates = []
    for kind, plan, words in cases:
        runs = [simulate(kind, seed, plan) for seed in range(people)]
        rates.append(replace(rates_of(runs), plan=words))
        print(markdown(rates[-1:]).splitlines()[-1], flush=True)
    one_level, level = level_plan(FIRST.date()), SuggestionKind.NEXT_LEVEL
    levels = []
    for kind in Kind:
        levels.append(rates_of([simulate(kind, n, one_level, level) for n in range(people)]))
        print(markdown(levels[-1:], "next level").splitlines()[-1], flush=True)
    if people == PEOPLE:
        _put(START, markdown(rates))
        _put(LEVELS, markdown(levels, "next level"))


def _put(mark: str, table: str) -> None:
    """Into its place on the page."""
    before, rest = PAGE.read_text(encoding="utf-8").split(mark, 1)
    after = rest.split(END, 1)[1]
    PAGE.write_text(f"{before}{mark}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
