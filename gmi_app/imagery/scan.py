"""Answers offered one after the other, to be picked with one key (eyes closed)."""

from __future__ import annotations

from gmi_app.imagery.lines import Choice, Option

FIRST_NS = 8_000_000_000
"""From the question to the first answer that is offered: it takes so long to say."""
RATING_NS = 2_000_000_000
CHOICE_NS = 3_500_000_000
"""How long an answer stays on offer. Ours: longer sentences need longer."""
ROUNDS = 2
"""Then there is no answer."""


class Scan:
    """Goes through the options, twice. ``offered``: what a press picks now, None before the first
    one."""

    def __init__(self, options: tuple[Option, ...]) -> None:
        self._options = options
        self._at = -1

    @property
    def offered(self) -> Option | None:
        return self._options[self._at % len(self._options)] if self._at >= 0 else None

    @property
    def wait_ns(self) -> int:
        """How long until ``advance`` is due."""
        offered = self.offered
        if offered is None:
            return FIRST_NS if not isinstance(self._options[0].value, Choice) else CHOICE_NS
        return CHOICE_NS if isinstance(offered.value, Choice) else RATING_NS

    def advance(self) -> Option | None:
        """The next one; None when all were offered twice."""
        self._at += 1
        return self.offered if self._at < ROUNDS * len(self._options) else None
