"""The large card of Today with a plan: what comes next, or that nothing is due any more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.plan import Plan
from gmi_app.programme.today import Due, Today
from gmi_app.ui import icons, person_words, words
from gmi_app.ui.pictures import show_example
from gmi_app.ui.programme import pace_words, plan_words, today_words
from gmi_app.ui.programme.course import Known
from gmi_app.ui.screens.today_cards import fact
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD
from gmi_app.ui.widgets.buttons import PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.text import Text


class _Pictured(Card):
    """A picture on one side, words on the other."""

    def __init__(self, state: State, services: Services, part: BodyPart, side: Side) -> None:
        super().__init__(row=True, pad=0, gap=0)
        edge, large = theme().tokens.border, theme().large
        self.box.setContentsMargins(edge, edge, edge, edge)
        picture = Picture(radius=CORNER_CARD - 1, corners="start", most_cut=0.02)
        picture.setMinimumWidth(theme().touch(200 if large else 260))
        picture.setMaximumWidth(theme().touch(440))
        show_example(state.lane, services.catalogue, part, side, picture, picture.set_image)
        self.texts = QVBoxLayout()
        self.texts.setSpacing(0)
        pad = 24 if large else 32
        self.texts.setContentsMargins(pad, 28, pad, 20)
        self.box.addWidget(picture, 5)
        self.box.addLayout(self.texts, 6)


class PlannedCard(_Pictured):
    """``start``: the Due to begin. ``later``, ``not_today``: likewise, put off without blame.
    ``change``: choose it freely. ``stay``: the Due and the amount to stay at."""

    start = Signal(object)
    later = Signal(object)
    not_today = Signal(object)
    change = Signal(object)
    stay = Signal(object, int)

    def __init__(self, state: State, services: Services, known: Known, due: Due) -> None:
        super().__init__(state, services, due.item.part, Side.LEFT)
        assert known.today is not None
        assert known.plan is not None
        self.due = due
        title = self.title = plan_words.title(due.item, known.plan)
        self.start_button = PrimaryButton(self.tr("Start"), "play")
        self.start_button.setObjectName("start")
        self.start_button.setAccessibleDescription(
            self.tr("{0}: {1}").format(title, self._details(due))
        )
        self.start_button.clicked.connect(lambda: self.start.emit(due))
        self.texts.addLayout(
            column(
                Text(today_words.when(due), "label", "primary", wrap=True),
                4,
                Text(title, "title", wrap=True),
                8,
                Text(self._question(due), "body", "quiet", wrap=True),
                14,
            )
        )
        for icon, sentence in self._facts(due):
            self.texts.addLayout(fact(icon, sentence))
            self.texts.addSpacing(8)
        self._add_pace(known, known.today, known.plan, due)
        self.texts.addStretch(1)
        self.texts.addSpacing(8)
        self.texts.addWidget(self.start_button)
        self.texts.addSpacing(6)
        self.texts.addWidget(self._ways())

    def _details(self, due: Due) -> str:
        if due.item.counts_pictures:
            return plan_words.details(due.item, due.amount.today)
        return words.capital(plan_words.much(due))

    def _question(self, due: Due) -> str:
        settings = due.settings
        if settings is not None:
            return person_words.is_this(settings)
        return today_words.question(due.item.kind)

    def _facts(self, due: Due) -> list[tuple[str, str]]:
        """With large text a single one, so that Start stays in view."""
        length = words.capital(plan_words.length(due))
        if theme().large:
            return [("clock", today_words.much(due))]
        facts = [("clock", length)]
        if due.item.counts_pictures:
            facts.append(("pictures", plan_words.details(due.item, due.amount.today)))
        said = today_words.how_many(due)
        if said:
            facts.append(("sides", self.tr("{0}. {1}").format(said, today_words.much(due))))
        return facts

    def _add_pace(self, known: Known, today: Today, plan: Plan, due: Due) -> None:
        said, stay_at = pace_words.pace(due, known.record, today, plan)
        if not said:
            return
        fewer = stay_at is not None and stay_at > due.amount.today
        eased = due.amount.eased or due.amount.fewer
        easier = fewer or (eased if due.own is None else due.own.eased)
        self.texts.addLayout(fact("easier" if easier else "up", said))
        if stay_at is not None:
            amount = plan_words.amount(due.item, stay_at)
            stay = QuietButton(self.tr("Stay at {0}").format(amount), height=40)
            stay.setObjectName("stay")
            stay.clicked.connect(lambda: self.stay.emit(due, stay_at))
            self.texts.addWidget(stay, 0, Qt.AlignmentFlag.AlignLeft)

    def _ways(self) -> QWidget:
        due = self.due
        keys = []
        for name, words_, why, signal in (
            ("change", self.tr("Change"), self.tr("Choose it freely this time"), self.change),
            ("later", self.tr("Later"), self.tr("It comes again in an hour"), self.later),
            ("not_today", self.tr("Not today"), self.tr("That is fine"), self.not_today),
        ):
            key = QuietButton(words_, height=44)
            key.setObjectName(name)
            key.setAccessibleDescription(why)
            key.clicked.connect(lambda _=False, signal=signal: signal.emit(due))
            keys.append(key)
        return flowing(*keys, gap=4)


class NothingDueCard(_Pictured):
    """All done, a day of rest, or not today: said kindly, with what comes tomorrow. ``more``: a
    little more, freely."""

    more = Signal()

    def __init__(self, state: State, services: Services, known: Known) -> None:
        assert known.today is not None
        assert known.plan is not None
        super().__init__(state, services, known.plan.main_part, Side.RIGHT)
        title, sentence = today_words.nothing(known.today, known.plan)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("check", theme().tokens.good, theme().em(2.4)))
        self.texts.addStretch(1)
        self.texts.addLayout(
            column(
                sign,
                12,
                Text(title, "title", wrap=True),
                8,
                Text(sentence, "body", "quiet", wrap=True),
                20,
                Text(today_words.tomorrow(known.today, known.plan), wrap=True),
            )
        )
        self.texts.addStretch(1)
        self.start_button = QuietButton(self.tr("A little more, freely"), height=48)
        self.start_button.setObjectName("more")
        self.start_button.clicked.connect(self.more)
        if known.today.enough:
            self.start_button.hide()  # never shown here: without a parent it would be a window
        self.texts.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
