"""What a session of imagined movements is to be like."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.errors import UsageError
from gmi_app.language import tr
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart, Side

MINUTES_RANGE = (3, 15)
USUAL_MINUTES = 5


@dataclass(frozen=True, slots=True)
class ImagerySettings:
    """Impossible ones raise UsageError.

    ``side``: the limb that is imagined, the painful one; of a neck or a back the direction of the
    first movement. ``exercises``: ids of the ladder, in order, as planned. ``minutes``: 3 to 15,
    whole or half ones. ``eyes_closed``: everything is spoken, and one key does everything.
    ``chronometry``: the person presses when an imagined movement begins and when it ends.
    ``opened``: how the stage came to be open for this person.
    """

    part: BodyPart = BodyPart.HAND
    side: Side = Side.LEFT
    minutes: float = USUAL_MINUTES
    exercises: tuple[str, ...] = ()
    eyes_closed: bool = False
    chronometry: bool = False
    opened: Opened = Opened.MET

    def __post_init__(self) -> None:
        if not MINUTES_RANGE[0] <= self.minutes <= MINUTES_RANGE[1]:
            raise UsageError(tr("Imagined movements last 3 to 15 minutes."))
