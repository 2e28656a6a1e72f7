"""Whether there is a screen: found out before Qt is asked, which would end the process."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from gmi_app.bootstrap import display


@pytest.fixture(autouse=True)
def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


def test_nothing_set_is_no_screen() -> None:
    assert not display.is_there({})


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_one(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert display.is_there({})


def test_who_tells_qt_what_to_use_is_believed() -> None:
    assert display.is_there({"QT_QPA_PLATFORM": "offscreen"})


def test_a_wayland_compositor_must_answer(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not display.is_there(environment)
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-0"))
        compositor.listen()
        assert display.is_there(environment)


@pytest.mark.parametrize("name", [":7", "unix:7", ":7.0"])
@pytest.mark.parametrize("path", ["/tmp/.X11-unix/X7", "\0/tmp/.X11-unix/X7"])
def test_an_x_server_of_this_computer_must_answer(
    monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    assert not display.is_there({"DISPLAY": name})
    monkeypatch.setattr(display, "_connects", lambda asked: asked == path)
    assert display.is_there({"DISPLAY": name})


@pytest.mark.parametrize("answers", [True, False])
def test_an_x_server_of_another_computer_must_answer(
    monkeypatch: pytest.MonkeyPatch, answers: bool
) -> None:
    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address == ("clinic", 6010)
        if not answers:
            raise ConnectionRefusedError
        return socket.socket()

    monkeypatch.setattr(socket, "create_connection", connect)
    assert display.is_there({"DISPLAY": "clinic:10.0"}) is answers


def test_a_name_that_is_none_is_no_screen() -> None:
    assert not display.is_there({"DISPLAY": "nonsense"})


@pytest.mark.xvfb
def test_the_x_server_of_the_tests_answers() -> None:
    import os

    environment = {"DISPLAY": os.environ["DISPLAY"]}
    assert display.is_there(environment)
