"""What goes beside the exercises as a table, newest first."""

from __future__ import annotations

from enum import IntEnum

from gmi_app.activities.facts import ActivityRecord
from gmi_app.activities.pacing import amount_done
from gmi_app.activities.settings import PacingSettings
from gmi_app.ui import words
from gmi_app.ui.activities import activity_words
from gmi_app.ui.widgets.records import RecordsHistory, RecordsModel, RecordsTable


class Column(IntEnum):
    DAY = 0
    KIND = 1
    WHAT = 2
    HOW_LONG = 3
    SAID = 4
    PAIN = 5
    NOTE = 6


WIDTHS_EM: dict[int, float] = {
    Column.DAY: 7.4,
    Column.KIND: 10.0,
    Column.WHAT: 8.4,
    Column.HOW_LONG: 6.8,
    Column.SAID: 9.8,
    Column.PAIN: 6.2,
}
NOTE_EM = 6


class ActivityModel(RecordsModel[ActivityRecord]):
    columns = Column
    numbers = frozenset({Column.PAIN})

    def heads(self) -> list[str]:
        return [
            self.tr("Day"),
            self.tr("Kind"),
            self.tr("What"),
            self.tr("How much"),
            self.tr("What was said"),
            self.tr("Pain before,\nafter"),
            self.tr("How it ended"),
        ]

    def text(self, record: ActivityRecord, column: IntEnum) -> str:
        match Column(column):
            case Column.DAY:
                return words.day_and_time(record.session.at, self._today)
            case Column.KIND:
                return activity_words.name(record.kind)
            case Column.WHAT:
                return activity_words.what(record)
            case Column.HOW_LONG:
                settings = record.session.settings
                if isinstance(settings, PacingSettings):
                    return activity_words.amount(amount_done(record), settings.unit)
                return words.minutes(record.done_s)
            case Column.SAID:
                return activity_words.rated(record)
            case Column.PAIN:
                return self.pain(record)
            case Column.NOTE:
                return self._note(record)

    def _note(self, record: ActivityRecord) -> str:
        if record.someone_else:
            return self.tr("Someone else")
        end = record.end
        return words.end(end.kind, end.reason) if end is not None else self.tr("Open")


class ActivityHistory(RecordsHistory[ActivityRecord]):
    def __init__(self) -> None:
        model = ActivityModel()
        name = self.tr("Beside the exercises, newest first")
        nothing = self.tr("What you do beside the exercises will appear here.")
        super().__init__(model, RecordsTable(model, name, WIDTHS_EM, NOTE_EM), nothing)
