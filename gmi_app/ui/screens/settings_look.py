"""Settings: how everything looks. Changes show at once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.preferences import TEXT_PERCENTS, Appearance
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.text import Text


class LookSettings(QWidget):
    """Light, dark or high contrast; text size; reduced motion."""

    def __init__(self, state: State) -> None:
        super().__init__()
        preferences = state.preferences
        looks = tuple(Appearance)
        look_name = self.tr("Colours")
        self.look = Choices(
            look_name,
            [self.tr("Light"), self.tr("Dark"), self.tr("High contrast")],
            looks.index(preferences.appearance),
            whys=[
                self.tr("Warm paper"),
                self.tr("Gentle on the eyes"),
                self.tr("Black, with clear edges"),
            ],
            columns=3,
            least_em=14,
        )
        self.look.chosen.connect(lambda i: state.change_preferences(appearance=looks[i]))
        for i, look in enumerate(looks):
            self.look.row(i).setObjectName(f"look_{look}")
        size_name = self.tr("Text size")
        self.size_choice = Segmented(
            size_name,
            [self.tr("{0} %").format(percent) for percent in TEXT_PERCENTS],
            TEXT_PERCENTS.index(preferences.text_percent),
            height=56,
        )
        for i, percent in enumerate(TEXT_PERCENTS):
            self.size_choice.key(i).setObjectName(f"text_{percent}")
        self.size_choice.chosen.connect(
            lambda i: state.change_preferences(text_percent=TEXT_PERCENTS[i])
        )
        self.motion = CheckRow(
            self.tr("Reduced motion"),
            self.tr("Nothing fades or moves: changes happen at once."),
            preferences.reduced_motion,
        )
        self.motion.setObjectName("reduced_motion")
        self.motion.clicked.connect(lambda on: state.change_preferences(reduced_motion=on))
        sample = Card("tint", pad=20)
        sample.add(
            Text(self.tr("This is how text looks now. Is it easy to read?"), "lead", wrap=True)
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Text(look_name, "strong"))
        box.addWidget(self.look)
        box.addSpacing(16)
        box.addWidget(Text(size_name, "strong"))
        box.addLayout(row(self.size_choice, 0))
        box.addSpacing(4)
        box.addWidget(sample)
        box.addSpacing(16)
        self.motion.setMaximumWidth(theme().em(44))
        box.addWidget(self.motion)
        box.addStretch(1)
