"""Puts the simulated error rates of the suggestion into docs/clinical.md:
``python docs/simulation.py [PEOPLE]`` (1,000 of each kind; some minutes)."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "clinical.md"
START, END = "<!-- simulation -->\n", "<!-- end -->"
PEOPLE = 1000


def main(people: int) -> None:
    sys.path.insert(0, str(HERE.parent))
    from gmi_app.simulation.programme import Kind, simulate
    from gmi_app.simulation.rates import markdown, rates_of

    rates = []
    for kind in Kind:
        rates.append(rates_of([simulate(kind, seed) for seed in range(people)]))
        print(markdown(rates[-1:]).splitlines()[-1], flush=True)
    table = markdown(rates)
    print(table)
    text = PAGE.read_text(encoding="utf-8")
    if people == PEOPLE and START in text:
        before, rest = text.split(START, 1)
        PAGE.write_text(f"{before}{START}\n{table}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
