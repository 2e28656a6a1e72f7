"""The finer choices of a set: angles, postures, warm-up, feedback."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gmi_app.errors import UsageError
from gmi_app.laterality.settings import FOUR_ANGLES, PRACTICE_RANGE, DrillSettings
from gmi_app.ui import words
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.text import Text, announce

ANGLES: tuple[tuple[int, ...], ...] = (words.UPRIGHT, FOUR_ANGLES, words.EIGHT_ANGLES)
OWN_ANGLES = len(ANGLES)
NARROW_EM, ALWAYS_ABOVE_EM = 22, 10_000


def parse_angles(text: str) -> tuple[int, ...]:
    """Whole degrees 0 to 359, each once, between commas, semicolons or spaces. Raises ValueError
    or UsageError."""
    separate = str.maketrans(",;°", "   ")
    return DrillSettings(angles=tuple(map(int, text.translate(separate).split()))).angles


class Setting(Columns):
    """One choice: its name and a quieter hint beside the control, or above it."""

    def __init__(self, name: str, hint: str, control: QWidget, *, above: bool = False) -> None:
        said = column(Text(name, "strong", wrap=True), gap=2)
        if hint:
            said.addWidget(Text(hint, "small", "quiet", wrap=True))
        width = ALWAYS_ABOVE_EM if above else NARROW_EM
        super().__init__(boxed(said), control, shares=(5, 6), from_em=width, gap=8)


class FinerChoices(QWidget):
    """``changed`` after every change by the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        names = [
            self.tr("Upright"),
            self.tr("Four angles"),
            self.tr("Eight angles"),
            self.tr("Own angles"),
        ]
        self.angles = OneOf(self.tr("How they are turned"), names)
        self.own_angles = QLineEdit("0, 45, 315")
        self.own_angles.setAccessibleName(self.tr("Own angles in degrees, with commas"))
        self.own_angles.setMinimumHeight(theme().touch(48))
        self.own_angles.hide()
        self.angles_problem = Text("", "body", "attention", wrap=True)
        self.postures_problem = Text("", "body", "attention", wrap=True)
        self.angles_problem.hide()
        self.postures_problem.hide()
        self.feedback = CheckRow(
            self.tr("Say after each picture if it was right"),
            self.tr("It helps to learn, and takes about a second each time."),
        )
        self.easy_first = CheckRow(
            self.tr("Easy pictures first"),
            self.tr("The set begins gently and gets harder."),
        )
        self.practice = Stepper(self.tr("Pictures to warm up"), 0, *PRACTICE_RANGE)
        self.postures: Chips | None = None
        self._posture_words: tuple[str, ...] = ()
        self._posture_box = QVBoxLayout()
        self.angles.chosen.connect(self._angles_chosen)
        self.own_angles.textChanged.connect(self._say_angles)
        self.own_angles.textChanged.connect(self.changed)
        self.feedback.toggled.connect(self.changed)
        self.easy_first.toggled.connect(self.changed)
        self.practice.changed.connect(self.changed)
        self._turnable = True
        self._angles_row = Setting(
            self.tr("How they are turned"),
            self.tr("Turned pictures are harder."),
            boxed(column(self.angles, self.own_angles, self.angles_problem, gap=8)),
            above=True,
        )
        rows = column(
            self._angles_row,
            Setting(
                self.tr("Postures"),
                self.tr("Leave out the ones that you do not want to see."),
                boxed(column(self._posture_box, self.postures_problem, gap=8)),
                above=True,
            ),
            Setting(
                self.tr("Pictures to warm up"),
                self.tr("Shown first and not counted."),
                self.practice,
            ),
            self.easy_first,
            self.feedback,
            gap=20,
        )
        self.setLayout(rows)

    def offer_postures(self, postures: tuple[str, ...], chosen: tuple[str, ...] = ()) -> None:
        """The manifest's words; none chosen means all of them."""
        postures = tuple(sorted(postures, key=words.posture))
        self._posture_words = postures
        known = [i for i, word in enumerate(postures) if word in chosen]
        clear(self._posture_box)
        self.postures = Chips(
            self.tr("Postures"),
            [words.posture(word) for word in postures],
            known or range(len(postures)),
        )
        self.postures.changed.connect(self._say_postures)
        self.postures.changed.connect(self.changed)
        self._posture_box.addWidget(self.postures)
        self._say_postures()

    def offer_angles(self, turnable: bool) -> None:
        """Pictures that must stay upright have no angles to choose."""
        self._turnable = turnable
        self._angles_row.setVisible(turnable)

    def show_settings(self, settings: DrillSettings) -> None:
        """Everything but the postures."""
        ordered = tuple(sorted(settings.angles))
        at = ANGLES.index(ordered) if ordered in ANGLES else OWN_ANGLES
        self.angles.choose(at)
        if at == OWN_ANGLES:
            self.own_angles.setText(", ".join(str(angle) for angle in ordered))
        self.own_angles.setVisible(at == OWN_ANGLES)
        self._say_angles()
        self.easy_first.setChecked(settings.easy_first)
        self.feedback.setChecked(settings.feedback)
        self.practice.set_value(settings.practice)

    def chosen_angles(self) -> tuple[int, ...]:
        """Raises UsageError when the own ones make no sense."""
        at = self.angles.at
        if not self._turnable:
            return words.UPRIGHT
        if at != OWN_ANGLES:
            return ANGLES[at]
        try:
            return parse_angles(self.own_angles.text())
        except (ValueError, UsageError) as error:
            raise UsageError(
                self.tr("Own angles are whole numbers from 0 to 359, each once, with commas.")
            ) from error

    def chosen_postures(self) -> tuple[str, ...]:
        """Empty when all are chosen. Raises UsageError when none is."""
        chosen = self.postures.chosen if self.postures is not None else ()
        if self._posture_words and not chosen:
            raise UsageError(self.tr("Choose at least one posture."))
        if len(chosen) == len(self._posture_words):
            return ()
        return tuple(sorted(self._posture_words[i] for i in chosen))

    def _angles_chosen(self, at: int) -> None:
        self.own_angles.setVisible(at == OWN_ANGLES)
        self._say_angles()
        self.changed.emit()

    def _say_angles(self) -> None:
        _say(self.angles_problem, self.chosen_angles)

    def _say_postures(self) -> None:
        _say(self.postures_problem, self.chosen_postures)


def _say(problem: Text, read: Callable[[], object]) -> None:
    """Shows and announces, below a control, why what is on it cannot be started with."""
    try:
        read()
        why = ""
    except UsageError as error:
        why = error.sentence
    if why and why != problem.words:
        announce(problem, why)
    problem.set(why)
    problem.setVisible(bool(why))
