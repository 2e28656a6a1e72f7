"""The library: all pictures as a grid with filters; one opened large; photographs of one's own,
packs, whom the pictures show, and trying them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gmi_app.library.filters import Filter, filtered
from gmi_app.library.trying import can_be_tried
from gmi_app.pictures.model import BodyPart, Picture, PictureSet
from gmi_app.ui import words
from gmi_app.ui.first_paint import FirstPaint
from gmi_app.ui.screens.library_detail import PictureDetail
from gmi_app.ui.screens.library_filters import WIDE_EM, FilterPanel
from gmi_app.ui.screens.library_grid import TILE_EM, PictureGrid, PictureModel
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.tiles import Tiles
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text


class EmptyCard(Card):
    """There is nothing to show, why, and what to do."""

    def __init__(self) -> None:
        super().__init__(gap=12)
        self.title = Text("", "heading", wrap=True)
        self.more = Text("", wrap=True)
        self.show_all = Button(self.tr("Show all"), height=48)
        self.add(self.title, self.more, flowing(self.show_all), 0)

    def say(self, by: Filter, *, none_at_all: bool) -> None:
        self.show_all.setVisible(not none_at_all)
        if none_at_all:
            self.title.set(self.tr("There are no pictures"))
            self.more.set(
                self.tr("Your results are safe. Install the program again to bring them back.")
            )
        elif by == Filter(set=PictureSet.OWN):
            self.title.set(self.tr("No picture of your own yet"))
            self.more.set(self.tr("Add a photograph: of a hand or a foot, yours or a friend's."))
        else:
            self.title.set(self.tr("No picture is like that"))
            self.more.set(self.tr("Choose less, or show all of them."))


class LibraryScreen(QWidget):
    """Shows again whatever changes on the shelf. The pictures are painted before there are filters:
    those have a chip for every posture and person."""

    def __init__(self, state: State, services: Services) -> None:
        super().__init__()
        self._state, self._services, self._shelf = state, services, services.shelf
        self._filters_due = False
        self.model = PictureModel(self)
        self.tiles = Tiles(self._shelf.catalogue.content, state.lane, self)
        self.grid = PictureGrid(self.model, self.tiles)
        self.panel = FilterPanel()
        self.empty = EmptyCard()
        self.count = Text("", "body", "quiet", wrap=True)
        self.filter_key = Button(self.tr("Filters"), "settings", kind="compact", height=44)
        self.filter_key.setCheckable(True)
        self.try_key = Button(self.tr("Try these"), "play", height=44, kind="compact")
        self.no_trying = Text(
            self.tr(
                "These are moving pictures, and “Reduced motion” is on, so that you cannot try "
                "them here. You can change that in the settings."
            ),
            "small",
            "quiet",
            wrap=True,
        )
        self.no_trying.hide()
        self.like_key = Button(self.tr("Whom they show"), "person", height=44, kind="compact")
        self.packs_key = Button(self.tr("Packs"), "folder", height=44, kind="compact")
        self.add_key = Button(self.tr("Add a photograph"), "plus", height=44, kind="compact")
        self.stack = QStackedWidget()
        self._opened: QWidget | None = None
        self._detail: PictureDetail | None = None
        self._walk: tuple[Picture, ...] = ()
        self._from: QWidget = self.grid
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.stack.addWidget(self._overview())
        self._connect()
        self.setFocusProxy(self.grid)
        self._show()
        FirstPaint(self.grid.viewport()).happened.connect(self._offer_filters)

    def _overview(self) -> Page:
        page = Page(top=20, gap=14)
        keys = flowing(
            self.filter_key, self.try_key, self.like_key, self.packs_key, self.add_key, gap=8
        )
        found = boxed(column(self.grid, self.empty, gap=0))
        self.grid.setMinimumHeight(theme().touch(300))
        self._body = row(self.panel, found, gap=20)
        self._body.setStretch(1, 1)
        title = Text(self.tr("Pictures"), "title", wrap=True)
        page.add(column(title, self.count, gap=2), keys, self.no_trying, self._body)
        page.box.setStretchFactor(self._body, 1)
        self._found = found
        return page

    def _connect(self) -> None:
        self.grid.opened.connect(self.open_picture)
        self.panel.changed.connect(self._show)
        self.empty.show_all.clicked.connect(self.panel.clear)
        self.filter_key.toggled.connect(self._arrange)
        self.try_key.clicked.connect(self.open_trying)
        self.like_key.clicked.connect(self.open_likeness)
        self.packs_key.clicked.connect(self.open_packs)
        self.add_key.clicked.connect(self.open_photograph)
        self._shelf.changed.connect(self._show)
        self._state.patient_changed.connect(self.step_back)

    # ---- the grid
    def show_only(self, by: Filter) -> None:
        self.panel.choose(by)

    def _show(self) -> None:
        pictures, marks = self._in_order(), self._shelf.marks
        self.tiles.read_from(self._shelf.catalogue.content)
        kept = self.grid.current()
        found = filtered(pictures, self.panel.filter, marks)
        if self._filters_due or not found:  # without a picture nothing is ever painted
            self._filters_due = True
            self.panel.show_pictures(pictures, marks)
        self.model.show_pictures(found, marks)
        if kept is not None:
            self.grid.show_current(kept)
        lost = not found and self.grid.hasFocus()
        self.grid.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.say(self.panel.filter, none_at_all=not pictures)
        if lost:
            self.empty.show_all.setFocus()
        offered = self._to_try(found)
        can_try = can_be_tried(offered, motion=not theme().reduced_motion)
        self.try_key.setEnabled(can_try)
        self.no_trying.setVisible(bool(offered) and not can_try)
        left_out = sum(marks.leaves_out(picture) for picture in pictures)
        said = words.pictures(len(pictures))
        if len(found) < len(pictures):
            said = self.tr("{0} of {1}").format(len(found), said)
        if left_out:
            said = self.tr("{0}, {1} left out of your sets").format(said, left_out)
        self.count.set(said)

    def _to_try(self, found: Sequence[Picture]) -> tuple[Picture, ...]:
        """Of what is found, what comes in sets; what was left out only where that was asked for."""
        if self.panel.filter.used is not None:
            return tuple(found)
        return tuple(p for p in found if not self._shelf.marks.leaves_out(p))

    def _offer_filters(self) -> None:
        if not self._filters_due:
            self._filters_due = True
            self.panel.show_pictures(self._in_order(), self._shelf.marks)

    def _in_order(self) -> tuple[Picture, ...]:
        """By part and kind, one's own last, clips after stills."""
        kinds, parts = tuple(PictureSet), tuple(BodyPart)
        return tuple(
            sorted(
                self._shelf.catalogue.pictures,
                key=lambda p: (parts.index(p.part), kinds.index(p.set), p.moving),
            )
        )

    def _wide(self) -> bool:
        return self.width() >= theme().em(WIDE_EM + 3 * TILE_EM) + 150

    def _arrange(self) -> None:
        """Where there is no room for both, the filters and the pictures take turns."""
        wide = self._wide()
        self.filter_key.setVisible(not wide)
        choosing = self.filter_key.isChecked()
        self.filter_key.setText(self.tr("Show the pictures") if choosing else self.tr("Filters"))
        self.panel.setVisible(wide or choosing)
        self._found.setVisible(wide or not choosing)
        self.panel.setMaximumWidth(theme().em(WIDE_EM) if wide else 16_777_215)
        self._body.setStretch(0, 0 if wide else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ---- what is opened inside
    def open_picture(self, picture: Picture) -> None:
        """One picture, large; Left and Right go on from there, through those that were shown when
        the first one was opened: what is said of a picture may take it out of the grid."""
        if self._detail is None or self._opened is not self._detail:
            self._detail = PictureDetail(self._state, self._services)
            self._detail.closed.connect(self.step_back)
            self._detail.stepped.connect(self._step)
            self._open(self._detail, self.grid)
            self._walk = self.model.pictures
            self._detail.back.setFocus()
        self._detail.show_picture(picture, self._walk.index(picture), len(self._walk))

    def _step(self, by: int) -> None:
        at = self._at() + by
        if 0 <= at < len(self._walk):
            self.open_picture(self._walk[at])

    def _at(self) -> int:
        """Which of those that are walked through is open."""
        assert self._detail is not None
        assert self._detail.picture is not None
        return self._walk.index(self._detail.picture)

    def _stand(self) -> None:
        """The grid goes to the picture that was open; where that has gone, to the next one that is
        left, or to the one before."""
        at = self._at()
        for picture in (*self._walk[at:], *self._walk[:at][::-1]):
            if self.model.row_of(picture) >= 0:
                self.grid.show_current(picture)
                return

    def open_trying(self) -> None:
        from gmi_app.ui.screens.library_trying import TryingPage

        page = TryingPage(self._state, self._services)
        page.closed.connect(self.step_back)
        self._open(page, self.try_key)
        page.try_pictures(self._to_try(self.model.pictures))

    def open_likeness(self) -> None:
        from gmi_app.ui.screens.library_likeness import LikenessPage

        page = LikenessPage(self._services)
        page.closed.connect(self.step_back)
        self._open(page, self.like_key)
        page.back.setFocus()

    def open_packs(self) -> None:
        from gmi_app.ui.screens.library_packs import PacksPage

        page = PacksPage(self._state, self._services)
        page.closed.connect(self.step_back)
        self._open(page, self.packs_key)
        page.back.setFocus()

    def open_photograph(self) -> None:
        from gmi_app.ui.screens.library_photograph import PhotographPage

        page = PhotographPage(self._state, self._services)
        page.closed.connect(self.step_back)
        page.kept.connect(self._photograph_kept)
        self._open(page, self.add_key)
        page.first_control()

    def _photograph_kept(self) -> None:
        self.step_back()
        self.show_only(Filter(set=PictureSet.OWN))
        if self.model.rowCount():
            self.grid.show_current(self.model.pictures[-1])
        self.grid.setFocus()

    def _open(self, page: QWidget, from_: QWidget) -> None:
        self.step_back()
        self._opened, self._from = page, from_
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def step_back(self) -> bool:
        """From what is opened to the grid; False when nothing is."""
        opened, self._opened = self._opened, None
        if opened is None:
            return False
        self.stack.setCurrentIndex(0)
        self.stack.removeWidget(opened)
        opened.hide()
        opened.deleteLater()
        if opened is self._detail:
            self._stand()
            self._detail = None
        there = self._from is not self.grid or self.model.rowCount()
        (self._from if there else self.empty.show_all).setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.step_back():
            super().keyPressEvent(event)
