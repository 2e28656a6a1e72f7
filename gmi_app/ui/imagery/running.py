"""A session as a pure state machine, as far as the one who carries it out looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import StopReason
from gmi_app.imagery.commands import Ask, Hold
from gmi_app.imagery.script import Phase

Did = Sequence[object]
"""What a run commands."""


class Run(Protocol):
    """A session as a pure state machine; see ``gmi_app.imagery.session``."""

    phase: Phase
    hold: Hold | None
    wake_ns: int | None

    @property
    def may_ease(self) -> bool: ...

    @property
    def asks_next(self) -> Ask | None: ...

    def begin(self, now_ns: int) -> Did: ...

    def due(self, now_ns: int) -> Did: ...

    def press(self, now_ns: int) -> Did: ...

    def pause(self, why: Hold, now_ns: int) -> Did: ...

    def more_pain(self, now_ns: int) -> Did: ...

    def go_on(self, now_ns: int) -> Did: ...

    def easier(self, now_ns: int) -> Did: ...

    def repeat(self, now_ns: int) -> Did: ...

    def skip(self, now_ns: int) -> Did: ...

    def rate(self, kind: RatingKind, value: int | None, now_ns: int) -> Did: ...

    def stop(self, reason: StopReason | None = None, note: str = "") -> Did: ...
