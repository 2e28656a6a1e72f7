"""Which plan is the present one where plans come from another computer.

The present plan is the one that arrived last (``programme_journal``). A version that was made from
it follows it. Any other one is kept beside: it is numbered as if it had arrived before all, so that
opening a file never changes somebody's plan behind their back.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from gmi_app.facts.transfer import FactRow
from gmi_app.storage.tables import plan_versions


def numbered(
    connection: Connection, patient: str, new: Iterable[FactRow], *, keep: bool
) -> tuple[list[FactRow], list[FactRow]]:
    """Splits new versions into those that go beside the present plan, with their numbers, and those
    that follow it (or are the first), in their order. ``keep``: none follows."""
    table = plan_versions
    theirs = select(table.c.id, table.c.parent_id).where(table.c.patient_id == patient)
    parents = {row.id: row.parent_id for row in connection.execute(theirs)}
    present = connection.scalar(
        theirs.with_only_columns(table.c.id).order_by(table.c.number.desc()).limit(1)
    )
    if present is None:
        return [], list(new)
    beside: list[FactRow] = []
    following: list[FactRow] = []
    new = list(new)
    parents |= {str(row["id"]): row["parent_id"] for row in new}
    for row in new:
        if not keep and _comes_from(str(row["id"]), present, parents):
            following.append(row)
            present = str(row["id"])
        else:
            beside.append(row)
    lowest = connection.scalar(select(func.min(table.c.number))) or 0
    first = min(lowest, 0) - len(beside)
    return [{**row, "number": first + at} for at, row in enumerate(beside)], following


def _comes_from(version: str, ancestor: str, parents: dict[str, object]) -> bool:
    seen: set[object] = set()
    at: object = version
    while at is not None and at not in seen:
        if at == ancestor:
            return True
        seen.add(at)
        at = parents.get(str(at))
    return False
