"""What a set will be like, beside its choices; and what a check-up is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import CORNER_SHARE, BodyPart, Stimulus
from gmi_app.ui import icons, person_words, words
from gmi_app.ui.screens.set_up_finer import Setting
from gmi_app.ui.theme import theme
from gmi_app.ui.thumbnails import Thumbnails
from gmi_app.ui.widgets import picture as pictures
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text

PREVIEW_PX = 220


class Line(QWidget):
    """A small icon and a few words."""

    def __init__(self, icon: str, said: str = "") -> None:
        super().__init__()
        sign = QLabel()
        size = theme().em(1.25)
        sign.setPixmap(icons.pixmap(icon, theme().tokens.quiet, size))
        sign.setFixedWidth(size)
        self.words = Text(said, "body", wrap=True)
        self.setLayout(row(sign, self.words, gap=12))
        layout = self.layout()
        assert layout is not None
        layout.setAlignment(sign, Qt.AlignmentFlag.AlignTop)


class _Preview(pictures.Picture):
    """One of the pictures, in its frame as on the stage."""

    def __init__(self) -> None:
        super().__init__(round_edge=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().touch(PREVIEW_PX)
        return QSize(side, side)


class Aside(Card):
    """What will come: a picture, how many, how long."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(gap=12)
        self._thumbnails = thumbnails
        self._wanted: Stimulus | None = None
        self._preview = _Preview()
        self.title = Text("", "heading", wrap=True)
        self.question = Text("", "body", "quiet", wrap=True)
        self.length = Line("clock")
        self.limit = Line("pictures")
        self.turned = Line("sides")
        self.problem = Text("", "strong", "attention", wrap=True)
        self.add(
            self._preview,
            4,
            self.title,
            self.question,
            self.length,
            self.limit,
            self.turned,
            self.problem,
            0,
        )
        thumbnails.loaded.connect(self._loaded)

    def show_settings(self, settings: DrillSettings, length: str, example: Stimulus) -> None:
        self.title.set(words.set_title(settings))
        self.question.set(person_words.is_this(settings))
        self._preview.set_frame(round_edge=example.picture.turnable, corner_share=CORNER_SHARE)
        self.length.words.set(words.capital(length))
        self.limit.words.set(words.capital(words.limit(settings.limit_s)))
        self.turned.words.set(words.capital(words.angles(settings.angles)))
        self._show_problem("")
        self._wanted = example
        self._loaded(example)

    def show_problem(self, sentence: str) -> None:
        self._show_problem(sentence)

    def _show_problem(self, sentence: str) -> None:
        self.problem.set(sentence)
        self.problem.setVisible(bool(sentence))
        shown = (self._preview, self.title, self.question, self.length, self.limit, self.turned)
        for line in shown:
            line.setVisible(not sentence)

    def _loaded(self, stimulus: object) -> None:
        if stimulus != self._wanted or self._wanted is None:
            return
        image = self._thumbnails.image(self._wanted, theme().touch(PREVIEW_PX))
        self._preview.set_image(image if image is not None else QImage())


class CheckUpCard(Card):
    """What a check-up is and what is fixed in it; only the body part is chosen."""

    def __init__(self, parts: list[BodyPart]) -> None:
        super().__init__(gap=16)
        self._parts = parts
        self.part = OneOf(self.tr("Body part"), [words.parts(part) for part in parts])
        preset = DrillSettings.for_check_up()
        self.add(
            Text(self.tr("A check-up measures how you are doing"), "heading", wrap=True),
            Text(
                self.tr(
                    "It is the same each time, so that two check-ups can be compared. "
                    "Once a week is enough. Everything else is practice."
                ),
                wrap=True,
            ),
            Setting(self.tr("Body part"), "", self.part, above=True),
            4,
            Text(self.tr("Always the same"), "label", "quiet"),
            Line("lock", self.tr("{0}, plain").format(words.pictures(preset.count))),
            Line("lock", self.tr("Turned to four angles, in a mixed order")),
            Line("lock", self.tr("No time limit, and no hint after an answer")),
            Line("lock", self.tr("Answer in the same way each time, with one hand")),
            0,
        )

    @property
    def empty(self) -> bool:
        """There are no pictures that a check-up could use."""
        return not self._parts

    @property
    def chosen_part(self) -> BodyPart:
        return self._parts[self.part.at]

    def choose(self, part: BodyPart) -> None:
        if part in self._parts:
            self.part.choose(self._parts.index(part))
