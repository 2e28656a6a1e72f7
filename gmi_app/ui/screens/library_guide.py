"""How a photograph of one's own body part becomes a good one: a picture, and what to see to."""

from __future__ import annotations

from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.ui.background import Lane
from gmi_app.ui.pictures import show_example
from gmi_app.ui.screens.today_cards import fact
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import Columns, boxed, column
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.text import Text

PICTURE_PX = 220


class PhotographGuide(Card):
    """Shown until there is a photograph to frame."""

    def __init__(self, lane: Lane, catalogue: Catalogue) -> None:
        super().__init__(gap=12)
        self.picture = Picture(self.tr("A hand on a plain ground, all of it in the picture"))
        side = theme().touch(PICTURE_PX)
        self.picture.setFixedSize(side, side)
        show_example(
            lane, catalogue, BodyPart.HAND, Side.RIGHT, self.picture, self.picture.set_image
        )
        tips = column(Text(self.tr("A good photograph"), "strong", wrap=True), gap=12)
        for sentence in (
            self.tr("All of the hand is in it, and some of the wrist."),
            self.tr("The ground is plain: a table, a towel, a bare wall."),
            self.tr("The light is even, as by a window, with no hard shadow."),
            self.tr("Nothing gives the side away: no ring, no watch, no writing."),
        ):
            tips.addLayout(fact("check", sentence))
        tips.addStretch(1)
        self.add(Columns(boxed(column(self.picture, 0)), boxed(tips), shares=(0, 1), from_em=34))
