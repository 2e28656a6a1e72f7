"""Days practised against the plan, week by week: a real table that the arrow keys go through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gmi_app.clinic.adherence import Adherence, DayMark, PlannedDay
from gmi_app.ui import icons, words
from gmi_app.ui.clinic import look_words
from gmi_app.ui.clinic.sheet import Sheet
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.tables import DAYS, calm_table
from gmi_app.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
CELL_EM = 1.62
WEEK = 7
MOST_WEEKS = 9
"""Rows that are seen at once; older ones are scrolled to."""


class DaysModel(QAbstractTableModel):
    """A week a row, Monday first; the newest week last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: dict[date, PlannedDay] = {}
        self._monday = date.min
        self._weeks = 0
        self.today = date.min

    def show_days(self, days: Sequence[PlannedDay], today: date) -> None:
        self.beginResetModel()
        self._days, self.today = {day.day: day for day in days}, today
        if days:
            self._monday = days[0].day - timedelta(days=days[0].day.weekday())
            self._weeks = (days[-1].day - self._monday).days // WEEK + 1
        else:
            self._weeks = 0
        self.endResetModel()

    def day(self, index: Index) -> date:
        return self._monday + timedelta(days=index.row() * WEEK + index.column())

    def at(self, index: Index) -> PlannedDay | None:
        return self._days.get(self.day(index))

    def index_of(self, day: date) -> QModelIndex:
        back = (day - self._monday).days
        return self.index(back // WEEK, back % WEEK)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            day = self.at(index)
            return said(day) if day is not None else words.full_day(self.day(index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flags = Qt.AlignmentFlag
            across = orientation == Qt.Orientation.Horizontal
            return flags.AlignCenter if across else flags.AlignVCenter | flags.AlignLeading
        if orientation == Qt.Orientation.Horizontal:
            long = role == Qt.ItemDataRole.AccessibleTextRole
            form = QLocale.FormatType.LongFormat if long else QLocale.FormatType.ShortFormat
            named = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return QLocale().dayName(section + 1, form) if named else None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.day(self._monday + timedelta(days=section * WEEK))
        return None


def said(day: PlannedDay) -> str:
    """One day in words: "Monday 16 November 2026: part done, 1 of 2"."""
    text = f"{words.full_day(day.day)}: {look_words.day_mark(day.mark)}"
    if day.planned:
        more = look_words.translate("calendar", "{0}, {1} of {2}", "part done, 1 of 2")
        text = more.format(text, day.done, day.planned)
    if day.stopped:
        more = look_words.translate("calendar", "{0}. Stopped early: {1}")
        text = more.format(text, day.stopped)
    return text


def sheet_of(days: Sequence[PlannedDay]) -> Sheet:
    """Newest first."""
    say = look_words.translate
    heads = (
        say("calendar", "Day"),
        say("calendar", "Done"),
        say("calendar", "Planned"),
        say("calendar", "In words"),
    )
    rows = [
        (
            words.full_day(day.day),
            str(day.done),
            "–" if day.planned is None else str(day.planned),
            look_words.day_mark(day.mark),
        )
        for day in reversed(days)
    ]
    return Sheet(heads, tuple(rows))


def draw_day(painter: QPainter, centre: QPointF, radius: float, mark: DayMark) -> None:
    """Full disc with a tick, half disc, small ring, dash: told apart without colour."""
    look, r = theme(), radius
    disc = QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r)
    inner = disc.adjusted(0.8, 0.8, -0.8, -0.8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match mark:
        case DayMark.FULL:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary"))
            painter.drawEllipse(disc)
            size = round(r * 1.45)
            tick = icons.pixmap("check", look.tokens.on_primary, size, 3.0)
            painter.drawPixmap(centre - QPointF(size / 2, size / 2), tick)
        case DayMark.PART | DayMark.EXTRA:
            painter.setPen(QPen(look.colour("primary"), 1.6))
            painter.drawEllipse(inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary"))
            if mark is DayMark.PART:
                painter.drawPie(inner, 180 * 16, 180 * 16)
            else:
                painter.drawEllipse(centre, r * 0.5, r * 0.5)
        case DayMark.NONE:
            painter.setPen(QPen(look.colour("control"), 1.4))
            painter.drawEllipse(centre, r * 0.45, r * 0.45)
        case DayMark.REST:
            cap = Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(look.colour("control"), 2, Qt.PenStyle.SolidLine, cap))
            painter.drawLine(centre - QPointF(r * 0.4, 0), centre + QPointF(r * 0.4, 0))
        case DayMark.BEFORE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("line"))
            painter.drawEllipse(centre, 2, 2)
        case DayMark.OPEN:
            pass  # the frame of today alone


class DayDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DaysModel)
        day = model.at(index)
        if day is None:
            return
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        r = min(rect.width(), rect.height()) / 2 - 2.5
        draw_day(painter, rect.center(), r, day.mark)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if focus or day.day == model.today:
            box = QRectF(0, 0, 2 * r + 4, 2 * r + 4)
            box.moveCenter(rect.center())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus" if focus else "ink"), 2))
            painter.drawRoundedRect(box, 8, 8)
        painter.restore()


class CalendarTable(QTableView):
    """The arrow keys go from day to day; a screen reader hears each in words."""

    def __init__(self, model: DaysModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(DayDelegate(self))
        self.setAccessibleName(self.tr("Days practised, week by week"))
        calm_table(self, row_em=CELL_EM, head_em=1.5, look=DAYS)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setMinimumSectionSize(theme().em(1.2))
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.show()
        side.setFixedWidth(theme().em(3.9))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(self.viewport().width() // WEEK, theme().em(2.6))
        for column in range(WEEK):
            self.horizontalHeader().resizeSection(column, wide)


class CalendarCard(Card):
    """The calendar, how much of the plan was done, and what the shapes mean."""

    def __init__(self) -> None:
        super().__init__(pad=16, gap=6)
        self.model = DaysModel(self)
        self.table = CalendarTable(self.model)
        self.says = Text("", "caption", "quiet")
        self.add(row(Text(self.tr("Days practised"), "strong"), 0, self.says), self.table)
        key = self.tr(
            "Disc: all done. Half: part. Ring: missed. Dash: free. Dot: not planned. Frame: today."
        )
        self.add(Text(key, "caption", "quiet", wrap=True), 0)

    def show_days(self, days: Sequence[PlannedDay], done: Adherence, today: date) -> None:
        self.model.show_days(days, today)
        if done.days_planned:
            text = self.tr("{0} of {1} planned days")
            self.says.set(text.format(done.days_done, done.days_planned))
        else:
            self.says.set(self.tr("{0} days").format(sum(day.done > 0 for day in days)))
        weeks = min(self.model.rowCount(), MOST_WEEKS)
        self.table.setFixedHeight(theme().em(CELL_EM) * max(weeks, 1) + theme().em(2.4))
        if days:
            self.table.setCurrentIndex(self.model.index_of(days[-1].day))
            self.table.scrollToBottom()
