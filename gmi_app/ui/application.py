"""The one QApplication: its name, its language, its look."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gmi_app import __version__
from gmi_app.ui import theme
from gmi_app.ui.language import load_language


def make_application() -> QApplication:
    """Made once, before any window."""
    QCoreApplication.setApplicationName("gmi")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    qt = QApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    load_language(qt)
    return qt


def present_application() -> QApplication:
    """The QApplication that there is, or a new one."""
    present = QApplication.instance()
    return present if isinstance(present, QApplication) else make_application()


def wear(new: theme.Theme) -> None:
    """Puts a theme on the present application."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    theme.apply(qt, new)
