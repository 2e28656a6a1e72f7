"""Trying pictures as in a set: one after the other, without a clock, and nothing is kept. Clips
play."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QShortcut

from gmi_app.laterality.task import Task as Asked
from gmi_app.library.trying import some_to_try
from gmi_app.pictures.model import CORNER_SHARE, BodyPart, Side, Stimulus
from gmi_app.pictures.model import Picture as PictureValue
from gmi_app.ui import words
from gmi_app.ui.screens.library_reel import Reel
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.thumbnails import Thumbnails
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import boxed, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.text import Text, announce

PICTURE_PX = 360
DIRECTIONS = (BodyPart.NECK, BodyPart.BACK)


class TryingPage(Page):
    """``closed``: back to the pictures. The keys Left and Right answer."""

    closed = Signal()

    def __init__(self, state: State, services: Services, random: Random | None = None) -> None:
        super().__init__(top=20, gap=12)
        self._random = random or Random()
        self._thumbnails = Thumbnails(services.shelf.catalogue.content, state.lane, self)
        self.reel = Reel(services.shelf.catalogue.content, state.lane, self)
        self.stimuli: tuple[Stimulus, ...] = ()
        self.at = 0
        self.answered = False
        self.back = Button(self.tr("All pictures"), "left", height=48)
        self.place = Text("", "small", "quiet")
        self.picture = Picture(round_edge=True)
        side = theme().touch(PICTURE_PX)
        self.picture.setFixedSize(side, side)
        self.said = Text("", "lead", wrap=True, centre=True)
        self.left = Button(self.tr("Left"), "left", height=72)
        self.right = Button(self.tr("Right"), "right", height=72)
        self.on = Button(self.tr("Next picture"), kind="primary", height=72)
        for key in (self.left, self.right, self.on):
            key.setMinimumWidth(theme().em(9))
        keys = boxed(row(0, self.left, self.on, self.right, 0, gap=16))
        keys.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # left stays left
        note = self.tr("Try the pictures as they come in a set. Nothing of this is kept.")
        self.add(
            row(self.back, 0, self.place, gap=12),
            Text(note, wrap=True, centre=True),
            row(0, self.picture, 0),
            self.said,
            keys,
            0,
        )
        self.back.clicked.connect(self.closed)
        self.left.clicked.connect(lambda: self.answer(Side.LEFT))
        self.right.clicked.connect(lambda: self.answer(Side.RIGHT))
        self.on.clicked.connect(self._next)
        self._thumbnails.loaded.connect(self._came)
        self.reel.shown.connect(self.picture.set_image)
        for key_code, which in ((Qt.Key.Key_Left, Side.LEFT), (Qt.Key.Key_Right, Side.RIGHT)):
            shortcut = QShortcut(QKeySequence(key_code), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda chosen=which: self.answer(chosen))

    def try_pictures(self, pictures: Sequence[PictureValue]) -> None:
        self.stimuli = some_to_try(pictures, self._random, motion=not theme().reduced_motion)
        self.at = 0
        self._show()

    def answer(self, side: Side) -> None:
        """Says what it is; a second answer goes on to nothing."""
        if self.answered or self.at >= len(self.stimuli):
            return
        self.answered = True
        present = self.stimuli[self.at]
        what = words.side_of(present.picture.part, present.side, Asked.SIDE)
        if side is present.side:
            self.said.set(self.tr("Yes: {0}.").format(what))
        else:
            self.said.set(self.tr("It is: {0}.").format(what))
        announce(self, self.said.words)
        self._show_keys()
        self.on.setFocus()

    def _next(self) -> None:
        if self.at + 1 >= len(self.stimuli):
            self.closed.emit()
            return
        self.at += 1
        self._show()

    def _show(self) -> None:
        self.answered = False
        part = self.stimuli[self.at].picture.part if self.stimuli else BodyPart.HAND
        if part in DIRECTIONS:
            self.said.set(self.tr("To the left or to the right?"))
        else:
            self.said.set(self.tr("Left or right?"))
        self.place.setText(self.tr("{0} of {1}").format(self.at + 1, len(self.stimuli)))
        self.picture.set_image(QImage())
        if self.stimuli:
            turnable = self.stimuli[self.at].picture.turnable
            self.picture.set_frame(round_edge=turnable, corner_share=CORNER_SHARE)
        self._show_keys()
        self._draw()
        self.left.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.reel.stop()

    def _show_keys(self) -> None:
        for key in (self.left, self.right):
            key.setVisible(not self.answered)
        self.on.setVisible(self.answered)
        last = self.at + 1 >= len(self.stimuli)
        self.on.setText(self.tr("Back to the pictures") if last else self.tr("Next picture"))

    def _draw(self) -> None:
        self.reel.stop()
        if not self.stimuli:
            return
        present = self.stimuli[self.at]
        side_px = round(self.picture.width() * self.devicePixelRatioF())
        if present.picture.moving:
            self.reel.play(present, side_px, "ground")
            return
        image = self._thumbnails.image(present, side_px, "ground")
        if image is not None:
            self.picture.set_image(image)

    def _came(self, stimulus: object) -> None:
        if self.stimuli and stimulus == self.stimuli[self.at]:
            self._draw()
