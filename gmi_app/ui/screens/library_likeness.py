"""“Looks like me”: whom the pictures of the sets show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gmi_app.library.likeness import Likeness, words_of
from gmi_app.ui import library_words
from gmi_app.ui.services import Services
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.layout import row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text, announce

THE_MIX, CHOSEN = 0, 1


class LikenessPage(Page):
    """Every choice holds at once. ``closed``: the person is done."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(top=20, gap=16)
        self._shelf = services.shelf
        self.back = Button(self.tr("All pictures"), "left", height=48)
        self.what = Choices(
            self.tr("Whom the pictures show"),
            [self.tr("A mix of people"), self.tr("People who look like me")],
            whys=[
                self.tr("Both sexes, all ages and skin tones."),
                self.tr("You choose. Check-ups keep the mix."),
            ],
            columns=2,
            least_em=20,
        )
        there = words_of(services.shelf.catalogue.pictures)
        self._words = there
        self.tones = Chips(self.tr("Skin"), [library_words.tone(w) for w in there.tones])
        self.sexes = Chips(self.tr("Sex"), [library_words.sex(w) for w in there.sexes])
        self.ages = Chips(self.tr("Age"), [library_words.age_band(w) for w in there.age_bands])
        self.finer = Card(gap=8)
        for name, chips in (
            (self.tr("Skin"), self.tones),
            (self.tr("Sex"), self.sexes),
            (self.tr("Age"), self.ages),
        ):
            self.finer.add(Text(name, "label"), chips, 6)
            chips.changed.connect(self._changed)
        self.finer.add(
            Text(self.tr("Nothing chosen in a line means all of it."), "small", "quiet", wrap=True)
        )
        self.told = Text("", wrap=True)
        self.add(
            row(self.back, 0),
            Text(self.tr("Whom the pictures show"), "title", wrap=True),
            self.what,
            self.finer,
            self.told,
            0,
        )
        self.back.clicked.connect(self.closed)
        self.what.chosen.connect(self._what_chosen)
        self._shelf.changed.connect(self._tell)
        self.show_likeness(self._shelf.likeness)

    def show_likeness(self, likeness: Likeness) -> None:
        at = THE_MIX if likeness.is_the_mix else CHOSEN
        self.what.row(at).setChecked(True)
        self.finer.setVisible(at == CHOSEN)
        for chips, words, chosen in (
            (self.tones, self._words.tones, likeness.tones),
            (self.sexes, self._words.sexes, likeness.sexes),
            (self.ages, self._words.age_bands, likeness.age_bands),
        ):
            for chip, word in zip(chips.chips, words, strict=True):
                chip.setChecked(word in chosen)
        self._tell()

    def chosen(self) -> Likeness:
        if self.what.at == THE_MIX:
            return Likeness()
        return Likeness(
            _chosen(self.tones, self._words.tones),
            _chosen(self.sexes, self._words.sexes),
            _chosen(self.ages, self._words.age_bands),
        )

    def _what_chosen(self, at: int) -> None:
        self.finer.setVisible(at == CHOSEN)
        self._changed()

    def _changed(self) -> None:
        self._shelf.choose(self.chosen())
        announce(self, self.told.words)

    def _tell(self) -> None:
        if self._shelf.likeness.is_the_mix:
            self.told.set("")
        elif self._shelf.shortages:
            self.told.set(library_words.short_in_all(self._shelf.shortages))
        else:
            self.told.set(self.tr("There are enough such pictures of every kind."))


def _chosen(chips: Chips, words: Sequence[str]) -> tuple[str, ...]:
    found = tuple(words[at] for at in chips.chosen)
    return () if len(found) == len(words) else found
