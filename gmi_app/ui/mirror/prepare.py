"""Before the mirror starts: a short list to tick, and the camera's picture to put in place.

"Move your healthy hand a little" tells which half is which; a wrong one is swapped with one press.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gmi_app.mirror.camera import CameraName, CameraState, Moved
from gmi_app.mirror.geometry import swap
from gmi_app.mirror.movement import HalfCheck, Verdict
from gmi_app.mirror.settings import (
    BRIGHTNESS_RANGE,
    LINE_RANGE,
    ZOOM_RANGE,
    MirrorSettings,
    ViewMode,
    ViewSettings,
)
from gmi_app.pictures.model import BodyPart
from gmi_app.ui.mirror import camera_words, exercise_words
from gmi_app.ui.mirror.view import MirrorView
from gmi_app.ui.programme import plan_words
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_3, SPACE_5
from gmi_app.ui.widgets.buttons import Button, IconButton, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, boxed, column, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text, announce

LINE_STEP, ZOOM_STEP, BRIGHTNESS_STEP = 0.025, 0.1, 10
VIEW_EM = 14
EXAMPLE = "example"
"""The word for the film that is shipped, to try the mirror without a camera."""


def sources_of(cameras: Sequence[CameraName], source: str) -> tuple[list[str], int]:
    """What can be chosen, and which of it is open now (-1: nothing that there is). ``source`` as
    for ``opener_of``: an index, a name or a part of it, a film, or empty for the first camera."""
    sources = [*(camera.name for camera in cameras), EXAMPLE]
    if not source:
        return sources, 0 if cameras else -1
    wanted = source.casefold()
    for at, camera in enumerate(cameras):
        if source == str(camera.index):
            return sources, at
    for at, name in enumerate(sources):
        if name.casefold() == wanted:
            return sources, at
    for at, camera in enumerate(cameras):
        if wanted in camera.name.casefold() and not Path(source).is_file():
            return sources, at
    return [*sources, source], len(sources)


class PreparePage(Page):
    """``source``: which camera is open now, in the words it was asked for.

    ``begin``, ``back``; ``view_changed``: another ViewSettings; ``camera_chosen``: a name;
    ``delay_wanted``: measure how late the picture is."""

    begin = Signal()
    back = Signal()
    view_changed = Signal(object)
    camera_chosen = Signal(str)
    delay_wanted = Signal()

    def __init__(
        self,
        settings: MirrorSettings,
        view: MirrorView,
        cameras: Sequence[CameraName],
        source: str = "",
    ) -> None:
        self._settings, self._view = settings, settings.view
        back = Button(self.tr("Back"), height=64)
        self.start = PrimaryButton(self.tr("Start"))
        self.start.setObjectName("begin")
        self._hint = Text("", "body", "quiet", wrap=True)
        super().__init__(bar=Bar(back, 0, self._hint, 8, self.start), gap=20, top=24)
        back.clicked.connect(self.back)
        self.start.clicked.connect(self.begin)
        self._live = False
        self.checks = [CheckRow(*item) for item in self._items()]
        for check in self.checks:
            check.toggled.connect(self._look)
        self.add(
            column(
                Text(self.tr("Mirror"), "label", "primary"),
                Text(self.tr("Before you start"), "title", wrap=True),
                gap=2,
            )
        )
        card = Card(pad=16, gap=SPACE_3)
        view.setMinimumHeight(theme().em(VIEW_EM))
        self._camera_says = Text("", "small", "quiet", wrap=True)
        self.half = Text("", "strong", wrap=True)
        self.swap = Button(self.tr("Swap the halves"), "sides", height=48)
        self.swap.setObjectName("swap")
        self.swap.clicked.connect(self._swap)
        self._sources, at = sources_of(cameras, source)
        names = [self.tr("Example film") if s == EXAMPLE else s for s in self._sources]
        if len(names) > len(cameras) + 1:
            names[-1] = Path(source).name  # a film of one's own
        self.choice = OneOf(self.tr("Camera"), names, at)
        self.choice.chosen.connect(lambda at: self.camera_chosen.emit(self._sources[at]))
        ask = row(self.half, self.swap, gap=12)
        ask.setStretch(0, 1)
        card.add(view, ask, self._camera_says, self.choice, self._tools())
        card.box.setStretch(0, 1)
        self.add(Columns(boxed(column(*self.checks, 0, gap=12)), card, shares=(4, 5), from_em=50))
        self.box.setStretch(1, 1)
        self.setFocusProxy(self.checks[0])
        self._check = HalfCheck(self._view.healthy)
        self.show_verdict(Verdict.WAITING)
        self.show_camera(CameraState.OPENING)

    def _items(self) -> list[tuple[str, str]]:
        part, view = self._settings.part, self._view
        painful = exercise_words.limb(view.affected, part)
        covered = self.tr("Your {0} is covered").format(painful)
        off = (
            (self.tr("Rings, watch and sleeves off"), self.tr("Both hands should look alike."))
            if part is BodyPart.HAND
            else (self.tr("Shoes and socks off"), self.tr("Both feet should look alike."))
        )
        quiet = self.tr("Nothing to interrupt you for {0}.").format(
            plan_words.minutes(self._settings.minutes * 60)
        )
        return [
            off,
            (covered, self.tr("Out of sight, resting, comfortable, not squeezed.")),
            (self.tr("Quiet room"), quiet),
            (self.tr("Sitting safely"), self.tr("Feet on the floor, back supported.")),
        ]

    def _tools(self) -> QWidget:
        """Moving the line, size, light, and turning the picture."""
        tools: list[QWidget] = []
        pairs = [
            (self.tr("Size"), self.tr("smaller"), self.tr("larger"), "minus", "plus", self._zoom),
            (self.tr("Light"), self.tr("darker"), self.tr("lighter"), "minus", "plus", self._light),
        ]
        if self._view.mode is ViewMode.HALF:
            left, right = self.tr("to the left"), self.tr("to the right")
            pairs.insert(0, (self.tr("Line"), left, right, "left", "right", self._line))
        for name, less, more, icon, other, change in pairs:
            keys = []
            for says, shape, by in ((less, icon, -1), (more, other, 1)):
                key = IconButton(shape, self.tr("{0}: {1}").format(name, says), height=44)
                key.setAutoRepeat(True)
                key.clicked.connect(lambda _=False, c=change, b=by: c(b))
                keys.append(key)
            tools.append(boxed(row(Text(name, "small"), *keys, gap=2)))
        turn = QuietButton(self.tr("Turn"), "again", height=44)
        turn.setAccessibleName(self.tr("Turn the picture by a quarter"))
        turn.clicked.connect(self._turn)
        delay = QuietButton(self.tr("Measure the delay"), "clock", height=44)
        delay.setObjectName("delay")
        delay.clicked.connect(self.delay_wanted)
        return flowing(*tools, turn, delay, gap=SPACE_5 // 2)

    # ---- what is known
    def show_camera(self, state: CameraState) -> None:
        """How the camera is doing."""
        self._live = state is CameraState.LIVE
        title, words = camera_words.told(state)
        text = self.tr("{0}. {1}").format(title, words)
        if self._live:
            text = self.tr("The camera works. The picture is never saved or sent.")
        if text != self._camera_says.words:
            self._camera_says.set(text)
            announce(self, text)
        self._look()

    def look(self, moved: Moved) -> None:
        """What moved just now."""
        self.show_verdict(self._check.look(moved.left, moved.right))

    def show_verdict(self, verdict: Verdict) -> None:
        """Which half moved, as far as that is known."""
        healthy = exercise_words.limb(self._view.healthy, self._settings.part)
        texts = {
            Verdict.WAITING: self.tr("Move your {0} a little.").format(healthy),
            Verdict.HEALTHY_HALF: self.tr("Good. Your {0} is on its side.").format(healthy),
            Verdict.OTHER_HALF: self.tr(
                "The other half moved. If that was your {0}, swap the halves."
            ).format(healthy),
            Verdict.BOTH_HALVES: self.tr("Both halves moved. Move only your {0}, a little.").format(
                healthy
            ),
        }
        if self._view.mode is not ViewMode.HALF:
            self.half.set(self.tr("Put your {0} into the picture.").format(healthy))
            self.swap.hide()
            return
        if texts[verdict] != self.half.words:
            self.half.set(texts[verdict])
            announce(self, texts[verdict])

    def _look(self) -> None:
        missing = [check for check in self.checks if not check.isChecked()]
        self.start.setEnabled(self._live and not missing)
        if not self._live:
            hint = self.tr("The camera is not ready yet.")
        elif len(missing) == 1:
            hint = self.tr("Tick the last one to start.")
        elif missing:
            hint = self.tr("Tick all of them to start.")
        else:
            hint = ""
        if hint != self._hint.words:
            self._hint.set(hint)

    # ---- changing the view
    def _change(self, view: ViewSettings) -> None:
        self._view = view
        self._check = HalfCheck(view.healthy)
        self.show_verdict(Verdict.WAITING)
        self.view_changed.emit(view)

    def _swap(self) -> None:
        self._change(swap(self._view))

    def _turn(self) -> None:
        self._change(replace(self._view, rotation=(self._view.rotation + 90) % 360))

    def _line(self, by: int) -> None:
        self._change(replace(self._view, line=_held(self._view.line + by * LINE_STEP, LINE_RANGE)))

    def _zoom(self, by: int) -> None:
        self._change(replace(self._view, zoom=_held(self._view.zoom + by * ZOOM_STEP, ZOOM_RANGE)))

    def _light(self, by: int) -> None:
        brightness = _held(self._view.brightness + by * BRIGHTNESS_STEP, BRIGHTNESS_RANGE)
        self._change(replace(self._view, brightness=round(brightness)))


def _held(value: float, limits: tuple[float, float]) -> float:
    return min(max(round(value, 3), limits[0]), limits[1])
