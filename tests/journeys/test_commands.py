"""The command line as it is typed: what it prints, what it writes, how it ends."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gmi_app import __version__
from gmi_app.__main__ import main
from gmi_app.clock import SystemClock
from gmi_app.commands import demo, words
from gmi_app.commands.check import Finding, table
from gmi_app.errors import UsageError
from gmi_app.laterality.settings import FOUR_ANGLES, DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import DATABASE
from tests.storage import making

pytestmark = pytest.mark.slow  # most of them start the program


@pytest.mark.timeout(300)  # 100 pictures
def test_a_demo_writes_pictures_and_files_and_is_openly_simulated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    command = [sys.executable, "-m", "gmi_app", "demo", "--days", "4", "--data", str(data)]
    done = subprocess.run([*command, "--out", str(out)], check=True, capture_output=True, text=True)
    assert "Simulated" in done.stdout
    names = {path.name for path in out.iterdir()}
    for screen in ("today", "result", "history", "set_up", "settings", "first_start", "stage"):
        for look in ("light", "dark", "contrast", "200"):
            assert f"{screen}_{look}.png" in names
    with (out / "sessions.csv").open(encoding="utf-8", newline="") as file:
        sessions = list(csv.DictReader(file))
    assert sessions
    assert "Traceback" not in done.stderr

    assert main(["export", "--csv", str(tmp_path / "again"), "--data", str(data)]) == 0
    assert str(len(sessions)) in capsys.readouterr().out
    assert main(["check", "--data", str(data)]) == 0
    printed = capsys.readouterr().out
    assert "1 person, " in printed
    assert "NEEDED" not in printed


def test_a_demo_refuses_a_real_persons_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_data(tmp_path, SystemClock())
    opened.journal.save_patient(making.patient())
    opened.close()
    assert main(["--data", str(tmp_path), "demo"]) == 1
    assert "real person" in capsys.readouterr().err


def test_a_demo_says_that_it_shows_the_simulated_person_from_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_write", lambda folder, out: 0)
    command = ["demo", "--days", "2", "--data", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main(command) == 0
    assert "already" not in capsys.readouterr().out
    assert main([*command, "--kind", "flares"]) == 0
    printed = capsys.readouterr().out
    assert "There is a simulated person already, who is shown as before" in printed
    assert "--data" in printed


def test_export_of_nothing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--csv", str(tmp_path / "out"), "--data", str(tmp_path / "new")]) == 1
    assert "no results" in capsys.readouterr().err


def test_export_while_the_window_is_open(tmp_path: Path) -> None:
    opened = open_data(tmp_path, SystemClock())
    opened.journal.save_patient(making.patient())
    try:
        assert main(["export", "--csv", str(tmp_path / "out"), "--data", str(tmp_path)]) == 0
    finally:
        opened.close()


@pytest.mark.parametrize(
    "typed",
    [
        ["dril"],
        ["drill", "--count", "5"],
        ["drill", "--count", "many"],
        ["drill", "--angles", "0,90,north"],
        ["drill", "--angles", "400"],
        ["drill", "--limit", "0.5"],
        ["drill", "--seed", "-1"],
        ["drill", "--check-up", "--count", "20"],
        ["drill", "--seed", "x"],
        ["drill", "--limit", "nan"],
        ["drill", "--part", "arm"],
        ["drill", "--set", "mine"],
        ["drill", "--task", "speed"],
        ["imagery", "--part", "arm"],
        ["imagery", "--minutes", "2.5"],
        ["mirror", "--affected", "both"],
        ["mirror", "--mode", "double"],
        ["mirror", "--minutes", "x"],
        ["activity", "--minutes", "x"],
        ["report", "--pdf", "x.pdf", "--weeks", "x"],
        ["demo", "--days", "0"],
        ["demo", "--days", "x"],
        ["demo", "--kind", "nobody"],
        ["demo", "--data", "~nobody of this name/data"],
        ["export"],
    ],
)
def test_wrong_words_are_one_sentence_and_2(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert "_" not in said, "a name from inside the program"
    assert "<" not in said, "a name from inside the program"


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("gmi_app.commands.check.run", interrupted)
    assert main(["check", "--data", str(tmp_path)]) == 130


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_enough_hears_no_complaint(tmp_path: Path, unbuffered: str) -> None:
    opened = open_data(tmp_path, SystemClock())
    opened.journal.save_patient(making.patient())
    opened.close()
    command = [sys.executable, "-m", "gmi_app", "patients", "--data", str(tmp_path)]
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        command, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_name_that_the_terminal_cannot_write_is_still_printed(tmp_path: Path) -> None:
    opened = open_data(tmp_path, SystemClock())
    opened.journal.save_patient(making.patient("Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"))
    opened.close()
    command = [sys.executable, "-m", "gmi_app", "patients", "--data", str(tmp_path)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Zo\\xeb" in done.stdout
    assert done.stderr == b""


def test_settings_from_the_words() -> None:
    typed = "drill --part hand --set plain --count 30 --limit 4.5 --angles 0,180"
    settings = words.drill_settings(words.parse(typed.split()))
    assert settings == DrillSettings(BodyPart.HAND, count=30, limit_s=4.5, angles=(0, 180))
    check_up = words.drill_settings(words.parse(["drill", "--check-up", "--count", "40"]))
    assert check_up == DrillSettings.for_check_up()
    assert check_up.angles == FOUR_ANGLES
    moving = words.drill_settings(words.parse(["drill", "--part", "foot", "--moving"]))
    assert moving == DrillSettings(BodyPart.FOOT, moving=True)
    where = words.drill_settings(words.parse(["drill", "--moving", "--task", "direction"]))
    assert where == DrillSettings(moving=True, task=Task.DIRECTION)
    for part in BodyPart:
        for kind in PictureSet:
            found = words.drill_settings(words.parse(["drill", "--part", part, "--set", kind]))
            assert found == DrillSettings(part, kind)


@pytest.mark.parametrize(
    "typed", ["--task direction", "--check-up --moving", "--check-up --set own"]
)
def test_what_does_not_go_together_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        words.drill_settings(words.parse(["drill", *typed.split()]))


def test_data_and_patient_also_work_after_the_command() -> None:
    before = words.parse(["--data", "x", "--patient", "Ann", "export", "--csv", "y"])
    after = words.parse(["export", "--csv", "y", "--data", "x", "--patient", "Ann"])
    assert vars(before) == vars(after)
    with pytest.raises(UsageError):
        words.parse(["--nonsense"])


def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--data", str(tmp_path)]) == 1
    assert "no screen" in capsys.readouterr().err
    assert main(["check", "--data", str(tmp_path)]) == 1
    assert "no screen" in capsys.readouterr().out


def test_check_tells_of_a_damaged_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / DATABASE).write_bytes(b"nothing of ours" * 500)
    assert main(["check", "--data", str(tmp_path)]) == 1
    assert "damaged" in capsys.readouterr().out


def test_a_data_folder_that_is_a_file_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert main(["check", "--data", str(file)]) == 2
    assert "cannot be used" in capsys.readouterr().err


def test_the_table_is_aligned_and_names_what_is_needed() -> None:
    printed = table([Finding("a", True, "fine"), Finding("long name", False, "gone", needed=False)])
    assert printed.splitlines() == ["a          works   fine", "long name  absent  gone"]
    assert Finding("x", False, "").sign == "NEEDED"


def test_the_version_is_printed() -> None:
    command = [sys.executable, "-m", "gmi_app", "--version"]
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"gmi {__version__}"
