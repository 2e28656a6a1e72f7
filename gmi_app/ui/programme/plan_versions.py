"""The versions of a plan, newest first: when, by whom, what each changed, and each one whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.plan import PlanVersion
from gmi_app.ui import words
from gmi_app.ui.programme import plan_words
from gmi_app.ui.programme.plan_differences import differences
from gmi_app.ui.programme.plan_whole import PlanWhole
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import clear, column
from gmi_app.ui.widgets.page import at_the_top
from gmi_app.ui.widgets.text import Text

SHOWN_AT_A_TIME = 20


class PlanVersions(QWidget):
    """``versions``: newest first. A list, and in its place the one that was opened."""

    def __init__(self, versions: Sequence[PlanVersion], today: date) -> None:
        super().__init__()
        self._versions, self._today = tuple(versions), today
        self._numbers = {version.id: n for n, version in enumerate(reversed(versions), 1)}
        self._by_id = {version.id: version for version in versions}
        self._shown = SHOWN_AT_A_TIME
        self._keys: list[Button] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(18)
        self._list()

    def _list(self) -> None:
        clear(self._box)
        self._keys = []
        for version in self._versions[: self._shown]:
            self._box.addWidget(self._card(version))
        left = len(self._versions) - self._shown
        if left > 0:
            more = Button(self.tr("Earlier ones: {0}").format(left), "chevron", height=48)
            more.setObjectName("earlier_versions")
            more.clicked.connect(self._more)
            self._box.addWidget(flowing(more))
        self._box.addStretch(1)

    def _more(self) -> None:
        at = self._shown
        self._shown += SHOWN_AT_A_TIME
        self._list()
        self._keys[at].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- one of them
    def _open(self, version: PlanVersion) -> None:
        clear(self._box)
        head = Card("tint", pad=20, gap=6)
        back = Button(self.tr("All versions"), kind="compact", height=44)
        back.setObjectName("all_versions")
        back.clicked.connect(lambda: self._close(version))
        head.add(
            Text(self._title(version), "heading", wrap=True),
            Text(self._by(version), "small", "quiet", wrap=True),
            4,
            flowing(back),
        )
        self._box.addWidget(head)
        newest = version is self._versions[0]
        self._box.addWidget(PlanWhole(version.plan, newest=newest))
        self._box.addStretch(1)
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        at_the_top(head)

    def _close(self, version: PlanVersion) -> None:
        self._list()
        self._keys[self._versions.index(version)].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- the list
    def _card(self, version: PlanVersion) -> QWidget:
        before = self._by_id.get(version.parent) if version.parent is not None else None
        card = Card(pad=20, gap=6)
        title = self._title(version)
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
        key = Button(self.tr("Read it whole"), "note", kind="compact", height=44)
        key.setObjectName("open_version")
        key.setAccessibleName(self.tr("{0}: read it whole").format(title))
        key.clicked.connect(lambda: self._open(version))
        self._keys.append(key)
        card.add(4, flowing(key))
        return card

    def _title(self, version: PlanVersion) -> str:
        when = words.day_and_time(version.at, self._today)
        return self.tr("Version {0}: {1}").format(self._numbers[version.id], when)

    def _by(self, version: PlanVersion) -> str:
        match version.author:
            case "patient":
                return self.tr("Changed here")
            case "program":
                return self.tr("A ready-made plan, or a suggestion that was accepted")
            case _:
                return self.tr("By {0}").format(version.author)
