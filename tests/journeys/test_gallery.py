"""The demonstration within this process: its pictures in one look, and where it may be put."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from gmi_app.__main__ import main
from gmi_app.clock import SystemClock
from gmi_app.commands import gallery
from gmi_app.commands.demo import fill
from gmi_app.errors import GmiError
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import DATABASE
from gmi_app.ui.theme import Theme, apply
from tests.storage.making import files

pytestmark = pytest.mark.gui

EXCHANGE = {"exchange", "exchange_send"}
SCREENS = {"today", "set_up", "result", "history", "settings", "help", "first_start", "library"} | {
    f"history_{view}" for view in ("table", "imagery", "mirror")
}
LATER = {
    "imagery_set_up",
    "imagery_result",
    "imagery",
    "imagery_rating",
    "mirror_set_up",
    "mirror_result",
    "mirror_prepare",
    "mirror",
}
CLINIC = {"clinic_patients", "clinic_patient", "clinic_invite"}
STAGE = {"ready", "fixation", "paused", "pain", "stop"}


def lived(folder: Path, days: int) -> Path:
    folder.mkdir()
    fill(folder, days)
    return folder


@pytest.fixture
def demo(qapp: QApplication, tmp_path: Path) -> Path:
    """A folder with a few days of the simulated person."""
    apply(qapp, Theme())
    return lived(tmp_path / "demo", 3)


@pytest.fixture
def weeks(qapp: QApplication, tmp_path: Path) -> Path:
    """With as many days as the demonstration has, so that every stage is there."""
    apply(qapp, Theme())
    return lived(tmp_path / "weeks", 42)


@pytest.mark.timeout(180)  # 28 pictures of windows
def test_every_screen_is_drawn_and_the_folder_stays_as_it_was(
    qapp: QApplication, weeks: Path, tmp_path: Path
) -> None:
    before = files(weeks)
    (look,) = (each for each in gallery.LOOKS if each.name == "dark")
    names = gallery.write_pictures(weeks, tmp_path, [look])
    apply(qapp, Theme())
    assert set(names) == {f"{name}_dark.png" for name in SCREENS | LATER | CLINIC | EXCHANGE} | {
        "stage_dark.png"
    } | {f"stage_{name}_dark.png" for name in STAGE}
    for name in names:
        with Image.open(tmp_path / name) as picture:
            assert picture.size == gallery.SIZE
            assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 8, f"{name} is empty"
    with Image.open(tmp_path / "today_dark.png") as picture:
        red, green, blue = picture.convert("RGB").getpixel((3, picture.height - 3))  # type: ignore[misc]
        assert max(red, green, blue) < 100
    assert files(weeks) == before


def test_a_second_demonstration_adds_nothing(demo: Path) -> None:
    before = files(demo)[DATABASE]
    fill(demo, 30)
    assert files(demo)[DATABASE] == before
    opened = open_data(demo, SystemClock())
    (person,) = opened.journal.patients()
    opened.close()
    assert person.simulated


def test_the_person_who_is_asked_for_is_simulated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gmi_app.commands.demo._write", lambda *_: 0)
    words = ["demo", "--kind", "guesses", "--days", "3", "--out", str(tmp_path / "out")]
    assert main([*words, "--data", str(tmp_path / "data")]) == 0
    opened = open_data(tmp_path / "data", SystemClock())
    (person,) = opened.journal.patients()
    sets = opened.journal.summaries(person.id)
    opened.close()
    assert all(each.measures.guessing for each in sets)
    times = [each.measures.left.median_rt_s for each in sets]
    assert all(time is not None and time.value < 1.2 for time in times)


def test_a_folder_that_does_not_open_is_said(qapp: QApplication, tmp_path: Path) -> None:
    apply(qapp, Theme())
    folder, out = tmp_path / "data", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    (folder / DATABASE).write_bytes(b"nothing of ours" * 500)
    with pytest.raises(GmiError, match="could not be opened"):
        gallery.write_pictures(folder, out)
    QCoreApplication.processEvents()
    assert list(out.iterdir()) == []


def test_a_folder_for_pictures_that_cannot_be_made_is_said(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    words = ["demo", "--days", "1", "--data", str(demo), "--out", str(tmp_path / "file" / "out")]
    assert main(words) == 1
    assert "Name another one with --out" in capsys.readouterr().err
