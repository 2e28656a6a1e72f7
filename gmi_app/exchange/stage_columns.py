"""The columns of the exported tables of mirror sessions and of imagined movements, and those that
every guided session has.

As in ``columns.py`` the order is part of the format, and new columns are only added at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.exchange.columns import BETWEEN, Cell, Column, local, utc, whose
from gmi_app.facts.guided import GuidedStep
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import SessionEnd, StopReason
from gmi_app.imagery.facts import ImageryRecord, ImageryStep
from gmi_app.mirror.facts import MirrorRecord, Step
from gmi_app.programme.patient import Patient


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """One row of mirror_sessions.csv."""

    patient: Patient
    record: MirrorRecord


@dataclass(frozen=True, slots=True)
class MirrorStepRow:
    """One row of mirror_steps.csv."""

    of: MirrorRow
    step: Step


@dataclass(frozen=True, slots=True)
class ImageryRow:
    """One row of imagery_sessions.csv."""

    patient: Patient
    record: ImageryRecord


@dataclass(frozen=True, slots=True)
class ImageryStepRow:
    """One row of imagery_steps.csv."""

    of: ImageryRow
    step: ImageryStep


class _Session(Protocol):
    """What a mirror session and one of imagined movements have in common."""

    @property
    def id(self) -> UUID: ...
    @property
    def at(self) -> Moment: ...
    @property
    def program_version(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def plan_item(self) -> UUID | None: ...


class _Record(Protocol):
    @property
    def session(self) -> _Session: ...
    @property
    def end(self) -> SessionEnd | None: ...
    @property
    def reason(self) -> StopReason | None: ...
    @property
    def someone_else(self) -> bool: ...
    @property
    def pain_before(self) -> int | None: ...
    @property
    def pain_after(self) -> int | None: ...


class _Row(Protocol):
    @property
    def patient(self) -> Patient: ...
    @property
    def record(self) -> _Record: ...


class _StepRow(Protocol):
    @property
    def of(self) -> _Row: ...
    @property
    def step(self) -> GuidedStep: ...


OneRow = TypeVar("OneRow", bound=_Row)
OneStep = TypeVar("OneStep", bound=_StepRow)


def _duration_s(row: _Row) -> float | None:
    end = row.record.end
    return None if end is None else (end.at.utc - row.record.session.at.utc).total_seconds()


def beginning(kind: type[OneRow]) -> Iterator[Column[OneRow]]:
    """Who, when, and how it ended."""
    yield Column("session_id", "the session's id", lambda r: str(r.record.session.id))
    yield from whose(lambda r: r.patient)
    yield Column("at_utc", "start, in UTC", lambda r: utc(r.record.session.at))
    yield Column(
        "utc_offset_min",
        "local time minus UTC, minutes",
        lambda r: r.record.session.at.offset_min,
    )
    yield Column("duration_s", "from start to end, seconds; empty: no end yet", _duration_s)
    yield Column(
        "end",
        "completed, stopped or interrupted; empty: none yet",
        lambda r: None if r.record.end is None else r.record.end.kind,
    )
    yield Column("reason", "why it was stopped, if the person said", lambda r: r.record.reason)
    yield Column(
        "someone_else", "1: marked as done by another person", lambda r: r.record.someone_else
    )
    yield Column("pain_before", "pain 0 to 10 before, as corrected", lambda r: r.record.pain_before)
    yield Column("pain_after", "pain 0 to 10 after, as corrected", lambda r: r.record.pain_after)


def ending(kind: type[OneRow]) -> Iterator[Column[OneRow]]:
    """What wrote it, and why it was begun."""
    yield Column(
        "program_version", "version of the program", lambda r: r.record.session.program_version
    )
    yield Column("author", "who or what wrote the session", lambda r: r.record.session.author)
    yield Column(
        "plan_item_id",
        "the item of the plan it was begun from; empty: chosen freely",
        lambda r: None if (found := r.record.session.plan_item) is None else str(found),
    )
    yield from local(lambda r: r.record.session.at)


def _step(kind: type[OneStep]) -> Iterator[Column[OneStep]]:
    """Which step of which session, and when."""
    yield Column("step_id", "the step's id", lambda r: str(r.step.id))
    yield Column("session_id", "its session", lambda r: str(r.of.record.session.id))
    yield from whose(lambda r: r.of.patient)
    yield Column("index", "order within the session, from 0", lambda r: r.step.index)
    yield Column("exercise", "id of the exercise", lambda r: r.step.exercise)
    yield Column("at_utc", "when it began, in UTC", lambda r: utc(r.step.at))
    yield Column("utc_offset_min", "local time minus UTC, minutes", lambda r: r.step.at.offset_min)
    yield Column("repetitions", "whole repetitions", lambda r: r.step.repetitions)
    yield Column("skipped", "1: skipped", lambda r: r.step.skipped)


def listed(values: tuple[object, ...]) -> str:
    return BETWEEN.join(str(value) for value in values)


def _said(kind: RatingKind) -> Callable[[ImageryStepRow], Cell]:
    return lambda r: r.of.record.rated(r.step, kind)


MIRROR_SESSION_COLUMNS: Final[tuple[Column[MirrorRow], ...]] = (
    *beginning(MirrorRow),
    Column("realness", "how real it felt, 0 to 10, as corrected", lambda r: r.record.realness),
    Column("watched_s", "seconds watched, pauses left out", lambda r: r.record.watched_s),
    Column("pauses", "how often it was paused", lambda r: r.record.pauses),
    Column("part", "hand or foot", lambda r: r.record.session.settings.part),
    Column("affected", "the painful side", lambda r: r.record.session.settings.view.affected),
    Column("position", "where the camera was", lambda r: r.record.session.settings.view.position),
    Column(
        "mode",
        "half: one half reflected; whole: the whole picture; both: side by side",
        lambda r: r.record.session.settings.view.mode,
    ),
    Column(
        "rotation",
        "picture turned clockwise, degrees",
        lambda r: r.record.session.settings.view.rotation,
    ),
    Column(
        "swapped",
        "1: the person swapped the halves",
        lambda r: r.record.session.settings.view.swapped,
    ),
    Column(
        "line",
        "where the halves part, share of the width",
        lambda r: r.record.session.settings.view.line,
    ),
    Column("zoom", "enlargement, 1 to 3", lambda r: r.record.session.settings.view.zoom),
    Column(
        "brightness",
        "added to every colour, of 255",
        lambda r: r.record.session.settings.view.brightness,
    ),
    Column(
        "exercises",
        "ids of what was planned, with | between",
        lambda r: listed(r.record.session.settings.exercises),
    ),
    Column(
        "minutes", "the most that was to be watched", lambda r: r.record.session.settings.minutes
    ),
    Column("guided", "1: with exercises", lambda r: r.record.session.settings.guided),
    Column("meter", "1: movement was measured", lambda r: r.record.session.settings.meter),
    Column("spoken", "1: captions were spoken", lambda r: r.record.session.settings.spoken),
    Column("sound", "1: a tone for each repetition", lambda r: r.record.session.settings.sound),
    Column(
        "opened",
        "how the stage was opened: met, read_why or command",
        lambda r: r.record.session.settings.opened,
    ),
    Column("note", "what the person wrote last", lambda r: r.record.note),
    *ending(MirrorRow),
)

MIRROR_STEP_COLUMNS: Final[tuple[Column[MirrorStepRow], ...]] = (
    *_step(MirrorStepRow),
    Column("watched_s", "seconds watched, pauses left out", lambda r: r.step.watched_s),
    Column(
        "movement",
        "mean share of changed pixels of the healthy side, 0 to 1; empty: not measured",
        lambda r: r.step.movement,
    ),
    *local(lambda r: r.step.at),
)

IMAGERY_SESSION_COLUMNS: Final[tuple[Column[ImageryRow], ...]] = (
    *beginning(ImageryRow),
    Column("imagined_s", "seconds imagined, pauses left out", lambda r: r.record.imagined_s),
    Column("part", "body part", lambda r: r.record.session.settings.part),
    Column(
        "side",
        "side of the imagined limb; neck and back: first direction",
        lambda r: r.record.session.settings.side,
    ),
    Column(
        "exercises",
        "ids of what was planned, with | between",
        lambda r: listed(r.record.session.settings.exercises),
    ),
    Column("minutes", "planned minutes", lambda r: r.record.session.settings.minutes),
    Column(
        "eyes_closed",
        "1: spoken, with eyes closed",
        lambda r: r.record.session.settings.eyes_closed,
    ),
    Column(
        "chronometry",
        "1: imagined movements were timed by presses",
        lambda r: r.record.session.settings.chronometry,
    ),
    Column(
        "opened",
        "how the stage was opened: met, read_why or command",
        lambda r: r.record.session.settings.opened,
    ),
    *ending(ImageryRow),
)

IMAGERY_STEP_COLUMNS: Final[tuple[Column[ImageryStepRow], ...]] = (
    *_step(ImageryStepRow),
    Column("imagined_s", "seconds imagined, pauses left out", lambda r: r.step.imagined_s),
    Column(
        "eased",
        "made easier: 0 no, 1 smaller, 2 an easier one, 3 further away",
        lambda r: int(r.step.eased),
    ),
    Column(
        "timings_s",
        "how long each imagined movement took, seconds, with | between",
        lambda r: listed(r.step.timings_s),
    ),
    Column("clarity", "how clear it was, 1 to 5", _said(RatingKind.CLARITY)),
    Column("feeling", "how well it was felt, 1 to 5", _said(RatingKind.FEELING)),
    Column("pain", "pain 0 to 10 then", _said(RatingKind.PAIN_NOW)),
    Column("moved", "1: the limb moved or tensed", _said(RatingKind.MOVED)),
    *local(lambda r: r.step.at),
)
