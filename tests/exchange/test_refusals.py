"""Files that are refused: in a sentence, with nothing changed, in bounded memory and time."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from gmi_app.errors import StorageError
from gmi_app.exchange import container, sealing
from gmi_app.exchange.bundle import Draft, open_bundle, read_bundle
from gmi_app.exchange.desk import ResultsOffer
from gmi_app.exchange.keys import OwnKeys
from gmi_app.exchange.refusal import NewerFile, Refused, WantsPassphrase, WrongKey
from tests.exchange.making import (
    Computer,
    computer,
    manifest_of,
    one_of_each,
    opened_parts,
    packed_again,
)
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # two computers with their databases


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    with computer(tmp_path_factory.mktemp("home") / "data") as home:
        return home.desk.results(one_of_each(home).id, moment())


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Computer]:
    with computer(tmp_path / "clinic") as clinic:
        one_of_each(clinic, "Ben")
        yield clinic


def refused(clinic: Computer, file: Path, words: str, kind: type[Refused] = Refused) -> None:
    before = clinic.facts()
    with pytest.raises(kind, match=words):
        clinic.desk.open(file)
    assert clinic.facts() == before


def sealed_for(clinic: Computer, content: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "file.gmi"
    file.write_bytes(sealing.seal_to(content, clinic.desk.keys.public.encryption))
    return file


def test_another_key(clinic: Computer, draft: Draft, tmp_path: Path) -> None:
    draft.seal(tmp_path / "x.gmi", to=OwnKeys.make().public.encryption)
    refused(clinic, tmp_path / "x.gmi", "sealed for somebody else", WrongKey)


@pytest.mark.slow  # a passphrase is slow to try, on purpose
@pytest.mark.timeout(300)  # scrypt is slow on purpose
def test_a_passphrase_that_is_missing_short_or_another(
    clinic: Computer, draft: Draft, tmp_path: Path
) -> None:
    file = tmp_path / "x.gmi"
    draft.seal(file, passphrase="four plain words here")
    refused(clinic, file, "sealed with a passphrase", WantsPassphrase)
    with pytest.raises(WrongKey, match="does not open the file"):
        clinic.desk.open(file, "four plain words there")
    assert isinstance(clinic.desk.open(file, "four plain words here"), ResultsOffer)
    with pytest.raises(Refused, match="at least 12"):
        draft.seal(file, passphrase="short")
    with pytest.raises(Refused, match="not a key"):
        draft.seal(file, to="age1nobody")


def test_damaged_truncated_foreign_missing(clinic: Computer, draft: Draft, tmp_path: Path) -> None:
    file = tmp_path / "x.gmi"
    draft.seal(file, to=clinic.desk.keys.public.encryption)
    whole = file.read_bytes()
    damaged = whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]
    for content in (b"", b"PK\x03\x04 some zip", b"%PDF-1.7", whole[:100], whole[:-1], damaged):
        file.write_bytes(content)
        refused(clinic, file, "damaged on its way")
    refused(clinic, tmp_path / "missing.gmi", "There is no file")
    refused(clinic, tmp_path, "There is no file")


def test_ten_gigabytes_of_nothing(clinic: Computer, tmp_path: Path) -> None:
    file = tmp_path / "nothing.gmi"
    for beginning, words in ((b"", "damaged"), (b"age-encryption.org/v1\n", "far larger")):
        with file.open("wb") as out:
            out.write(beginning)
            out.truncate(10 * 2**30)  # holes: it takes no room on the disk
        tracemalloc.start()
        try:
            refused(clinic, file, words)
            assert tracemalloc.get_traced_memory()[1] < 2**22
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("told", [100, 2**28])
def test_a_zip_bomb_is_stopped_early(
    clinic: Computer, draft: Draft, tmp_path: Path, told: int
) -> None:
    """256 MB of zeros in one, under a manifest that says they are 100 bytes, and a true one."""
    out, block = io.BytesIO(), bytes(2**24)
    manifest = manifest_of(draft.content)
    manifest["parts"] = [
        {"name": "facts/trials.jsonl", "rows": 9, "bytes": told, "sha256": "0" * 64}
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        with packed.open("facts/trials.jsonl", "w", force_zip64=True) as entry:
            for _ in range(2**28 // len(block)):
                entry.write(block)
        packed.writestr("manifest.json", json.dumps(manifest))
    file = sealed_for(clinic, out.getvalue(), tmp_path)
    tracemalloc.start()
    try:
        refused(clinic, file, "damaged on its way")
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()


def test_too_many_bytes_in_a_manifest_that_is_honest(clinic: Computer, draft: Draft) -> None:
    parts = opened_parts(draft.content)
    told = manifest_of(packed_again(draft.content, parts))["parts"]
    told[0]["bytes"] = told[1]["bytes"] = container.MOST_OPENED_BYTES
    with pytest.raises(Refused, match="far larger"):
        read_bundle(packed_again(draft.content, parts, parts=told))


def test_a_long_list_of_entries_is_not_even_read(draft: Draft) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(container.MOST_ENTRIES + 1):
            packed.writestr(f"facts/{number}", b"")
    with pytest.raises(Refused, match="far larger"):
        read_bundle(out.getvalue())
    end = bytearray(draft.content)
    end[-12:-10] = b"\xff\xff"  # the list of a 64-bit zip, by its length
    with pytest.raises(Refused):
        read_bundle(bytes(end))
    with pytest.raises(Refused, match="damaged"):
        read_bundle(draft.content + b"a comment")
    locator = draft.content[:-22] + b"PK\x06\x07" + bytes(16) + draft.content[-22:]
    with pytest.raises(Refused, match="damaged"):
        read_bundle(locator)


@pytest.mark.parametrize(
    "name",
    [
        "../escape.jsonl",
        "/etc/passwd",
        "facts/../../x",
        "facts\\trials.jsonl",
        "facts/settings.jsonl",
        "pictures/../x.webp",
        "facts/",
        "C:\\x",
    ],
)
def test_tricks_with_names(clinic: Computer, draft: Draft, tmp_path: Path, name: str) -> None:
    there = set(tmp_path.rglob("*"))
    content = packed_again(draft.content, {**opened_parts(draft.content), name: b"{}\n"})
    with pytest.raises(Refused, match="damaged"):
        read_bundle(content)
    assert set(tmp_path.rglob("*")) == there


def test_an_entry_that_the_manifest_does_not_name_or_that_is_there_twice(draft: Draft) -> None:
    for extra in ("more.txt", "facts/trials.jsonl"):
        out = io.BytesIO(draft.content)
        with zipfile.ZipFile(out, "a") as packed:
            if extra in packed.namelist():
                with pytest.warns(UserWarning, match="Duplicate"):
                    packed.writestr(extra, b"{}")
            else:
                packed.writestr(extra, b"{}")
        with pytest.raises(Refused, match="damaged"):
            read_bundle(out.getvalue())


def test_other_ways_of_compressing(draft: Draft) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("manifest.json", b"{}")
    with pytest.raises(Refused, match="damaged"):
        read_bundle(out.getvalue())


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"schema": 2}, NewerFile),
        ({"schema": 2, "something": "new"}, NewerFile),
        ({"program": "99.0.0", "kind": "letters"}, NewerFile),
        ({"kind": "letters"}, Refused),
        ({"schema": "1"}, Refused),
        ({"format": "tar"}, Refused),
        ({"made_utc": "yesterday"}, Refused),
        ({"made_utc": "2026-02-31T00:00:00.000000+00:00"}, Refused),
        ({"patient": "anna"}, Refused),
        ({"sender": {"encryption": "age1x", "signing": ""}}, Refused),
        ({"parts": []}, Refused),
        ({"extra": 1}, Refused),
    ],
)
def test_a_manifest_that_is_newer_or_makes_no_sense(
    draft: Draft, changes: dict[str, object], kind: type[Refused]
) -> None:
    content = packed_again(draft.content, opened_parts(draft.content), **changes)
    with pytest.raises(kind) as error:
        read_bundle(content)
    assert type(error.value) is kind
    assert "Nothing was changed" in error.value.sentence


def test_rows_of_a_newer_program_are_called_newer(draft: Draft) -> None:
    parts = opened_parts(draft.content)
    line = json.loads(parts["facts/ratings.jsonl"].splitlines()[0]) | {"unit": "new"}
    parts["facts/ratings.jsonl"] = json.dumps(line).encode() + b"\n"
    with pytest.raises(NewerFile):
        read_bundle(packed_again(draft.content, parts, program="99.0.0"))
    with pytest.raises(Refused, match="damaged"):
        read_bundle(packed_again(draft.content, parts))


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": None},
        {"method": None},
        {"press_ns": None},
        {"handler_ns": None},
        {"press_stamp": None},
        {"rt_ns": None},
        {"rt_ns": 5},
        {"side": "up"},
        {"outcome": "perhaps"},
        {"outcome": "time_out"},
        {"frames_late": 3},
    ],
)
def test_an_answer_that_does_not_fit_together(
    clinic: Computer, draft: Draft, changes: dict[str, object]
) -> None:
    """It would be kept, and end the program whenever a chart of it is drawn."""
    parts = opened_parts(draft.content)
    first, _, rest = parts["facts/trials.jsonl"].partition(b"\n")
    changed = json.dumps(json.loads(first) | changes).encode()
    parts["facts/trials.jsonl"] = changed + b"\n" + rest
    arrival = read_bundle(packed_again(draft.content, parts)).arrival()
    before = clinic.facts()
    with pytest.raises(StorageError, match="makes no sense"):
        clinic.ledger.take_in(arrival, arrival.patient)
    assert clinic.facts() == before


@pytest.mark.parametrize("strange", [[], {}, ["x"]])
def test_settings_that_cannot_be_compared(clinic: Computer, draft: Draft, strange: object) -> None:
    parts = opened_parts(draft.content)
    first, _, rest = parts["facts/sessions.jsonl"].partition(b"\n")
    row = json.loads(first)
    row["settings"]["feedback"] = strange
    parts["facts/sessions.jsonl"] = json.dumps(row).encode() + b"\n" + rest
    arrival = read_bundle(packed_again(draft.content, parts)).arrival()
    with pytest.raises(StorageError, match="makes no sense"):
        clinic.ledger.take_in(arrival, arrival.patient)


def test_results_of_nobody_who_is_described(draft: Draft) -> None:
    """Whoever has no version is in no list."""
    parts = {**opened_parts(draft.content), "facts/patient_versions.jsonl": b""}
    with pytest.raises(Refused, match="damaged"):
        read_bundle(packed_again(draft.content, parts))


@pytest.mark.parametrize("line", [b"[" * 500_000, b'{"a":' * 100_000, b"x" * (2**20 + 5)])
def test_lines_that_are_absurd(draft: Draft, line: bytes) -> None:
    parts = opened_parts(draft.content)
    parts["facts/ratings.jsonl"] += line + b"\n"
    with pytest.raises(Refused, match="damaged"):
        read_bundle(packed_again(draft.content, parts))


@pytest.mark.parametrize("work", [b"99", b"30", b"x", b"022"])
def test_a_head_that_would_cost_hours(clinic: Computer, tmp_path: Path, work: bytes) -> None:
    stanza = b"-> scrypt 4dg+io+0eBJ9aGhG7x9ebA " + work + b"\n5R/wAW28GbPu62r0SwJWMFzMOgjzo2UH\n"
    file = tmp_path / "x.gmi"
    file.write_bytes(b"age-encryption.org/v1\n" + stanza + b"--- ydSGkniZimeYOQ\n" + bytes(99))
    refused(clinic, file, "damaged on its way")
    file.write_bytes(file.read_bytes().replace(b" " + work + b"\n", b" 18\n"))
    refused(clinic, file, "sealed with a passphrase", WantsPassphrase)


def test_a_head_of_thousands_of_keys(clinic: Computer, tmp_path: Path) -> None:
    many = [OwnKeys.make().public.encryption for _ in range(30)]
    keys = [pyrage.x25519.Recipient.from_str(each) for each in many]
    file = tmp_path / "x.gmi"
    file.write_bytes(pyrage.encrypt(b"x", keys))
    refused(clinic, file, "damaged on its way")


def test_a_file_that_is_not_ours_is_never_replaced(draft: Draft, tmp_path: Path) -> None:
    file, key = tmp_path / "letter.gmi", OwnKeys.make()
    file.write_text("dear Anna")
    with pytest.raises(Refused, match="left alone"):
        draft.seal(file, to=key.public.encryption)
    assert file.read_text() == "dear Anna"
    file.unlink()
    draft.seal(file, to=key.public.encryption)
    draft.seal(file, to=key.public.encryption)
    assert open_bundle(file, key).contents == draft.contents
    assert [each.name for each in tmp_path.iterdir()] == ["letter.gmi"]
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="could not be written"):
        draft.seal(tmp_path / "missing" / "x.gmi", to=key.public.encryption)


def test_every_parts_digest_counts(draft: Draft) -> None:
    parts = opened_parts(draft.content)
    entries = manifest_of(packed_again(draft.content, parts))["parts"]
    for entry in entries:
        for name, wrong in (
            ("sha256", "0" * 64),
            ("rows", entry["rows"] + 1),
            ("bytes", entry["bytes"] + 1),
        ):
            changed = [{**each, name: wrong} if each is entry else each for each in entries]
            with pytest.raises(Refused, match="damaged"):
                read_bundle(packed_again(draft.content, parts, parts=changed))
