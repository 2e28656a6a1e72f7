"""The PIN: which texts may be one, and that only the right one is accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gmi_app.errors import UsageError
from gmi_app.programme.patient import PinHash
from gmi_app.programme.pin import check_pin, hash_pin, is_pin


@pytest.mark.parametrize("text", ["1234", "00000000", "98765"])
def test_four_to_eight_digits(text: str) -> None:
    assert is_pin(text)
    assert check_pin(text, hash_pin(text))


@pytest.fixture(scope="module")
def kept() -> PinHash:
    """What is kept of the PIN 2468."""
    return hash_pin("2468")


@pytest.mark.parametrize("text", ["", "123", "123456789", "12a4", "12 4", "١٢٣٤", "-123", "12.4"])
def test_anything_else_is_refused(text: str, kept: PinHash) -> None:
    assert not is_pin(text)
    with pytest.raises(UsageError):
        hash_pin(text)
    assert not check_pin(text, kept)


def test_another_pin_is_not_accepted(kept: PinHash) -> None:
    assert not check_pin("2469", kept)
    assert not check_pin("02468", kept)


def test_every_hash_has_a_salt_of_its_own_and_hides_the_pin() -> None:
    first, second = hash_pin("2468"), hash_pin("2468")
    assert first.salt != second.salt
    assert first.hash != second.hash
    assert "2468" not in first.hash[:4]


def test_a_damaged_hash_matches_nothing(kept: PinHash) -> None:
    assert not check_pin("2468", replace(kept, salt="no hex"))
    assert not check_pin("2468", replace(kept, hash=kept.hash[:-2]))
