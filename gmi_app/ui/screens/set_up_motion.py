"""Still or moving pictures, and what is asked of moving ones; why they are off, where they are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.task import Task
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.ui import person_words
from gmi_app.ui.screens.set_up_finer import Setting
from gmi_app.ui.widgets.layout import boxed, column
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text

STILL, MOVING = 0, 1
TASKS = (Task.SIDE, Task.DIRECTION)


class Direction(Text):
    """For a neck and a back, which have no left and right one: what the question is."""

    def __init__(self) -> None:
        super().__init__("", "small", "quiet", wrap=True)

    def show_part(self, part: BodyPart) -> None:
        self.setVisible(not part.one_sided)
        if part.one_sided:
            return
        settings = DrillSettings(part)
        question = person_words.is_this(settings)
        self.set(" ".join((question, person_words.whose_left(settings.asked))))


class MotionChoice(QWidget):
    """``changed``: still or moving was chosen; the question changes nothing else on the screen, and
    is announced the same way. ``allowed``: the person has not asked for less movement."""

    changed = Signal()

    def __init__(self, *, allowed: bool) -> None:
        super().__init__()
        self._allowed = allowed
        self._part = BodyPart.HAND
        self._directed = self._clips = False
        self.kind = OneOf(self.tr("Still or moving"), [self.tr("Still"), self.tr("Moving")])
        self.task = OneOf(
            self.tr("The question"),
            [self.tr("Which side is it?"), self.tr("Which way does it move?")],
        )
        self.off = Text(
            self.tr(
                "Moving pictures are off, because “Reduced motion” is on. "
                "You can change that in the settings."
            ),
            "small",
            "quiet",
            wrap=True,
        )
        self._kind_row = Setting(
            self.tr("Still or moving"),
            self.tr("Moving ones are short films. They have no usual goal."),
            self.kind,
            above=True,
        )
        self._task_row = Setting(self.tr("The question"), "", self.task, above=True)
        self.whose = Text(person_words.whose_left(Task.DIRECTION), "small", "quiet", wrap=True)
        asked = boxed(column(self._task_row, self.whose, gap=8))
        self.setLayout(column(boxed(column(self._kind_row, self.off, gap=8)), asked, gap=20))
        self.kind.chosen.connect(self._chosen)
        self.task.chosen.connect(self._chosen)

    @property
    def moving(self) -> bool:
        return self._clips and self._allowed and self.kind.at == MOVING

    @property
    def asked(self) -> Task:
        """The question, where there are several."""
        offered = self.moving and self._directed and self._part.one_sided
        return TASKS[self.task.at] if offered else Task.SIDE

    def offer(self, catalogue: Catalogue, part: BodyPart, picture_set: PictureSet) -> None:
        """Shows what there are pictures for; what was chosen stays as far as it can."""
        clips = catalogue.select(part=part, picture_set=picture_set, moving=True)
        stills = catalogue.select(part=part, picture_set=picture_set, moving=False)
        self._part, self._clips = part, bool(clips)
        self._directed = any(clip.direction is not None for clip in clips)
        if clips and not stills and self._allowed:
            self.kind.choose(MOVING)
        self.kind.chip(STILL).setEnabled(bool(stills))
        self._show()

    def show_settings(self, settings: DrillSettings) -> None:
        self.kind.choose(MOVING if settings.moving else STILL)
        self.task.choose(TASKS.index(settings.task))
        self._show()

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.setVisible(self._clips)
        self._kind_row.setVisible(self._allowed)
        self.off.setVisible(not self._allowed)
        several = self.moving and self._directed and self._part.one_sided
        self._task_row.setVisible(several)
        self.whose.setVisible(several and self.asked is Task.DIRECTION)
