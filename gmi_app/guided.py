"""What sessions with a guide have in common: one at a time, told of, and closed again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QObject, Signal

from gmi_app.clock import Clock
from gmi_app.ui.background import Lane
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.state import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from gmi_app.journal import Journal
    from gmi_app.ui.imagery.guiding import Guide
    from gmi_app.ui.imagery.order import Sounds, Spoken
    from gmi_app.ui.mirror.guide import MirrorGuide

Lanes = tuple[Lane, Lane, Lane]
"""Of the journal, of pictures, of keeping the display awake."""


class GuidedSessions(QObject):
    """One session at a time. ``finished``: its record, or None when none was begun. ``failed`` and
    ``notice``: a sentence for a person."""

    finished = Signal(object)
    failed = Signal(str)
    notice = Signal(str)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.guide: Guide | MirrorGuide | None = None

    @property
    def open(self) -> bool:
        """Whether a session is on the screen, or about to be."""
        return self.guide is not None

    def _go(self, guide: Guide | MirrorGuide, state: State) -> None:
        """Shows the session and listens to it."""
        guide.failed.connect(self.failed)
        guide.notice.connect(self.notice)
        guide.finished.connect(self._finished)
        guide.stage.stop_help = state.stop_help
        self.guide = guide
        guide.start()

    def _finished(self, record: object) -> None:
        self.leave()
        self.finished.emit(record)

    def leave(self) -> None:
        """Closes what is open; what was done and rated is kept."""
        guide, self.guide = self.guide, None
        if guide is not None:
            guide.leave()
            guide.deleteLater()


class Around(TypedDict):
    """What every ``GuideWorld`` has."""

    clock: Clock
    journal: Journal
    journal_lane: Lane
    picture_lane: Lane
    awake_lane: Lane
    awake: Callable[[], AbstractContextManager[object]]
    slept: Callable[[int], bool]
    open_voice: Callable[[QObject], Spoken]
    open_sounds: Callable[[QObject], Sounds]


def around(clock: Clock, lanes: Lanes, state: State) -> Around:
    """Of this computer, as the present preferences want it."""
    from gmi_app.devices.awake import keep_awake, sleep_told
    from gmi_app.devices.tones import open_tones

    journal_lane, picture_lane, awake_lane = lanes
    return Around(
        clock=clock,
        journal=state.journal,
        journal_lane=journal_lane,
        picture_lane=picture_lane,
        awake_lane=awake_lane,
        awake=keep_awake,
        slept=sleep_told(clock),
        open_voice=partial(open_voice, state.preferences),
        open_sounds=partial(open_tones, state.preferences.speech_volume),
    )


def open_voice(preferences: Preferences, parent: QObject) -> Spoken:
    """The best voice of this computer, as the preferences want it."""
    from gmi_app.devices.speaking import RATE_RANGE, VOLUME_RANGE, Manner
    from gmi_app.devices.voices import open_speaker

    rate = min(max(preferences.speech_rate, RATE_RANGE[0]), RATE_RANGE[1])
    volume = min(max(preferences.speech_volume, VOLUME_RANGE[0]), VOLUME_RANGE[1])
    return open_speaker(Manner(rate, volume, preferences.speech_voice), parent)
