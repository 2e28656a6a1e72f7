"""The versions of a plan, newest first: when, by whom, and what each one changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import PlanVersion
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.plan_differences import differences
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.text import Text

MOST_SHOWN = 20


class PlanVersions(QWidget):
    """``versions``: newest first."""

    def __init__(self, versions: Sequence[PlanVersion], today: date) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        numbers = {version.id: n for n, version in enumerate(reversed(versions), 1)}
        by_id = {version.id: version for version in versions}
        for version in versions[:MOST_SHOWN]:
            before = by_id.get(version.parent) if version.parent is not None else None
            box.addWidget(self._card(version, numbers[version.id], before, today))
        box.addStretch(1)

    def _card(
        self, version: PlanVersion, number: int, before: PlanVersion | None, today: date
    ) -> QWidget:
        card = Card(pad=20, gap=6)
        when = words.day_and_time(version.at, today)
        title = self.tr("Version {0}: {1}").format(number, when)
        card.add(Text(title, "strong", wrap=True))
        card.add(Text(self._by(version), "small", "quiet", wrap=True))
        said = [f"• {each}" for each in differences(before.plan, version.plan)] if before else []
        if not said:
            said = [
                f"• {plan_words.title(item, version.plan)}: {plan_words.details(item)}, "
                f"{plan_words.often(item)}"
                for item in version.plan.items
            ]
        card.box.addLayout(column(*(Text(line, "small", wrap=True) for line in said), gap=4))
        return card

    def _by(self, version: PlanVersion) -> str:
        match version.author:
            case "patient":
                return self.tr("Changed here")
            case "program":
                return self.tr("A ready-made plan, or a suggestion that was accepted")
            case _:
                return self.tr("By {0}").format(version.author)
