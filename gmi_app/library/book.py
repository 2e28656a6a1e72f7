"""Protocol: how the library's facts are kept. Storage implements it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.library.likeness import Likeness
from gmi_app.library.marks import PictureMark
from gmi_app.library.own_picture import OwnPicture


class PictureBook(Protocol):
    """Writing methods return only when it is durable, and raise StorageError when it is not. May be
    called on any thread, and blocks: never on the GUI thread."""

    def own_pictures(self, patient: UUID) -> list[OwnPicture]:
        """In the order in which they were added."""
        ...

    def own_content(self, picture: UUID) -> bytes:
        """The kept file. Raises StorageError when there is none."""
        ...

    def add_own_picture(self, picture: OwnPicture, content: bytes) -> None: ...

    def remove_own_picture(self, picture: UUID) -> None:
        """For good, also out of every backup."""
        ...

    def marks(self, patient: UUID) -> list[PictureMark]:
        """In the order in which they were made."""
        ...

    def add_mark(self, mark: PictureMark) -> None: ...

    def likeness(self, patient: UUID) -> Likeness:
        """The one that was chosen last, else the mix."""
        ...

    def choose_likeness(self, patient: UUID, likeness: Likeness, at: Moment) -> None: ...
