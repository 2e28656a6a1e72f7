"""What a person says about themselves: side, part, name, hand, age. All optional.

Used by first start, one form a step, and by settings, one below the other. The forms change a
draft and say so; whoever holds them keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gmi_app.clock import Moment
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import AffectedSide, AgeBand, Handedness, Patient
from gmi_app.ui import person_words, words
from gmi_app.ui.pictures import show_example
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.body_figure import body_figure
from gmi_app.ui.widgets.choice_card import ChoiceCard
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.focus import one_stop
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.text import Text

NAME_LENGTH = 60


@dataclass
class Draft:
    """What was said so far. ``step`` counts from 0. ``for_clinic``: a clinic is being opened
    instead, in these two names."""

    name: str = ""
    affected: AffectedSide | None = None
    part: BodyPart | None = None
    handedness: Handedness | None = None
    age_band: AgeBand | None = None
    step: int = 0
    for_clinic: bool = False
    clinician: str = ""
    clinic_name: str = ""

    @classmethod
    def of(cls, patient: Patient) -> Draft:
        return cls(
            patient.name, patient.affected, patient.part, patient.handedness, patient.age_band
        )

    def new_patient(self, identity: UUID, at: Moment) -> Patient:
        return self.changed(Patient(identity, at), at)

    def changed(self, patient: Patient, at: Moment) -> Patient:
        """The next version of a patient."""
        return replace(
            patient,
            at=at,
            name=self.name.strip(),
            affected=self.affected,
            part=self.part,
            handedness=self.handedness,
            age_band=self.age_band,
        )


class SideForm(QWidget):
    """Left stands on the left and right on the right, in every language."""

    changed = Signal()

    def __init__(self, draft: Draft, state: State, services: Services) -> None:
        super().__init__()
        self._draft = draft
        self.setAccessibleName(self.tr("Side that hurts"))
        self.setMaximumHeight(theme().touch(340))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._order = (AffectedSide.LEFT, AffectedSide.BOTH, AffectedSide.RIGHT)
        self.group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(24 if not theme().large else 16)
        for i, side in enumerate(self._order):
            card = ChoiceCard(person_words.affected(side), tall=260)
            card.setObjectName(f"side_{side}")
            shown = {
                AffectedSide.LEFT: (Side.LEFT,),
                AffectedSide.RIGHT: (Side.RIGHT,),
                AffectedSide.BOTH: (Side.LEFT, Side.RIGHT),
            }[side]
            for one in shown:
                show_example(
                    state.lane, services.catalogue, BodyPart.HAND, one, card, card.add_image
                )
            card.setChecked(draft.affected is side)
            self.group.addButton(card, i)
            grid.addWidget(card, 0, i)
        one_stop(self.group)
        self.group.idClicked.connect(self._choose)

    def _choose(self, at: int) -> None:
        self._draft.affected = self._order[at]
        self.changed.emit()


class PartForm(QWidget):
    """The body part, on a plain figure of a body."""

    changed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.setAccessibleName(self.tr("Body part that hurts"))
        self.setMaximumHeight(theme().touch(840 if theme().large else 560))
        self.group = QButtonGroup(self)
        self._parts = tuple(BodyPart)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        columns = 2 if theme().large else 3
        self._grid.setSpacing(24 if not theme().large else 16)
        for i, part in enumerate(self._parts):
            card = ChoiceCard(self._word(part), tall=180)
            card.setObjectName(f"part_{part}")
            card.setChecked(draft.part is part)
            self.group.addButton(card, i)
            self._grid.addWidget(card, i // columns, i % columns)
        self.draw()
        one_stop(self.group)
        self.group.idClicked.connect(self._choose)

    def draw(self) -> None:
        """Marks the side that was chosen meanwhile."""
        for i, part in enumerate(self._parts):
            card = self.group.button(i)
            assert isinstance(card, ChoiceCard)
            card.set_image(body_figure(part, self._draft.affected))

    def _word(self, part: BodyPart) -> str:
        if part is BodyPart.HAND:
            return self.tr("Hand or arm")
        if part is BodyPart.FOOT:
            return self.tr("Foot or leg")
        if part is BodyPart.BACK:
            return self.tr("Back (trunk)")  # a button of the same screen is called Back
        return words.part(part)

    def _choose(self, at: int) -> None:
        self._draft.part = self._parts[at]
        self.changed.emit()


class PersonForm(QWidget):
    """Name or code, the hand that writes, and the age band."""

    changed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._hands: tuple[Handedness | None, ...] = (*Handedness, None)
        self._bands: tuple[AgeBand | None, ...] = (*AgeBand, None)
        unsaid = self.tr("Rather not say")
        self.name = QLineEdit(draft.name)
        self.name.setObjectName("name")
        self.name.setMaxLength(NAME_LENGTH)
        self.name.setMinimumHeight(theme().touch(56))
        self.name.setMaximumWidth(theme().em(26))
        self.name.textChanged.connect(self._change)
        name_label = Text(self.tr("Name, nickname or code"), "strong", wrap=True)
        name_label.setBuddy(self.name)
        self.name.setAccessibleName(name_label.words)
        hand_question = self.tr("Which hand do you write with?")
        self.hand = Choices(
            hand_question,
            [person_words.handedness(h) if h else unsaid for h in self._hands],
            self._hands.index(draft.handedness),
            columns=4,
            least_em=11.5,
        )
        age_question = self.tr("How old are you?")
        self.age = Choices(
            age_question,
            [person_words.age_band(b) if b else unsaid for b in self._bands],
            self._bands.index(draft.age_band),
            columns=5,
            least_em=10.5,
        )
        self.hand.chosen.connect(self._change)
        self.age.chosen.connect(self._change)
        self.young = Notice(
            self.tr(
                "Under 16, please use this program only together with a therapist or doctor. "
                "They can set it up with you."
            ),
            "tint",
            closable=False,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(name_label)
        box.addWidget(self.name)
        box.addSpacing(16)
        box.addWidget(Text(hand_question, "strong", wrap=True))
        box.addWidget(self.hand)
        box.addSpacing(16)
        box.addWidget(Text(age_question, "strong", wrap=True))
        box.addWidget(self.age)
        box.addWidget(self.young)
        box.addStretch(1)
        self._look()

    def _change(self) -> None:
        self._draft.name = self.name.text()
        self._draft.handedness = self._hands[self.hand.at]
        self._draft.age_band = self._bands[self.age.at]
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        self.young.setVisible(self._draft.age_band is AgeBand.UNDER_16)
