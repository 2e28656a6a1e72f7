"""What a person says of single pictures: leave it out, it is unclear, put it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.pictures.model import Picture

LONGEST_NOTE = 500


class MarkKind(StrEnum):
    """LEFT_OUT: not in this person's sets any more. UNCLEAR: reported, and left out too, as nobody
    should be asked what cannot be told. BACK: used again, whatever was said before."""

    LEFT_OUT = "left_out"
    UNCLEAR = "unclear"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A fact: one person on one picture. The newest of a picture counts. It is meant for this
    content (``sha256``): another picture under the same name starts afresh. ``note``: their own
    words, up to 500 characters, may be empty."""

    id: UUID
    patient: UUID
    at: Moment
    file: str
    sha256: str
    kind: MarkKind
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise ValueError("a note has up to 500 characters")


@dataclass(frozen=True, slots=True)
class Marks:
    """The newest mark of every picture that is left out now, by name and content."""

    standing: dict[tuple[str, str], PictureMark]

    def of(self, picture: Picture) -> PictureMark | None:
        """None: it is used as any other."""
        return self.standing.get((picture.file, picture.sha256))

    def leaves_out(self, picture: Picture) -> bool:
        return self.of(picture) is not None


def standing(marks: Iterable[PictureMark]) -> Marks:
    """``marks`` of one person in the order in which they were made."""
    newest = {(mark.file, mark.sha256): mark for mark in marks}
    return Marks({key: mark for key, mark in newest.items() if mark.kind is not MarkKind.BACK})
