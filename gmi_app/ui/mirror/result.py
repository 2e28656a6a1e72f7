"""After a mirror session: it in one sentence, how real it felt, the pain now, and a note."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EventKind, SessionEvent
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.ui import words
from gmi_app.ui.mirror import exercise_words
from gmi_app.ui.screens.guided_result import GuidedResult, Said, ended
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.text import Text

translate = QCoreApplication.translate
LONGEST_NOTE = 500


def sentence(record: MirrorRecord) -> str:
    """What was done, in one sentence that never blames."""
    watched = words.minutes(record.watched_s)
    count = len(record.done)
    if not count:
        return translate("mirror_result", "You looked into the mirror for {0}.").format(watched)
    if count == 1:
        text = translate("mirror_result", "You did one exercise and looked for {0}.")
        return text.format(watched)
    text = translate("mirror_result", "You did {0} exercises and looked for {1}.")
    return text.format(count, watched)


def details(record: MirrorRecord) -> str:
    """Which exercises, how often, and how it ended, in sentences; empty where there is nothing to
    say."""
    parts = []
    for step in record.done:
        title = exercise_words.title_of(step.exercise)
        if title:
            parts.append(
                translate("mirror_result", "{0}: {1} times").format(title, step.repetitions)
                if step.repetitions > 1
                else title
            )
    if record.pauses:
        parts.append(translate("mirror_result", "pauses: {0}").format(record.pauses))
    done = translate("mirror_result", ", ", "between what was done").join(parts)
    told = f"{words.capital(done)}." if done else ""
    return " ".join(filter(None, (told, ended(record))))


class MirrorResult(GuidedResult):
    def __init__(self, state: State, record: MirrorRecord) -> None:
        said = Said(
            self.tr("Mirror"),
            sentence(record),
            details(record),
            self.tr("Before the mirror you said {0}."),
            self._advice(),
        )
        super().__init__(state, record, said)
        self._told = record.note
        question = self.tr("How real did it feel?")
        self.real = PainScale(
            question,
            record.realness,
            ends=(self.tr("Not real at all"), self.tr("Like my own")),
            key=self.tr("Real {0} of 10"),
        )
        self.real.chosen.connect(self._felt)
        realness = Card(pad=18, gap=8)
        realness.add(Text(question, "heading", wrap=True), self.real)
        self.note = QLineEdit(record.note)
        self.note.setAccessibleName(self.tr("A note, if you like"))
        self.note.setPlaceholderText(self.tr("What you noticed"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setMinimumHeight(theme().touch(52))
        self.note.editingFinished.connect(self._keep_note)
        noted = Card(pad=18, gap=8)
        noted.add(Text(self.tr("A note, if you like"), "heading", wrap=True), self.note)
        self.add(realness, noted, 0)

    def _advice(self) -> tuple[str, ...]:
        return (
            self.tr("• Let both rest for a while. Breathe slowly and easily."),
            self.tr("• Next time only look, or do something smaller and slower."),
            self.tr("• If it stays like this or comes again, talk to your therapist."),
        )

    def _felt(self, value: int) -> None:
        session, state = self._session, self._state
        rating = Rating(
            uuid4(),
            session.patient,
            state.clock.moment(),
            RatingKind.REALNESS,
            value,
            When.AFTER,
            session.id,
        )
        state.lane.run(lambda: state.journal.add_rating(rating))

    def _keep_note(self) -> None:
        text = self.note.text().strip()
        if text == self._told:
            return
        self._told = text
        session, state = self._session, self._state
        moment = state.clock.moment()
        event = SessionEvent(uuid4(), session.id, moment, EventKind.NOTE, text)
        state.lane.run(lambda: state.journal.add_event(event))

    def close_result(self) -> None:
        self._keep_note()
        super().close_result()
