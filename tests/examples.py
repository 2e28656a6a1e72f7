"""How many examples of a property are tried where the usual number is too many or too few."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

WHOLE = "gmi"
"""The profile of the whole suite; the fast part loads another one (conftest.py)."""


def tries(count: int, **named: Any) -> settings:
    """``count`` examples in the whole suite, and in the fast part the share of them that it tries
    of every property; ``named``: other settings of hypothesis."""
    usual = settings.get_profile(WHOLE).max_examples
    return settings(max_examples=max(1, count * settings().max_examples // usual), **named)
