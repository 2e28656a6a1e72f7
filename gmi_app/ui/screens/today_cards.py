"""The cards of Today: what is due, the pain now, the last results, the check-up."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gmi_app.clock import Moment
from gmi_app.facts.rating import Correction, CorrectionKind, Rating, When
from gmi_app.facts.session import EndKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import Side
from gmi_app.programme.due import Due
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import icons, person_words, words
from gmi_app.ui.pictures import show_example
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD
from gmi_app.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column, row
from gmi_app.ui.widgets.marker import SideMark
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.picture import Picture
from gmi_app.ui.widgets.text import Text, announce

STILL_NOW = timedelta(minutes=30)
"""A rating this young still counts as the pain now: it is not asked for again."""

MISTYPED_WITHIN = timedelta(minutes=2)
"""Another value this soon mends the one before; later it is a rating of its own."""


def fact(icon: str, sentence: str) -> QHBoxLayout:
    """An icon and what it stands for, on one line."""
    size = theme().em(1.2)
    sign = QLabel()
    sign.setPixmap(icons.pixmap(icon, theme().tokens.quiet, size))
    sign.setFixedWidth(size)
    text = Text(sentence, wrap=True)
    line = row(sign, text, gap=12)
    line.setStretch(1, 1)
    return line


class DueCard(Card):
    """What to do now, as one large card with a picture and one large button."""

    start = Signal(object)
    change = Signal(object)

    def __init__(self, state: State, services: Services, due: Due) -> None:
        super().__init__(row=True, pad=0, gap=0)
        self._settings = due.settings
        large = theme().large
        edge = theme().tokens.border
        self.box.setContentsMargins(edge, edge, edge, edge)
        part = due.settings.part
        picture = Picture(radius=CORNER_CARD - 1, corners="start", most_cut=0.02)
        picture.setMinimumWidth(theme().touch(200 if large else 260))
        picture.setMaximumWidth(theme().touch(440))
        show_example(state.lane, services.catalogue, part, Side.LEFT, picture, picture.set_image)
        self.start_button = PrimaryButton(self.tr("Start"), "play")
        self.start_button.setObjectName("start")
        self.start_button.setAccessibleDescription(
            self.tr("A set of {0}").format(words.settings(due.settings))
        )
        self.start_button.clicked.connect(lambda: self.start.emit(self._settings))
        change = QuietButton(self.tr("Change"))
        change.setObjectName("change")
        change.setAccessibleDescription(self.tr("Choose other pictures, number or time limit"))
        change.clicked.connect(lambda: self.change.emit(self._settings))
        texts = column(
            Text(self.tr("Ready when you are"), "label", "primary"),
            4,
            Text(self.tr("Left or right?"), "title", wrap=True),
            8,
            Text(person_words.is_this(due.settings), "body", "quiet", wrap=True),
            20,
        )
        for icon, sentence in self._facts(due):
            texts.addLayout(fact(icon, sentence))
            texts.addSpacing(10)
        texts.addStretch(1)
        texts.addSpacing(8)
        texts.addWidget(self.start_button)
        texts.addSpacing(8)
        texts.addWidget(change)
        if not services.catalogue.select(part=part):
            self.start_button.hide()
            change.hide()
            texts.addWidget(self._no_pictures())
        pad = 24 if large else 32
        texts.setContentsMargins(pad, 28, pad, 20)
        self.box.addWidget(picture, 5)
        self.box.addLayout(texts, 6)

    def _facts(self, due: Due) -> list[tuple[str, str]]:
        """With large text a single one, so that Start stays in view."""
        length = words.minutes(due.duration_s)
        pictures = words.pictures(due.settings.count)
        if theme().large:
            return [("clock", self.tr("{0}, {1}").format(pictures, length))]
        limit = words.limit(due.settings.limit_s)
        facts = [
            ("clock", length[:1].upper() + length[1:]),
            ("pictures", self.tr("{0}, {1}").format(pictures, limit)),
        ]
        if due.sets_today:
            done = self.tr("One set done today")
            if due.sets_today > 1:
                done = self.tr("{0} done today").format(words.Counts().sets(due.sets_today))
            facts.append(("check", done))
        return facts

    def _no_pictures(self) -> QWidget:
        return Text(
            self.tr(
                "The pictures cannot be found, so no set can start. Your data is safe. "
                "Please install the program again."
            ),
            "body",
            "attention",
            wrap=True,
        )


class PainCard(Card):
    """The pain now, noted with one press, undone with another."""

    def __init__(self, state: State) -> None:
        super().__init__(gap=12)
        self._state = state
        self._noted: Rating | None = None
        question = person_words.pain_question(state.patient)
        self.scale = PainScale(question)
        self.scale.chosen.connect(self._note)
        self._says = Text("", "body", "good")
        self.undo = QuietButton(self.tr("Undo"), "again", height=44)
        self.undo.setAccessibleName(self.tr("Undo the pain rating"))
        self.undo.clicked.connect(self._undo)
        heading = Text(question, "heading", wrap=True)
        kept = row(self._says, self.undo, gap=8)
        if theme().large:
            self.add(heading, self.scale, kept)
            kept.addStretch(1)
        else:
            line = row(heading, kept, gap=16)
            line.setStretch(0, 1)
            self.add(line, self.scale)
        for part in (self._says, self.undo):
            keep = part.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            part.setSizePolicy(keep)
            part.hide()

    def show_rating(self, rating: Rating | None) -> None:
        """Shows the newest rating while it still counts as now."""
        recent = rating is not None and self._age(rating) <= STILL_NOW
        self._show(rating if recent else None, told=False)

    def _age(self, rating: Rating) -> timedelta:
        return self._state.clock.moment().utc - rating.at.utc

    def _show(self, rating: Rating | None, *, told: bool = True) -> None:
        self._noted = rating
        self.scale.set(rating.value if rating is not None else None)
        self._says.setVisible(rating is not None)
        of_its_own = rating is not None and rating.session is None
        self.undo.setVisible(of_its_own)  # a set's own rating is mended where the set is
        if rating is None:
            self._says.set("")
            return
        sentence = self.tr("Noted {0} at {1}.").format(rating.value, clock_time(rating.at))
        self._says.set(sentence)
        if told:
            announce(self._says, sentence)

    def _note(self, value: int) -> None:
        noted = self._noted
        if noted is None or self._age(noted) > MISTYPED_WITHIN or noted.when is not When.ALONE:
            self._show(self._state.rate_pain(value, When.ALONE))
        elif value != noted.value:
            self._correct(noted, CorrectionKind.RATING_VALUE, value)
            self._show(Rating(noted.id, noted.patient, noted.at, noted.kind, value, noted.when))

    def _undo(self) -> None:
        if self._noted is None:
            return
        self._correct(self._noted, CorrectionKind.RATING_WITHDRAWN, None)
        self._show(None)
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self, rating: Rating, kind: CorrectionKind, value: int | None) -> None:
        moment = self._state.clock.moment()
        self._state.correct(Correction(uuid4(), rating.patient, moment, kind, rating.id, value))


def clock_time(moment: Moment) -> str:
    """ "9:12"."""
    local = moment.local
    return QLocale().toString(QTime(local.hour, local.minute), "H:mm")


class ResultCard(Card):
    """One set in a few figures: when, and the usual time to answer on either side."""

    def __init__(self, summary: SessionSummary, when: str) -> None:
        super().__init__(pad=16, gap=6)
        title = self.tr("{0}, check-up").format(when) if summary.settings.check_up else when
        if summary.end is not EndKind.COMPLETED:
            title = self.tr("{0}, stopped early").format(title)
        self.add(Text(title, "strong", wrap=True))
        figures = QHBoxLayout()
        figures.setSpacing(16)
        spoken = [title]
        for side in Side:
            sentence = self.tr("{0} {1}").format(
                words.answer(side, summary.settings.asked), self._figure(summary, side)
            )
            spoken.append(sentence)
            line = row(SideMark(side), Text(sentence, "small", "quiet"), 0, gap=6)
            figures.addLayout(line, 1)
        self.box.addLayout(figures)
        self.setAccessibleName(". ".join(spoken))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _figure(self, summary: SessionSummary, side: Side) -> str:
        """The RT where it may be interpreted, else how many were right."""
        measures = summary.measures.of(side)
        if measures.median_rt_s is not None and not summary.measures.guessing:
            return words.seconds(measures.median_rt_s.value)
        if measures.scored:
            return self.tr("{0} of {1}").format(measures.correct, measures.scored)
        return self.tr("no answer")


class CheckUpCard(Card):
    """Offers the check-up: what it is for and how long it takes."""

    start = Signal(object)

    def __init__(self, settings: DrillSettings, duration_s: float) -> None:
        super().__init__("tint", pad=16, gap=6)
        why = self.tr("{0}, {1}. It shows how far you have come.").format(
            words.pictures(settings.count), words.minutes(duration_s)
        )
        button = Button(self.tr("Start the check-up"), kind="compact", height=48)
        button.setObjectName("check_up")
        button.clicked.connect(lambda: self.start.emit(settings))
        self.add(Text(self.tr("Time for a check-up?"), "strong", wrap=True))
        self.add(Text(why, "small", wrap=True), 4, button)


class Results(QWidget):
    """The last results as small cards, or what will stand there. ``check_up``: started from here;
    ``all_wanted``: show the whole history; ``mirror_wanted``: the way to the mirror;
    ``imagery_wanted``: to imagined movements; ``beside_wanted``: to what goes beside;
    ``day_wanted``: the question of the day; ``flare_wanted``: note a flare-up. ``offer``
    stands above everything."""

    check_up = Signal(object)
    all_wanted = Signal()
    mirror_wanted = Signal()
    imagery_wanted = Signal()
    beside_wanted = Signal()
    day_wanted = Signal()
    flare_wanted = Signal()

    def __init__(
        self, due: Due, summaries: list[SessionSummary], now: Moment, offer: QWidget
    ) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(offer)
        if due.check_up is not None:
            measuring = CheckUpCard(due.check_up, due.check_up_duration_s)
            measuring.start.connect(self.check_up)
            box.addWidget(measuring)
        every = QuietButton(self.tr("See all"), height=44)
        every.setAccessibleName(self.tr("See all results"))
        every.setObjectName("all_results")
        every.clicked.connect(self.all_wanted)
        if not summaries:
            every.hide()
        heading = Text(self.tr("Last results"), "heading", wrap=True)
        line = row(heading, every)
        line.setStretch(0, 1)
        box.addLayout(line)
        if not summaries:
            box.addWidget(self._empty())
        for summary in summaries[: 2 if due.check_up is not None else 3]:
            when = words.day_and_time(summary.at, now.day)
            if now.day - summary.at.day == timedelta(days=1):
                when = self.tr("Yesterday {0}").format(clock_time(summary.at))
            box.addWidget(ResultCard(summary, when))
        box.addStretch(1)
        box.addLayout(self._ways())

    def _ways(self) -> QVBoxLayout:
        """To the other exercises, and to the diary."""
        mirror = Button(self.tr("Mirror"), "sides", height=48)
        mirror.setObjectName("mirror")
        mirror.setAccessibleDescription(
            self.tr("Watch the healthy side where the painful one would be")
        )
        mirror.clicked.connect(self.mirror_wanted)
        imagery = Button(self.tr("Imagine"), "person", height=48)
        imagery.setObjectName("imagery")
        imagery.setAccessibleDescription(self.tr("Imagine a movement, without moving"))
        imagery.clicked.connect(self.imagery_wanted)
        day = Button(self.tr("My day"), "note", height=48)
        day.setObjectName("answer_day")
        day.setAccessibleDescription(self.tr("How the past day was, once a day"))
        day.clicked.connect(self.day_wanted)
        flare = Button(self.tr("Flare-up"), "pain", height=48)
        flare.setObjectName("flare")
        flare.setAccessibleDescription(self.tr("Note that it is worse, and see what can help"))
        flare.clicked.connect(self.flare_wanted)
        beside = Button(self.tr("More"), "plus", height=48)
        beside.setObjectName("beside")
        beside.setAccessibleDescription(self.tr("Soft touch, breathing, noticing, activities"))
        beside.clicked.connect(self.beside_wanted)
        lines = [row(imagery, mirror, gap=12), row(beside, day, gap=12), row(flare)]
        for line in lines:
            for place in range(line.count()):
                line.setStretch(place, 1)
        return column(*lines, gap=12)

    def _empty(self) -> Card:
        card = Card(pad=20, gap=8)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("progress", theme().tokens.quiet, theme().em(1.8)))
        card.add(sign, Text(self.tr("Nothing here yet"), "strong"))
        sentence = self.tr("After your first set you will see how it went here.")
        card.add(Text(sentence, "small", "quiet", wrap=True))
        return card
