"""What is chosen before a mirror session; or why there is no mirror for this person, or not yet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from gmi_app.journal import Journal
from gmi_app.mirror.exercises import Exercise, Rung, session_of, up_to
from gmi_app.mirror.gate import Gate, Way, gate, mirrored_part, suggested_rung
from gmi_app.mirror.settings import (
    MINUTES_RANGE,
    USUAL_MINUTES,
    CameraPosition,
    MirrorSettings,
    MirrorWish,
    ViewMode,
)
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.due import RECENT_SETS
from gmi_app.programme.plan import ItemKind
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.mirror import exercise_words, gate_words
from gmi_app.ui.mirror.placing import drawing
from gmi_app.ui.mirror.remembering import remembered_view
from gmi_app.ui.stage.minutes import minutes_of, minutes_stepper
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.choice_card import ChoiceCard
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.focus import focus_first, one_stop
from gmi_app.ui.widgets.layout import Columns, boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text

MODES, POSITIONS = tuple(ViewMode), tuple(CameraPosition)


class MirrorSetUp(Page):
    """``start_requested``: MirrorSettings and the camera. ``settings_wanted``: to say which side
    hurts."""

    start_requested = Signal(object, str)
    cancelled = Signal()
    settings_wanted = Signal()

    def __init__(self, state: State, minutes: float | None = None) -> None:
        """``minutes``: to begin with, where a plan says so."""
        back = Button(self.tr("Back"), height=64)
        self.go = PrimaryButton("")
        self.go.setObjectName("go")
        self.go.hide()
        super().__init__(bar=Bar(back, 0, self.go), gap=20)
        back.clicked.connect(self.cancelled)
        self._state, self._minutes = state, minutes
        self._gate: Gate | None = None
        self._part: BodyPart | None = None
        self._body: QWidget | None = None
        self.form: MirrorForm | None = None
        self.go.clicked.connect(self._go)
        patient = state.patient
        if patient is None:
            return
        today, flares = state.clock.moment().day, state.flares

        def query(journal: Journal) -> tuple[Gate, BodyPart | None, Rung]:
            records = journal.mirror_records(patient.id, limit=RECENT_SETS)
            sets = journal.summaries(patient.id, limit=RECENT_SETS)
            imagined = journal.imagery_records(patient.id, limit=RECENT_SETS)
            version = journal.plan(patient.id)
            plan = None if version is None else version.plan
            found = gate(patient, sets, records, today, imagined, plan)
            part = mirrored_part(patient, plan)
            highest = plan.highest(ItemKind.MIRROR, part) if plan and part else None
            rung = suggested_rung(records, found.practised.thresholds.flare_rise, flares)
            return found, part, up_to(rung, highest)

        state.read(query, while_alive(self, self._came))

    def _came(self, found: tuple[Gate, BodyPart | None, Rung]) -> None:
        self._gate, self._part, rung = found
        if self._gate.way is Way.OPEN:
            self._show_form(rung)
        else:
            self._show_why(self._gate, rung)

    def _show_why(self, found: Gate, rung: Rung) -> None:
        """Kindly, with what there is instead."""
        title, sentences = gate_words.why(found)
        card = Card(gap=12)
        for sentence in sentences:
            card.add(Text(sentence, wrap=True))
        if found.way is Way.UNKNOWN_SIDE:
            self.go.setText(self.tr("Say which side"))
        elif found.possible:
            self._read = CheckRow(self.tr("I have read this and want to use the mirror"))
            self._read.setObjectName("read_why")
            self._read.toggled.connect(self.go.setEnabled)
            card.add(4, self._read)
            self.go.setText(self.tr("Open the mirror"))
            self.go.setEnabled(False)
            self._rung = rung
        self.go.setVisible(found.possible or found.way is Way.UNKNOWN_SIDE)
        self._put(title, card)

    def _show_form(self, rung: Rung) -> None:
        self.form = MirrorForm(self._state, rung, self._minutes, self._part)
        self.go.setText(self.tr("Get ready"))
        self.go.setEnabled(True)
        self.go.show()
        self._put(self.tr("How would you like to do it?"), self.form)

    def _put(self, title: str, body: QWidget) -> None:
        if self._body is not None:
            self.box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        head = column(
            Text(self.tr("Mirror"), "label", "primary"), Text(title, "title", wrap=True), gap=2
        )
        self._body = boxed(column(boxed(head), body, 0, gap=20))
        self.add(self._body)
        self._body.show()
        if self.go.isEnabled():
            self.setFocusProxy(self.go)
        focus_first(self)

    def _go(self) -> None:
        found = self._gate
        if found is None:
            return
        if found.way is Way.UNKNOWN_SIDE:
            self.settings_wanted.emit()
        elif self.form is None:
            self._show_form(self._rung)
        else:
            settings = replace(self.form.settings(), opened=found.opened)
            self.start_requested.emit(settings, self._state.preferences.camera)


class MirrorForm(QWidget):
    """Everything is preset: as the plan says, as it was the last time, else the gentlest."""

    def __init__(
        self,
        state: State,
        rung: Rung,
        minutes: float | None = None,
        part: BodyPart | None = None,
    ) -> None:
        super().__init__()
        assert state.patient is not None
        self._base = MirrorWish().settings(state.patient)
        view = remembered_view(state.preferences, self._base.view)
        self._base = replace(self._base, view=view, part=part or self._base.part)
        self.positions = QButtonGroup(self)
        cards = []
        for at, position in enumerate(POSITIONS):
            card = ChoiceCard(exercise_words.position(position), drawing(position), tall=200)
            card.setAccessibleDescription(exercise_words.position_why(position))
            card.setToolTip(exercise_words.position_why(position))
            card.setChecked(position is view.position)
            self.positions.addButton(card, at)
            cards.append(card)
        one_stop(self.positions)
        self._why = Text("", "small", "quiet", wrap=True)
        self.positions.idClicked.connect(self._tell)
        modes = [exercise_words.mode(mode) for mode in MODES]
        whys = [exercise_words.mode_why(mode) for mode in MODES]
        at = MODES.index(view.mode)
        self.mode = Choices(self.tr("How it is shown"), modes, at, whys=whys)
        self.alone = CheckRow(
            self.tr("Begin with the healthy side alone"),
            self.tr("The painful side rests, out of sight. Then both move together again."),
        )
        self.alone.toggled.connect(self._tell)
        self.mode.chosen.connect(self._tell)
        rungs = [exercise_words.rung(each) for each in Rung]
        self.rung = OneOf(self.tr("What to do"), rungs, int(rung))
        self.rung.chosen.connect(self._tell)
        self.minutes = minutes_stepper(minutes or USUAL_MINUTES, MINUTES_RANGE)
        self.minutes.changed.connect(self._tell)
        self.meter = CheckRow(
            self.tr("Show how much I move"),
            self.tr("A soft bar. Only one number for each exercise is kept."),
        )
        self.spoken = CheckRow(
            self.tr("Say it aloud"),
            self.tr("Spoken, where this computer has a voice."),
        )
        self.sound = CheckRow(
            self.tr("Soft tones"), self.tr("A quiet tone begins each repetition.")
        )
        self._contents = Text("", "small", "quiet", wrap=True)
        where = Card(pad=20, gap=10)
        where.add(
            Text(self.tr("Where is the camera?"), "heading", wrap=True),
            Columns(*cards, from_em=26, gap=12),
            self._why,
        )
        shown = Card(pad=20, gap=10)
        shown.add(Text(self.tr("How it is shown"), "heading", wrap=True), self.mode, self.alone)
        what = Card(pad=20, gap=10)
        what.add(
            Text(self.tr("What to do"), "heading", wrap=True),
            self.rung,
            self._contents,
            Columns(
                boxed(row(Text(self.tr("At most"), "strong"), self.minutes, 0, gap=16)),
                self.meter,
                from_em=40,
                gap=16,
            ),
            Columns(self.spoken, self.sound, from_em=40, gap=16),
        )
        box = column(Columns(where, shown, shares=(3, 2), from_em=58, gap=20), what, gap=20)
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)
        self._tell()

    def _tell(self, _: object = None) -> None:
        self._why.set(exercise_words.position_why(POSITIONS[self.positions.checkedId()]))
        mode, rung = MODES[self.mode.at], Rung(self.rung.at)
        self.alone.setVisible(mode is not ViewMode.HALF and rung is not Rung.WATCH)
        chosen = self._exercises()
        titles = ", ".join(exercise_words.words_of(each).title for each in chosen)
        length = words.minutes(
            min(minutes_of(self.minutes) * 60, sum(e.duration_s for e in chosen) + 60)
        )
        self._contents.set(self.tr("{0}. {1}.").format(titles, words.capital(length)))

    def _exercises(self) -> tuple[Exercise, ...]:
        """The healthy limb alone only where the camera does not see the other one."""
        half = MODES[self.mode.at] is ViewMode.HALF
        alone = self.alone.isChecked() and not half
        rung = Rung(self.rung.at)
        return session_of(self._base.part, rung, minutes_of(self.minutes), alone=alone)

    def settings(self) -> MirrorSettings:
        """What is chosen."""
        position, mode = POSITIONS[self.positions.checkedId()], MODES[self.mode.at]
        view = self._base.view
        if position is not view.position:
            view = replace(view, swapped=False)  # what was swapped was the other place's picture
        return replace(
            self._base,
            view=replace(view, position=position, mode=mode),
            exercises=tuple(each.id for each in self._exercises()),
            minutes=minutes_of(self.minutes),
            meter=self.meter.isChecked(),
            spoken=self.spoken.isChecked(),
            sound=self.sound.isChecked(),
            guided=True,
        )
