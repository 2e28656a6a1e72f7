"""Rows of measured figures, and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``limit`` is the most it may be in the same unit, None where nothing was agreed.
    ``ratio`` compares it with something measured in the same run, such as "3.1 x raw sqlite3"."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""
    ratio: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its limit; True without one."""
        return self.limit is None or self.value <= self.limit


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` of all do not exceed. Needs one value."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)  # rounded up
    return ordered[max(0, int(rank) - 1)]


def print_table(rows: Sequence[Row]) -> str:
    """Aligned text, one line a row, with a mark where a limit was passed."""
    head = ("", "figure", "unit", "limit", "", "beside", "note")
    cells = [head]
    for row in rows:
        limit = "" if row.limit is None else f"{row.limit:g}"
        verdict = "" if row.limit is None else "ok" if row.met else "OVER"
        cells.append((row.name, f"{row.value:.3g}", row.unit, limit, verdict, row.ratio, row.note))
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    right = {1, 3}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )
