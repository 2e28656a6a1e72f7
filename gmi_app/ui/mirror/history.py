"""Mirror sessions as a table, newest first, beside the left-right sets of the history."""

from __future__ import annotations

from enum import IntEnum

from gmi_app.mirror.facts import MirrorRecord
from gmi_app.ui import words
from gmi_app.ui.mirror import exercise_words
from gmi_app.ui.widgets.records import RecordsHistory, RecordsModel, RecordsTable


class Column(IntEnum):
    DAY = 0
    WHAT = 1
    WATCHED = 2
    DONE = 3
    REAL = 4
    PAIN = 5
    NOTE = 6


WIDTHS_EM: dict[int, float] = {
    Column.DAY: 7.4,
    Column.WHAT: 8.6,
    Column.WATCHED: 8.2,
    Column.DONE: 5.4,
    Column.REAL: 5.2,
    Column.PAIN: 6.2,
}
NOTE_EM = 11


class MirrorModel(RecordsModel[MirrorRecord]):
    columns = Column
    numbers = frozenset({Column.DONE, Column.REAL, Column.PAIN})

    def heads(self) -> list[str]:
        return [
            self.tr("Day"),
            self.tr("What"),
            self.tr("Watched"),
            self.tr("Exercises"),
            self.tr("Felt real"),
            self.tr("Pain before,\nafter"),
            self.tr("Note"),
        ]

    def text(self, record: MirrorRecord, column: IntEnum) -> str:
        match Column(column):
            case Column.DAY:
                return words.day_and_time(record.session.at, self._today)
            case Column.WHAT:
                if not record.session.settings.guided:
                    return self.tr("Mirror alone")
                return exercise_words.rung(record.rung)
            case Column.WATCHED:
                return words.minutes(record.watched_s)
            case Column.DONE:
                return str(len(record.done))
            case Column.REAL:
                return "–" if record.realness is None else str(record.realness)
            case Column.PAIN:
                return self.pain(record)
            case Column.NOTE:
                return self._note(record)

    def _note(self, record: MirrorRecord) -> str:
        if record.someone_else:
            return self.tr("Someone else")
        end = record.end
        ended = words.end(end.kind, end.reason) if end is not None else self.tr("Open")
        both = [text for text in (ended, record.note) if text]
        return self.tr(". ", "between how it ended and the person's note").join(both)


class MirrorHistory(RecordsHistory[MirrorRecord]):
    def __init__(self) -> None:
        model = MirrorModel()
        name = self.tr("Mirror sessions, newest first")
        nothing = self.tr("Mirror sessions of this time will appear here.")
        super().__init__(model, RecordsTable(model, name, WIDTHS_EM, NOTE_EM), nothing)
