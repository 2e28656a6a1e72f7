"""What an exercise of a plan is like: a set of pictures, or a session of some minutes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.laterality.settings import COUNT_RANGE, FOUR_ANGLES, LIMIT_RANGE_S
from gmi_app.pictures.model import PictureSet
from gmi_app.programme.plan import ItemKind, LateralityItem, TimedItem
from gmi_app.programme.plan_check import LEVELS, SECONDS
from gmi_app.ui import words
from gmi_app.ui.programme.form_pieces import asked, line_field
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.text import Text

SETS = tuple(PictureSet)
TENTH_OF_A_MINUTE_S = 6
OWN_WORDS = (ItemKind.DESENSITISATION, ItemKind.ACTIVITY)


class SetsEditor(QWidget):
    """A left-right set: how it is now, and what a harder level may bring."""

    changed = Signal()

    def __init__(self, what: LateralityItem) -> None:
        super().__init__()
        self._was = what
        settings = what.settings
        low, high = COUNT_RANGE
        self.count = Stepper(
            self.tr("Pictures in a set"), settings.count, low, high, step=2, height=44
        )
        self.limit = Stepper(
            self.tr("Time for each picture"),
            round(settings.limit_s or 0),
            0,
            round(LIMIT_RANGE_S[1]),
            suffix=self.tr(" s"),
            height=44,
        )
        self.limit.spin.setSpecialValueText(self.tr("No limit"))
        self.now = OneOf(
            self.tr("Pictures now"),
            [words.picture_set(each) for each in SETS],
            SETS.index(settings.picture_set),
        )
        self.turned_now = OneOf(
            self.tr("Turned now"),
            [self.tr("Upright"), self.tr("Turned")],
            1 if settings.turned else 0,
        )
        allowed = [i for i, each in enumerate(SETS) if each in what.sets]
        more = [len(SETS)] * what.turned + [len(SETS) + 1] * what.moving
        self.later = Chips(
            self.tr("A harder level may bring"),
            [*(words.picture_set(each) for each in SETS), self.tr("Turned"), self.tr("Moving")],
            [*allowed, *more],
        )
        self.shortest = Stepper(
            self.tr("Shortest time limit later"),
            round(what.shortest_limit_s or 0),
            0,
            round(LIMIT_RANGE_S[1]),
            suffix=self.tr(" s"),
            height=44,
        )
        self.shortest.spin.setSpecialValueText(self.tr("Never a limit"))
        _filled(
            self,
            asked(self.tr("Pictures in a set"), self.count),
            asked(self.tr("Time for each picture"), self.limit),
            Text(self.tr("Pictures now"), "strong", wrap=True),
            self.now,
            self.turned_now,
            Text(self.tr("A harder level may bring"), "strong", wrap=True),
            self.later,
            asked(self.tr("Shortest time limit later"), self.shortest),
        )
        for stepper in (self.count, self.limit, self.shortest):
            stepper.changed.connect(self.changed)
        for choice in (self.now, self.turned_now):
            choice.chosen.connect(self.changed)
        self.later.changed.connect(self.changed)

    @property
    def what(self) -> LateralityItem:
        """As chosen now. What is shown now is always allowed later."""
        was, chosen = self._was, self.later.chosen
        now = SETS[self.now.at]
        sets = tuple(each for i, each in enumerate(SETS) if i in chosen or each is now)
        turned = self.turned_now.at == 1
        angles = was.settings.angles if turned == was.settings.turned else (0,)
        if turned and angles == (0,):
            angles = FOUR_ANGLES
        settings = replace(
            was.settings,
            count=self.count.value,
            limit_s=_untouched(self.limit, was.settings.limit_s),
            picture_set=now,
            angles=angles,
        )
        return LateralityItem(
            settings,
            sets,
            len(SETS) in chosen or turned,
            len(SETS) + 1 in chosen or settings.moving,
            _untouched(self.shortest, was.shortest_limit_s),
        )


class TimedEditor(QWidget):
    """A session of some minutes: imagined movements, the mirror, what goes beside."""

    changed = Signal()

    def __init__(self, what: TimedItem, kind: ItemKind) -> None:
        super().__init__()
        self._was, self._kind = what, kind
        low, high = SECONDS[kind]
        name = self.tr("How long")
        self.length = Stepper(
            name,
            round(what.seconds / TENTH_OF_A_MINUTE_S),
            round(low / TENTH_OF_A_MINUTE_S),
            round(high / TENTH_OF_A_MINUTE_S),
            step=5,
            suffix=self.tr(" min"),
            tenths=True,
            height=44,
        )
        self.length.changed.connect(self.changed)
        parts: list[QWidget] = [asked(name, self.length)]
        self.level: Stepper | None = None
        if kind in LEVELS:
            lowest, highest = LEVELS[kind]
            self._lowest = lowest
            level = self.tr("Highest step of the ladder")
            self.level = Stepper(
                level,
                lowest - 1 if what.level is None else what.level,
                lowest - 1,
                highest,
                height=44,
            )
            self.level.spin.setSpecialValueText(self.tr("As it goes well"))
            self.level.changed.connect(self.changed)
            parts.append(asked(level, self.level, self._ladder()))
        self.own: QWidget | None = None
        if kind in OWN_WORDS:
            own = (
                self.tr("Which activity?")
                if kind is ItemKind.ACTIVITY
                else self.tr("Up to which material?")
            )
            self._field = line_field(own, what.what)
            self._field.textChanged.connect(self.changed)
            parts += [Text(own, "strong", wrap=True), self._field]
            self.own = self._field
        _filled(self, *parts)

    def _ladder(self) -> str:
        if self._kind is ItemKind.MIRROR:
            return self.tr("0 is only looking, 4 is with light objects.")
        return self.tr("1 is a still posture, 6 is an everyday action among other things.")

    @property
    def what(self) -> TimedItem:
        """As chosen now."""
        level = None
        if self.level is not None and self.level.value >= self._lowest:
            level = self.level.value
        text = self._field.text().strip() if self.own is not None else self._was.what
        was = self._was.seconds
        kept = self.length.value == round(was / TENTH_OF_A_MINUTE_S)
        seconds = was if kept else self.length.value * TENTH_OF_A_MINUTE_S
        return replace(self._was, seconds=seconds, level=level, what=text)


def _untouched(stepper: Stepper, was: float | None) -> float | None:
    """Seconds, None for no limit. Parts of a second are kept where nobody moved the stepper."""
    return was if stepper.value == round(was or 0) else float(stepper.value) or None


def _filled(widget: QWidget, *parts: QWidget) -> None:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    for part in parts:
        box.addWidget(part)
