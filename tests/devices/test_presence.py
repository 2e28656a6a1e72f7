"""Cameras and voices: names, or none; a computer without them is told so, not warned about."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gmi_app.devices import presence

pytestmark = pytest.mark.gui


def test_they_are_names_or_nothing(qapp: QApplication) -> None:
    for names in (presence.cameras(), presence.voices()):
        assert isinstance(names, list)
        assert all(names)
        assert presence.SILENT not in names


def test_a_qt_without_them_has_none(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert presence.cameras() == []
    assert presence.voices() == []


@pytest.mark.parametrize(
    ("says", "found"), [("", ["espeak-ng"]), ("Error: Could not open the loudspeaker", [])]
)
def test_a_program_that_speaks_is_enough_where_it_is_heard(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, found: list[str]
) -> None:
    """It ends with 0 all the same, and a session would be silent."""
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    program = tmp_path / "espeak-ng"
    body = f"import sys\nsys.stdin.read()\nsys.stderr.write({says!r})\n"
    program.write_text(f"#!{sys.executable}\n{body}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert presence.voices() == found
