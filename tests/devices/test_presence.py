"""Cameras and voices: names, or none; a computer without them is told so, not warned about."""

from __future__ import annotations

import shutil
import sys

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


def test_a_program_that_speaks_is_enough(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert presence.voices() == ["espeak-ng"]
