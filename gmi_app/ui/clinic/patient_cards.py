"""Cards of the patient's page: what changed, what waits to be decided, the course, the visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gmi_app.clinic.course import Entry, Happened
from gmi_app.facts.clinic_note import Visit
from gmi_app.facts.note import Note
from gmi_app.programme import reason_words
from gmi_app.programme.plan import STAGES, PlanVersion
from gmi_app.programme.suggestion import Decided, SuggestionKind
from gmi_app.ui import icons, words
from gmi_app.ui.clinic import course_words, since_words
from gmi_app.ui.clinic.patient_query import PatientFile
from gmi_app.ui.clinic.since_words import Said
from gmi_app.ui.programme import plan_words
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import boxed, clear, column, row
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField

FEW = 6
"""Entries of the course that are shown before somebody asks for all."""
LONGEST_NOTE = 4000


def signed(said: Said) -> QWidget:
    """A sentence with the sign of how it stands."""
    size = theme().em(1.1)
    sign = QLabel()
    sign.setPixmap(icons.pixmap(said.sign, theme().colour(said.tone).name(), size, 2.4))
    sign.setFixedWidth(size)
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    sign.setContentsMargins(0, theme().em(0.12), 0, 0)
    line = row(sign, Text(said.words, "small", wrap=True), gap=10)
    line.setStretch(1, 1)
    return boxed(line)


class NothingYetCard(Card):
    """Of somebody from whom nothing has come in: how it comes."""

    def __init__(self) -> None:
        super().__init__("tint", pad=20, gap=8)
        self.invite = Button(self.tr("Make the invitation"), kind="primary", height=48)
        self.invite.setObjectName("invite_first")
        self.add(
            Text(self.tr("No results have come in yet"), "heading", wrap=True),
            Text(
                self.tr(
                    "Give this person an invitation: their program then seals its results for you "
                    "alone. Their file comes in under Patients, Take in results."
                ),
                wrap=True,
            ),
            4,
            flowing(self.invite),
        )


class SinceCard(Card):
    """Since the last visit: what changed beyond the measurement error, in sentences."""

    def __init__(self) -> None:
        super().__init__(pad=18, gap=6)
        self.title = Text("", "strong", wrap=True)
        self._held = QVBoxLayout()
        self._held.setSpacing(6)
        self.add(self.title, self._held, 0)

    def show_file(self, file: PatientFile) -> None:
        self.title.set(since_words.title(file.since, file.question.now.day))
        clear(self._held)
        for said in since_words.sentences(file.since):
            self._held.addWidget(signed(said))


class WaitingCard(Card):
    """A suggestion that waits. ``accepted`` and ``declined`` carry the Decided."""

    accepted = Signal(object)
    declined = Signal(object)

    def __init__(self) -> None:
        super().__init__("tint", pad=18, gap=6)
        self._decided: Decided | None = None
        self.title = Text("", "strong", wrap=True)
        self.why = Text("", "small", wrap=True)
        self.accept = Button("", kind="primary", height=44)
        self.accept.setObjectName("accept_suggestion")
        self.decline = Button(self.tr("Not yet"), height=44)
        self.decline.setObjectName("decline_suggestion")
        self.accept.clicked.connect(lambda: self.accepted.emit(self._decided))
        self.decline.clicked.connect(lambda: self.declined.emit(self._decided))
        self.add(self.title, self.why, 0, flowing(self.accept, self.decline, gap=8))

    def show_waiting(self, decided: Decided | None, *, may_change: bool) -> None:
        """``may_change``: there is a plan that can be changed."""
        self._decided = decided
        self.setVisible(decided is not None)
        if decided is None:
            return
        advice = decided.suggestion.advice
        self.title.set(self.tr("Suggestion: {0}").format(reason_words.title(advice)))
        self.why.set(" ".join(reason_words.why(advice)))
        changes = advice.kind not in (SuggestionKind.TALK, SuggestionKind.CHECK_UP)
        if changes and may_change:
            self.accept.setText(self.tr("Change the plan so"))
        else:
            self.accept.setText(self.tr("Agreed"))


class CourseCard(Card):
    """Stages and decisions: where the person is, and how they came there."""

    def __init__(self) -> None:
        super().__init__(pad=16, gap=8)
        self._entries: Sequence[Entry] = ()
        self._stages, self._held = QVBoxLayout(), QVBoxLayout()
        self._stages.setSpacing(2)
        self._held.setSpacing(8)
        self.all = QuietButton("", height=40)
        self.all.clicked.connect(self._show_all)
        title = Text(self.tr("Stages and decisions"), "strong")
        self.add(title, self._stages, 4, self._held, self.all, 0)

    def show_file(self, file: PatientFile) -> None:
        clear(self._stages)
        for line in stage_lines(file.held.present):
            self._stages.addWidget(signed(line))
        self._entries = [e for e in file.entries if e.happened is not Happened.VISITED]
        self._show(FEW)

    def _show(self, count: int) -> None:
        clear(self._held)
        for entry in self._entries[:count]:
            head = row(
                Text(course_words.title(entry), "small", wrap=True),
                Text(words.day(entry.day), "caption", "quiet"),
                gap=8,
            )
            head.setStretch(0, 1)
            more = course_words.more(entry)
            below = [Text(more, "caption", "quiet", wrap=True)] if more else []
            self._held.addWidget(boxed(column(head, *below, gap=0)))
        left = len(self._entries) - count
        self.all.setVisible(left > 0)
        self.all.setText(self.tr("Show {0} earlier ones").format(left))

    def _show_all(self) -> None:
        self._show(len(self._entries))


def stage_lines(version: PlanVersion | None) -> list[Said]:
    """The three stages: behind, now, to come."""
    if version is None:
        return []
    plan = version.plan
    now = STAGES.index(plan.stage)
    lines = []
    for at, stage in enumerate(STAGES):
        name = plan_words.kind(stage)
        if stage not in plan.stages and at != now:
            continue
        if at < now:
            text = since_words.translate("course", "{0} – done").format(name)
            lines.append(Said("check", "good", text))
        elif at == now:
            day = words.day(plan.stage_since)
            text = since_words.translate("course", "{0} – now, since {1}").format(name, day)
            lines.append(Said("right", "primary", text))
        elif stage in plan.opened:
            text = since_words.translate("course", "{0} – opened").format(name)
            lines.append(Said("dash", "quiet", text))
        else:
            text = since_words.translate("course", "{0} – locked")
            lines.append(Said("lock", "quiet", text.format(name)))
    return lines


class HelpedLines(QWidget):
    """What the patient wrote of their days. Hidden where that is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[tuple[date, str]] = ()
        self._held = QVBoxLayout()
        self._held.setSpacing(8)
        self.all = QuietButton("", height=40)
        self.all.clicked.connect(lambda: self._show(len(self._lines)))
        title = Text(self.tr("What helped, in the patient’s words"), "strong", wrap=True)
        self.setLayout(column(8, title, self._held, self.all, gap=8))
        self.hide()

    def show_lines(self, lines: Sequence[tuple[date, str]], today: date) -> None:
        """Newest first."""
        self._lines, self._today = lines, today
        self._show(FEW // 2)
        self.setVisible(bool(lines))

    def _show(self, count: int) -> None:
        clear(self._held)
        for day, said in self._lines[:count]:
            form = words.day if day.year == self._today.year else words.full_day
            line = column(Text(form(day), "label"), Text(said, "small", wrap=True), gap=0)
            self._held.addWidget(boxed(line))
        left = len(self._lines) - count
        self.all.setVisible(left > 0)
        self.all.setText(self.tr("Show {0} earlier ones").format(left))


class NotesCard(Card):
    """Visits, newest first; what is written stays. ``written`` carries the words, which may be
    empty: the results were looked at. ``drafted``: the words as far as they are written, nothing
    once they are kept. ``name_wanted``: notes carry no name yet."""

    written = Signal(str)
    drafted = Signal(str)
    name_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(pad=16, gap=8)
        self._held = QVBoxLayout()
        self._held.setSpacing(8)
        self._visits: Sequence[Note] = ()
        self.field = WordsField(
            self.tr("Note of this visit"),
            hint=self.tr("What was seen and agreed. It is dated, and stays as it is."),
            longest=LONGEST_NOTE,
        )
        self.field.setObjectName("visit_words")
        self.keep = Button(self.tr("Keep the note"), "check", height=44)
        self.keep.setObjectName("keep_visit")
        self.keep.clicked.connect(self._keep)
        self.field.textChanged.connect(self._changed)
        self.all = QuietButton("", height=40)
        self.all.clicked.connect(lambda: self._show(len(self._visits)))
        self.name = QuietButton(self.tr("Notes carry no name yet: enter yours"), height=40)
        self.name.setObjectName("enter_name")
        self.name.clicked.connect(self.name_wanted)
        self.add(Text(self.tr("Visits and notes"), "strong"), self.field, self.keep)
        self.helped = HelpedLines()
        self.add(flowing(self.name), self._held, self.all, self.helped, 0)
        self._look()

    def show_author(self, clinician: str) -> None:
        """In whose name notes are kept, empty for nobody's."""
        self.name.setVisible(not clinician)

    def show_visits(self, visits: Sequence[Note], today: date) -> None:
        self._today = today
        self._visits = visits
        self._show(FEW // 2)

    def _show(self, count: int) -> None:
        clear(self._held)
        for note in self._visits[:count]:
            assert isinstance(note.content, Visit)
            day = note.day or note.at.day
            form = words.day if day.year == self._today.year else words.full_day
            head = f"{form(day)}, {course_words.author(note.author)}"
            said = note.content.words or self.tr("The results were looked at.")
            line = column(Text(head, "label"), Text(said, "small", wrap=True), gap=0)
            self._held.addWidget(boxed(line))
        left = len(self._visits) - count
        self.all.setVisible(left > 0)
        self.all.setText(self.tr("Show {0} earlier ones").format(left))

    def show_draft(self, words: str) -> None:
        """A note that was begun before, unless another one is begun already."""
        if not self.field.words:
            with QSignalBlocker(self.field):  # nobody wrote it now
                self.field.setPlainText(words)
            self._look()

    def _changed(self) -> None:
        self._look()
        self.drafted.emit(self.field.words)

    def _look(self) -> None:
        written = bool(self.field.words)
        self.keep.setText(self.tr("Keep the note") if written else self.tr("Looked at today"))

    def _keep(self) -> None:
        said = self.field.words
        self.field.clear()
        self.written.emit(said)
