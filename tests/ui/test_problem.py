"""When something is wrong: what the windows say, and every way out of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QProgressBar
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gmi_app.ui.problem import ProblemWindow, WaitWindow, tell
from gmi_app.ui.theme import Theme, apply
from gmi_app.ui.widgets.text import Text

pytestmark = pytest.mark.gui

SENTENCE = "The file with the results is damaged. Nothing was deleted."


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot) -> Iterator[ProblemWindow]:
    apply(qapp, Theme())
    window = ProblemWindow(SENTENCE, lambda: "backup", lambda: "empty")
    window.show()
    yield window
    window.done()
    qtbot.waitUntil(lambda: not isValid(window))


def said_by(window: ProblemWindow) -> list[str]:
    return [button.text() for button in window.findChildren(QAbstractButton)]


def test_it_says_the_sentence_and_offers_the_safest_way_first(shown: ProblemWindow) -> None:
    assert SENTENCE in [text.words for text in shown.findChildren(Text)]
    assert said_by(shown) == [
        "Go on with the backup",
        "Put the file aside and start empty",
        "Try again",
        "Close the program",
    ]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Go on with the backup", "backup"),
        ("Put the file aside and start empty", "empty"),
        ("Try again", None),
    ],
)
def test_each_button_hands_over_its_way(
    shown: ProblemWindow, qtbot: QtBot, words: str, way: str | None
) -> None:
    (button,) = (b for b in shown.findChildren(QAbstractButton) if b.text() == words)
    with qtbot.waitSignal(shown.chosen) as chosen:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args is not None
    assert chosen.args[0]() == way


def test_only_what_makes_sense_is_offered(qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, Theme())
    window = ProblemWindow(SENTENCE)
    assert said_by(window) == ["Try again", "Close the program"]
    window.done()
    qtbot.waitUntil(lambda: not isValid(window))


def test_escape_and_closing_leave_the_program(shown: ProblemWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.quit):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(shown.quit):
        QTest.keyClick(shown, Qt.Key.Key_A)
    with qtbot.waitSignal(shown.quit):
        shown.close()


def test_done_closes_it_without_leaving(shown: ProblemWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shown.quit):
        shown.done()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_notice_is_read_aloud_and_any_usual_key_closes_it(
    qapp: QApplication, qtbot: QtBot, key: Qt.Key
) -> None:
    apply(qapp, Theme())
    notice = tell("The disk is full.", None)
    notice.activateWindow()
    assert notice.accessibleName() == "The disk is full."
    QTest.keyClick(notice, Qt.Key.Key_A)
    assert notice.isVisible()
    QTest.keyClick(notice if key == Qt.Key.Key_Escape else notice.button, key)
    qtbot.waitUntil(lambda: not isValid(notice))


def test_waiting_shows_how_far_it_is_and_may_be_left(qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, Theme())
    window = WaitWindow()
    bar = window.findChild(QProgressBar)
    assert bar is not None
    assert (bar.minimum(), bar.maximum()) == (0, 0)  # nobody knows yet how long
    window.tell(300, 1200)
    assert (bar.value(), bar.maximum()) == (300, 1200)
    with qtbot.waitSignal(window.quit):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    window.done()
    qtbot.waitUntil(lambda: not isValid(window))
