"""The person's own flare-up plan, as it stands on every screen that is about stopping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gmi_app.progress.flare import FLARE_RISE
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.text import Text

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StopHelp:
    """In the person's own words, empty where nothing was written. ``contacts``: whom they can ask;
    ``therapist``: name and contact, one line, as the plan gives them. ``flare_rise``: so many
    points of pain above the start are a flare-up, as the plan says; ``flare_days``: of all that
    are known, of whatever kind."""

    when_i_stop: str = ""
    what_helps: str = ""
    contacts: str = ""
    therapist: str = ""
    flare_rise: int = FLARE_RISE
    flare_days: frozenset[date] = frozenset()

    @property
    def written(self) -> bool:
        """Whether there is anything to show."""
        return any((self.when_i_stop, self.what_helps, self.contacts, self.therapist))

    @property
    def contact_lines(self) -> str:
        """Everybody to turn to, one to a line."""
        return "\n".join(filter(None, (self.contacts, self.therapist)))

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Headings and what stands under them, without the empty ones."""
        named = (
            (translate("flare_plan", "When I stop"), self.when_i_stop),
            (translate("flare_plan", "What helps me"), self.what_helps),
            (translate("flare_plan", "Whom I can ask"), self.contact_lines),
        )
        return [(name, words) for name, words in named if words]


class FlarePlanPanel(Card):
    """What the person wrote for a moment like this."""

    def __init__(self, help_: StopHelp, kind: str = "tint", *, pad: int = 20) -> None:
        super().__init__(kind, pad=pad, gap=4)
        title = self.tr("My flare-up plan")
        self.setAccessibleName(title)
        self.add(Text(title, "strong", wrap=True))
        for name, words in help_.parts:
            self.add(4, Text(name, "label", "quiet", wrap=True), Text(words, wrap=True))
