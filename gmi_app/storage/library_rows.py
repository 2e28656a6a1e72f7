"""The library's facts to rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.library.likeness import Likeness
from gmi_app.library.marks import MarkKind, PictureMark
from gmi_app.library.own_picture import OwnPicture, check_content
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.storage.rows import Values, moment_of, moment_values

if TYPE_CHECKING:
    from sqlalchemy import Row


def own_picture_values(picture: OwnPicture, content: bytes) -> Values:
    return {
        "id": str(picture.id),
        "patient_id": str(picture.patient),
        **moment_values(picture.at),
        "part": picture.part.value,
        "side": picture.side.value,
        "sha256": picture.sha256,
        "content": content,
    }


def own_picture_of(row: Row[Any]) -> OwnPicture:
    return OwnPicture(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        part=BodyPart(row.part),
        side=Side(row.side),
        sha256=row.sha256,
    )


def own_picture_checked(row: Row[Any]) -> OwnPicture:
    """Of another computer: ValueError when the content is not what this program keeps."""
    picture = own_picture_of(row)
    check_content(bytes(row.content), picture.sha256)
    return picture


def mark_values(mark: PictureMark) -> Values:
    return {
        "id": str(mark.id),
        "patient_id": str(mark.patient),
        **moment_values(mark.at),
        "picture_file": mark.file,
        "picture_sha256": mark.sha256,
        "kind": mark.kind.value,
        "note": mark.note,
    }


def mark_of(row: Row[Any]) -> PictureMark:
    return PictureMark(
        id=UUID(row.id),
        patient=UUID(row.patient_id),
        at=moment_of(row),
        file=row.picture_file,
        sha256=row.picture_sha256,
        kind=MarkKind(row.kind),
        note=row.note,
    )


def likeness_values(likeness: Likeness, identity: UUID, patient: UUID, at: Moment) -> Values:
    return {
        "id": str(identity),
        "patient_id": str(patient),
        **moment_values(at),
        "tones": " ".join(likeness.tones),
        "sexes": " ".join(likeness.sexes),
        "age_bands": " ".join(likeness.age_bands),
    }


def likeness_of(row: Row[Any]) -> Likeness:
    words = (row.tones, row.sexes, row.age_bands)
    return Likeness(*(tuple(each.split()) for each in words))
