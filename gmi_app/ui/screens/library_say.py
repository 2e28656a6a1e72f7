"""What a person may say of a picture: use it, leave it out, report it, remove their own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gmi_app.library.marks import LONGEST_NOTE, MarkKind, PictureMark
from gmi_app.pictures.model import Picture as PictureValue
from gmi_app.pictures.model import PictureSet
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import boxed, column
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.text import Text


class SayCard(Card):
    """Use it, leave it out, report it; remove it where it is one's own. ``said`` carries a
    MarkKind and a note; ``removal_wanted``."""

    said = Signal(object, str)
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(gap=10)
        self.state = Text("", "strong", wrap=True)
        self.why = Text("", "small", "quiet", wrap=True)
        self.leave_out = Button(self.tr("Leave it out of my sets"), height=48)
        self.back = Button(self.tr("Use it again"), "again", height=48)
        self.report = Button(self.tr("Report it as unclear"), height=48)
        self.remove = Button(self.tr("Remove it"), kind="grave", height=48)
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setMinimumHeight(theme().touch(48))
        self.note.setAccessibleName(self.tr("What is unclear? You may leave this empty."))
        self.note.setPlaceholderText(self.tr("For example: I cannot see the thumb"))
        self.send = Button(self.tr("Report it"), height=48)
        self.cancel = Button(self.tr("Do not report it"), kind="quiet", height=48)
        ask = Text(self.tr("What is unclear? You may leave this empty."), "small", wrap=True)
        kept = self.tr(
            "The report stays on this computer, and is part of the exported tables. "
            "The picture is left out of your sets."
        )
        told = Text(kept, "small", "quiet", wrap=True)
        self.form = boxed(column(ask, self.note, told, flowing(self.send, self.cancel), gap=8))
        keys = flowing(self.back, self.leave_out, self.report, self.remove)
        self.add(self.state, self.why, keys, self.form)
        self.form.hide()
        self.leave_out.clicked.connect(lambda: self.said.emit(MarkKind.LEFT_OUT, ""))
        self.back.clicked.connect(lambda: self.said.emit(MarkKind.BACK, ""))
        self.report.clicked.connect(self._ask)
        self.send.clicked.connect(self._send)
        self.note.returnPressed.connect(self._send)
        self.cancel.clicked.connect(self._cancel)
        self.remove.clicked.connect(self.removal_wanted)

    def show_mark(self, picture: PictureValue, mark: PictureMark | None) -> None:
        reported = mark is not None and mark.kind is MarkKind.UNCLEAR
        if reported:
            self.state.set(self.tr("You reported this picture as unclear. It is left out."))
        elif mark is not None:
            self.state.set(self.tr("This picture is left out of your sets."))
        else:
            self.state.set(self.tr("This picture may come in your sets."))
        self.why.set(mark.note if mark is not None else "")
        self.why.setVisible(bool(self.why.words))
        self.leave_out.setVisible(mark is None)
        self.back.setVisible(mark is not None)
        self.report.setVisible(not reported)
        self.remove.setVisible(picture.set is PictureSet.OWN)
        self.form.hide()

    def leaving(self, picture: PictureValue, mark: PictureMark | None) -> list[QWidget]:
        """What ``show_mark`` with these will hide."""
        gone: list[QWidget] = [self.form, self.leave_out if mark is not None else self.back]
        if mark is not None and mark.kind is MarkKind.UNCLEAR:
            gone.append(self.report)
        if picture.set is not PictureSet.OWN:
            gone.append(self.remove)
        return gone

    def _ask(self) -> None:
        self.note.clear()
        self.form.show()
        self.note.setFocus()
        reveal(self.form)

    def _send(self) -> None:
        self.said.emit(MarkKind.UNCLEAR, self.note.text().strip())

    def _cancel(self) -> None:
        self.form.hide()
        self.report.setFocus()
