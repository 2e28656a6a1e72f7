"""One's own photograph: choose it, put the square around what matters, say what it shows, done."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from gmi_app.errors import GmiError
from gmi_app.library.framing import Framing, framed, kept
from gmi_app.library.own_picture import MOST, TURNABLE
from gmi_app.pictures.model import BodyPart, PictureSet, Side
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.photographs import as_qimage, endings, from_qimage, read_photograph
from gmi_app.ui.screens.library_camera import CameraCard
from gmi_app.ui.screens.library_guide import PhotographGuide
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button, IconButton, PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.framing_view import LARGER, SMALLER, FramingView
from gmi_app.ui.widgets.layout import Columns, boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.task import Task
from gmi_app.ui.widgets.text import Text, announce

PREVIEW_PX = 700
"""The shorter side of what is shown while the frame is moved."""
DIRECTIONS = (BodyPart.NECK, BodyPart.BACK)


class PhotographPage(Page):
    """``kept``: a picture was added. ``closed``: back without one."""

    kept = Signal()
    closed = Signal()

    def __init__(self, state: State, services: Services) -> None:
        self.keep = PrimaryButton(self.tr("Keep this picture"), "check")
        self.cancel = Button(self.tr("Cancel"))
        self.say_missing = Text("", "small", "quiet", wrap=True)
        keys = column(self.say_missing, row(self.cancel, 0, self.keep, gap=16), gap=6)
        super().__init__(top=20, gap=16, bar=Bar(boxed(keys)))
        self._state, self._shelf = state, services.shelf
        self._photograph: Image.Image | None = None
        self._small: Image.Image | None = None
        self._dialog: QFileDialog | None = None
        self.task = Task(state.lane)
        self.intro = Text(
            self.tr(
                "It stays on this computer. Only the part in the square is kept, without place, "
                "date or anything else that a camera writes into it. In a set it is shown "
                "mirrored, too."
            ),
            wrap=True,
        )
        self.choose = Button(self.tr("Choose a photograph"), "folder", height=56)
        self.take = Button(self.tr("Take one with the camera"), "pictures", height=56)
        self._open_camera = services.open_camera
        if self._open_camera is None:
            self.take.hide()
        self.camera = CameraCard(state.lane)
        self.camera.hide()
        self.guide = PhotographGuide(state.lane, services.catalogue)
        self.frame = FramingView()
        self.editor = boxed(self._editor())
        self.editor.hide()
        self.add(
            Text(self.tr("A photograph of your own"), "title", wrap=True),
            self.intro,
            flowing(self.choose, self.take),
            self.task,
            self.guide,
            self.camera,
            self.editor,
            0,
        )
        self.choose.clicked.connect(self._ask_file)
        self.take.clicked.connect(self._open_the_camera)
        self.camera.taken.connect(self.open_image)
        self.camera.close_key.clicked.connect(self._look)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.closed)
        self._look()

    def _editor(self) -> QVBoxLayout:
        self.turn_left = IconButton("left", self.tr("Turn to the left by a quarter"))
        self.turn_right = IconButton("right", self.tr("Turn to the right by a quarter"))
        self.tilt_left = IconButton("left", self.tr("Turn a little to the left"))
        self.tilt_right = IconButton("right", self.tr("Turn a little to the right"))
        self.nearer = IconButton("plus", self.tr("Nearer"))
        self.farther = IconButton("minus", self.tr("Farther"))
        self.parts = tuple(BodyPart)
        self.part = OneOf(self.tr("Body part"), [words.parts(part) for part in self.parts])
        self.side = Segmented(self.tr("Side"), [self.tr("Left"), self.tr("Right")], -1)
        self.side.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # left stays left
        self.ask_side = Text("", "strong", wrap=True)
        tools = Card(gap=12)
        for name, one, other in (
            (self.tr("Turn by a quarter"), self.turn_left, self.turn_right),
            (self.tr("Turn a little"), self.tilt_left, self.tilt_right),
            (self.tr("Farther or nearer"), self.farther, self.nearer),
        ):
            tools.add(row(Text(name, wrap=True), 0, one, other, gap=8))
        shown = Card(gap=10)
        shown.add(
            Text(self.tr("What does it show?"), "strong", wrap=True),
            self.part,
            6,
            self.ask_side,
            row(self.side, 0),
        )
        for key, change in (
            (self.turn_left, lambda f: f.turned(-1)),
            (self.turn_right, lambda f: f.turned(1)),
            (self.tilt_left, lambda f: f.tilted(-3)),
            (self.tilt_right, lambda f: f.tilted(3)),
            (self.nearer, lambda f: f.scaled(SMALLER)),
            (self.farther, lambda f: f.scaled(LARGER)),
        ):
            key.clicked.connect(
                lambda _=False, by=change: self.frame.set_framing(by(self.frame.framing))
            )
        self.part.chosen.connect(self._look)
        self.side.chosen.connect(self._look)
        aside = boxed(column(tools, shown, 0, gap=16))
        return column(Columns(boxed(column(self.frame, 0)), aside, shares=(0, 1), from_em=48))

    # ---- choosing
    def _ask_file(self) -> None:
        patterns = " ".join(f"*{ending} *{ending.upper()}" for ending in endings())
        title = self.tr("Choose a photograph")
        self._dialog = QFileDialog(self, title, str(Path.home()))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.setNameFilter(self.tr("Photographs ({0})").format(patterns))
        self._dialog.fileSelected.connect(self.open_file)
        self._dialog.open()

    def open_file(self, name: str) -> None:
        """Reads a file, off the GUI thread."""
        path = Path(name)
        self.task.run(self.tr("Reading the photograph …"), lambda: _read(path), self._opened)

    def _open_the_camera(self) -> None:
        assert self._open_camera is not None
        self.task.tell("", good=True)
        try:
            self.camera.open(self._open_camera())
            self._look()
        except GmiError as error:
            self.task.fail(error)

    def open_image(self, image: QImage) -> None:
        """A picture that was just taken with a camera."""
        self._opened((photograph := from_qimage(image), _small(photograph)))

    def _opened(self, found: tuple[Image.Image, Image.Image]) -> str:
        self._photograph, self._small = found
        self.frame.show_photograph(self._draw)
        self.choose.setText(self.tr("Choose another photograph"))
        self.intro.hide()
        self.camera.hide()
        self.editor.show()
        self.frame.setFocus()
        self._look()
        return ""

    def _draw(self, framing: Framing, side_px: int) -> QImage:
        assert self._small is not None
        return as_qimage(framed(self._small, framing, side_px))

    # ---- keeping
    @property
    def chosen_part(self) -> BodyPart:
        return self.parts[self.part.at]

    def _look(self) -> None:
        self.guide.setVisible(self._photograph is None and self.camera.isHidden())
        self.frame.set_round(round_edge=self.chosen_part in TURNABLE)
        if self.chosen_part in DIRECTIONS:
            self.ask_side.set(self.tr("To which side is it turned or bent, for that person?"))
        else:
            self.ask_side.set(self.tr("Which side is it?"))
        missing = ""
        if self._photograph is None:
            missing = self.tr("Choose a photograph first.")
        elif self._full():
            missing = self.tr("There are {0} pictures of your own. Remove one first.").format(MOST)
        elif self.side.at < 0:
            missing = self.tr("Say which side it shows.")
        self.say_missing.set(missing)
        self.keep.setEnabled(not missing)

    def _full(self) -> bool:
        own = self._shelf.catalogue.select(picture_set=PictureSet.OWN)
        return len(own) >= MOST

    def _keep(self) -> None:
        photograph, framing = self._photograph, self.frame.framing
        assert photograph is not None
        side = tuple(Side)[self.side.at]
        self.keep.setEnabled(False)
        self._shelf.add_own(
            self.chosen_part,
            side,
            lambda: kept(photograph, framing),
            self._was_kept,
            while_alive(self, self._not_kept),
        )

    def _was_kept(self) -> None:
        announce(self, self.tr("The picture is kept."))
        self.kept.emit()

    def _not_kept(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        self.task.fail(error)

    def first_control(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(path: Path) -> tuple[Image.Image, Image.Image]:
    photograph = read_photograph(path)
    return photograph, _small(photograph)


def _small(photograph: Image.Image) -> Image.Image:
    """For the screen, so that moving the frame is smooth."""
    small, scale = photograph.copy(), PREVIEW_PX / min(photograph.size)
    size = round(small.width * scale), round(small.height * scale)
    small.thumbnail(size, Image.Resampling.LANCZOS)
    return small
