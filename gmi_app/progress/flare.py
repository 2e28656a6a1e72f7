"""The first of the flare rules: pain that rose during a set (clinical.md 5.2)."""

from __future__ import annotations

FLARE_RISE = 2
"""Points on the 0-10 scale, pain at the end above pain at the start (ours; editable in a plan)."""


def pain_rise(before: int | None, after: int | None) -> int | None:
    """Points that pain rose by (below 0: it fell); None when either was not given."""
    return None if before is None or after is None else after - before


def is_flare(before: int | None, after: int | None, rise: int = FLARE_RISE) -> bool:
    """Whether pain rose by ``rise`` or more; what was not given is no flare."""
    risen = pain_rise(before, after)
    return risen is not None and risen >= rise
