"""Where the data and the pictures are, in every kind of installation."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gmi_app import paths
from gmi_app.errors import PictureError, UsageError


def test_the_named_folder_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GMI_DATA", str(tmp_path / "environment"))
    assert paths.data_folder(tmp_path / "named") == tmp_path / "named"
    assert paths.data_folder() == tmp_path / "environment"
    assert (tmp_path / "environment").is_dir()


def test_without_a_name_it_is_a_place_of_the_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GMI_DATA", raising=False)
    folder = paths.data_folder()
    assert folder.is_dir()
    assert Path.home() in folder.parents


def test_a_folder_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="Name another one with --data"):
        paths.data_folder(tmp_path / "file" / "below")


def installed(root: Path) -> Path:
    folder = root / "assets" / "images"
    folder.mkdir(parents=True)
    (folder / "manifest.csv").touch()
    return folder


def test_pictures_of_a_wheel_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "gmi_app")
    checkout = installed(tmp_path)
    assert paths.pictures_folder() == checkout
    wheel = installed(tmp_path / "gmi_app")
    assert paths.pictures_folder() == wheel


def test_pictures_of_a_frozen_program_are_in_its_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(PictureError, match="Install the program again"):
        paths.pictures_folder()
    folder = installed(tmp_path)
    assert paths.pictures_folder() == folder
