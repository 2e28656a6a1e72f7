"""Who a person is whose results came in: somebody new here, or the same as a patient."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from gmi_app.programme.patient import Patient
from gmi_app.ui import person_words
from gmi_app.ui.programme.form_pieces import line_field
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.text import Text, announce

MOST_SHOWN = 8
"""Patients that a search offers; a few more letters find the others."""
NEW, SAME = 0, 1


class WhomCard(Card):
    """``candidates``: who it may be, by what their programs say of each other; nobody else is
    offered then. ``changed``: look at ``decided`` and ``into`` again."""

    changed = Signal()

    def __init__(
        self, name: str, patients: Sequence[Patient], candidates: Sequence[UUID] = ()
    ) -> None:
        super().__init__(pad=20, gap=12)
        self._all = patients
        self._few = [p for p in patients if p.id in candidates]
        self._found: list[Patient] = []
        self._patient: Patient | None = None
        same_name = [p for p in patients if name and p.name.casefold() == name.casefold()]
        alone = not patients
        if self._few:
            why = self.tr("The file says that it is one of these. Choose who.")
        elif alone:
            why = self.tr("There is nobody here yet.")
        elif same_name:
            why = self.tr("Somebody of this name is here. Only you know if it is the same person.")
        else:
            why = self.tr(
                "The file does not say if this person is here already. You choose this only once."
            )
        self.choice = Choices(
            self.tr("Who is it?"),
            [self.tr("A new patient"), self.tr("The same as somebody here")],
            NEW if alone or not (same_name or self._few) else SAME if self._few else -1,
            columns=2,
        )
        self.choice.chosen.connect(lambda _: self._turn())
        self.search = line_field(
            self.tr("Find a patient"), hint=self.tr("Name, side or part of the body")
        )
        self.search.setObjectName("whom_search")
        self.search.textChanged.connect(lambda _: self._look())
        self.found = OneOf(self.tr("Patients"))
        self.found.chosen.connect(self._pick)
        self.says = Text("", "small", "quiet", wrap=True)
        self.add(
            Text(self.tr("Who is it?"), "heading", wrap=True),
            Text(why, "small", "quiet", wrap=True),
        )
        self.add(self.choice, self.search, self.found, self.says)
        self.choice.setVisible(not alone and not self._few)
        self._offer(self._few or same_name or list(patients))
        self._turn()

    @property
    def decided(self) -> bool:
        return self.choice.at == NEW or (self.choice.at == SAME and self._patient is not None)

    @property
    def into(self) -> UUID | None:
        """The patient here; None for a new one."""
        same = self.choice.at == SAME and self._patient is not None
        return self._patient.id if same and self._patient is not None else None

    # ---- choosing
    def _turn(self) -> None:
        same = self.choice.at == SAME
        self.search.setVisible(same and not self._few)
        self.found.setVisible(same)
        self.says.setVisible(same and bool(self.says.words))
        self.changed.emit()

    def _look(self) -> None:
        wanted = self.search.text().casefold().split()
        fits = [p for p in self._all if all(w in told(p, self._all).casefold() for w in wanted)]
        self._offer(fits)
        self.changed.emit()

    def _offer(self, fits: Sequence[Patient]) -> None:
        """The first few of them; whoever is chosen stays chosen as long as they are shown."""
        self._found = list(fits[:MOST_SHOWN])
        at = next((i for i, p in enumerate(self._found) if p == self._patient), -1)
        self._patient = self._found[at] if at >= 0 else None
        self.found.offer([told(p, self._all) for p in self._found], at)
        more = len(fits) - len(self._found)
        if not fits:
            says = self.tr("Nobody is found. Try other words.")
        elif more:
            says = self.tr("There are {0} more. Type a few letters.").format(more)
        else:
            says = ""
        if says != self.says.words:
            self.says.set(says)
            self.says.setVisible(bool(says))
            announce(self.says, says)

    def _pick(self, at: int) -> None:
        self._patient = self._found[at]
        self.changed.emit()

    def begin(self) -> None:
        """Puts the keyboard on the choice."""
        if self._few:
            if self._found:
                self.found.chip(0).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choice.row(max(0, self.choice.at)).setFocus(Qt.FocusReason.OtherFocusReason)


def told(patient: Patient, patients: Sequence[Patient]) -> str:
    """ "Anna Lindqvist, left hand": as one of several."""
    name = person_words.name_of(patient, patients)
    limb = person_words.limb(patient.affected, patient.part)
    return f"{name}, {limb}" if limb else name
