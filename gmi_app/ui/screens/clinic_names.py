"""In whose name the clinic writes: a clinician's and the clinic's own. Both may stay empty.

Used by first start, where a clinic is opened, and by settings.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gmi_app.ui.programme.form_pieces import line_field
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.text import Text

LONGEST_NAME = 80


def tidy(name: str) -> str:
    """Without spaces around it, and with one between two words."""
    return " ".join(name.split())


class ClinicNames(QWidget):
    """``edited``: something was typed. ``left``: a field was left, or Enter pressed in it."""

    edited = Signal()
    left = Signal()

    def __init__(self, clinician: str, clinic: str) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.clinician = self._ask(
            box,
            self.tr("Your name, as a clinician"),
            clinician,
            self.tr("Name and profession"),
            self.tr(
                "It stands under the plans and notes that you write from now on. Your patients "
                "see it. What is written already keeps its name."
            ),
        )
        self.clinician.setObjectName("clinician")
        box.addSpacing(12)
        self.clinic = self._ask(
            box,
            self.tr("Name of the clinic or practice"),
            clinic,
            self.tr("May stay empty"),
            self.tr("It stands beside your name under the plans that you write."),
        )
        self.clinic.setObjectName("clinic_name")
        box.addStretch(1)
        self.setMaximumWidth(theme().em(44))

    def _ask(self, box: QVBoxLayout, name: str, text: str, hint: str, why: str) -> QLineEdit:
        field = line_field(name, text, longest=LONGEST_NAME, hint=hint)
        field.setAccessibleDescription(why)
        field.textChanged.connect(lambda _: self.edited.emit())
        field.editingFinished.connect(self.left)
        label = Text(name, "strong", wrap=True)
        label.setBuddy(field)
        box.addWidget(label)
        box.addWidget(field)
        box.addWidget(Text(why, "body", "quiet", wrap=True))
        return field

    @property
    def names(self) -> dict[str, str]:
        """As preferences."""
        return {
            "clinician": tidy(self.clinician.text()),
            "clinic_name": tidy(self.clinic.text()),
        }
