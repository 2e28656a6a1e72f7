"""Invitations: typed, read out, photographed; a mistake is found and said."""

from __future__ import annotations

import random
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmi_app.exchange.desk import is_invitation_file, read_invitation, write_invitation
from gmi_app.exchange.invitation import BEGINNING, Invitation
from gmi_app.exchange.keys import OwnKeys, PublicKeys
from gmi_app.exchange.refusal import MistypedInvitation, Refused
from gmi_app.invitations import invitation_in
from tests.examples import tries

pytestmark = pytest.mark.slow  # tries every wrong letter and loads a large package

KEYS = OwnKeys.make().public
ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@pytest.fixture
def invitation() -> Invitation:
    return Invitation(uuid4(), KEYS)


@given(st.integers(0, 2**128 - 1), st.binary(min_size=32, max_size=32))
def test_text_and_word_are_read_as_they_were_written(patient: int, signing: bytes) -> None:
    given_out = Invitation(UUID(int=patient), PublicKeys(KEYS.encryption, signing))

    assert Invitation.of(given_out.text) == given_out
    assert Invitation.of(given_out.compact) == given_out


def test_groups_lines_capitals_and_look_alikes_do_not_matter(invitation: Invitation) -> None:
    text = invitation.text.lower().replace("\n", "--").replace("0", "o").replace("l", "1")

    assert Invitation.of(f"  {text}\r\n") == invitation


def test_every_wrong_letter_and_every_swap_is_found(invitation: Invitation) -> None:
    word, chance = invitation.compact.lower(), random.Random(1)
    for at in range(len(BEGINNING), len(word)):
        other = chance.choice([letter for letter in ALPHABET if letter != word[at]])
        with pytest.raises(MistypedInvitation, match="typing mistake"):
            Invitation.of(word[:at] + other + word[at + 1 :])
        if at + 1 < len(word) and word[at] != word[at + 1]:
            with pytest.raises(MistypedInvitation, match="typing mistake"):
                Invitation.of(word[:at] + word[at + 1] + word[at] + word[at + 2 :])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text[:-7], "this one has 136"),
        (lambda text: text + "QPZRY9", "this one has 148"),
        (lambda text: text.replace("GMI1", "GMI2"), "newer version"),
        (lambda text: text.replace("GMI1", "HELLO"), "begins with GMI1"),
        (lambda text: text[:-1] + "ß", "no ß"),
        (lambda text: text * 20, "far longer"),
        (lambda text: "", "begins with GMI1"),
    ],
)
def test_a_mistyped_one_is_refused_in_words(invitation: Invitation, change, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MistypedInvitation, match=told) as error:
        Invitation.of(change(invitation.text))
    assert "Nothing was changed" in error.value.sentence


def _with_letter(text: str, line: int, group: int, letter: int) -> tuple[str, str]:
    """The text with another letter at a place, and the group that then stands there; from 0."""
    lines = [each.split() for each in text.splitlines()]
    word = lines[line][group]
    other = "Q" if word[letter] != "Q" else "P"
    lines[line][group] = word[:letter] + other + word[letter + 1 :]
    return "\n".join(" ".join(each) for each in lines), lines[line][group]


@given(st.integers(1, 4), st.integers(0, 4), st.integers(0, 3))
@tries(40)
def test_a_wrong_letter_is_shown_in_its_line_and_group(line: int, group: int, letter: int) -> None:
    text, wrong = _with_letter(Invitation(UUID(int=5), KEYS).text, line, min(group, 3), letter)

    with pytest.raises(MistypedInvitation) as error:
        Invitation.of(text)
    assert f"Look at line {line + 1}, at “{wrong}”." in error.value.sentence


def test_what_is_missing_is_shown_where_it_is(invitation: Invitation) -> None:
    lines = invitation.text.splitlines()
    short = [*lines[:3], lines[3][:-1], lines[4]]
    lost = [*lines[:2], " ".join(lines[2].split()[1:]), *lines[3:]]

    with pytest.raises(MistypedInvitation, match=f"at “{short[3].split()[-1]}”"):
        Invitation.of("\n".join(short))
    with pytest.raises(MistypedInvitation, match="Look at line 3"):
        Invitation.of("\n\n".join(lost))
    with pytest.raises(MistypedInvitation, match="missing or was typed twice"):
        Invitation.of("".join("".join(lost).split()))


def test_two_mistakes_are_not_placed(invitation: Invitation) -> None:
    once, _ = _with_letter(invitation.text, 1, 0, 0)
    twice, _ = _with_letter(once, 4, 0, 0)

    with pytest.raises(MistypedInvitation, match="group by group"):
        Invitation.of(twice)


@given(st.text(max_size=300))
def test_any_text_is_an_invitation_or_refused(text: str) -> None:
    for typed in (text, BEGINNING + text):
        with pytest.raises(MistypedInvitation):
            Invitation.of(typed)


def test_a_file_and_a_text_are_told_apart(tmp_path: Path, invitation: Invitation) -> None:
    file = tmp_path / "anna.gmi-invitation"
    write_invitation(invitation, file)
    other = tmp_path / "other.txt"
    other.write_text("dear colleague")

    assert read_invitation(str(file)) == read_invitation(invitation.text) == invitation
    assert is_invitation_file(file)
    assert not is_invitation_file(other)
    with pytest.raises(Refused, match="not written by this program"):
        write_invitation(invitation, other)
    with pytest.raises(Refused, match="There is no file"):
        read_invitation(str(tmp_path / "missing"))
    other.write_bytes(b"\xff\xfe")
    with pytest.raises(MistypedInvitation, match="no invitation"):
        read_invitation(str(other))


def test_the_qr_picture_says_the_same(tmp_path: Path, invitation: Invitation) -> None:
    write_invitation(invitation, tmp_path / "qr.png")
    assert invitation_in(tmp_path / "qr.png") == invitation
    write_invitation(invitation, tmp_path / "qr.svg")
    assert (tmp_path / "qr.svg").read_bytes().startswith(b"<?xml")


def test_the_fingerprint_is_of_both_keys() -> None:
    other = OwnKeys.make().public
    mixed = PublicKeys(KEYS.encryption, other.signing)

    assert len({KEYS.fingerprint, other.fingerprint, mixed.fingerprint}) == 3
    assert [len(group) for group in KEYS.fingerprint.split("-")] == [4, 4, 4, 4]
