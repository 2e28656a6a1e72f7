"""The library's facts on SQLite, beside the journal in the same store."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from gmi_app.clock import Moment
from gmi_app.errors import StorageError
from gmi_app.language import tr
from gmi_app.library.likeness import Likeness
from gmi_app.library.marks import PictureMark
from gmi_app.library.own_picture import OwnPicture
from gmi_app.storage import library_rows
from gmi_app.storage.deletion import delete_own_picture
from gmi_app.storage.sqlite import insert_once
from gmi_app.storage.store import Store
from gmi_app.storage.tables import likenesses, own_pictures, picture_marks


class SqlitePictureBook:
    """Implements ``gmi_app.library.book.PictureBook``. Adding the same thing again changes
    nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def own_pictures(self, patient: UUID) -> list[OwnPicture]:
        columns = (column for column in own_pictures.columns if column.name != "content")
        query = (
            select(*columns)
            .where(own_pictures.c.patient_id == str(patient))
            .order_by(own_pictures.c.at_utc, own_pictures.c.number)
        )
        with self._store.transaction() as connection:
            return [library_rows.own_picture_of(row) for row in connection.execute(query)]

    def own_content(self, picture: UUID) -> bytes:
        query = select(own_pictures.c.content).where(own_pictures.c.id == str(picture))
        with self._store.transaction() as connection:
            content = connection.scalar(query)
        if content is None:
            raise StorageError(tr("This picture is not there any more. It may have been removed."))
        return bytes(content)

    def add_own_picture(self, picture: OwnPicture, content: bytes) -> None:
        with self._store.transaction() as connection:
            connection.execute(
                insert_once(own_pictures), library_rows.own_picture_values(picture, content)
            )

    def remove_own_picture(self, picture: UUID) -> None:
        delete_own_picture(self._store, picture)

    def marks(self, patient: UUID) -> list[PictureMark]:
        query = (
            select(picture_marks)
            .where(picture_marks.c.patient_id == str(patient))
            .order_by(picture_marks.c.at_utc, picture_marks.c.number)
        )
        with self._store.transaction() as connection:
            return [library_rows.mark_of(row) for row in connection.execute(query)]

    def add_mark(self, mark: PictureMark) -> None:
        with self._store.transaction() as connection:
            connection.execute(insert_once(picture_marks), library_rows.mark_values(mark))

    def likeness(self, patient: UUID) -> Likeness:
        query = (
            select(likenesses)
            .where(likenesses.c.patient_id == str(patient))
            .order_by(likenesses.c.at_utc.desc(), likenesses.c.number.desc())
            .limit(1)
        )
        with self._store.transaction() as connection:
            row = connection.execute(query).first()
        return Likeness() if row is None else library_rows.likeness_of(row)

    def choose_likeness(self, patient: UUID, likeness: Likeness, at: Moment) -> None:
        values = library_rows.likeness_values(likeness, uuid4(), patient, at)
        with self._store.transaction() as connection:
            connection.execute(insert_once(likenesses), values)
