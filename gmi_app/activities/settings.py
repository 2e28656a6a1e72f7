"""What a session beside the three stages is to be like: one typed structure for each kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID, uuid4

from gmi_app.errors import UsageError
from gmi_app.facts.activity_goal import Unit
from gmi_app.facts.session import SessionKind
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, Side

SECONDS: Final = {
    SessionKind.DESENSITISATION: (60, 300),
    SessionKind.RELAXATION: (60, 1800),
    SessionKind.PERCEPTION: (30, 900),
}
"""How long a session lasts. Desensitisation: 5 minutes or less (clinical.md 8); the rest ours."""
BREATH_IN_S: Final = (2.0, 8.0)
BREATH_OUT_S: Final = (2.0, 10.0)
USUAL_IN_S, USUAL_OUT_S = 4.0, 6.0
"""Six breaths a minute, slower out than in. Ours."""


def check_seconds(kind: SessionKind, seconds: int) -> None:
    """Raises UsageError outside of what the kind allows."""
    low, high = SECONDS[kind]
    if not low <= seconds <= high:
        sentence = tr("This lasts {0} to {1} seconds.")
        raise UsageError(sentence.format(low, high))


class Way(StrEnum):
    """How to relax."""

    BREATHING = "breathing"
    MUSCLES = "muscles"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class RelaxationSettings:
    """``seconds``: 60 to 1800. ``in_s`` and ``out_s``: one breath, in and out. Impossible values
    raise UsageError."""

    kind: ClassVar = SessionKind.RELAXATION
    way: Way = Way.BREATHING
    seconds: int = 180
    in_s: float = USUAL_IN_S
    out_s: float = USUAL_OUT_S

    def __post_init__(self) -> None:
        check_seconds(self.kind, self.seconds)
        for value, (low, high) in ((self.in_s, BREATH_IN_S), (self.out_s, BREATH_OUT_S)):
            if not low <= value <= high:
                raise UsageError(tr("A breath in or out lasts 2 to 8 or 10 seconds."))


@dataclass(frozen=True, slots=True)
class DesensitisationSettings:
    """``part`` and ``side``: where it hurts. ``healthy``: whether there is a healthy limb to begin
    with. ``texture``, ``stroke``: ids of the ladders. ``seconds``: 60 to 300."""

    kind: ClassVar = SessionKind.DESENSITISATION
    part: BodyPart = BodyPart.HAND
    side: Side = Side.LEFT
    texture: str = "silk"
    stroke: str = "light"
    seconds: int = 180
    healthy: bool = True

    def __post_init__(self) -> None:
        check_seconds(self.kind, self.seconds)


@dataclass(frozen=True, slots=True)
class PerceptionSettings:
    """``prompts``: ids, in order, as planned. ``seconds``: 30 to 900."""

    kind: ClassVar = SessionKind.PERCEPTION
    part: BodyPart = BodyPart.HAND
    side: Side = Side.LEFT
    seconds: int = 120
    prompts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_seconds(self.kind, self.seconds)


@dataclass(frozen=True, slots=True)
class PacingSettings:
    """An activity as it was planned that day: ``planned`` of ``unit``. ``goal``: which one."""

    kind: ClassVar = SessionKind.ACTIVITY
    goal: UUID = field(default_factory=uuid4)
    name: str = ""
    unit: Unit = Unit.MINUTES
    planned: int = 1


ActivitySettings = (
    RelaxationSettings | DesensitisationSettings | PerceptionSettings | PacingSettings
)
GuidedSettings = RelaxationSettings | DesensitisationSettings | PerceptionSettings
"""Those that are guided line by line."""
SETTINGS: Final[dict[SessionKind, type[ActivitySettings]]] = {
    each.kind: each
    for each in (RelaxationSettings, DesensitisationSettings, PerceptionSettings, PacingSettings)
}
KINDS: Final = tuple(SETTINGS)
