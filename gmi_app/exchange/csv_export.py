"""Export as CSV files, for a spreadsheet or R: ``trials.csv``, ``sessions.csv``, ``pictures.csv``,
sessions and steps of the mirror and of imagined movements, sessions beside the three stages, and
every rating.

One row a trial, a session, a step, a rating, and what a person said of a picture; the columns stand
in ``columns.py``, ``stage_columns.py`` and ``beside_columns.py``. Comma, quotes where needed, CRLF,
UTF-8 (RFC 4180). Times are UTC with the local offset beside them. Yes is 1 and no is 0; what is not
there is empty, so a time-out has an empty ``rt_ms``. Text that a spreadsheet would take for a
formula (it starts with = + - @, also in their wide forms, a tab or a line break) gets an apostrophe
in front. Files for a spreadsheet begin with a byte order mark: a file without one is taken by Excel
for the system's own character set, and "Müller" is "MÃ¼ller" then. Scripts would find the mark in
the name of the first column, so files for them have none.

The files are written beside their place and put there when they are complete, readable by their
owner only. An earlier export is replaced; any other file of that name is left alone and the export
refused: nobody loses a file that this program did not write.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from gmi_app.activities.facts import ActivityRecord, ActivitySession
from gmi_app.activities.settings import PacingSettings
from gmi_app.errors import GmiError
from gmi_app.exchange.beside_columns import (
    ACTIVITY_SESSION_COLUMNS,
    RATING_COLUMNS,
    ActivityRow,
    RatingRow,
    rating_rows,
)
from gmi_app.exchange.columns import (
    MARK_COLUMNS,
    SESSION_COLUMNS,
    TRIAL_COLUMNS,
    Cell,
    Column,
    MarkRow,
    SessionRow,
    TrialRow,
)
from gmi_app.exchange.stage_columns import (
    IMAGERY_SESSION_COLUMNS,
    IMAGERY_STEP_COLUMNS,
    MIRROR_SESSION_COLUMNS,
    MIRROR_STEP_COLUMNS,
    ImageryRow,
    ImageryStepRow,
    MirrorRow,
    MirrorStepRow,
)
from gmi_app.exchange.whom import chosen
from gmi_app.facts.authors import unnamed
from gmi_app.facts.rating import RatingKind
from gmi_app.facts.session import Session
from gmi_app.imagery.facts import ImagerySession
from gmi_app.journal import Journal
from gmi_app.language import tr
from gmi_app.laterality.trial import Trial
from gmi_app.library.book import PictureBook
from gmi_app.library.marks import standing
from gmi_app.mirror.facts import MirrorRecord, MirrorSession
from gmi_app.programme.patient import Patient

TRIALS: Final = "trials.csv"
SESSIONS: Final = "sessions.csv"
PICTURES: Final = "pictures.csv"
MIRROR_SESSIONS: Final = "mirror_sessions.csv"
MIRROR_STEPS: Final = "mirror_steps.csv"
IMAGERY_SESSIONS: Final = "imagery_sessions.csv"
IMAGERY_STEPS: Final = "imagery_steps.csv"
ACTIVITY_SESSIONS: Final = "activity_sessions.csv"
RATINGS: Final = "ratings.csv"

TABLES: Final[dict[str, Sequence[Column[Any]]]] = {
    SESSIONS: SESSION_COLUMNS,
    TRIALS: TRIAL_COLUMNS,
    PICTURES: MARK_COLUMNS,
    MIRROR_SESSIONS: MIRROR_SESSION_COLUMNS,
    MIRROR_STEPS: MIRROR_STEP_COLUMNS,
    IMAGERY_SESSIONS: IMAGERY_SESSION_COLUMNS,
    IMAGERY_STEPS: IMAGERY_STEP_COLUMNS,
    ACTIVITY_SESSIONS: ACTIVITY_SESSION_COLUMNS,
    RATINGS: RATING_COLUMNS,
}
"""Every file of an export with its columns."""

FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_MARKED: Final = "utf-8-sig"
"""UTF-8 that begins with a byte order mark; read so, it may also be without."""
_FEWEST_COLUMNS: Final = 10
"""An earlier version's export has at least so many of our columns."""

Row = TypeVar("Row")
S = TypeVar("S", Session, MirrorSession, ImagerySession, ActivitySession)
StageRow = MirrorRow | ImageryRow | ActivityRow


class ExportError(GmiError):
    """The files cannot be written as asked. What is stored is not touched."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; as text, a sentence for the person."""

    folder: Path
    sessions: int
    trials: int
    remarks: int = 0
    mirror: int = 0
    imagery: int = 0
    activities: int = 0
    ratings: int = 0

    def __str__(self) -> str:
        always = ((TRIALS, self.trials, "picture"), (SESSIONS, self.sessions, "session"))
        more = (
            (PICTURES, self.remarks, "remark"),
            (MIRROR_SESSIONS, self.mirror, "session"),
            (IMAGERY_SESSIONS, self.imagery, "session"),
            (ACTIVITY_SESSIONS, self.activities, "session"),
            (RATINGS, self.ratings, "rating"),
        )
        written = (*always, *(each for each in more if each[1]))
        *first, last = (f"{place} ({_several(count, thing)})" for place, count, thing in written)
        return tr("Wrote {0} and {1} to {2}.").format(", ".join(first), last, self.folder)


def export_journal(
    journal: Journal,
    folder: Path,
    patient: str | None = None,
    book: PictureBook | None = None,
    *,
    identity: bool = True,
    for_spreadsheet: bool = False,
) -> Exported:
    """Writes all sessions of everyone, or of ``patient`` (a name or an id), oldest first; one that
    has no end yet comes last, with the answers up to now. With ``book`` also what they left out of
    the pictures, or reported; their own photographs are never written. Without ``identity`` names
    and what they typed are left empty; ids stay, so that files can be joined.

    Raises UsageError when there is no such patient or several of that name, ExportError when the
    files cannot be written.
    """
    people = chosen(journal.patients(), patient)
    if not identity:
        people = [replace(person, name="") for person in people]

    def records() -> Iterator[tuple[SessionRow, Iterable[Trial]]]:
        for person in people:
            ended = reversed(journal.summaries(person.id))
            for summary in (*ended, *journal.unended(person.id)):
                session = journal.session(summary.session)
                row = SessionRow(person, session if identity else _unsigned(session), summary)
                yield row, journal.trials(summary.session)

    return export_csv(
        folder,
        records(),
        _remarks(people, book, identity),
        _stages(journal, people, identity),
        _ratings(journal, people),
        for_spreadsheet=for_spreadsheet,
    )


def _stages(journal: Journal, people: Sequence[Patient], identity: bool) -> Iterator[StageRow]:
    """Oldest first, also one that has no end yet."""
    for person in people:
        for mirror in reversed(journal.mirror_records(person.id)):
            yield MirrorRow(person, mirror if identity else _wordless(mirror))
        for imagery in reversed(journal.imagery_records(person.id)):
            session = imagery.session if identity else _unsigned(imagery.session)
            yield ImageryRow(person, replace(imagery, session=session))
        for activity in reversed(journal.activity_records(person.id)):
            yield ActivityRow(person, activity if identity else _nameless(activity))


def _unsigned(session: S) -> S:
    """Without the name of whoever wrote it."""
    return replace(session, author=unnamed(session.author))


def _wordless(record: MirrorRecord) -> MirrorRecord:
    events = tuple(replace(event, detail="") for event in record.events)
    return replace(record, session=_unsigned(record.session), events=events)


def _nameless(record: ActivityRecord) -> ActivityRecord:
    session = _unsigned(record.session)
    if isinstance(session.settings, PacingSettings):
        session = replace(session, settings=replace(session.settings, name=""))
    return replace(record, session=session)


def _ratings(journal: Journal, people: Sequence[Patient]) -> Iterator[RatingRow]:
    """Of each person oldest first."""
    for person in people:
        kinds = (journal.ratings(person.id, kind=kind) for kind in RatingKind)
        yield from rating_rows(person, [rating for given in kinds for rating in given])


def _remarks(
    people: Sequence[Patient], book: PictureBook | None, identity: bool
) -> Iterator[MarkRow]:
    for person in people if book is not None else ():
        assert book is not None
        marks = book.marks(person.id)
        present = set(standing(marks).standing.values())
        for mark in marks:
            counts = mark in present
            yield MarkRow(person, mark if identity else replace(mark, note=""), counts)


def export_csv(
    folder: Path,
    records: Iterable[tuple[SessionRow, Iterable[Trial]]],
    remarks: Iterable[MarkRow] = (),
    stages: Iterable[StageRow] = (),
    ratings: Iterable[RatingRow] = (),
    *,
    for_spreadsheet: bool = False,
) -> Exported:
    """Writes each session with its trials or steps, in the order in which they come. Creates the
    folder.

    Raises ExportError with a sentence; each file is then as it was, or complete and new.
    """
    sessions = trials = said = mirror = imagery = activities = rated = 0
    tables: list[_Table[Any]] = []
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, columns in TABLES.items():
            _refuse_foreign(folder / name, columns)
        encoding = _MARKED if for_spreadsheet else "utf-8"

        def begin(name: str, columns: Sequence[Column[Row]]) -> _Table[Row]:
            tables.append(table := _Table(folder / name, columns, encoding))
            return table

        trial_table = begin(TRIALS, TRIAL_COLUMNS)
        session_table = begin(SESSIONS, SESSION_COLUMNS)
        mark_table = begin(PICTURES, MARK_COLUMNS)
        mirrors = begin(MIRROR_SESSIONS, MIRROR_SESSION_COLUMNS)
        mirror_steps = begin(MIRROR_STEPS, MIRROR_STEP_COLUMNS)
        imageries = begin(IMAGERY_SESSIONS, IMAGERY_SESSION_COLUMNS)
        imagery_steps = begin(IMAGERY_STEPS, IMAGERY_STEP_COLUMNS)
        activity_table = begin(ACTIVITY_SESSIONS, ACTIVITY_SESSION_COLUMNS)
        rating_table = begin(RATINGS, RATING_COLUMNS)
        for row, of_session in records:
            session_table.write(row)
            sessions += 1
            for trial in of_session:
                trial_table.write(TrialRow(row, trial))
                trials += 1
        for remark in remarks:
            mark_table.write(remark)
            said += 1
        for stage in stages:
            if isinstance(stage, MirrorRow):
                mirrors.write(stage)
                mirror += 1
                for watched in stage.record.steps:
                    mirror_steps.write(MirrorStepRow(stage, watched))
            elif isinstance(stage, ImageryRow):
                imageries.write(stage)
                imagery += 1
                for imagined in stage.record.steps:
                    imagery_steps.write(ImageryStepRow(stage, imagined))
            else:
                activity_table.write(stage)
                activities += 1
        for rating in ratings:
            rating_table.write(rating)
            rated += 1
        for table in tables:
            table.complete()
        for table in tables:
            table.put_in_place()
    except OSError as error:
        raise ExportError(
            tr(
                "The files could not be written to {0} ({1}). Your results are safe. Close "
                "the files if they are open, or choose another folder."
            ).format(folder, error.strerror)
        ) from error
    finally:
        for table in tables:
            table.clear_away()
        if is_new:
            with suppress(OSError):  # it is not empty: all went well
                folder.rmdir()
    return Exported(folder, sessions, trials, said, mirror, imagery, activities, rated)


class _Table(Generic[Row]):
    """A file in the making, beside its place."""

    def __init__(self, place: Path, columns: Sequence[Column[Row]], encoding: str) -> None:
        self._place, self._columns = place, columns
        self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115 (open longer than one block)
            "w",
            encoding=encoding,
            errors="replace",
            newline="",
            dir=place.parent,
            prefix=f".{place.name}.",
            delete=False,
        )
        self._writer = csv.writer(self._file)
        self._writer.writerow(column.name for column in columns)

    def write(self, row: Row) -> None:
        self._writer.writerow(_cell(column.value(row)) for column in self._columns)

    def complete(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def put_in_place(self) -> None:
        Path(self._file.name).replace(self._place)

    def clear_away(self) -> None:
        """Removes what was not put in place; never raises, whatever went wrong before."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            Path(self._file.name).unlink(missing_ok=True)


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        text = str(value)
        return f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return value + 0  # no "-0.0"


def _refuse_foreign(place: Path, columns: Sequence[Column[Row]]) -> None:
    """Raises ExportError for a file that is no export of this program, in this version or before
    (columns are only ever added at the end)."""
    if not place.exists():
        return
    with place.open(encoding=_MARKED, errors="replace", newline="") as file:
        header = file.readline(100_000).rstrip("\r\n").split(",")
    names = [column.name for column in columns]
    earlier = len(header) >= _FEWEST_COLUMNS and header == names[: len(header)]
    if not earlier:
        raise ExportError(
            tr(
                "{0} is already there and was not written by this program, or was changed "
                "since. It was left alone. Choose another folder."
            ).format(place)
        )


def _several(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
