"""Passphrases in a process of their own: the windows go on meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading

import pyrage
import pytest

from gmi_app.exchange import apart as module
from gmi_app.exchange.apart import Work, apart
from gmi_app.exchange.refusal import Refused
from gmi_app.exchange.sealing import seal_with

pytestmark = pytest.mark.slow  # starts programs, each of which takes its time on purpose

WORDS = "vier Wörter, drei Äpfel"


def test_what_is_sealed_opens_with_age_and_the_other_way_round() -> None:
    sealed = apart(Work.SEAL, b"content", WORDS)

    assert pyrage.passphrase.decrypt(sealed, WORDS) == b"content"
    assert apart(Work.OPEN, sealed, WORDS) == b"content"


def test_another_thread_goes_on_meanwhile() -> None:
    """pyrage alone holds Python for two seconds."""
    worker = threading.Thread(target=seal_with, args=(b"content", WORDS))
    turns = 0
    worker.start()
    while worker.is_alive():
        turns += 1
        worker.join(0.01)
    worker.join()

    assert turns > 20


def test_a_process_that_does_not_come_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(Refused, match="Nothing was written or changed"):
        seal_with(b"content", WORDS)


def test_a_process_that_ends_early_or_never_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.01)
    with pytest.raises(Refused, match="Nothing was written or changed"):
        seal_with(b"content", WORDS)
    done = subprocess.run(
        [sys.executable, "-m", module.__name__, "dance"],
        input=b"",
        capture_output=True,
        check=False,
    )
    assert done.returncode not in (0, 3)


def test_in_one_piece_with_its_interpreter_it_works_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert seal_with(b"content", WORDS).startswith(b"age-encryption.org/v1")
