"""Keys: made once, for their owner only, in nothing that leaves."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from gmi_app.errors import StorageError
from gmi_app.exchange.keys import KEYS_FILE, OwnKeys, PublicKeys, own_keys, verifies
from gmi_app.storage.places import KEYS
from tests.exchange.making import computer, one_of_each
from tests.unit.making import moment


def test_they_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    made = own_keys(tmp_path)

    assert own_keys(tmp_path).public == made.public
    assert OwnKeys.make().public != made.public
    assert [each.name for each in tmp_path.iterdir()] == [KEYS_FILE]
    assert os.name == "nt" or stat.S_IMODE((tmp_path / KEYS_FILE).stat().st_mode) == 0o600


def test_they_are_in_nothing_that_leaves(tmp_path: Path) -> None:
    with computer(tmp_path / "home") as home:
        person = one_of_each(home)
        draft = home.desk.results(person.id, moment())
        home.data.vault.pack(str(tmp_path / "packed.gmi"))
        home.data.vault.back_up()
        kept = (home.folder / KEYS_FILE).read_text().split('"')
    secrets = [word.encode() for word in kept if len(word) > 40]
    assert len(secrets) == 2
    files = [each for each in tmp_path.rglob("*") if each.is_file() and each.name != KEYS_FILE]
    for content in (draft.content, *(each.read_bytes() for each in files)):
        assert not any(secret in content for secret in secrets)
    assert not any(secret.decode() in repr(home.desk.keys) for secret in secrets)


def test_they_go_when_everything_is_deleted(tmp_path: Path) -> None:
    assert KEYS == KEYS_FILE
    with computer(tmp_path / "home") as home:
        before = home.desk.fingerprint
        home.data.vault.delete_everything()
        assert not (home.folder / KEYS_FILE).exists()
        assert home.desk.fingerprint != before


def test_a_damaged_file_is_told_and_never_replaced(tmp_path: Path) -> None:
    for text in ("", "{}", '{"format": 2}', '{"format": 1, "encryption": "x", "signing": "eA=="}'):
        (tmp_path / KEYS_FILE).write_text(text)
        with pytest.raises(StorageError, match="damaged"):
            own_keys(tmp_path)
        assert (tmp_path / KEYS_FILE).read_text() == text


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be read or written"):
        own_keys(tmp_path / "missing")


def test_a_signature_is_of_one_key_and_one_message() -> None:
    keys, other = OwnKeys.make(), OwnKeys.make()
    signature = keys.sign(b"plan")

    assert verifies(keys.public.signing, signature, b"plan")
    assert not verifies(keys.public.signing, signature, b"Plan")
    assert not verifies(other.public.signing, signature, b"plan")
    assert not verifies(b"short", signature, b"plan")


@pytest.mark.parametrize("text", ["", "age1", "AGE1QQ", "ssh-ed25519 AAAA"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        PublicKeys(text, bytes(32))
    with pytest.raises(ValueError, match="public keys"):
        PublicKeys(OwnKeys.make().public.encryption, b"")
