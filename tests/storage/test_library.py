"""The library's facts in the database: kept, moved, and gone from every file when deleted."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PIL import Image

from gmi_app.errors import StorageError
from gmi_app.library.framing import Framing, kept
from gmi_app.library.likeness import Likeness
from gmi_app.library.marks import MarkKind, PictureMark
from gmi_app.library.own_picture import OwnPicture, digest
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.storage.library import SqlitePictureBook
from gmi_app.storage.opening import Opened
from gmi_app.storage.places import DATABASE, PACKS
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # databases with their backups


@cache
def photograph(shade: int) -> bytes:
    """Different bytes for different shades."""
    image = Image.effect_noise((400, 400), 40 + shade).convert("RGB")
    return kept(image, Framing())


def own(patient: Patient, content: bytes, day: int = 0) -> OwnPicture:
    return OwnPicture(uuid4(), patient.id, moment(day), BodyPart.HAND, Side.LEFT, digest(content))


def mark(patient: Patient, kind: MarkKind, day: int, note: str = "") -> PictureMark:
    return PictureMark(uuid4(), patient.id, moment(day), "hand/a.webp", "0" * 64, kind, note)


def book_of(data: Opened) -> SqlitePictureBook:
    return SqlitePictureBook(data.store)


def known(folder: Path) -> tuple[Opened, SqlitePictureBook, Patient]:
    data = making.opened(folder)
    patient = making.patient("Anna")
    data.journal.save_patient(patient)
    return data, book_of(data), patient


def files_with(folder: Path, content: bytes) -> list[Path]:
    middle = content[len(content) // 2 :][:64]
    return [p for p in folder.rglob("*") if p.is_file() and middle in p.read_bytes()]


def test_own_pictures_are_kept_with_their_content(tmp_path: Path) -> None:
    data, book, patient = known(tmp_path)
    contents = [photograph(1), photograph(2)]
    first, second = own(patient, contents[0], 2), own(patient, contents[1], 1)
    book.add_own_picture(first, contents[0])
    book.add_own_picture(second, contents[1])
    book.add_own_picture(first, contents[0])  # again changes nothing
    data.close()

    data = making.opened(tmp_path)
    book = book_of(data)
    assert book.own_pictures(patient.id) == [second, first]
    assert [book.own_content(each.id) for each in (first, second)] == contents
    assert book.own_pictures(uuid4()) == []
    with pytest.raises(StorageError, match="not there any more"):
        book.own_content(uuid4())
    data.close()


def test_marks_come_in_their_order(tmp_path: Path) -> None:
    data, book, patient = known(tmp_path)
    marks = [mark(patient, MarkKind.UNCLEAR, 1, "which thumb?"), mark(patient, MarkKind.BACK, 2)]
    for each in reversed(marks):
        book.add_mark(each)
    assert book.marks(patient.id) == marks
    assert book.marks(uuid4()) == []
    data.close()


def test_the_likeness_chosen_last_counts(tmp_path: Path) -> None:
    data, book, patient = known(tmp_path)
    assert book.likeness(patient.id).is_the_mix
    chosen = Likeness(("very_light", "dark"), ("female",), ())
    book.choose_likeness(patient.id, chosen, moment(1))
    assert book.likeness(patient.id) == chosen
    book.choose_likeness(patient.id, Likeness(), moment(2))
    assert book.likeness(patient.id).is_the_mix
    data.close()


def test_a_removed_picture_is_in_no_file_and_the_rest_stays(tmp_path: Path) -> None:
    clock = making.StoppedClock()
    data = making.opened(tmp_path, clock)
    patient = making.patient("Anna")
    data.journal.save_patient(patient)
    data.vault.back_up()  # one from before
    book = book_of(data)
    contents = [photograph(1), photograph(2)]
    first, second = (own(patient, content) for content in contents)
    book.add_own_picture(first, contents[0])
    book.add_own_picture(second, contents[1])
    clock.go_on(days=1)
    data.vault.back_up()
    assert len(files_with(tmp_path, contents[0])) >= 2

    book.remove_own_picture(first.id)

    assert files_with(tmp_path, contents[0]) == []
    assert book.own_pictures(patient.id) == [second]
    assert book.own_content(second.id) == contents[1]
    newest, oldest = data.vault.backups()
    data.vault.restore(newest)
    assert book.own_pictures(patient.id) == [second]
    data.vault.restore(oldest)
    assert book.own_pictures(patient.id) == []
    data.close()


def test_a_deleted_person_takes_everything_of_the_library_along(tmp_path: Path) -> None:
    data, book, patient = known(tmp_path)
    other = making.patient("Ben", moment(1))
    data.journal.save_patient(other)
    contents = [photograph(1), photograph(2)]
    book.add_own_picture(own(patient, contents[0]), contents[0])
    book.add_own_picture(own(other, contents[1]), contents[1])
    book.add_mark(mark(patient, MarkKind.UNCLEAR, 1, "Wilhelmina said"))
    book.add_mark(mark(other, MarkKind.LEFT_OUT, 1))
    book.choose_likeness(patient.id, Likeness(("dark",)), moment(1))
    data.vault.back_up()

    data.journal.delete_patient(patient.id)

    assert files_with(tmp_path, contents[0]) == []
    assert not any(b"Wilhelmina" in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert book.likeness(patient.id).is_the_mix
    assert book.marks(patient.id) == []
    assert len(book.own_pictures(other.id)) == len(book.marks(other.id)) == 1
    data.close()


def test_deleting_everything_takes_pictures_and_packs_along(tmp_path: Path) -> None:
    data, book, patient = known(tmp_path)
    content = photograph(1)
    book.add_own_picture(own(patient, content), content)
    data.vault.back_up()
    pack = tmp_path / PACKS / "abc"
    pack.mkdir(parents=True)
    (pack / "hand.webp").write_bytes(b"x")

    data.vault.delete_everything()

    assert files_with(tmp_path, content) == []
    assert not (tmp_path / PACKS).exists()
    data.close()


def test_everything_moves_to_another_computer(tmp_path: Path) -> None:
    data, book, patient = known(tmp_path / "here")
    content = photograph(1)
    picture, said = own(patient, content), mark(patient, MarkKind.LEFT_OUT, 1)
    book.add_own_picture(picture, content)
    book.add_mark(said)
    book.choose_likeness(patient.id, Likeness(("dark",)), moment(1))
    data.vault.pack(str(tmp_path / "all.gmi"))
    data.close()

    there = making.opened(tmp_path / "there")
    for _ in range(2):  # twice gives the same as once
        there.vault.unpack(str(tmp_path / "all.gmi"))
        other = book_of(there)
        assert other.own_pictures(patient.id) == [picture]
        assert other.own_content(picture.id) == content
        assert other.marks(patient.id) == [said]
        assert other.likeness(patient.id) == Likeness(("dark",))
    there.close()


@pytest.mark.parametrize("content", [b"MZ no picture", b""])
def test_a_moved_file_with_something_else_for_a_picture_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    data, book, patient = known(tmp_path / "here")
    good = photograph(1)
    book.add_own_picture(own(patient, good), good)
    data.close()
    with closing(sqlite3.connect(tmp_path / "here" / DATABASE)) as raw, raw:
        raw.execute(
            "UPDATE own_pictures SET content = ?, sha256 = ?",
            (content, hashlib.sha256(content).hexdigest()),
        )
    data = making.opened(tmp_path / "here")
    data.vault.pack(str(tmp_path / "all.gmi"))
    data.close()

    there = making.opened(tmp_path / "there")
    with pytest.raises(StorageError, match="Nothing was changed"):
        there.vault.unpack(str(tmp_path / "all.gmi"))
    assert there.journal.patients() == []
    there.close()


def test_a_picture_belongs_to_somebody(tmp_path: Path) -> None:
    data, book, _ = known(tmp_path)
    content = photograph(1)
    nobody = Patient(UUID(int=999), moment())
    with pytest.raises(Exception, match="FOREIGN KEY"):
        book.add_own_picture(own(nobody, content), content)
    data.close()
