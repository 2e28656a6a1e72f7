"""One picture of the library, large, with what is known of it, and what a person may say of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gmi_app.errors import PictureError
from gmi_app.library.marks import MarkKind
from gmi_app.pictures.model import Picture as PictureValue
from gmi_app.ui import library_words
from gmi_app.ui.background import while_alive
from gmi_app.ui.pictures import read_image
from gmi_app.ui.screens.library_large import Large
from gmi_app.ui.screens.library_say import SayCard
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.focus import hand_over
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text, announce


class PictureDetail(Page):
    """``closed``: back to the grid. ``stepped``: 1 for the next picture, -1 for the one before.
    The keys Left and Right do the same."""

    closed = Signal()
    stepped = Signal(int)

    def __init__(self, state: State, services: Services) -> None:
        super().__init__(top=20, gap=16)
        self._state, self._shelf = state, services.shelf
        self.picture: PictureValue | None = None
        self.back = Button(self.tr("All pictures"), "left", height=48)
        self.before = Button(self.tr("Previous"), height=48)
        self.after = Button(self.tr("Next"), height=48)
        self.place = Text("", "small", "quiet")
        self.title = Text("", "title", wrap=True)
        self.large = Large(self._shelf.catalogue.content, state.lane)
        self.say = SayCard()
        self.task = Task(state.lane)
        self._confirm_box = QVBoxLayout()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(20)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        facts = Card(gap=8)
        facts.add(Text(self.tr("About this picture"), "heading"), self._facts)
        aside = boxed(column(facts, self.say, self._confirm_box, self.task, 0, gap=16))
        self.add(
            Columns(
                boxed(row(self.back, 0)),
                boxed(row(self.before, self.after, self.place, 0, gap=12)),
                shares=(1, 0),
                from_em=34,
                gap=12,
            ),
            self.title,
            Columns(self.large, aside, shares=(0, 1), from_em=48),
            0,
        )
        self.back.clicked.connect(self.closed)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.large.failed.connect(self._cannot_be_read)
        self.say.said.connect(self._said)
        self.say.removal_wanted.connect(self._ask_removal)
        self._shelf.changed.connect(self._renew)
        for key, step in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self._step(by))

    def show_picture(self, picture: PictureValue, at: int, count: int) -> None:
        """``at``: its place among ``count``, from 0."""
        self.picture = picture
        self._free_focus(picture, first=at == 0, last=at + 1 == count)
        clear(self._confirm_box)
        self.task.tell("", good=True)
        self.title.set(library_words.caption(picture))
        self.place.setText(self.tr("{0} of {1}").format(at + 1, count))
        self._show_facts(picture)
        self.say.show_mark(picture, self._shelf.marks.of(picture))
        self.large.clear(library_words.spoken(picture, None), round_edge=picture.turnable)
        if picture.moving:
            self.large.show_clip(picture)
        else:
            self._read(picture)
        announce(self, library_words.caption(picture))

    def _free_focus(self, picture: PictureValue, *, first: bool, last: bool) -> None:
        """No control leaves with the keyboard on it: Qt would give it to whatever follows, which
        may be "Leave it out of my sets"."""
        ends = [key for key, end in ((self.before, first), (self.after, last)) if end]
        for key in (self.before, self.after):
            if key not in ends:
                key.setEnabled(True)
        leaving = [*ends, self.large.hold, *self._questions()]
        leaving += self.say.leaving(picture, self._shelf.marks.of(picture))
        hand_over(leaving, (self.after, self.before, self.back))
        for key in ends:
            key.setEnabled(False)

    def _questions(self) -> list[QWidget]:
        items = (self._confirm_box.itemAt(at) for at in range(self._confirm_box.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if widget is not None]

    def _show_facts(self, picture: PictureValue) -> None:
        clear(self._facts)
        for line, (name, value) in enumerate(library_words.facts(picture)):
            top = Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(Text(name, "small", "quiet"), line, 0, top)
            self._facts.addWidget(Text(value, "small", wrap=True), line, 1)

    def _read(self, picture: PictureValue) -> None:
        content = self._shelf.catalogue.content

        def work() -> QImage:
            try:
                return read_image(content(picture))
            except PictureError:
                return QImage()

        def came(found: QImage) -> None:
            if self.picture != picture or not self.isVisible():
                return
            if found.isNull():
                self._cannot_be_read()
            else:
                self.large.show_still(found)

        self._state.lane.run(work, while_alive(self, came))

    def _cannot_be_read(self) -> None:
        sentence = self.tr("This picture cannot be read. It does not come in your sets.")
        self.task.tell(sentence, good=False)

    def _step(self, by: int) -> None:
        key = self.after if by > 0 else self.before
        if key.isEnabled():
            self.stepped.emit(by)

    def _said(self, kind: MarkKind, note: str) -> None:
        if self.picture is None:
            return
        self._shelf.mark(self.picture, kind, note)
        (self.say.back if kind is not MarkKind.BACK else self.say.leave_out).setFocus()
        announce(self, self.say.state.words)

    def _renew(self) -> None:
        if self.picture is not None and self.isVisible():
            self.say.show_mark(self.picture, self._shelf.marks.of(self.picture))

    # ---- removing one's own
    def _ask_removal(self) -> None:
        clear(self._confirm_box)
        confirm = Confirm(
            self.tr("Remove this picture?"),
            self.tr(
                "It is deleted for good, also from the backups. "
                "Your answers to it stay in your results."
            ),
            self.tr("Remove it"),
        )
        confirm.confirmed.connect(self._remove)
        confirm.declined.connect(self._keep)
        self._confirm_box.addWidget(confirm)
        confirm.ask()

    def _keep(self) -> None:
        self.say.remove.setFocus()
        clear(self._confirm_box)

    def _remove(self) -> None:
        picture = self.picture
        assert picture is not None
        self.back.setFocus()
        clear(self._confirm_box)
        self._set_busy(True)
        self._shelf.remove_own(picture, self._removed, while_alive(self, self._not_removed))

    def _removed(self) -> None:
        self._set_busy(False)
        self.closed.emit()

    def _not_removed(self, error: BaseException) -> None:
        self._set_busy(False)
        if self.back.hasFocus():
            self.say.remove.setFocus()
        self.task.fail(error)

    def _set_busy(self, busy: bool) -> None:
        self.say.setEnabled(not busy)
