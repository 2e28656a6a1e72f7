"""What a mirror session is to be like: side, camera, way of showing, exercises, length."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gmi_app.errors import UsageError
from gmi_app.language import tr
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, Patient

MINUTES_RANGE = (1, 10)
"""At most 10 minutes at a time (clinical.md 5.5; EFIC how-to: 5 to 10)."""
USUAL_MINUTES = 5
LINE_RANGE = (0.25, 0.75)
ZOOM_RANGE = (1.0, 3.0)
BRIGHTNESS_RANGE = (-80, 80)
ROTATIONS = (0, 90, 180, 270)
WITH_MIRROR = (BodyPart.HAND, BodyPart.FOOT)
"""Body parts that have a ladder of exercises."""


class CameraPosition(StrEnum):
    """Where the camera is, as seen by the person who sits at the table."""

    OVER_SHOULDER = "over_shoulder"
    """Above or behind the person, looking the way they look; also worn on the head."""
    FAR_SIDE = "far_side"
    """Clamped at the far side of the table, looking back: everything is upside down."""
    FACING = "facing"
    """A laptop or monitor that faces the person."""


class ViewMode(StrEnum):
    HALF = "half"
    """Both limbs are on the table; the healthy half is reflected over the painful one."""
    WHOLE = "whole"
    """Only the healthy limb is seen by the camera; it is shown as the painful one."""
    BOTH = "both"
    """Only the healthy limb is seen; it and its reflection are shown side by side."""


class Opened(StrEnum):
    """How the mirror came to be open for this person (clinical.md 4); kept with each session."""

    MET = "met"
    READ_WHY = "read_why"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """How the picture is shown; impossible ones raise UsageError.

    ``rotation``: the camera's picture is turned clockwise by so many degrees first (0, 90, 180,
    270). ``swapped``: the person said that the other half is the healthy one. ``line``: where the
    halves part, as a share of the width from the left (0.25 to 0.75). ``zoom`` 1 to 3.
    ``brightness``: added to every colour, -80 to 80 of 255.
    """

    affected: Side = Side.LEFT
    position: CameraPosition = CameraPosition.OVER_SHOULDER
    mode: ViewMode = ViewMode.HALF
    rotation: int = 0
    swapped: bool = False
    line: float = 0.5
    zoom: float = 1.0
    brightness: int = 0

    def __post_init__(self) -> None:
        if self.rotation not in ROTATIONS:
            raise UsageError(tr("The picture is turned by 0, 90, 180 or 270 degrees."))
        if not LINE_RANGE[0] <= self.line <= LINE_RANGE[1]:
            raise UsageError(tr("The line must be in the middle half of the picture."))
        if not ZOOM_RANGE[0] <= self.zoom <= ZOOM_RANGE[1]:
            raise UsageError(tr("The picture can be made one to three times as large."))
        if not BRIGHTNESS_RANGE[0] <= self.brightness <= BRIGHTNESS_RANGE[1]:
            raise UsageError(tr("The brightness must be from -80 to 80."))

    @property
    def healthy(self) -> Side:
        return self.affected.other


@dataclass(frozen=True, slots=True)
class MirrorSettings:
    """Settings of one mirror session; impossible ones raise UsageError.

    ``exercises``: ids of the ladder, in order. ``minutes``: the most that is watched, 1 to 10,
    whole or half ones.
    ``meter``: how much the healthy limb moves is shown and kept as a number. ``guided`` False: the
    mirror alone, without exercises. ``spoken``: the captions are said, too, where there is a voice;
    ``sound``: a soft tone begins each repetition.
    """

    part: BodyPart = BodyPart.HAND
    view: ViewSettings = ViewSettings()
    exercises: tuple[str, ...] = ()
    minutes: float = USUAL_MINUTES
    meter: bool = False
    guided: bool = True
    spoken: bool = False
    sound: bool = False
    opened: Opened = Opened.MET

    def __post_init__(self) -> None:
        if self.part not in WITH_MIRROR:
            raise UsageError(tr("There is a mirror for hands and feet only."))
        if not MINUTES_RANGE[0] <= self.minutes <= MINUTES_RANGE[1]:
            raise UsageError(tr("A mirror session lasts 1 to 10 minutes."))


def _part_of(patient: Patient) -> BodyPart:
    part = patient.part
    return part if part is not None and part in WITH_MIRROR else BodyPart.HAND


@dataclass(frozen=True, slots=True)
class MirrorWish:
    """What was asked for on the command line. ``camera``: index, name or file, empty for the
    first. ``affected`` None: the person's own painful side."""

    camera: str = ""
    affected: Side | None = None
    mode: ViewMode = ViewMode.HALF
    minutes: float = USUAL_MINUTES

    def settings(self, patient: Patient, exercises: tuple[str, ...] = ()) -> MirrorSettings:
        """For this person; the mirror alone where there are no ``exercises``. A side that nobody
        named is the left one."""
        own = {AffectedSide.LEFT: Side.LEFT, AffectedSide.RIGHT: Side.RIGHT}
        painful = own.get(patient.affected) if patient.affected is not None else None
        return MirrorSettings(
            part=_part_of(patient),
            view=ViewSettings(affected=self.affected or painful or Side.LEFT, mode=self.mode),
            exercises=exercises,
            minutes=self.minutes,
            guided=bool(exercises),
            opened=Opened.COMMAND,
        )
