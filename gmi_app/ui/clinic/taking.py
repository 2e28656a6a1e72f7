"""Taking a chart or a table along: into the clipboard, or into a file that a person names."""

from __future__ import annotations

import atexit
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.clinic.sheet import Sheet

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Spreadsheets read a file as UTF-8 when it begins with it."""


def copy(sheet: Sheet, picture: QPixmap | None = None) -> None:
    """Both go into the clipboard: a text program takes the table, a drawing program the picture."""
    data = QMimeData()
    data.setText(sheet.as_text())
    if picture is not None:
        data.setImageData(picture.toImage())
    QApplication.clipboard().setMimeData(data)
    atexit.unregister(_hand_over)
    atexit.register(_hand_over)


def _hand_over() -> None:
    """Qt empties the clipboard when Python has gone, and what Python made would end in a fault."""
    if QApplication.instance() is not None:
        clipboard = QApplication.clipboard()
        clipboard.setText(clipboard.text())


class Saving(QObject):
    """``said`` carries a sentence: where it is, or why it is not."""

    said = Signal(str)

    def __init__(self, parent: QWidget, lane: Lane) -> None:
        super().__init__(parent)
        self._parent, self._lane = parent, lane
        self._dialog: QFileDialog | None = None

    def ask(self, name: str, sheet: Sheet, picture: QPixmap | None = None) -> None:
        """``name``: proposed, without an ending."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = QFileDialog(self._parent, self.tr("Save"), str(Path.home()))
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = [self.tr("Table for a spreadsheet ({0})").format("*.csv")]
        if picture is not None:
            kinds.insert(0, self.tr("Picture ({0})").format("*.png"))
        self._dialog.setNameFilters(kinds)
        self._dialog.setDefaultSuffix("png" if picture is not None else "csv")
        self._dialog.selectFile(name)
        self._dialog.fileSelected.connect(lambda path: self.write(Path(path), sheet, picture))
        self._dialog.open()

    def write(self, path: Path, sheet: Sheet, picture: QPixmap | None = None) -> None:
        """What the name's ending says: a picture (.png), else a table."""
        image = picture.toImage() if picture is not None else None

        def work() -> None:
            if image is not None and path.suffix.lower() == ".png":
                if not image.save(str(path)):
                    raise OSError("refused")
            else:
                content = BYTE_ORDER_MARK + sheet.as_csv()
                path.write_text(content, encoding="utf-8", newline="")

        def failed(error: BaseException) -> None:
            if not isinstance(error, OSError):
                self._lane.unhandled.emit(error)
                return
            text = self.tr(
                "This could not be saved as {0}. Nothing was changed. Choose another folder."
            )
            self.said.emit(text.format(path.name))

        saved = self.tr("Saved: {0}").format(path)
        self._lane.run(
            work, while_alive(self, lambda _: self.said.emit(saved)), while_alive(self, failed)
        )
