"""Puts the simulated error rates of the suggestion into docs/clinical.md:
``python docs/simulation.py [PEOPLE]`` (1,000 of each kind; some minutes)."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "clinical.md"
START, END = "<!-- simulation -->\n", "<!-- end -->"
PEOPLE = 1000
STRICT = 0.85
WITH_STRICT = ", with a goal of 85 %"


def main(people: int) -> None:
    sys.path.insert(0, str(HERE.parent))
    from dataclasses import replace

    from gmi_app.simulation.programme import START as FIRST
    from gmi_app.simulation.programme import Kind, simulate, simulation_plan
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
    table = markdown(rates)
    text = PAGE.read_text(encoding="utf-8")
    if people == PEOPLE and START in text:
        before, rest = text.split(START, 1)
        PAGE.write_text(f"{before}{START}\n{table}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
