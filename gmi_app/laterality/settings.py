"""What a laterality session is to be like: number, limit, angles; and the check-up preset."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.errors import UsageError
from gmi_app.language import tr
from gmi_app.laterality.task import Task, asked
from gmi_app.pictures.model import BodyPart, PictureSet

COUNT_RANGE = (10, 100)
LIMIT_RANGE_S = (1.0, 60.0)
PRACTICE_RANGE = (0, 10)
FOUR_ANGLES = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class DrillSettings:
    """Settings of one laterality session; impossible ones raise UsageError.

    ``count``: pictures, 10 to 100. ``limit_s``: 1 to 60 seconds, or None for no limit.
    ``angles``: whole degrees 0 to 359 clockwise, without repeats. ``postures``: the manifest's
    words, empty for all. ``feedback``: say after each answer whether it was right.
    ``practice``: trials before the block, stored but not scored. ``check_up``: the fixed preset.
    ``easy_first``: the pictures come from easy to hard, not in a check-up. ``moving``: clips, not
    stills. ``task``: what is asked of each.
    """

    part: BodyPart = BodyPart.HAND
    picture_set: PictureSet = PictureSet.PLAIN
    count: int = 20
    limit_s: float | None = None
    angles: tuple[int, ...] = (0,)
    postures: tuple[str, ...] = ()
    feedback: bool = False
    practice: int = 0
    check_up: bool = False
    easy_first: bool = False
    moving: bool = False
    task: Task = Task.SIDE

    def __post_init__(self) -> None:
        if not COUNT_RANGE[0] <= self.count <= COUNT_RANGE[1]:
            raise UsageError(tr("The number of pictures must be from 10 to 100."))
        if self.limit_s is not None and not LIMIT_RANGE_S[0] <= self.limit_s <= LIMIT_RANGE_S[1]:
            raise UsageError(tr("The time limit must be from 1 to 60 seconds, or none."))
        if not self.angles or len(set(self.angles)) != len(self.angles):
            raise UsageError(tr("Name at least one angle, and each one once."))
        if not all(0 <= angle < 360 for angle in self.angles):
            raise UsageError(tr("Angles are whole degrees from 0 to 359."))
        if not PRACTICE_RANGE[0] <= self.practice <= PRACTICE_RANGE[1]:
            raise UsageError(tr("The number of practice pictures must be from 0 to 10."))
        if self.check_up and self.easy_first:
            raise UsageError(tr("A check-up mixes easy and hard pictures."))
        if self.task is Task.DIRECTION and self.part.one_sided and not self.moving:
            raise UsageError(tr("Only moving pictures can be asked which way they move."))
        if self.check_up and self.moving:
            raise UsageError(tr("A check-up shows still pictures."))

    @property
    def asked(self) -> Task:
        """What the person is really asked: of a neck or a back always the direction."""
        return asked(self.part, self.task)

    @property
    def turned(self) -> bool:
        """Whether any picture is turned."""
        return set(self.angles) != {0}

    @classmethod
    def for_check_up(cls, part: BodyPart = BodyPart.HAND) -> DrillSettings:
        """The measuring instrument (clinical.md 3): 40 plain pictures at four angles, no limit."""
        return cls(part=part, count=40, angles=FOUR_ANGLES, check_up=True)
