"""The plan: its parts on one side, the part that is open, and what the whole asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import ItemKind, Plan, PlanItem, PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import Advice, Reason
from gmi_app.ui import words
from gmi_app.ui.first_paint import FirstPaint
from gmi_app.ui.leaving import Way
from gmi_app.ui.programme.plan_about import PlanAbout
from gmi_app.ui.programme.plan_changes import PlanChanges
from gmi_app.ui.programme.plan_choice import PlanChoice
from gmi_app.ui.programme.plan_draft import PlanDraft
from gmi_app.ui.programme.plan_item_editor import ItemEditor
from gmi_app.ui.programme.plan_more import PlanMore
from gmi_app.ui.programme.plan_parts import Key, PlanParts, Section
from gmi_app.ui.programme.plan_stage_card import Outlook, PresentStageCard, StageCard
from gmi_app.ui.programme.plan_thresholds import PlanThresholds
from gmi_app.ui.programme.plan_versions import PlanVersions
from gmi_app.ui.programme.plan_week import PlanWeek
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.page import Bar, Page, reveal
from gmi_app.ui.widgets.text import Text, announce


class PlanScreen(Page):
    """``kept``: the Plan as changed. ``undo_wanted``: the version before. ``calendar_wanted``: the
    plan as a file for a calendar. ``closed``: back. ``versions``: newest first, at least one.
    ``just_kept``: it was kept a moment ago, and that can be undone. ``advice`` and ``ahead``: what
    is suggested today, and what is still missing for the next stage; where nobody looked, none.
    ``notices``: what is to be known of these versions."""

    kept = Signal(object)
    undo_wanted = Signal()
    calendar_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        patient: Patient,
        versions: Sequence[PlanVersion],
        today: date,
        *,
        just_kept: bool = False,
        open_at: Key | None = None,
        advice: Advice | None = None,
        ahead: tuple[Reason, ...] = (),
        notices: Sequence[str] = (),
    ) -> None:
        self.back = Button(self.tr("Back"), height=64)
        self.calendar = Button(self.tr("Calendar file"), "note", height=64)
        self.save = PrimaryButton(self.tr("Keep the plan"))
        self.save.setObjectName("keep_plan")
        self.save.setShortcut("Ctrl+Return")
        self.count = Button("", kind="quiet", height=64)
        self.count.setObjectName("count_changes")
        self.said = Text("", "small", "quiet", wrap=True)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar = Bar(self.back, self.calendar, self.count, self.said, self.save)
        super().__init__(bar=bar, top=28, gap=18)
        self._patient, self._versions, self._today = patient, versions, today
        self._way = Outlook(advice, ahead, open_at is not None)
        self.draft = PlanDraft(versions[0].plan)
        first = next((i.id for i in self.draft.plan.active), self.draft.plan.items[0].id)
        self._key: Key = open_at if open_at is not None else first
        self._leaving: Confirm | None = None
        self.parts = PlanParts()
        self.parts.chosen.connect(self._choose)
        self._middle = QWidget()
        self._middle_box = QVBoxLayout(self._middle)
        self._middle_box.setContentsMargins(0, 0, 0, 0)
        self._middle_box.setSpacing(18)
        self.changes = PlanChanges()
        self.week = PlanWeek(self.draft.plan, today)
        outcome = boxed(column(self.changes, self.week, gap=18))
        self.problems = Notice("", closable=False)
        self.problems.hide()
        head = column(
            Text(self._title(), "title", wrap=True),
            Text(self._dates(), "small", "quiet", wrap=True),
            gap=2,
        )
        self.add(head)
        for sentence in notices:
            self.add(Notice(sentence, closable=False))
        if just_kept:
            self.add(self._kept_notice())
        self._board = Columns(self.parts, self._middle, outcome, shares=(9, 15, 9), from_em=60)
        self.add(self.problems, self._board, 0)
        self.save.clicked.connect(lambda: self.kept.emit(self.draft.plan))
        self.calendar.clicked.connect(self.calendar_wanted)
        self.count.clicked.connect(self._tell_changes)
        self.back.clicked.connect(self._leave)
        self._show()
        self.open(self._key)
        if open_at is not None:
            FirstPaint(self).happened.connect(self._reveal)

    # ---- what is open
    def _choose(self, key: Key) -> None:
        self.open(key)
        self._reveal()

    def _reveal(self) -> None:
        """In one column, what was chosen stands further down."""
        if not self._board.side_by_side:
            reveal(self._middle)

    def open(self, key: Key) -> None:
        """Opens a part of the plan."""
        self._key = key
        clear(self._middle_box)
        for widget in self._build(key):
            self._middle_box.addWidget(widget)
        self._middle_box.addStretch(1)

    def _build(self, key: Key) -> list[QWidget]:
        draft = self.draft
        match key:
            case Section.ABOUT:
                about = PlanAbout(draft)
                about.changed.connect(self._show)
                return [about]
            case Section.TARGETS:
                targets = PlanThresholds(draft)
                targets.changed.connect(self._show)
                return [targets]
            case Section.MORE:
                more = PlanMore(draft)
                more.added.connect(self._added)
                more.removed.connect(self._again)
                return [more]
            case Section.READY:
                choice = PlanChoice(self._ready, draft.plan.name)
                choice.chosen.connect(self._take)
                return [choice]
            case Section.VERSIONS:
                return [PlanVersions(self._versions, self._today)]
            case _:
                return self._build_item(next(i for i in draft.items if i.id == key))

    def _build_item(self, item: PlanItem) -> list[QWidget]:
        editor = ItemEditor(item, self.draft.plan.parts)
        editor.changed.connect(self._put)
        if not item.kind.staged:
            return [editor]
        plan = self.draft.plan
        looked_at = self._way if plan.stage is self._versions[0].plan.stage else Outlook()
        if item.kind is plan.stage:
            return [PresentStageCard(plan, looked_at), editor]
        card = StageCard(item.kind, plan, looked_at)
        card.practise.connect(lambda early: self._practise(item.kind, early))
        return [card, editor]

    # ---- what is changed
    def _ready(self, ready: Ready) -> Plan:
        return ready_plan(ready, self._patient, self._today)

    def _put(self, item: PlanItem) -> None:
        self.draft.put(item)
        self._show()

    def _practise(self, stage: ItemKind, early: bool) -> None:
        self.draft.practise(stage, self._today, early=early)
        self._again()

    def _added(self, item: PlanItem) -> None:
        self._key = item.id
        self._again()

    def _take(self, plan: Plan) -> None:
        """What the person wrote about people and notes stays."""
        kept = self.draft.plan
        self.draft.change(
            **{name: getattr(plan, name) for name in ("items", "start", "stage_since", "stage")},
            **{name: getattr(plan, name) for name in ("review", "name", "parts", "thresholds")},
            affected=kept.affected or plan.affected,
            opened=(),
        )
        self._key = plan.active[0].id
        self._again()

    def _again(self) -> None:
        self._show()
        self.open(self._key)
        self.parts.button(self._key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        draft = self.draft
        self.parts.show_plan(draft.items, draft.plan, self._key)
        self.week.show_plan(draft.plan)
        self.problems.setVisible(bool(draft.problems))
        if draft.problems:
            sentence = "\n".join(draft.problems)
            if sentence != self.problems.words.words:
                self.problems.words.set(sentence)
                announce(self.problems, sentence)
        differences = draft.differences
        self.changes.show_changes(differences)
        self.count.setText(self.tr("Changes: {0}").format(len(differences)))
        self.count.setAccessibleDescription(" ".join(differences))
        self.count.setVisible(bool(differences) and not draft.problems)
        wrong = self.tr("This cannot be kept yet: see above.")
        self.said.set(wrong if draft.problems else "")
        self.save.setEnabled(draft.changed and not draft.problems)
        self.calendar.setVisible(not draft.changed)

    def _tell_changes(self) -> None:
        reveal(self.changes)
        announce(self.changes, self.changes.accessibleName())

    # ---- the frame
    def _title(self) -> str:
        if self._patient.name:
            return self.tr("The plan of {0}").format(self._patient.name)
        return self.tr("Your plan")

    def _dates(self) -> str:
        plan = self._versions[0].plan
        began = self.tr("Began {0}").format(words.full_day(plan.start))
        if plan.review is None:
            return began
        return self.tr("{0}, to be looked at again {1}").format(began, words.full_day(plan.review))

    def _kept_notice(self) -> QWidget:
        notice = Notice(self.tr("The plan is kept. Today follows it from now on."), "tint")
        if len(self._versions) > 1:
            undo = Button(self.tr("Undo"), "again", height=44)
            undo.setObjectName("undo_plan")
            undo.clicked.connect(self.undo_wanted)
            notice.box.insertWidget(2, undo)
        return notice

    def _leave(self) -> None:
        self.leave_for(self.closed.emit)

    @property
    def unkept(self) -> bool:
        return self.draft.changed

    def leave_for(self, way: Way) -> None:
        """With changes that are not kept, it asks first."""
        if not self.unkept:
            way()
            return
        if self._leaving is not None:
            self._leaving.hide()
            self._leaving.deleteLater()
        self._leaving = Confirm(
            self.tr("Leave without keeping the changes?"),
            self.tr("The plan stays as it was before."),
            self.tr("Drop them"),
            cancel=self.tr("Stay here"),
        )
        self._leaving.confirmed.connect(way)
        self._leaving.declined.connect(self._stay)
        self.box.insertWidget(1, self._leaving)
        self._leaving.show()
        self._leaving.ask()

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.hide()
            self._leaving.deleteLater()
            self._leaving = None
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
