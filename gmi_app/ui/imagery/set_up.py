"""What is chosen before imagined movements; or why they are not open yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from gmi_app.imagery.facts import ImageryRecord
from gmi_app.imagery.gate import gate, painful_side
from gmi_app.imagery.ladders import OWN_FOLDER, Ladders, load_ladders
from gmi_app.imagery.planner import Planned, duration_s, planned
from gmi_app.imagery.settings import MINUTES_RANGE, USUAL_MINUTES, ImagerySettings
from gmi_app.journal import Journal
from gmi_app.mirror.gate import Gate, Way
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.due import RECENT_SETS
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.progress.flare import FLARE_RISE
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import words
from gmi_app.ui.background import while_alive
from gmi_app.ui.imagery import gate_words
from gmi_app.ui.imagery.voice_card import VoiceCard
from gmi_app.ui.services import Services
from gmi_app.ui.stage.minutes import minutes_of, minutes_stepper
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.focus import focus_first
from gmi_app.ui.widgets.layout import Columns, boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.text import Text

SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Found:
    """What is read before anything is offered; ``records`` newest first; ``plan``: the newest
    version."""

    ladders: Ladders
    summaries: list[SessionSummary]
    records: list[ImageryRecord]
    plan: PlanVersion | None = None

    @property
    def flare_rise(self) -> int:
        """The points of pain that a plan calls a flare, or the usual ones."""
        return FLARE_RISE if self.plan is None else self.plan.plan.thresholds.flare_rise

    @property
    def planned_part(self) -> BodyPart | None:
        """What the plan has imagined movements for."""
        return None if self.plan is None else self.plan.plan.part_of(ItemKind.IMAGERY)


def read_found(journal: Journal, state: State, data_folder: Path) -> Found:
    """On the journal's lane, for the present patient."""
    assert state.patient is not None
    one = state.patient.id
    return Found(
        load_ladders(data_folder / OWN_FOLDER, QLocale().name().split("_")[0]),
        journal.summaries(one, limit=RECENT_SETS),
        journal.imagery_records(one, limit=RECENT_SETS),
        journal.plan(one),
    )


class ImagerySetUp(Page):
    """``start_requested``: a Planned session. ``cancelled``: back to Today."""

    start_requested = Signal(object)
    cancelled = Signal()

    def __init__(self, state: State, services: Services, minutes: float | None = None) -> None:
        """``minutes``: to begin with, where a plan says so."""
        back = Button(self.tr("Back"), height=64)
        self.go = PrimaryButton("")
        self.go.setObjectName("go")
        self.go.hide()
        super().__init__(bar=Bar(back, 0, self.go), gap=20)
        back.clicked.connect(self.cancelled)
        self.go.clicked.connect(self._go)
        self._state, self._services, self._minutes = state, services, minutes
        self._found: Found | None = None
        self._gate: Gate | None = None
        self._body: QWidget | None = None
        self.form: ImageryForm | None = None
        if state.patient is not None:
            folder = services.data_folder
            state.read(
                lambda journal: read_found(journal, state, folder), while_alive(self, self._came)
            )

    def _came(self, found: Found) -> None:
        patient = self._state.patient
        if patient is None:
            return
        self._found = found
        today = self._state.clock.moment().day
        plan = None if found.plan is None else found.plan.plan
        part = found.planned_part or patient.part or BodyPart.HAND
        self._gate = gate(part, found.summaries, found.records, today, plan)
        if not found.ladders.of_part:
            self._put(self.tr("The exercises cannot be found"), self._none(found))
        elif self._gate.way is Way.OPEN:
            self._show_form()
        else:
            self._show_why()

    def _none(self, found: Found) -> QWidget:
        card = Card(gap=12)
        card.add(
            Text(self.tr("Your data is safe. Please install the program again."), wrap=True),
            *(Text(sentence, "small", "quiet", wrap=True) for sentence in found.ladders.notices),
        )
        return card

    def _show_why(self) -> None:
        assert self._gate is not None
        title, sentences = gate_words.why(self._gate)
        card = Card(gap=12)
        for sentence in sentences:
            card.add(Text(sentence, wrap=True))
        read = CheckRow(self.tr("I have read this and want to go on"))
        read.setObjectName("read_why")
        read.toggled.connect(self.go.setEnabled)
        card.add(4, read)
        self.go.setText(self.tr("Open imagined movements"))
        self.go.setEnabled(False)
        self.go.show()
        self._put(title, card)

    def _show_form(self) -> None:
        assert self._found is not None
        self.form = ImageryForm(self._state, self._services, self._found, self._minutes)
        self.go.setText(self.tr("Get ready"))
        self.go.setEnabled(True)
        self.go.show()
        self._put(self.tr("What would you like to imagine?"), self.form)

    def _put(self, title: str, body: QWidget) -> None:
        if self._body is not None:
            self.box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        head = column(
            Text(self.tr("Imagined movements"), "label", "primary"),
            Text(title, "title", wrap=True),
            gap=2,
        )
        self._body = boxed(column(boxed(head), body, 0, gap=20))
        self.add(self._body)
        self._body.show()
        if self.go.isEnabled():
            self.setFocusProxy(self.go)
        focus_first(self)

    def _go(self) -> None:
        if self.form is None:
            self._show_form()
            return
        assert self._gate is not None
        self.form.voice.silence()
        plan = self.form.plan()
        settings = replace(plan.settings, opened=self._gate.opened)
        self.start_requested.emit(replace(plan, settings=settings))


class ImageryForm(QWidget):
    """Everything is preset: the painful limb, as long as the plan says, else five minutes, as it
    was done the last time."""

    def __init__(
        self, state: State, services: Services, found: Found, minutes: float | None = None
    ) -> None:
        super().__init__()
        assert state.patient is not None
        self._found, self._state = found, state
        last = found.records[0].session.settings if found.records else ImagerySettings()
        self._parts = tuple(part for part in BodyPart if part in found.ladders.of_part)
        lately = last.part if found.records else BodyPart.HAND
        wanted = found.planned_part or state.patient.part or lately
        at = self._parts.index(wanted) if wanted in self._parts else 0
        names = [words.capital(words.part(part)) for part in self._parts]
        self.part = OneOf(self.tr("Body part"), names, at)
        self.part.chosen.connect(self._tell)
        side = painful_side(state.patient)
        self.side = Segmented(
            self.tr("Side"), [self.tr("Left"), self.tr("Right")], SIDES.index(side)
        )
        self.side.chosen.connect(self._tell)
        if minutes is None:
            minutes = last.minutes if found.records else USUAL_MINUTES
        self.minutes = minutes_stepper(minutes, MINUTES_RANGE)
        self.minutes.changed.connect(self._tell)
        self.eyes_closed = CheckRow(
            self.tr("With my eyes closed"),
            self.tr("Everything is spoken, the screen is dark, and any key does everything."),
            last.eyes_closed,
        )
        self.chronometry = CheckRow(
            self.tr("Time my imagined movements"),
            self.tr("I press when I begin and when I am done."),
            last.chronometry,
        )
        self.contents = Text("", "body", "quiet", wrap=True)
        self.voice = VoiceCard(state, services.open_voice)
        what = Card(pad=20, gap=10)
        what.add(
            Text(self.tr("What to imagine"), "heading", wrap=True),
            self.part,
            boxed(row(Text(self.tr("Side"), "strong"), self.side, 0, gap=16)),
            boxed(row(Text(self.tr("At most"), "strong"), self.minutes, 0, gap=16)),
            self.contents,
            0,
        )
        how = Card(pad=20, gap=10)
        how.add(
            Text(self.tr("How to do it"), "heading", wrap=True), self.eyes_closed, self.chronometry
        )
        right = boxed(column(how, self.voice, 0, gap=20))
        box = column(Columns(what, right, shares=(5, 4), from_em=50, gap=20), gap=20)
        for sentence in found.ladders.notices:
            box.addWidget(Text(sentence, "small", "attention", wrap=True))
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)
        self._tell()

    def plan(self) -> Planned:
        """What is chosen, with its exercises."""
        part = self._parts[self.part.at]
        settings = ImagerySettings(
            part=part,
            side=SIDES[self.side.at],
            minutes=minutes_of(self.minutes),
            eyes_closed=self.eyes_closed.isChecked(),
            chronometry=self.chronometry.isChecked(),
        )
        version, ladder = self._found.plan, self._found.ladders.of_part[part]
        highest = None if version is None else version.plan.highest(ItemKind.IMAGERY, part)
        found = self._found
        flares = self._state.flares
        return planned(settings, ladder, found.records, highest, found.flare_rise, flares)

    def _tell(self, _: object = None) -> None:
        """What is going to come, each exercise named once."""
        plan = self.plan()
        titles = dict.fromkeys(e.title for e in plan.exercises)
        length = words.capital(words.minutes(duration_s(plan.exercises)))
        self.contents.set(
            self.tr("{0}: {1}.", "how long, which exercises").format(length, ", ".join(titles))
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.voice.silence()
