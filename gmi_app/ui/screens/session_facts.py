"""How a set was measured, in sentences: screen, stamps, late frames, wide brackets, pauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gmi_app.facts.session import EventKind, ScreenFacts, Session, SessionEvent
from gmi_app.laterality.trial import Trial
from gmi_app.ui import words

translate = QCoreApplication.translate

WIDE_IN_FRAMES = 1.2
"""A bracket wider than this many refresh intervals is flagged, as a late frame is (timing.md)."""
USUAL_REFRESH_HZ = 60.0


def is_wide(trial: Trial, screen: ScreenFacts) -> bool:
    """Whether it is less sure than usual when this picture appeared."""
    refresh_hz = screen.refresh_hz if screen.refresh_hz > 0 else USUAL_REFRESH_HZ
    return trial.onset.bracket_ns > WIDE_IN_FRAMES * 1e9 / refresh_hz


def flags(trial: Trial, screen: ScreenFacts) -> str:
    """What was unusual in measuring one trial; empty when nothing was."""
    said = []
    if trial.practice:
        said.append(translate("facts", "Warm-up"))
    if trial.late_frames:
        said.append(translate("facts", "Late frame"))
    if is_wide(trial, screen):
        said.append(translate("facts", "Less exact"))
    return ", ".join(said)


def measuring(session: Session, trials: Sequence[Trial]) -> list[str]:
    """One sentence for each thing that whoever judges the times should know."""
    screen = session.screen
    shown = translate("facts", "Screen: {0} × {1} pixels at {2} Hz. Pictures: {3} pixels, on {4}.")
    said = [
        shown.format(
            screen.width_px,
            screen.height_px,
            words.number(screen.refresh_hz, 0),
            screen.picture_px,
            screen.stage_grey.upper(),
        ),
        *_stamps(trials),
    ]
    late = sum(trial.late_frames > 0 for trial in trials)
    wide = sum(is_wide(trial, screen) for trial in trials)
    if late or wide:
        text = translate(
            "facts", "Late frames: {0}. Pictures with a less exact time: {1}, of {2} in all."
        )
        said.append(text.format(late, wide, len(trials)))
    elif trials:
        said.append(translate("facts", "No late frames, and no less exact times."))
    clips = [trial.playback for trial in trials if trial.playback is not None]
    if clips:
        text = translate(
            "facts", "Frames of the moving pictures: {0} shown, {1} late, {2} left out."
        )
        counts = (sum(clip.shown for clip in clips), sum(clip.late for clip in clips))
        said.append(text.format(*counts, sum(clip.dropped for clip in clips)))
    if trials:
        more = translate("facts", "Screen and keyboard add a few milliseconds that nobody can see.")
        said.append(more)
    version = translate("facts", "Program version {0}.").format(session.program_version)
    said.append(version)
    return said


def _stamps(trials: Sequence[Trial]) -> list[str]:
    said = []
    onsets = Counter(trial.onset.stamp for trial in trials)
    keys = Counter(trial.press.stamp for trial in trials if trial.press is not None)
    if onsets:
        stamps = ", ".join(words.onset_stamp(stamp) for stamp in onsets)
        said.append(translate("facts", "Times start {0}.").format(stamps))
    if keys:
        stamps = ", ".join(words.key_stamp(stamp) for stamp in keys)
        said.append(translate("facts", "They end at {0}.").format(stamps))
    return said


def happenings(events: Sequence[SessionEvent]) -> list[str]:
    """What happened meanwhile, counted."""
    count = Counter(event.kind for event in events)
    names = (
        (EventKind.PAUSED, translate("facts", "Pauses: {0}.")),
        (EventKind.MORE_PAIN, translate("facts", "“More pain” pressed: {0}.")),
        (EventKind.PREMATURE_PRESS, translate("facts", "Presses before the picture: {0}.")),
        (EventKind.FOCUS_LOST, translate("facts", "The window was left: {0}.")),
        (EventKind.SCREEN_CHANGED, translate("facts", "The screen changed: {0}.")),
        (EventKind.SLEPT, translate("facts", "The computer slept: {0}.")),
        (EventKind.TRIAL_DISCARDED, translate("facts", "Pictures shown again later: {0}.")),
    )
    return [text.format(count[kind]) for kind, text in names if count[kind]]
