"""A picture of the library as large as it is shown; a clip plays as it does in a set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QWidget

from gmi_app.pictures.model import CORNER_SHARE, Stimulus
from gmi_app.pictures.model import Picture as PictureValue
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane
from gmi_app.ui.screens.library_reel import Reel
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import column, row
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.text import Text

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
