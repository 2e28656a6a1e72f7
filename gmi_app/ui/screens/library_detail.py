"""One picture of the library, large, with what is known of it, and what a person may say of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gmi_app.errors import PictureError
from gmi_app.library.marks import LONGEST_NOTE, MarkKind, PictureMark
from gmi_app.pictures.model import CORNER_SHARE, PictureSet, Stimulus
from gmi_app.pictures.model import Picture as PictureValue
from gmi_app.pictures.reading import Read
from gmi_app.ui import library_words
from gmi_app.ui.background import Lane, while_alive
from gmi_app.ui.pictures import read_image
from gmi_app.ui.screens.library_reel import Reel
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.focus import hand_over
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column, row
from gmi_app.ui.widgets.page import Page, reveal
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text, announce

PICTURE_PX = 380
"""At 100 % text; it grows like a control."""


class Large(QWidget):
    """The picture; a clip plays as it does in a set, and can be held. With reduced motion its first
    frame stays, and why is said. ``failed``: a clip cannot be read."""

    failed = Signal()

    def __init__(self, read: Read, lane: Lane) -> None:
        super().__init__()
        self.picture = Picture(most_cut=0.5)
        side = theme().touch(PICTURE_PX)
        self.picture.setFixedSize(side, side)
        self.hold = Button("", "pause", kind="compact", height=44)
        self.why_still = Text(
            self.tr(
                "This picture moves, but “Reduced motion” is on, so that it stands still here. "
                "You can change that in the settings."
            ),
            "small",
            "quiet",
            wrap=True,
        )
        self.why_still.setFixedWidth(side)
        self.setLayout(column(self.picture, row(self.hold, 0), self.why_still, 0, gap=12))
        self.reel = Reel(read, lane, self)
        self.reel.shown.connect(self.picture.set_image)
        self.reel.changed.connect(self._say_hold)
        self.reel.failed.connect(self.failed)
        self.hold.clicked.connect(self._hold)

    def clear(self, said: str, *, round_edge: bool) -> None:
        """Empty, in its frame of the stage, until the picture comes; ``said`` is what it shows, for
        screen readers."""
        self.reel.stop()
        self.picture.set_frame(round_edge=round_edge, corner_share=CORNER_SHARE)
        self.picture.setAccessibleName(said)
        self.picture.set_image(QImage())
        self.hold.hide()
        self.why_still.hide()

    def show_still(self, image: QImage) -> None:
        self.picture.set_image(image)

    def show_clip(self, picture: PictureValue) -> None:
        """Plays as soon as it is read, unless motion is reduced."""
        still = theme().reduced_motion
        self.why_still.ensurePolished()
        self.why_still.setMinimumHeight(self.why_still.heightForWidth(self.picture.width()))
        self.why_still.setVisible(still)
        side_px = round(self.picture.width() * self.devicePixelRatioF())
        self.reel.play(Stimulus(picture, False, 0), side_px, "ground", only_first=still)

    def _hold(self) -> None:
        if self.reel.running:
            self.reel.hold()
        else:
            self.reel.go_on()

    def _say_hold(self) -> None:
        self.hold.show()
        if self.reel.running:
            self.hold.setText(self.tr("Hold it"))
        elif self.reel.is_over:
            self.hold.setText(self.tr("Play it again"))
        else:
            self.hold.setText(self.tr("Play it"))
        self.hold.set_icon("pause" if self.reel.running else "play")

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.reel.stop()


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
