"""All benchmarks, or those named: ``python3 -m gmi_app.bootstrap bench [NAME ...]``.

Run them on a machine that does nothing else. Figures are printed, never asserted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.benchmarks.table import Row, print_table


def names() -> list[str]:
    """The benchmarks there are."""
    here = Path(__file__).parent
    return sorted(path.stem.removeprefix("bench_") for path in here.glob("bench_*.py"))


def main(wanted: Sequence[str]) -> int:
    """0, also when a figure is over its limit; 2 for a name that there is not."""
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(names())}.")
        return 2
    rows: list[Row] = []
    for name in wanted or names():
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += import_module(f"tests.benchmarks.bench_{name}").run()
    print(print_table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
