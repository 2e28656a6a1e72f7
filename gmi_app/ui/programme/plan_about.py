"""What a plan says about the person and the people around it: side, parts, days, therapist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.facts.note import Contact
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide
from gmi_app.programme.plan import Plan
from gmi_app.programme.plan_check import MOST_S_RANGE
from gmi_app.ui import person_words, words
from gmi_app.ui.programme.form_pieces import asked, framed, line_field
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.widgets.chip import Chips
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.tab_order import tab_in_reading_order
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField

FORMS = ("d.M.yyyy", "yyyy-MM-dd", "d/M/yyyy")


def read_day(text: str) -> date | None:
    """A day as people write it; None for anything else."""
    for form in (QLocale().dateFormat(QLocale.FormatType.ShortFormat), *FORMS):
        found = QDate.fromString(text.strip(), form)
        if found.isValid():
            year = found.year() if found.year() >= 1970 else found.year() + 100
            return date(year, found.month(), found.day())
    return None


def day_text(day: date | None) -> str:
    """As ``read_day`` reads it."""
    return "" if day is None else QDate(day.year, day.month, day.day).toString("d.M.yyyy")


class PlanAbout(QWidget):
    """Changes a draft; ``changed`` says so."""

    changed = Signal()

    def __init__(self, draft: PlanDraft) -> None:
        super().__init__()
        self._draft = draft
        plan = draft.plan
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        sides = tuple(AffectedSide)
        self.side = OneOf(
            self.tr("Painful side"),
            [person_words.affected(side) for side in sides],
            sides.index(plan.affected) if plan.affected is not None else -1,
        )
        self.side.chosen.connect(lambda at: self._do(lambda: draft.set_side(sides[at])))
        parts = tuple(BodyPart)
        self.parts = Chips(
            self.tr("Body parts"),
            [words.part(part) for part in parts],
            [i for i, part in enumerate(parts) if part in plan.parts],
        )
        self.parts.changed.connect(
            lambda: self._do(lambda: draft.set_parts(tuple(parts[i] for i in self.parts.chosen)))
        )
        box.addWidget(
            framed(
                self.tr("What it is for"),
                Text(self.tr("Painful side"), "strong"),
                self.side,
                Text(self.tr("Body parts"), "strong"),
                self.parts,
            )
        )
        box.addWidget(self._days(plan))
        box.addWidget(self._people(plan))
        tab_in_reading_order(self)

    def _days(self, plan: Plan) -> QWidget:
        self.start = line_field(self.tr("First day"), day_text(plan.start), longest=12)
        self.review = line_field(self.tr("Look at it again on"), day_text(plan.review), longest=12)
        self.start.setFixedWidth(self._wide())
        self.review.setFixedWidth(self._wide())
        self.day_problem = Text("", "small", "attention", wrap=True)
        self.day_problem.hide()
        low, high = MOST_S_RANGE
        self.most = Stepper(
            self.tr("Most in a day"),
            plan.most_s_per_day // 60,
            low // 60,
            high // 60,
            step=5,
            suffix=self.tr(" min"),
            height=44,
        )
        self.start.editingFinished.connect(self._keep_days)
        self.review.editingFinished.connect(self._keep_days)
        self.most.changed.connect(
            lambda value: self._do(lambda: self._draft.change(most_s_per_day=value * 60))
        )
        return framed(
            self.tr("Days"),
            asked(self.tr("First day"), self.start, self.tr("Like 23.11.2026")),
            asked(
                self.tr("Look at it again on"),
                self.review,
                self.tr("With your therapist, if you have one. May stay empty."),
            ),
            self.day_problem,
            asked(
                self.tr("Most in a day"),
                self.most,
                self.tr("Of everything together. After that: enough for today."),
            ),
        )

    def _wide(self) -> int:
        return self.fontMetrics().horizontalAdvance("00.00.0000") * 2

    def _people(self, plan: Plan) -> QWidget:
        self.who = line_field(self.tr("Therapist’s name"), plan.therapist.who)
        self.how = line_field(
            self.tr("How to reach them"), plan.therapist.how, hint=self.tr("Telephone or e-mail")
        )
        self.note = WordsField(
            self.tr("Notes"), plan.note_to_patient, hint=self.tr("What to keep in mind"), lines=3
        )
        for field in (self.who, self.how):
            field.textChanged.connect(self._keep_people)
        self.note.textChanged.connect(
            lambda: self._do(lambda: self._draft.change(note_to_patient=self.note.words))
        )
        return framed(
            self.tr("People and notes"),
            Text(self.tr("Therapist’s name"), "strong"),
            self.who,
            Text(self.tr("How to reach them"), "strong"),
            self.how,
            Text(self.tr("Notes"), "strong"),
            self.note,
        )

    def _keep_people(self) -> None:
        contact = Contact(self.who.text().strip(), self.how.text().strip())
        self._do(lambda: self._draft.change(therapist=contact))

    def _keep_days(self) -> None:
        start, review = read_day(self.start.text()), read_day(self.review.text())
        unclear = start is None or (review is None and bool(self.review.text().strip()))
        self.day_problem.set(
            self.tr("That is no day. Write it as 23.11.2026. The day from before stays.")
            if unclear
            else ""
        )
        self.day_problem.setVisible(unclear)
        if unclear or start is None:
            return
        plan = self._draft.plan
        since = start if plan.stage_since in (plan.start, min(plan.stage_since, start)) else None
        chosen: dict[str, object] = {"start": start, "review": review}
        if since is not None:
            chosen["stage_since"] = since
        self._do(lambda: self._draft.change(**chosen))

    def _do(self, act: Callable[[], object]) -> None:
        act()
        self.changed.emit()
