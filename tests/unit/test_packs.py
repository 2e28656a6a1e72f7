"""Packs: taken whole, or refused whole with everything that is wrong and nothing changed."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from PIL import Image

from gmi_app.errors import PictureError
from gmi_app.language import speak
from gmi_app.library import adding, pack_source
from gmi_app.library.adding import (
    MOST_TOLD,
    PackGivenUp,
    PackRefused,
    add_pack,
    keep,
    look_at,
)
from gmi_app.library.pack import FACTS, UNFINISHED, load_packs, remove_pack
from gmi_app.library.pack_source import MOST_ENTRIES, leads_outside
from gmi_app.pictures.catalogue import CLIP_COLUMNS, COLUMNS, MANIFEST
from gmi_app.pictures.imaging import decode
from tests.examples import tries

Row = dict[str, str]
ALL = (*COLUMNS, *CLIP_COLUMNS)


def shot(
    colour: int = 0, kind: str = "WEBP", frames: int = 1, size: tuple[int, int] = (200, 200)
) -> bytes:
    out = io.BytesIO()
    images = [Image.new("RGB", size, (colour, 40 * at, 90)) for at in range(frames)]
    more = {"save_all": True, "append_images": images[1:], "duration": 80} if frames > 1 else {}
    images[0].save(out, kind, **more)
    return out.getvalue()


def row(file: str, content: bytes, **other: str) -> Row:
    known = {
        "file": file,
        "part": "foot",
        "side": "left",
        "set": "plain",
        "posture": "relaxed",
        "view": "top",
        "person": "p01",
        "tone": "tan",
        "sex": "female",
        "age_band": "older",
        "turnable": "yes",
        "licence": "CC0-1.0",
        "source": "test",
        "sha256": hashlib.sha256(content).hexdigest(),
        "frames": "1",
        "fps": "",
        "direction": "",
    }
    return {**known, **other}


def listing(rows: list[Row], columns: tuple[str, ...] = ALL) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def good() -> tuple[list[Row], dict[str, bytes]]:
    files = {"a/one.webp": shot(1), "a/two.png": shot(2, "PNG"), "three.jpg": shot(3, "JPEG")}
    return [row(name, content) for name, content in files.items()], files


def folder_of(place: Path, rows: list[Row], files: dict[str, bytes]) -> Path:
    place.mkdir()
    for name, content in {**files, MANIFEST: listing(rows)}.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place


def zip_of(place: Path, rows: list[Row], files: dict[str, bytes], within: str = "") -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**files, MANIFEST: listing(rows)}.items():
            packed.writestr(within + name, content)
    return place


def everything(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def refused(source: Path, packs: Path, *, look: bool = True) -> tuple[str, ...]:
    """The problems of a pack that is not taken, and that nothing was changed. ``look``: beside the
    packs, too."""
    packs.mkdir(exist_ok=True)
    around = packs.parent if look else packs
    before = everything(around)
    with pytest.raises(PackRefused) as caught:
        add_pack(source, packs)
    assert everything(around) == before
    assert "nothing was changed" in caught.value.sentence
    assert caught.value.problems
    return caught.value.problems


# ---- taken
@pytest.mark.parametrize("form", ["folder", "zip", "zip with a folder in it"])
def test_a_pack_is_added_and_its_pictures_can_be_read(tmp_path: Path, form: str) -> None:
    rows, files = good()
    packs = tmp_path / "packs"
    if form == "folder":
        source = folder_of(tmp_path / "My feet", rows, files)
    else:
        within = "feet/" if "folder" in form else ""
        source = zip_of(tmp_path / "My feet.zip", rows, files, within)
    added = add_pack(source, packs)

    assert added.title == "My feet"
    assert load_packs(packs) == (added,)
    assert len(added.pictures) == 3
    for picture in added.pictures:
        assert picture.file.startswith(f"packs/{added.id}/")
        assert picture.person == "My feet: p01"
        assert decode(added.content(picture), picture.file, picture.sha256).size == (200, 200)
    assert not (packs / UNFINISHED).exists()


def test_the_same_pack_is_the_same_everywhere_and_only_once(tmp_path: Path) -> None:
    rows, files = good()
    first = add_pack(folder_of(tmp_path / "a", rows, files), tmp_path / "here")
    second = add_pack(zip_of(tmp_path / "b.zip", rows, files), tmp_path / "there")
    assert first.id == second.id
    assert refused(tmp_path / "b.zip", tmp_path / "here") == ("It is already there.",)


def test_a_clip_is_taken_with_its_frames(tmp_path: Path) -> None:
    content = shot(1, frames=3)
    clip = row("clip.webp", content, frames="3", fps="12", direction="left")
    added = add_pack(folder_of(tmp_path / "a", [clip], {"clip.webp": content}), tmp_path / "packs")
    assert added.pictures[0].moving


def test_a_pack_is_removed(tmp_path: Path) -> None:
    rows, files = good()
    packs = tmp_path / "packs"
    added = add_pack(folder_of(tmp_path / "a", rows, files), packs)
    remove_pack(added)
    assert load_packs(packs) == ()
    assert everything(packs) == []
    with pytest.raises(PictureError):
        added.content(added.pictures[0])


def test_what_a_pack_need_not_say_of_a_person_may_be_empty(tmp_path: Path) -> None:
    content = shot(1)
    silent = row("one.webp", content, tone="", sex="", age_band="")
    source = folder_of(tmp_path / "a", [silent], {"one.webp": content})
    (picture,) = add_pack(source, tmp_path / "packs").pictures
    assert (picture.tone, picture.sex, picture.age_band) == ("", "", "")


def test_other_files_in_it_are_left_where_they_are(tmp_path: Path) -> None:
    rows, files = good()
    source = folder_of(tmp_path / "a", rows, {**files, "virus.exe": b"MZ", ".DS_Store": b"x"})
    added = add_pack(source, tmp_path / "packs")
    assert not list(added.folder.rglob("virus*"))


def test_without_packs_there_are_none(tmp_path: Path) -> None:
    assert load_packs(tmp_path / "packs") == ()


def test_an_unfinished_one_is_not_listed(tmp_path: Path) -> None:
    rows, files = good()
    packs = tmp_path / "packs"
    added = add_pack(folder_of(tmp_path / "a", rows, files), packs)
    added.folder.rename(packs / UNFINISHED)  # killed on its way in or out
    assert load_packs(packs) == ()
    add_pack(tmp_path / "a", packs)
    assert [path.name for path in packs.iterdir()] == [added.id]


def test_one_that_was_damaged_since_says_so_and_can_be_removed(tmp_path: Path) -> None:
    rows, files = good()
    packs = tmp_path / "packs"
    added = add_pack(folder_of(tmp_path / "a", rows, files), packs)
    (added.folder / FACTS).write_text("{")
    (found,) = load_packs(packs)
    assert found.pictures == ()
    assert "cannot be read any more" in found.notices[0]
    remove_pack(found)
    assert load_packs(packs) == ()


# ---- refused: what is in it
def spoilt(**changes: str) -> Callable[[list[Row], dict[str, bytes]], None]:
    return lambda rows, files: rows[0].update(changes)


def lose(rows: list[Row], files: dict[str, bytes]) -> None:
    del files["a/one.webp"]


def swap(rows: list[Row], files: dict[str, bytes]) -> None:
    files["a/one.webp"] = shot(77)


def disguise(rows: list[Row], files: dict[str, bytes]) -> None:
    files["a/one.webp"] = shot(1, "PNG")
    rows[0] = row("a/one.webp", files["a/one.webp"])


def cut(rows: list[Row], files: dict[str, bytes]) -> None:
    files["a/one.webp"] = shot(1)[:-20]
    rows[0] = row("a/one.webp", files["a/one.webp"])


def move(rows: list[Row], files: dict[str, bytes]) -> None:
    files["a/one.webp"] = shot(1, frames=3)
    rows[0] = row("a/one.webp", files["a/one.webp"])


def shaped(width: int, height: int) -> Callable[[list[Row], dict[str, bytes]], None]:
    def shape(rows: list[Row], files: dict[str, bytes]) -> None:
        files["a/one.webp"] = shot(1, size=(width, height))
        rows[0] = row("a/one.webp", files["a/one.webp"])

    return shape


def renamed(file: str, other: str = "") -> Callable[[list[Row], dict[str, bytes]], None]:
    """The first picture, and the second one, where it gets another name, too."""

    def rename(rows: list[Row], files: dict[str, bytes]) -> None:
        for at, name in enumerate((file, other)):
            if name:
                files[name] = files.pop(rows[at]["file"])
                rows[at] = row(name, files[name])

    return rename


def repeat(rows: list[Row], files: dict[str, bytes]) -> None:
    rows.append(rows[0])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoilt(part="arm"), "part is “arm”, and not one of hand, foot"),
        (spoilt(side="up"), "side is “up”"),
        (spoilt(set="own"), "set is “own”"),
        (spoilt(set=""), "set is empty"),
        (spoilt(turnable="perhaps"), "turnable"),
        (spoilt(posture=""), "posture is empty"),
        (spoilt(sha256="0" * 64), "has another hash than listed"),
        (spoilt(sha256="abc"), "not a hash"),
        (spoilt(frames="3", fps="12"), "another number of frames"),
        (spoilt(tone="olive"), "tone is “olive”, and not one of very_light, light, medium"),
        (spoilt(sex="f"), "sex is “f”, and not one of female, male"),
        (spoilt(age_band="adult"), "age_band is “adult”, and not one of young, middle, older"),
        (spoilt(frames="-1"), "frames is not a number from 1 to 120"),
        (spoilt(frames="3", fps="90"), "fps is not a number from 1 to 60"),
        (spoilt(frames="3", fps="12", direction="up"), "direction is “up”, and not one of left"),
        (spoilt(frames="3", fps="12", part="neck", direction="right"), "direction differ"),
        (spoilt(direction="up"), "direction is “up”, and not one of left"),
        (spoilt(part="neck", direction="right"), "its side and its direction differ"),
        (spoilt(file="a/missing.webp"), "the file a/missing.webp is missing"),
        (spoilt(file="../outside.webp"), "not below the picture folder"),
        (spoilt(file="/etc/passwd"), "not below the picture folder"),
        (spoilt(file="C:\\outside.webp"), "not below the picture folder"),
        (spoilt(file="a/one.svg"), "not named as a WebP, PNG or JPEG"),
        (lose, "the file a/one.webp is missing"),
        (swap, "has another hash"),
        (disguise, "cannot be shown"),
        (cut, "cannot be shown"),
        (move, "another number of frames"),
        (repeat, "it repeats a picture"),
        (spoilt(person="p" * 61), "person has more than 60 characters"),
        (spoilt(posture="p" * 61), "posture has more than 60 characters"),
        (spoilt(view="p" * 61), "view has more than 60 characters"),
        (spoilt(licence="p" * 301), "licence has more than 300 characters"),
        (renamed("CON.webp"), "CON.webp is a name that Windows keeps for itself"),
        (renamed("nul/one.webp"), "nul/one.webp is a name that Windows keeps for itself"),
        (renamed("lpt1.tar.webp"), "lpt1.tar.webp is a name that Windows keeps"),
        (renamed(f"{'n' * 146}.webp"), "… is too long"),
        (renamed("pack.json/one.webp"), "pack.json/one.webp would have to be a file and a folder"),
        (shaped(300, 200), "the file a/one.webp is not square"),
        (shaped(200, 201), "the file a/one.webp is not square"),
        (shaped(199, 199), "the file a/one.webp is smaller than 200 by 200 pixels"),
    ],
)
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_one_wrong_row_refuses_the_whole(
    tmp_path: Path, spoil: Callable[[list[Row], dict[str, bytes]], None], words: str, form: str
) -> None:
    rows, files = good()
    spoil(rows, files)
    source = (
        folder_of(tmp_path / "pack", rows, files)
        if form == "folder"
        else zip_of(tmp_path / "pack.zip", rows, files)
    )
    (problem,) = refused(source, tmp_path / "packs")
    assert words in problem
    assert problem.startswith("Line ")
    speak("<{}>".format)
    try:
        (problem,) = refused(source, tmp_path / "packs")
    finally:
        speak(None)
    assert problem.startswith("<Line ")
    assert problem.count("<") == 2  # what is wrong is said in that language, too


@pytest.mark.parametrize("names", [("x.png", "X.png/y.png"), ("X.png/y.png", "x.png")])
def test_a_file_that_is_also_a_folder(tmp_path: Path, names: tuple[str, str]) -> None:
    content = shot(2, "PNG")
    files = dict.fromkeys(names, content)
    source = zip_of(tmp_path / "a.zip", [row(name, content) for name in names], files)
    (problem,) = refused(source, tmp_path / "packs")
    assert problem.startswith("Line 3:")
    assert "would have to be a file and a folder" in problem


@pytest.mark.parametrize("name", ["n" * 300 + ".png", "f/" * 3000 + "x.png", "é" * 130 + ".png"])
def test_names_that_no_disk_takes_are_listed(tmp_path: Path, name: str) -> None:
    content = shot(2, "PNG")
    source = zip_of(tmp_path / "a.zip", [row(name, content)], {name: content})
    (problem,) = refused(source, tmp_path / "packs")
    assert problem.startswith(f"Line 2: the name {name[:40]}… is too long")


def test_folders_within_folders_have_an_end(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "a", *good())
    here = os.open(source, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("f", dir_fd=here)
        here, outer = os.open("f", os.O_RDONLY, dir_fd=here), here
        os.close(outer)
    os.close(here)
    (problem,) = refused(source, tmp_path / "packs", look=False)
    assert problem == "It holds more than 20 folders within folders."
    subprocess.run(["rm", "-r", str(source)], check=True)


def test_many_empty_folders_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_source, "MOST_ENTRIES", 30)
    source = folder_of(tmp_path / "a", *good())
    for at in range(30):
        (source / f"f{at}").mkdir()
    assert refused(source, tmp_path / "packs") == ("It holds more than 30 files.",)


def test_a_pack_with_a_long_name(tmp_path: Path) -> None:
    source = folder_of(tmp_path / ("n" * 61), *good())
    assert refused(source, tmp_path / "packs") == ("Its name has more than 60 characters.",)
    add_pack(source.rename(tmp_path / ("n" * 60)), tmp_path / "packs")


def test_everything_that_is_wrong_is_listed(tmp_path: Path) -> None:
    rows, files = good()
    rows[0]["part"], rows[2]["side"] = "arm", "up"
    first, second = refused(folder_of(tmp_path / "a", rows, files), tmp_path / "packs")
    assert (first[:7], second[:7]) == ("Line 2:", "Line 4:")


def test_wrong_words_for_a_person_are_all_listed(tmp_path: Path) -> None:
    rows, files = good()
    rows[0]["tone"], rows[1]["sex"], rows[2]["age_band"] = "olive", "woman", "60"
    problems = refused(folder_of(tmp_path / "a", rows, files), tmp_path / "packs")
    assert [problem.split(" is ")[0] for problem in problems] == [
        "Line 2: tone",
        "Line 3: sex",
        "Line 4: age_band",
    ]


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    content = shot(1)
    rows = [row(f"{at}.webp", content) for at in range(MOST_TOLD + 5)]
    problems = refused(folder_of(tmp_path / "a", rows, {}), tmp_path / "packs")
    assert len(problems) == MOST_TOLD + 1
    assert problems[-1] == "And 5 more."


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        (None, "no list of its pictures"),
        (b"\xff\xfe\x00", "cannot be read"),
        (listing([], COLUMNS[:-1]), "lacks the columns sha256"),
        (listing([]), "names no picture"),
        (listing([]) + b'"' + b"a" * 200_000 + b'"', "cannot be read"),
    ],
)
def test_a_list_that_is_none(tmp_path: Path, manifest: bytes | None, words: str) -> None:
    source = folder_of(tmp_path / "a", [], {})
    (source / MANIFEST).unlink()
    if manifest is not None:
        (source / MANIFEST).write_bytes(manifest)
    (problem,) = refused(source, tmp_path / "packs")
    assert words in problem


def test_more_pictures_than_a_pack_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "MOST_PICTURES", 2)
    rows, files = good()
    (problem,) = refused(folder_of(tmp_path / "a", rows, files), tmp_path / "packs")
    assert problem == "It lists more than 2 pictures."


def huge(side: int) -> bytes:
    """A PNG of many pixels and few bytes."""
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_of_many_pixels_is_refused_by_its_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[bytes] = []
    monkeypatch.setattr(adding, "judge_frames", lambda content, _: decoded.append(content))
    rows, files = good()
    files["a/two.png"] = huge(7000)
    assert len(files["a/two.png"]) < 10_000
    rows[1] = row("a/two.png", files["a/two.png"])
    (problem,) = refused(folder_of(tmp_path / "a", rows, files), tmp_path / "packs")
    assert "a/two.png has over 4 million pixels" in problem
    assert len(decoded) == 2


def test_pictures_of_too_many_pixels_in_all_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, files = good()
    with Image.open(io.BytesIO(files["a/one.webp"])) as image:
        pixels = image.width * image.height
    monkeypatch.setattr(adding, "MOST_PIXELS_IN_ALL", 3 * pixels - 1)
    source = folder_of(tmp_path / "a", rows, files)
    (problem,) = refused(source, tmp_path / "packs")
    assert "with the file three.jpg there are over 1,200 million pixels in all" in problem
    monkeypatch.setattr(adding, "MOST_PIXELS_IN_ALL", 3 * pixels)
    add_pack(source, tmp_path / "packs")


def test_a_pack_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "a", *good())
    packs = tmp_path / "packs"
    told: list[tuple[int, int]] = []

    def seen(at: int, of: int) -> None:
        told.append((at, of))
        if at == 2:
            raise PackGivenUp

    with pytest.raises(PackGivenUp):
        look_at(source, packs, seen)
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert everything(packs) == []


def test_a_pack_of_which_something_went_meanwhile_is_not_kept(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "a", *good())
    packs = tmp_path / "packs"
    looked = look_at(source, packs)
    assert load_packs(packs) == ()
    (looked.unfinished / "three.jpg").unlink()
    with pytest.raises(OSError, match=UNFINISHED):
        keep(looked)
    assert everything(packs) == []


# ---- refused: how it comes
@pytest.mark.parametrize(
    "content", [None, b"", b"no zip", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(200)]
)
def test_neither_a_folder_nor_a_zip(tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "pack.zip"
    if content is not None:
        source.write_bytes(content)
    refused(source, tmp_path / "packs")


def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "device.zip").symlink_to("/dev/zero")
    for name in ("pipe.zip", "device.zip"):
        (problem,) = refused(tmp_path / name, tmp_path / "packs")
        assert "neither a folder nor a zip file" in problem


@pytest.mark.parametrize(
    "name",
    ["../evil.webp", "a/../../evil.webp", "/evil.webp", "C:/evil.webp", "a\\..\\evil.webp", "a//b"],
)
def test_a_zip_that_leads_outside(tmp_path: Path, name: str) -> None:
    rows, files = good()
    source = zip_of(tmp_path / "pack.zip", rows, files)
    with zipfile.ZipFile(source, "a") as packed:
        entry = zipfile.ZipInfo("x")
        entry.filename = name  # as it is; making it with a name mends some
        packed.writestr(entry, b"evil")
    problems = refused(source, tmp_path / "packs")
    assert any("leads outside the pack" in problem for problem in problems)
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_with_a_link(tmp_path: Path) -> None:
    rows, files = good()
    source = zip_of(tmp_path / "pack.zip", rows, files)
    with zipfile.ZipFile(source, "a") as packed:
        entry = zipfile.ZipInfo("a/link.webp")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(entry, "/etc/passwd")
    assert refused(source, tmp_path / "packs") == ("a/link.webp is a link to another place.",)


def test_a_folder_with_a_link(tmp_path: Path) -> None:
    rows, files = good()
    secret = tmp_path / "secret.webp"
    secret.write_bytes(shot(1))
    source = folder_of(tmp_path / "pack", rows, files)
    (source / "a" / "one.webp").unlink()
    (source / "a" / "one.webp").symlink_to(secret)
    (source / "elsewhere").symlink_to(tmp_path)
    problems = refused(source, tmp_path / "packs")
    assert sorted(problems) == [
        "a/one.webp is a link to another place.",
        "elsewhere is a link to another place.",
    ]


def test_a_zip_with_the_same_name_twice(tmp_path: Path) -> None:
    rows, files = good()
    source = zip_of(tmp_path / "pack.zip", rows, files)
    with zipfile.ZipFile(source, "a") as packed:
        packed.writestr("A/ONE.webp", b"another one where capitals do not matter")
    assert refused(source, tmp_path / "packs") == ("A/ONE.webp is there twice.",)


def test_a_zip_that_unpacks_to_gigabytes_is_read_no_further_than_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "MOST_FILE_BYTES", 2**20)
    rows, files = good()
    source = zip_of(tmp_path / "pack.zip", rows, {**files, "a/one.webp": bytes(2**26)})
    assert source.stat().st_size < 2**18
    (problem,) = refused(source, tmp_path / "packs")
    assert "the file a/one.webp is too large" in problem


def test_a_zip_that_is_too_large_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, files = good()
    whole = sum(map(len, files.values()))
    monkeypatch.setattr(adding, "MOST_BYTES", whole - 1)
    (problem,) = refused(zip_of(tmp_path / "pack.zip", rows, files), tmp_path / "packs")
    assert "is too large" in problem
    monkeypatch.setattr(adding, "MOST_BYTES", whole)
    add_pack(tmp_path / "pack.zip", tmp_path / "packs")


def test_a_zip_whose_directory_lies_about_sizes(tmp_path: Path) -> None:
    rows, files = good()
    source = zip_of(tmp_path / "pack.zip", rows, files)
    with zipfile.ZipFile(source) as packed:
        entry = packed.getinfo("a/one.webp")
    content = bytearray(source.read_bytes())
    at = content.rindex(b"a/one.webp") - 46
    content[at + 24 : at + 28] = (entry.file_size // 2).to_bytes(4, "little")
    source.write_bytes(content)
    (problem,) = refused(source, tmp_path / "packs")
    assert "a/one.webp" in problem


def test_too_many_files(tmp_path: Path) -> None:
    rows, files = good()
    many = {f"{number}.txt": b"" for number in range(MOST_ENTRIES + 1)}
    source = zip_of(tmp_path / "pack.zip", rows, {**files, **many})
    assert refused(source, tmp_path / "packs") == (f"It holds more than {MOST_ENTRIES} files.",)


def test_a_locked_zip(tmp_path: Path) -> None:
    rows, files = good()
    source = zip_of(tmp_path / "pack.zip", rows, files)
    content = bytearray(source.read_bytes())
    at = content.rindex(b"a/one.webp") - 46
    content[at + 8] |= 1
    source.write_bytes(content)
    assert refused(source, tmp_path / "packs") == ("a/one.webp is locked with a password.",)


def test_what_the_disk_refuses_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, files = good()
    source = folder_of(tmp_path / "a", rows, files)
    packs = tmp_path / "packs"
    packs.mkdir()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        add_pack(source, packs)
    assert everything(packs) == []


WHOLE = io.BytesIO()
with zipfile.ZipFile(WHOLE, "w") as _packed:
    _rows, _files = good()
    for _name, _content in {**_files, MANIFEST: listing(_rows)}.items():
        _packed.writestr(_name, _content)


@tries(150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=6))
def test_any_harm_to_a_zip_is_refused_or_changes_nothing_that_matters(
    tmp_path_factory: pytest.TempPathFactory, harm: list[tuple[float, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("harmed")
    content = bytearray(WHOLE.getvalue())
    for place, other in harm:
        at = round(place * len(content))
        content[at : at + len(other)] = other
    source = folder / "pack.zip"
    source.write_bytes(content)
    try:
        added = add_pack(source, folder / "packs")
    except PackRefused as refusal:
        added, problems = None, refusal.problems
    if added is None:
        assert problems
        assert not (folder / "packs").exists() or everything(folder / "packs") == []
    else:
        for picture in added.pictures:
            decode(added.content(picture), picture.file, picture.sha256)


@given(st.text(max_size=30))
def test_a_name_that_does_not_lead_outside_stays_inside(name: str) -> None:
    if not leads_outside(name):
        base = Path("/base")
        resolved = Path("/base", name)
        assert ".." not in resolved.parts
        assert resolved.is_relative_to(base)
        assert resolved != base
