"""Imagined movements as a table, newest first, beside the left-right sets of the history."""

from __future__ import annotations

from enum import IntEnum
from statistics import median

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.ui import words
from gmi_app.ui.widgets.records import RecordsHistory, RecordsModel, RecordsTable


class Column(IntEnum):
    DAY = 0
    WHAT = 1
    IMAGINED = 2
    DONE = 3
    CLEAR = 4
    FELT = 5
    PAIN = 6
    NOTE = 7


WIDTHS_EM: dict[int, float] = {
    Column.DAY: 7.4,
    Column.WHAT: 7.0,
    Column.IMAGINED: 8.2,
    Column.DONE: 5.4,
    Column.CLEAR: 4.2,
    Column.FELT: 4.2,
    Column.PAIN: 6.2,
}
NOTE_EM = 9


class ImageryModel(RecordsModel[ImageryRecord]):
    columns = Column
    numbers = frozenset({Column.DONE, Column.CLEAR, Column.FELT, Column.PAIN})

    def heads(self) -> list[str]:
        return [
            self.tr("Day"),
            self.tr("What"),
            self.tr("Imagined"),
            self.tr("Exercises"),
            self.tr("Clear"),
            self.tr("Felt"),
            self.tr("Pain before,\nafter"),
            self.tr("How it ended"),
        ]

    def text(self, record: ImageryRecord, column: IntEnum) -> str:
        match Column(column):
            case Column.DAY:
                return words.day_and_time(record.session.at, self._today)
            case Column.WHAT:
                settings = record.session.settings
                return words.side_of(settings.part, settings.side)
            case Column.IMAGINED:
                return words.minutes(record.imagined_s)
            case Column.DONE:
                return str(len(record.done))
            case Column.CLEAR:
                return _usual(record, RatingKind.CLARITY)
            case Column.FELT:
                return _usual(record, RatingKind.FEELING)
            case Column.PAIN:
                return self.pain(record)
            case Column.NOTE:
                return self._note(record)

    def _note(self, record: ImageryRecord) -> str:
        if record.someone_else:
            return self.tr("Someone else")
        end = record.end
        return words.end(end.kind, end.reason) if end is not None else self.tr("Open")


def _usual(record: ImageryRecord, kind: RatingKind) -> str:
    """The middle of what was said after the exercises, 1 to 5."""
    given = record.series(kind)
    return words.number(median(given)) if given else "–"


class ImageryHistory(RecordsHistory[ImageryRecord]):
    def __init__(self) -> None:
        model = ImageryModel()
        name = self.tr("Imagined movements, newest first")
        nothing = self.tr("Imagined movements of this time will appear here.")
        super().__init__(model, RecordsTable(model, name, WIDTHS_EM, NOTE_EM), nothing)
