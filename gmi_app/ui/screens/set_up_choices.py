"""The choices of a set: what to see, how many, how long; the finer ones on demand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from gmi_app.errors import UsageError
from gmi_app.laterality.eligible import is_possible
from gmi_app.laterality.settings import COUNT_RANGE, LIMIT_RANGE_S, DrillSettings
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.ui import words
from gmi_app.ui.screens.set_up_finer import FinerChoices, Setting
from gmi_app.ui.screens.set_up_motion import Direction, MotionChoice
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.tab_order import tab_in_reading_order


class Choices(Card):
    """``changed`` after every change. Offers only what there are pictures for."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, *, motion: bool = True) -> None:
        """``motion``: moving pictures may be shown; the person has not asked for less of it."""
        super().__init__(gap=20)
        self._catalogue, self._only = catalogue, None if motion else False
        self._parts = [part for part in BodyPart if self._has(part=part)]
        self._sets: list[PictureSet] = []
        self.part = OneOf(self.tr("Body part"), [words.parts(part) for part in self._parts])
        self.picture_set = OneOf(self.tr("Kind of picture"))
        self.direction = Direction()
        self.motion = MotionChoice(allowed=motion)
        self.count = Stepper(self.tr("How many pictures"), 20, *COUNT_RANGE, step=5)
        self.limit = Stepper(self.tr("Time for each"), 0, 0, int(LIMIT_RANGE_S[1]))
        self.limit.spin.setSuffix(self.tr(" s", "seconds, after a number"))
        self.limit.spin.setSpecialValueText(self.tr("No limit"))
        self.more = Button(self.tr("More choices"), "plus", kind="compact", height=48)
        self.more.setCheckable(True)
        self.finer = FinerChoices()
        self.finer.hide()
        self.add(
            Setting(
                self.tr("Body part"),
                "",
                boxed(column(self.part, self.direction, gap=8)),
                above=True,
            ),
            Setting(self.tr("Kind of picture"), "", self.picture_set, above=True),
            self.motion,
            Setting(self.tr("How many pictures"), self.tr("10 to 100"), self.count),
            Setting(self.tr("Time for each"), self.tr("No limit is the gentlest."), self.limit),
            row(self.more, 0),
            self.finer,
            0,
        )
        self.part.chosen.connect(self._part_chosen)
        self.picture_set.chosen.connect(self._set_chosen)
        self.motion.changed.connect(self._motion_chosen)
        self.more.toggled.connect(self._show_more)
        for signal in (self.count.changed, self.limit.changed, self.finer.changed):
            signal.connect(self.changed)
        if self._parts:
            self._offer_sets(PictureSet.PLAIN)

    @property
    def empty(self) -> bool:
        """There are no pictures at all."""
        return not self._parts

    @property
    def chosen_part(self) -> BodyPart:
        return self._parts[self.part.at]

    def show_settings(self, settings: DrillSettings) -> None:
        """Puts these settings on the controls, as far as there are pictures for them."""
        if settings.part in self._parts:
            self.part.choose(self._parts.index(settings.part))
        self.motion.show_settings(settings)
        self._offer_sets(settings.picture_set, settings.postures)
        self.count.set_value(settings.count)
        self.limit.set_value(round(settings.limit_s or 0))
        self.finer.show_settings(settings)
        usual = DrillSettings(
            part=settings.part,
            picture_set=settings.picture_set,
            count=settings.count,
            limit_s=settings.limit_s,
            moving=settings.moving,
            task=settings.task,
        )
        self.more.setChecked(replace(settings, check_up=False) != usual)
        self.changed.emit()

    def settings(self) -> DrillSettings:
        """What is chosen. Raises UsageError with the reason when it cannot be done."""
        limit = self.limit.value
        chosen = DrillSettings(
            part=self.chosen_part,
            picture_set=self._sets[self.picture_set.at],
            count=self.count.value,
            limit_s=float(limit) if limit else None,
            angles=self.finer.chosen_angles(),
            postures=self.finer.chosen_postures(),
            feedback=self.finer.feedback.isChecked(),
            practice=self.finer.practice.value,
            easy_first=self.finer.easy_first.isChecked(),
            moving=self.motion.moving,
            task=self.motion.asked,
        )
        if is_possible(self._catalogue.pictures, chosen):
            return chosen
        if is_possible(self._catalogue.pictures, replace(chosen, angles=words.UPRIGHT)):
            raise UsageError(self.tr("These pictures are only shown upright. Choose “Upright”."))
        raise UsageError(
            self.tr(
                "None of these pictures moves to a side. Choose other postures, or ask which side."
            )
        )

    def _has(self, *, part: BodyPart, picture_set: PictureSet | None = None) -> bool:
        """Whether there are pictures that may be shown."""
        return bool(self._catalogue.select(part=part, picture_set=picture_set, moving=self._only))

    def _offer_sets(self, wanted: PictureSet, postures: tuple[str, ...] = ()) -> None:
        part = self.chosen_part
        self.direction.show_part(part)
        self._sets = [s for s in PictureSet if self._has(part=part, picture_set=s)]
        at = self._sets.index(wanted) if wanted in self._sets else 0
        self.picture_set.offer([words.picture_set(s) for s in self._sets], at)
        self._offer_motion(postures)

    def _offer_motion(self, postures: tuple[str, ...] = ()) -> None:
        self.motion.offer(self._catalogue, self.chosen_part, self._sets[self.picture_set.at])
        self._offer_finer(postures)

    def _offer_finer(self, chosen: tuple[str, ...] = ()) -> None:
        """Postures and angles that these pictures can have."""
        part, picture_set = self.chosen_part, self._sets[self.picture_set.at]
        moving = self.motion.moving
        known = self._catalogue.postures(part, picture_set, moving)
        self.finer.offer_postures(known, chosen)
        turnable = self._catalogue.select(
            part=part, picture_set=picture_set, moving=moving, turnable=True
        )
        self.finer.offer_angles(bool(turnable))
        tab_in_reading_order(self)  # the new chips would be the last stops of the window

    def _part_chosen(self) -> None:
        self._offer_sets(self._sets[self.picture_set.at])
        self.changed.emit()

    def _set_chosen(self) -> None:
        self._offer_motion()
        self.changed.emit()

    def _motion_chosen(self) -> None:
        self._offer_finer()
        self.changed.emit()

    def _show_more(self, on: bool) -> None:
        self.finer.setVisible(on)
        self.more.setText(self.tr("Fewer choices") if on else self.tr("More choices"))
        self.more.set_icon("minus" if on else "plus")
