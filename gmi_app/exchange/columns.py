"""The columns of the exported tables: name, meaning, and where the value comes from.

The order is part of the format. New columns are only ever added at the end, so that a spreadsheet
or a script made for an older export keeps working.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final, Generic, TypeVar

from gmi_app.clock import Moment
from gmi_app.facts.session import Session
from gmi_app.laterality.difference import SideDifference, side_difference
from gmi_app.laterality.measures import Estimate, SideMeasures
from gmi_app.laterality.trial import Playback, Press, Trial
from gmi_app.library.marks import PictureMark
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary

Row = TypeVar("Row")
Cell = str | int | float | bool | None
"""Text, a number, 1 for yes and 0 for no, or nothing at all."""

BETWEEN: Final = "|"
"""Stands between several values of one cell."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One row of sessions.csv."""

    patient: Patient
    session: Session
    summary: SessionSummary


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One row of trials.csv."""

    of: SessionRow
    trial: Trial


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One row of pictures.csv. ``counts``: nothing newer was said of the picture."""

    patient: Patient
    mark: PictureMark
    counts: bool


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``meaning`` is one line of the documentation, with the unit."""

    name: str
    meaning: str
    value: Callable[[Row], Cell]


def utc(at: Moment) -> str:
    text = at.utc.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def whose(patient: Callable[[Row], Patient]) -> Iterator[Column[Row]]:
    """Whose row it is, and whether that is a real person."""
    yield Column("patient_id", "the patient's id", lambda r: str(patient(r).id))
    yield Column("patient", "name or code, as it is now", lambda r: patient(r).name)
    yield Column(
        "simulated", "1: a simulated patient (demo), no real person", lambda r: patient(r).simulated
    )


def local(at: Callable[[Row], Moment]) -> Iterator[Column[Row]]:
    """A day that a spreadsheet takes for a date, as it does not take ``at_utc``, and the time."""
    yield Column("local_day", "its day, where it was", lambda r: at(r).day.isoformat())
    yield Column(
        "local_time",
        "its time of day, where it was",
        lambda r: at(r).local.time().isoformat(timespec="seconds"),
    )


def _press(value: Callable[[Press], Cell]) -> Callable[[TrialRow], Cell]:
    return lambda r: None if r.trial.press is None else value(r.trial.press)


def _clip(value: Callable[[Playback], Cell]) -> Callable[[TrialRow], Cell]:
    return lambda r: None if r.trial.playback is None else value(r.trial.playback)


def _bounds(
    name: str, meaning: str, figure: Callable[[SessionRow], Estimate | None]
) -> Iterator[Column[SessionRow]]:
    """A figure and both ends of its 95 % interval."""

    def part(pick: Callable[[Estimate], float | None]) -> Callable[[SessionRow], Cell]:
        def value(row: SessionRow) -> Cell:
            found = figure(row)
            return None if found is None else pick(found)

        return value

    yield Column(name, meaning, part(lambda found: found.value))
    yield Column(f"{name}_low", "lower end of its 95 % interval", part(lambda found: found.low))
    yield Column(f"{name}_high", "upper end of its 95 % interval", part(lambda found: found.high))


def _side(side: Side) -> Iterator[Column[SessionRow]]:
    def of(row: SessionRow) -> SideMeasures:
        return row.summary.measures.of(side)

    name = side.value
    yield Column(f"{name}_correct", f"{name}: right answers", lambda r: of(r).correct)
    yield Column(f"{name}_wrong", f"{name}: wrong answers", lambda r: of(r).wrong)
    yield Column(f"{name}_timed_out", f"{name}: no answer in time", lambda r: of(r).timed_out)
    yield Column(
        f"{name}_anticipations",
        f"{name}: answers under 300 ms, in no figure",
        lambda r: of(r).anticipations,
    )
    yield from _bounds(f"{name}_accuracy", f"{name}: share right, 0 to 1", lambda r: of(r).accuracy)
    yield from _bounds(
        f"{name}_median_rt_s",
        f"{name}: median response time of right answers, seconds",
        lambda r: of(r).median_rt_s,
    )
    yield Column(
        f"{name}_mean_rt_s",
        f"{name}: mean response time of right answers, seconds",
        lambda r: of(r).mean_rt_s,
    )


def _differences() -> Iterator[Column[SessionRow]]:
    """Affected minus healthy side; empty where that must not be interpreted."""

    def of(row: SessionRow) -> SideDifference | None:
        summary, asked = row.summary, row.session.settings.task
        return side_difference(summary.measures, row.patient.affected, summary.method, asked)

    yield from _bounds(
        "difference_accuracy",
        "share right, painful minus other side; empty: not to be compared",
        lambda r: None if (found := of(r)) is None else found.accuracy,
    )
    yield from _bounds(
        "difference_median_rt_s",
        "median response time, painful minus other side, seconds; empty: not to be compared",
        lambda r: None if (found := of(r)) is None else found.median_rt_s,
    )


SESSION_COLUMNS: Final[tuple[Column[SessionRow], ...]] = (
    Column("session_id", "the session's id", lambda r: str(r.session.id)),
    *whose(lambda r: r.patient),
    Column("kind", "the exercise", lambda r: r.session.kind),
    Column("at_utc", "start, in UTC", lambda r: utc(r.session.at)),
    Column("utc_offset_min", "local time minus UTC, minutes", lambda r: r.session.at.offset_min),
    Column("duration_s", "from start to end, seconds", lambda r: r.summary.duration_s),
    Column("end", "completed, stopped or interrupted; empty: none yet", lambda r: r.summary.end),
    Column("reason", "why it was stopped, if the person said", lambda r: r.summary.reason),
    Column("someone_else", "1: marked as done by another person", lambda r: r.summary.someone_else),
    Column("pain_before", "pain 0 to 10 before, as corrected", lambda r: r.summary.pain_before),
    Column("pain_after", "pain 0 to 10 after, as corrected", lambda r: r.summary.pain_after),
    Column("check_up", "1: a check-up (fixed settings)", lambda r: r.session.settings.check_up),
    Column("part", "body part", lambda r: r.session.settings.part),
    Column("picture_set", "plain, context, busy or own", lambda r: r.session.settings.picture_set),
    Column("count", "pictures that were planned", lambda r: r.session.settings.count),
    Column("practice", "practice pictures before them", lambda r: r.session.settings.practice),
    Column(
        "limit_s",
        "time limit a picture, seconds; empty: none",
        lambda r: r.session.settings.limit_s,
    ),
    Column(
        "angles",
        "angles, degrees clockwise, with | between",
        lambda r: BETWEEN.join(str(angle) for angle in r.session.settings.angles),
    ),
    Column(
        "postures",
        "postures, with | between; empty: all",
        lambda r: BETWEEN.join(r.session.settings.postures),
    ),
    Column("feedback", "1: told after each answer", lambda r: r.session.settings.feedback),
    Column("seed", "makes the same order of pictures again", lambda r: r.session.seed),
    Column(
        "method",
        "how all answers were given; empty: several ways, or none",
        lambda r: r.summary.method,
    ),
    Column("trials", "pictures shown, practice left out", lambda r: r.summary.trials),
    *_side(Side.LEFT),
    *_side(Side.RIGHT),
    Column(
        "guessing_p",
        "one-sided Fisher p of answer against side",
        lambda r: r.summary.measures.guessing_p,
    ),
    Column(
        "guessing",
        "1: cannot be told from guessing; do not read its times",
        lambda r: r.summary.measures.guessing,
    ),
    Column("one_hand", "1: all answers surely by one hand", lambda r: r.summary.measures.one_hand),
    Column("d_prime", "sensitivity d', log-linear", lambda r: r.summary.measures.d_prime),
    Column(
        "criterion",
        "criterion c; above 0: leans to answering right",
        lambda r: r.summary.measures.criterion,
    ),
    Column("screen_width_px", "screen, device pixels", lambda r: r.session.screen.width_px),
    Column("screen_height_px", "screen, device pixels", lambda r: r.session.screen.height_px),
    Column("screen_scale", "device pixels a logical pixel", lambda r: r.session.screen.scale),
    Column(
        "refresh_hz", "refresh rate as the system reports it", lambda r: r.session.screen.refresh_hz
    ),
    Column(
        "vertical_sync",
        "1: swaps were measured to wait for it",
        lambda r: r.session.screen.vertical_sync,
    ),
    Column("surface", "what the pictures were drawn on", lambda r: r.session.screen.surface),
    Column(
        "stage_grey", "colour around the picture, #RRGGBB", lambda r: r.session.screen.stage_grey
    ),
    Column(
        "picture_px",
        "width of the picture's circle, device pixels",
        lambda r: r.session.screen.picture_px,
    ),
    Column("program_version", "version of the program", lambda r: r.session.program_version),
    Column("author", "who or what wrote the session", lambda r: r.session.author),
    Column("easy_first", "1: from easy to hard pictures", lambda r: r.session.settings.easy_first),
    Column(
        "moving",
        "1: moving pictures, never compared with still ones",
        lambda r: r.session.settings.moving,
    ),
    Column(
        "task",
        "what was asked: side, or direction of the movement",
        lambda r: r.session.settings.asked,
    ),
    *_differences(),
    *local(lambda r: r.session.at),
)

MARK_COLUMNS: Final[tuple[Column[MarkRow], ...]] = (
    Column("remark_id", "the remark's id", lambda r: str(r.mark.id)),
    *whose(lambda r: r.patient),
    Column("at_utc", "when it was said, in UTC", lambda r: utc(r.mark.at)),
    Column("utc_offset_min", "local time minus UTC, minutes", lambda r: r.mark.at.offset_min),
    Column("picture_file", "the picture, as in trials.csv", lambda r: r.mark.file),
    Column("picture_sha256", "SHA-256 of its file", lambda r: r.mark.sha256),
    Column("remark", "left_out, unclear, or back (used again)", lambda r: r.mark.kind),
    Column("note", "what the person wrote about it", lambda r: r.mark.note),
    Column("counts", "1: it is left out now; 0: something newer was said", lambda r: r.counts),
    *local(lambda r: r.mark.at),
)

TRIAL_COLUMNS: Final[tuple[Column[TrialRow], ...]] = (
    Column("trial_id", "the trial's id", lambda r: str(r.trial.id)),
    Column("session_id", "its session, a row of sessions.csv", lambda r: str(r.trial.session)),
    *whose(lambda r: r.of.patient),
    Column(
        "someone_else",
        "1: the session is marked as another person's",
        lambda r: r.of.summary.someone_else,
    ),
    Column("check_up", "1: of a check-up", lambda r: r.of.session.settings.check_up),
    Column("limit_s", "time limit, seconds; empty: none", lambda r: r.of.session.settings.limit_s),
    Column("index", "order of presentation, from 0, practice included", lambda r: r.trial.index),
    Column("practice", "1: practice, not scored", lambda r: r.trial.practice),
    Column("at_utc", "when its answer or time-out was noted, in UTC", lambda r: utc(r.trial.at)),
    Column("utc_offset_min", "local time minus UTC, minutes", lambda r: r.trial.at.offset_min),
    Column("part", "body part", lambda r: r.trial.stimulus.picture.part),
    Column("picture_set", "plain, context, busy or own", lambda r: r.trial.stimulus.picture.set),
    Column("posture", "posture", lambda r: r.trial.stimulus.picture.posture),
    Column("view", "seen from where", lambda r: r.trial.stimulus.picture.view),
    Column("mirrored", "1: shown mirrored", lambda r: r.trial.stimulus.mirrored),
    Column(
        "angle",
        "turned as seen, degrees clockwise; fingers away = 0",
        lambda r: r.trial.stimulus.angle,
    ),
    Column("side", "side as seen: the right answer", lambda r: r.trial.side),
    Column("answer", "left or right; empty: none in time", lambda r: r.trial.answer),
    Column(
        "outcome",
        "correct, wrong, time_out, or anticipation (under 300 ms)",
        lambda r: r.trial.outcome,
    ),
    Column("rt_ms", "response time, milliseconds; empty: none in time", lambda r: r.trial.rt_ms),
    Column("method", "how the answer was given", _press(lambda press: press.method)),
    Column(
        "painted_ns", "picture painted, monotonic nanoseconds", lambda r: r.trial.onset.painted_ns
    ),
    Column(
        "onset_ns",
        "picture on the screen, monotonic nanoseconds: RT starts",
        lambda r: r.trial.onset.onset_ns,
    ),
    Column(
        "answered_ns",
        "picture certainly on the screen, monotonic nanoseconds; empty: at the onset itself",
        lambda r: r.trial.onset.answered_ns,
    ),
    Column("onset_stamp", "what the onset was stamped by", lambda r: r.trial.onset.stamp),
    Column(
        "bracket_ns",
        "from painted to certainly on the screen: the width of doubt, nanoseconds",
        lambda r: r.trial.onset.bracket_ns,
    ),
    Column("late_frames", "refresh intervals missed", lambda r: r.trial.onset.late_frames),
    Column(
        "press_ns", "answer, monotonic nanoseconds: RT ends", _press(lambda press: press.time_ns)
    ),
    Column(
        "handler_ns",
        "answer handled, monotonic nanoseconds",
        _press(lambda press: press.handler_ns),
    ),
    Column("event_ms", "the event's own time, milliseconds", _press(lambda press: press.event_ms)),
    Column("press_stamp", "which time of the answer was used", _press(lambda press: press.stamp)),
    Column("picture_file", "the picture's lasting name", lambda r: r.trial.stimulus.picture.file),
    Column("picture_sha256", "hash of its file", lambda r: r.trial.stimulus.picture.sha256),
    Column(
        "picture_side", "side that the file itself shows", lambda r: r.trial.stimulus.picture.side
    ),
    Column(
        "person",
        "whose body, as the picture list names it",
        lambda r: r.trial.stimulus.picture.person,
    ),
    Column("tone", "skin tone", lambda r: r.trial.stimulus.picture.tone),
    Column("sex", "sex of the body shown", lambda r: r.trial.stimulus.picture.sex),
    Column("age_band", "age of the body shown", lambda r: r.trial.stimulus.picture.age_band),
    Column(
        "turnable", "1: may be turned to any angle", lambda r: r.trial.stimulus.picture.turnable
    ),
    Column("licence", "the picture's licence", lambda r: r.trial.stimulus.picture.licence),
    Column("source", "where the picture comes from", lambda r: r.trial.stimulus.picture.source),
    Column("task", "what was asked: side, or direction of the movement", lambda r: r.trial.asked),
    Column("frames", "frames of a clip; 1: a still", lambda r: r.trial.stimulus.picture.frames),
    Column("fps", "frames a second; 0: a still", lambda r: r.trial.stimulus.picture.fps),
    Column(
        "direction",
        "where the movement goes as seen, the depicted person's own side; empty: nowhere",
        lambda r: r.trial.stimulus.direction,
    ),
    Column(
        "picture_direction",
        "direction that the file itself shows",
        lambda r: r.trial.stimulus.picture.direction,
    ),
    Column("frames_shown", "frames shown until the answer", _clip(lambda clip: clip.shown)),
    Column(
        "frames_late",
        "of a clip: more than 1.2 refresh intervals after their time, or never shown",
        _clip(lambda clip: clip.late),
    ),
    Column("frames_dropped", "of those: never shown", _clip(lambda clip: clip.dropped)),
    Column(
        "frames_worst_ns",
        "most that a shown frame came after its time, nanoseconds",
        _clip(lambda clip: clip.worst_ns),
    ),
    *local(lambda r: r.trial.at),
)


def markdown(columns: Sequence[Column[Row]]) -> str:
    """The documentation of one table, for the user guide."""
    lines = ["| Column | Meaning |", "| --- | --- |"]
    lines += [f"| `{c.name}` | {c.meaning.replace(BETWEEN, chr(92) + BETWEEN)} |" for c in columns]
    return "\n".join(lines) + "\n"
