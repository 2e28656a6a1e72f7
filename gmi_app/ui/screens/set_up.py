"""Exercise set-up: a set of one's own, or a check-up, which is the same each time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.errors import UsageError
from gmi_app.journal import Journal
from gmi_app.laterality.eligible import eligible, is_possible
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, Side, Stimulus
from gmi_app.programme.due import PICTURE_S, picture_s
from gmi_app.progress.summary import SessionSummary
from gmi_app.ui import library_words, words
from gmi_app.ui.background import while_alive
from gmi_app.ui.pictures import example
from gmi_app.ui.screens.set_up_aside import Aside, CheckUpCard
from gmi_app.ui.screens.set_up_choices import Choices
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.thumbnails import Thumbnails
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.layout import Columns, boxed, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.segmented import Segmented
from gmi_app.ui.widgets.text import Text

PRACTICE, CHECK_UP = 0, 1
ENOUGH_FOR_PACE = 10


class SetUpScreen(QWidget):
    """``start_requested`` carries DrillSettings. Shows the person's newest set again, unless
    something else was preset."""

    start_requested = Signal(object)
    cancelled = Signal()

    def __init__(self, state: State, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._catalogue = state, services.catalogue
        self._shelf = services.shelf
        self._pace_s = PICTURE_S
        self._preset = False
        self._thumbnails = Thumbnails(services.catalogue.content, state.lane, self)
        self.kind = Segmented(self.tr("Kind of set"), [self.tr("Practice"), self.tr("Check-up")])
        motion = not state.preferences.reduced_motion
        self.choices = Choices(services.shelf.kept, motion=motion)
        self.check_up = CheckUpCard([part for part in BodyPart if self._can_be_checked(part)])
        self.aside = Aside(self._thumbnails)
        self.short = Text("", "small", "quiet", wrap=True)
        self.short.hide()
        self.start = PrimaryButton(self.tr("Start"), "play")
        self.start.setMinimumWidth(theme().touch(260))
        self.start.setShortcut("Ctrl+Return")
        self.back = Button(self.tr("Back"), height=64)
        page = Page(bar=Bar(self.back, 0, self.start))
        page.add(
            Columns(
                boxed(
                    column(
                        Text(self.tr("Left or right?"), "label", "primary"),
                        Text(self.tr("Choose what to practise"), "title", wrap=True),
                        gap=4,
                    )
                ),
                self.kind,
                shares=(1, 0),
                from_em=28,
            ),
            Columns(
                boxed(column(self.choices, self.check_up, self.short, gap=10)),
                boxed(column(self.aside, 0)),
                shares=(7, 4),
            ),
            0,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.kind.chosen.connect(self._show_kind)
        self.choices.changed.connect(self._refresh)
        self.check_up.part.chosen.connect(self._refresh)
        self.start.clicked.connect(self._start)
        self.back.clicked.connect(self.cancelled)
        state.patient_changed.connect(self._read_pace)
        state.records_changed.connect(self._read_pace)
        self._show_kind()
        self._read_pace()

    def show_settings(self, settings: DrillSettings) -> None:
        """Presets everything, for example from what is due today."""
        self._preset = True
        self.kind.choose(CHECK_UP if settings.check_up else PRACTICE)
        if self.choices.empty:
            return
        if settings.check_up:
            self.check_up.choose(settings.part)
        else:
            self.choices.show_settings(settings)
        self._show_kind()

    def settings(self) -> DrillSettings:
        """What would be started. Raises UsageError when it cannot be."""
        if self.choices.empty and self._shelf.catalogue.pictures:
            raise UsageError(
                self.tr(
                    "All pictures are left out of your sets. Use some of them again under "
                    "“Pictures”."
                )
            )
        if self.choices.empty:
            raise UsageError(
                self.tr("There are no pictures. Install the program again to bring them back.")
            )
        if self.kind.at == CHECK_UP and self.check_up.empty:
            raise UsageError(self._why_no_check_up())
        if self.kind.at == CHECK_UP:
            return DrillSettings.for_check_up(self.check_up.chosen_part)
        return self.choices.settings()

    def _why_no_check_up(self) -> str:
        if any(self._shelf.left_out(DrillSettings.for_check_up(part)) for part in BodyPart):
            return self.tr(
                "All pictures for a check-up are left out of your sets. Use some of them again "
                "under “Pictures”."
            )
        return self.tr("There are no pictures for a check-up here.")

    def _can_be_checked(self, part: BodyPart) -> bool:
        preset = DrillSettings.for_check_up(part)
        return is_possible(self._shelf.for_set(preset).pictures, preset)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _read_pace(self) -> None:
        patient = self._state.patient
        if patient is None:
            return
        identity = patient.id

        def query(journal: Journal) -> list[SessionSummary]:
            return journal.summaries(identity, limit=ENOUGH_FOR_PACE)

        def done(recent: Sequence[SessionSummary]) -> None:
            self._pace_s = picture_s([summary for summary in recent if summary.practised])
            own = [summary for summary in recent if not summary.someone_else]
            if own and not self._preset:
                self.show_settings(own[0].settings)
            self._preset = True
            self._refresh()

        self._state.read(query, while_alive(self, done))

    def _show_kind(self) -> None:
        check_up = self.kind.at == CHECK_UP
        self.choices.setVisible(not check_up)
        self.check_up.setVisible(check_up)
        self._refresh()

    def _refresh(self) -> None:
        try:
            settings = self.settings()
        except UsageError as problem:
            self.aside.show_problem(problem.sentence)
            self.start.setEnabled(False)
            return
        self.start.setEnabled(True)
        shown = eligible(self._shelf.for_set(settings).pictures, settings)
        self._say_short(settings)
        length_s = (settings.count + settings.practice) * self._pace_s
        clear = example(self._catalogue, settings.part, Side.LEFT)
        if clear is not None and clear.picture in shown:
            stimulus = Stimulus(clear.picture, clear.mirrored, 0)
        else:
            most_alike = max(shown, key=self._shelf.likeness.nearness)
            stimulus = Stimulus(most_alike, False, 0)
        self.aside.show_settings(settings, words.minutes(length_s), stimulus)

    def _say_short(self, settings: DrillSettings) -> None:
        """Where too few pictures look as the person wants them to."""
        short = self._shelf.shortage_of(settings)
        self.short.set(library_words.short(short) if short is not None else "")
        self.short.setVisible(short is not None)

    def _start(self) -> None:
        self.start_requested.emit(self.settings())
