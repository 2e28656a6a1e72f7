"""The screens that tests are shown on, and what keeps one test out of another's way."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def test_windows_are_shown_offscreen(qapp: QApplication) -> None:
    assert QGuiApplication.platformName() == "offscreen"


@pytest.mark.xvfb
def test_there_is_a_private_x_server(qapp: QApplication) -> None:
    assert QGuiApplication.platformName() == "xcb"
    assert qapp.primaryScreen().size().width() == 1280


@pytest.mark.xvfb
def test_the_private_bus_starts_what_screen_readers_ask() -> None:
    bus = QDBusConnection.sessionBus()
    assert bus.isConnected()
    assert bus.interface().startService("org.a11y.Bus").isValid()


def test_the_home_folder_is_not_the_persons_own() -> None:
    assert Path.home().name.startswith("gmi-")
    assert not os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}


def test_local_time_is_not_utc() -> None:
    assert time.localtime(0)[:5] == (1970, 1, 1, 2, 30)


def test_nothing_is_reached_over_a_network() -> None:
    with socket.socket() as tcp, pytest.raises(pytest.fail.Exception, match="wants to connect"):
        tcp.connect(("192.0.2.1", 80))
    with pytest.raises(pytest.fail.Exception, match="looks up"):
        socket.getaddrinfo("example.invalid", 80)
