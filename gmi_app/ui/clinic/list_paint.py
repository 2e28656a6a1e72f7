"""Paints one line of the clinic's list: words first, then fourteen days and the newest figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gmi_app.clinic.adherence import DayMark
from gmi_app.clinic.glimpse import NewestSet, Prescribed
from gmi_app.clinic.look import Look, Why
from gmi_app.pictures.model import Side
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.progress.goals import goal_of
from gmi_app.ui import icons, words
from gmi_app.ui.clinic import look_words
from gmi_app.ui.clinic.list_model import LOOK_ROLE, Column, PatientsModel, seconds, share
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CELL_FRAME, CELL_PAD
from gmi_app.ui.widgets.marker import draw_marker

Index = QModelIndex | QPersistentModelIndex
PAD = CELL_PAD + CELL_FRAME
ROW_EM = 4.3


def sign_of(look: Look) -> tuple[str, str]:
    """Icon and role of its colour."""
    why, waiting = look.first.why, look.glimpse.waiting
    if why is Why.CAREFUL and waiting is not None and waiting.kind is SuggestionKind.STEP_BACK:
        return "down", "attention"
    if why.urgent:
        return "attention", "attention"
    match why:
        case Why.SUGGESTION:
            return "up", "primary"
        case Why.PLAN_ENDS:
            return "clock", "primary"
        case Why.NEW_RESULTS:
            return "note", "primary"
        case Why.NO_PLAN:
            return "dash", "quiet"
        case _:
            return "check", "good"


class LookDelegate(QStyledItemDelegate):
    """What the model says in words, drawn. Mirrored for reading from right to left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().em(6), theme().em(ROW_EM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = index.data(LOOK_ROLE)
        model = index.model()
        assert isinstance(look, Look) and isinstance(model, PatientsModel)  # noqa: PT018
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        line = Line(painter, rect, chosen, self._mirrored())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        line.ground(first=index.column() == Column.PATIENT)
        match Column(index.column()):
            case Column.PATIENT:
                line.pair(model.name(look), look_words.limb(look))
            case Column.WHY:
                line.why(look)
            case Column.STAGE:
                line.text(look_words.stage(look))
            case Column.DAYS:
                line.days(look)
            case Column.CORRECT:
                line.sides(look, share, _below)
            case Column.TIME:
                line.sides(look, seconds, _slow)
            case Column.PAIN:
                line.pain(look)
            case Column.LAST:
                line.text(look_words.last_day(look, model.today))
        painter.restore()

    def _mirrored(self) -> bool:
        parent = self.parent()
        direction = getattr(parent, "layoutDirection", None)
        return direction is not None and direction() == Qt.LayoutDirection.RightToLeft


def _below(newest: NewestSet, plan: Prescribed | None, side: Side) -> bool:
    """Whether a side's accuracy misses the plan's target, else the usual goal."""
    goal = goal_of(newest.part, moving=newest.moving)
    accuracy = newest.of(side).accuracy
    if goal is None or accuracy is None:
        return False
    return accuracy < (plan.accuracy if plan is not None else goal.accuracy)


def _slow(newest: NewestSet, plan: Prescribed | None, side: Side) -> bool:
    """Likewise of its time."""
    goal = goal_of(newest.part, moving=newest.moving)
    rt_s = newest.of(side).median_rt_s
    if goal is None or rt_s is None or newest.guessing:
        return False
    return rt_s > (plan.rt_s(newest.part) if plan is not None else goal.rt_s)


class Line:
    """One cell on its way onto the painter."""

    def __init__(self, painter: QPainter, rect: QRectF, chosen: bool, mirrored: bool) -> None:
        self.p, self.rect, self.chosen, self.mirrored = painter, rect, chosen, mirrored
        self.back = theme().colour("tint" if chosen else "card")

    def seen(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A box given from the side where reading starts."""
        box = QRectF(self.rect.left() + left, top, width, height)
        if self.mirrored:
            box.moveLeft(self.rect.right() - left - width)
        return box

    def ground(self, *, first: bool) -> None:
        look, rect = theme(), self.rect
        if self.chosen:
            self.p.fillRect(rect, look.colour("tint"))
            if first:
                self.p.fillRect(self.seen(0, rect.top(), 4, rect.height()), look.colour("primary"))
        border = look.tokens.border
        below = QRectF(rect.left(), rect.bottom() - border, rect.width(), border)
        self.p.fillRect(below, look.colour("line"))

    def _words(self, box: QRectF, text: str, role: str, tone: str) -> None:
        self.p.setFont(theme().font(role))
        self.p.setPen(theme().colour(tone))
        short = self.p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        side = Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.p.drawText(box, side | absolute, short)

    def text(self, words_: str) -> None:
        width = self.rect.width() - PAD - 4
        box = self.seen(PAD, self.rect.top(), width, self.rect.height())
        self._words(box, words_, "small", "ink")

    def pair(self, first: str, second: str, start: float = PAD, tone: str = "ink") -> None:
        """A bold line and a quiet one below it; alone, the first stands in the middle."""
        high, width = theme().em(1.3), self.rect.width() - start - 8
        middle = self.rect.center().y()
        top = middle - high if second else middle - high / 2
        self._words(self.seen(start, top, width, high), first, "label", tone)
        self._words(self.seen(start, middle + 1, width, high), second, "caption", "quiet")

    def why(self, look: Look) -> None:
        name, tone = sign_of(look)
        size = theme().em(1.3)
        colour = theme().colour(tone).name()
        at = self.seen(PAD, self.rect.center().y() - size / 2, size, size)
        self.p.drawPixmap(at.topLeft(), icons.pixmap(name, colour, size, 2.1))
        words_ = (look_words.headline(look.first, look), look_words.more(look.first, look))
        self.pair(*words_, PAD + size + 12, "attention" if tone == "attention" else "ink")

    def days(self, look: Look) -> None:
        k = theme().grow(1)
        middle = self.rect.center().y()
        for at, (_, mark) in enumerate(look.days):
            left = PAD + (at * 10 + (6 if at >= 7 else 0)) * k
            self._day(mark, left, middle, k)

    def _day(self, mark: DayMark, left: float, middle: float, k: float) -> None:
        """Full and half bars; a ring for a missed day, a dash for one that was free."""
        pen, ring = theme().colour("control"), QPen(theme().colour("control"), 1.4 * k)
        match mark:
            case DayMark.FULL | DayMark.EXTRA | DayMark.PART:
                top = middle if mark is DayMark.PART else middle - 13 * k
                box = self.seen(left, top, 7 * k, middle + 13 * k - top)
                self.p.setPen(Qt.PenStyle.NoPen)
                self.p.setBrush(theme().colour("primary"))
                self.p.drawRoundedRect(box, 2 * k, 2 * k)
            case DayMark.NONE:
                box = self.seen(left + 0.9 * k, middle + 7.4 * k, 5.2 * k, 5.2 * k)
                self.p.setPen(ring)
                self.p.setBrush(Qt.BrushStyle.NoBrush)
                self.p.drawEllipse(box)
            case DayMark.REST:
                self.p.fillRect(self.seen(left + k, middle + 9.2 * k, 5 * k, 1.6 * k), pen)
            case DayMark.BEFORE | DayMark.OPEN:
                pass

    def sides(
        self,
        look: Look,
        figure: Callable[[NewestSet, Side], str],
        off: Callable[[NewestSet, Prescribed | None, Side], bool],
    ) -> None:
        """Left above right; what is outside the target is underlined."""
        newest, k = look.glimpse.newest, theme().grow(1)
        if newest is None:
            self.text("–")
            return
        for at, side in enumerate(Side):
            y = self.rect.center().y() + (-1 if at == 0 else 1) * theme().em(0.62)
            mark = self.seen(PAD, y - 6 * k, 12 * k, 12 * k).center()
            draw_marker(self.p, side, mark, 5.5 * k, theme().colour(side.value), self.back)
            said = figure(newest, side)
            start, high = PAD + 20 * k, theme().em(1.3)
            width = self.rect.width() - start
            self._words(self.seen(start, y - high / 2, width, high), said, "small", "ink")
            if off(newest, look.glimpse.plan, side):
                wide = self.p.fontMetrics().horizontalAdvance(said)
                under = self.seen(start, y + theme().em(0.5), wide, 1.6 * k)
                self.p.fillRect(under, theme().colour("attention"))

    def pain(self, look: Look) -> None:
        if look.pain is None:
            self.text("–")
            return
        self.text(words.number(look.pain))
        name, tone = {1: ("up", "attention"), -1: ("down", "good")}.get(
            look.pain_trend, ("dash", "quiet")
        )
        if look.pain_before is None:
            return
        size = theme().em(0.95)
        at = self.seen(PAD + theme().em(1.75), self.rect.center().y() - size / 2, size, size)
        icon = icons.pixmap(name, theme().colour(tone).name(), size, 2.4)
        self.p.drawPixmap(at.topLeft(), icon)
