"""``gmi-app check`` about the screen, and the pictures with a patch for photodiodes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmi_app.__main__ import main
from gmi_app.commands import display_check
from gmi_app.ui.theme import Theme, apply

pytestmark = pytest.mark.gui


@pytest.fixture
def screen(qapp: QApplication) -> QApplication:
    apply(qapp, Theme())
    return qapp


@pytest.fixture
def ten_quick_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display_check, "PICTURES", 10)
    monkeypatch.setattr(display_check, "SHOWN_MS", 30)
    monkeypatch.setattr(display_check, "HIDDEN_MS", (5, 10))


def rows(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(printed.splitlines()))


@pytest.mark.usefixtures("screen", "ten_quick_pictures")
def test_every_picture_with_a_patch_has_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--display"]) == 0
    found = rows(capsys.readouterr().out)
    assert [int(row["picture"]) for row in found] == list(range(1, 11))
    onsets = [int(row["onset_ns"]) for row in found]
    assert onsets == sorted(set(onsets))
    assert all(int(row["bracket_ns"]) >= 0 for row in found)


class EscapeAtTheFirst(display_check.Patched):
    """Presses Escape when the first picture is there."""

    def start(self) -> None:
        stage = self._stage
        stage.canvas.shown.connect(lambda _: QTest.keyClick(stage, Qt.Key.Key_Escape))
        super().start()


@pytest.mark.usefixtures("screen", "ten_quick_pictures")
def test_escape_ends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(display_check, "Patched", EscapeAtTheFirst)
    assert main(["check", "--display"]) == 0
    assert len(rows(capsys.readouterr().out)) == 1


def test_without_a_graphics_card_the_raster_window_is_used(screen: QApplication) -> None:
    real, words = display_check.vertical_sync(screen)
    assert not real
    assert words == "drawn on the processor (no GL): raster window"


def test_a_card_whose_swaps_do_not_wait_is_found_out(
    screen: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display_check, "gl_renderer", lambda: "A Fine Card")
    real, words = display_check.vertical_sync(screen)
    assert not real
    assert words == "swaps do not wait (A Fine Card): raster window"


def test_the_table_tells_of_the_screen(
    screen: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    size = screen.primaryScreen().size()
    assert f"{size.width()}x{size.height()} px" in printed
    assert "none yet" in printed
