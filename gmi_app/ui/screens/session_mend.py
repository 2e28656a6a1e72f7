"""Mending a mistake: a mistyped pain value, or a set that someone else did. Nothing is rewritten:
a correction is added, and it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.facts.rating import Correction, CorrectionKind, Rating, When
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.layout import column, row
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.text import Text


class PainRow(QWidget):
    """One pain value with a key that opens the scale. ``mended`` carries the new value.

    ``may_add``: a value that was not given can be given here.
    """

    mended = Signal(int)

    def __init__(self, name: str, *, may_add: bool = False) -> None:
        super().__init__()
        self._name, self._may_add = name, may_add
        self._words = Text("", "body", wrap=True)
        self.change = Button(self.tr("Change"), kind="compact", height=48)
        self.change.setCheckable(True)
        self._scale: PainScale | None = None
        self._value: int | None = None
        line = row(self._words, self.change, gap=12)
        line.setStretch(0, 1)
        self._box = column(line, gap=8)
        self.setLayout(self._box)
        self.change.toggled.connect(self._open)

    @property
    def scale(self) -> PainScale:
        """Made when it is asked for: it is rarely needed."""
        if self._scale is None:
            self._scale = PainScale(self._name, self._value)
            self._scale.chosen.connect(self._chosen)
            self._scale.hide()
            self._box.addWidget(self._scale)
        return self._scale

    def show_value(self, value: int | None) -> None:
        self._value = value
        if value is None:
            self._words.set(self.tr("{0}: not given").format(self._name))
        else:
            self._words.set(self.tr("{0}: {1} of 10").format(self._name, value))
        if self._scale is not None:
            self._scale.set(value)
        add = value is None
        self.change.setText(self.tr("Add") if add else self.tr("Change"))
        named = self.tr("Add: {0}") if add else self.tr("Change: {0}")
        self.change.setAccessibleName(named.format(self._name))
        self.change.setVisible(not add or self._may_add)
        self.change.setChecked(False)

    def _open(self, on: bool) -> None:
        """The digits work at once; afterwards the keyboard is back at the key."""
        if on or self._scale is not None:
            if not on and any(key.hasFocus() for key in self.scale.keys):
                self.change.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scale.setVisible(on)
        if on:
            self.scale.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.change.isChecked():
            self.change.setChecked(False)
        else:
            super().keyPressEvent(event)

    def _chosen(self, value: int) -> None:
        self.change.setChecked(False)
        self.mended.emit(value)


class MendCard(Card):
    """Corrections of one set. Each one can be undone at once, and later by mending it again."""

    def __init__(self, state: State) -> None:
        super().__init__(gap=12)
        self._state = state
        self._summary: SessionSummary | None = None
        self._ratings: dict[When, Rating] = {}
        self._undo: Correction | None = None
        self.pains = {
            When.BEFORE: PainRow(self.tr("Pain before")),
            When.AFTER: PainRow(self.tr("Pain after"), may_add=True),
        }
        self.someone_else = CheckRow(
            self.tr("Someone else did this set"),
            self.tr("It stays in the table and is left out of charts and comparisons."),
        )
        self.told = Text("", "body", "good", wrap=True)
        self.undo = Button(self.tr("Undo"), "again", kind="compact", height=48)
        told = row(self.told, self.undo, gap=12)
        told.setStretch(0, 1)
        self.add(
            Text(self.tr("Correct a mistake"), "heading"),
            *self.pains.values(),
            self.someone_else,
            told,
            0,
        )
        for when, pain in self.pains.items():
            pain.mended.connect(lambda value, at=when: self._mend_pain(at, value))
        self.someone_else.clicked.connect(self._mark)
        self.undo.clicked.connect(self._take_back)
        self._tell("", None)

    def show_session(self, summary: SessionSummary, ratings: Sequence[Rating]) -> None:
        """``ratings``: those of this set, as corrected, newest first."""
        self._summary = summary
        self._ratings = {rating.when: rating for rating in reversed(ratings)}
        for when, pain in self.pains.items():
            rating = self._ratings.get(when)
            pain.show_value(None if rating is None else rating.value)
        self.someone_else.setChecked(summary.someone_else)
        self._tell("", None)

    def _correction(
        self, kind: CorrectionKind, target: Rating | SessionSummary, value: int | None = None
    ) -> Correction:
        identity = target.id if isinstance(target, Rating) else target.session
        moment = self._state.clock.moment()
        return Correction(uuid4(), target.patient, moment, kind, identity, value)

    def _mend_pain(self, when: When, value: int) -> None:
        if when not in self._ratings:
            self._add_pain(when, value)
            return
        rating = self._ratings[when]
        if value == rating.value:
            return
        kind = CorrectionKind.RATING_VALUE
        self._state.correct(self._correction(kind, rating, value))
        self._tell(
            self.tr("Changed from {0} to {1}.").format(rating.value, value),
            self._correction(kind, rating, rating.value),
        )
        self._show_pain(when, value)

    def _add_pain(self, when: When, value: int) -> None:
        """What was not given: a rating of its own, at the time at which it is given."""
        assert self._summary is not None
        summary = self._summary
        self._ratings[when] = self._state.rate_pain(value, when, summary.session, summary.patient)
        self._tell(self.tr("Added: {0} of 10.").format(value), None)
        self.pains[when].show_value(value)

    def _show_pain(self, when: When, value: int) -> None:
        rating = self._ratings[when]
        self._ratings[when] = Rating(
            rating.id, rating.patient, rating.at, rating.kind, value, when, rating.session
        )
        self.pains[when].show_value(value)

    def _mark(self) -> None:
        assert self._summary is not None
        marks = (CorrectionKind.SOMEONE_ELSE, CorrectionKind.SOMEONE_ELSE_WITHDRAWN)
        there, back = marks if self.someone_else.isChecked() else marks[::-1]
        self._state.correct(self._correction(there, self._summary))
        said = (
            self.tr("Marked: someone else did it.")
            if self.someone_else.isChecked()
            else self.tr("This set counts again.")
        )
        self._tell(said, self._correction(back, self._summary))

    def _take_back(self) -> None:
        undo = self._undo
        if undo is None:
            return
        moment = self._state.clock.moment()
        again = Correction(uuid4(), undo.patient, moment, undo.kind, undo.target, undo.value)
        self._state.correct(again)
        if undo.kind is CorrectionKind.RATING_VALUE:
            when = next(w for w, rating in self._ratings.items() if rating.id == undo.target)
            assert undo.value is not None
            self._show_pain(when, undo.value)
        else:
            self.someone_else.setChecked(undo.kind is CorrectionKind.SOMEONE_ELSE)
        self._tell(self.tr("Taken back."), None)

    def _tell(self, words: str, undo: Correction | None) -> None:
        self._undo = undo
        self.told.set(words)
        self.told.setVisible(bool(words))
        self.undo.setVisible(undo is not None)
