"""The export: every stored field, safe in a spreadsheet, whole or not at all."""

from __future__ import annotations

import codecs
import csv
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from gmi_app.activities.facts import ActivityRecord
from gmi_app.clock import Moment
from gmi_app.errors import UsageError
from gmi_app.exchange.columns import (
    MARK_COLUMNS,
    SESSION_COLUMNS,
    TRIAL_COLUMNS,
    Cell,
    Column,
    SessionRow,
    TrialRow,
    markdown,
)
from gmi_app.exchange.csv_export import (
    FORMULA_STARTS,
    TABLES,
    ExportError,
    export_csv,
    export_journal,
)
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, Session, StopReason
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.journal import Journal
from gmi_app.laterality.measures import Estimate, SideMeasures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import InputMethod, Onset, Playback, Press, Trial
from gmi_app.library.book import PictureBook
from gmi_app.library.marks import MarkKind, PictureMark
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.pictures.model import Picture, Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.progress.summarise import summarise
from gmi_app.progress.summary import SessionSummary
from tests.examples import tries
from tests.unit.making import PATIENT, answered, end, moment, pain, session, trial

L, R = Side.LEFT, Side.RIGHT
Record = tuple[SessionRow, Iterable[Trial]]


def patient(name: str = "Ada", number: int = PATIENT.int) -> Patient:
    return Patient(UUID(int=number), moment(), name)


def record(of: Session | None = None, trials: Sequence[Trial] = (), name: str = "Ada") -> Record:
    of = of or session(settings=DrillSettings(angles=(0, 90), limit_s=5.0))
    ending = end(of, EndKind.STOPPED, reason=StopReason.TIRED)
    summary = summarise(of, ending, trials, [pain(4, When.BEFORE, of)])
    return SessionRow(patient(name), of, summary), list(trials)


def read(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_a_trial_and_one_a_session(tmp_path: Path) -> None:
    first, second = session(1), session(2, at=moment(1))
    written = export_csv(
        tmp_path / "new" / "folder",
        [record(first, answered(first, each=3)), record(second, answered(second, each=2))],
    )
    assert (written.sessions, written.trials) == (2, 10)
    assert str(written) == (
        f"Wrote trials.csv (10 pictures) and sessions.csv (2 sessions) to {written.folder}."
    )
    trials, sessions = read(written.folder / "trials.csv"), read(written.folder / "sessions.csv")
    assert [t["session_id"] for t in trials] == [str(first.id)] * 6 + [str(second.id)] * 4
    assert [s["session_id"] for s in sessions] == [str(first.id), str(second.id)]


def test_a_trial_as_written(tmp_path: Path) -> None:
    at = moment(seconds=0.1234567, offset_min=-210)
    of = session()
    shown = trial(L, R, 1.2345678, index=3, angle=270, at=at, practice=True)
    export_csv(tmp_path, [record(of, [shown])])
    (row,) = read(tmp_path / "trials.csv")
    assert float(row["rt_ms"]) == shown.rt_ms
    expected = {
        "index": "3",
        "practice": "1",
        "at_utc": "2026-03-02T12:00:00.123Z",
        "utc_offset_min": "-210",
        "part": "hand",
        "mirrored": "1",
        "angle": "270",
        "side": "left",
        "answer": "right",
        "outcome": "wrong",
        "method": "one_hand_keys",
        "painted_ns": "1000000000",
        "onset_ns": "1004000000",
        "answered_ns": "",
        "bracket_ns": "4000000",
        "onset_stamp": "flush",
        "press_stamp": "clamped",
        "picture_side": "right",
        "simulated": "0",
        "limit_s": "",
    }
    assert {name: row[name] for name in expected} == expected


def test_a_time_out_has_no_response_time(tmp_path: Path) -> None:
    export_csv(tmp_path, [record(None, [trial(L, None)])])
    (row,) = read(tmp_path / "trials.csv")
    assert row["outcome"] == "time_out"
    for name in ("rt_ms", "answer", "method", "press_ns", "handler_ns", "event_ms", "press_stamp"):
        assert row[name] == ""


def test_a_session_as_written(tmp_path: Path) -> None:
    of = session(settings=DrillSettings(angles=(0, 90), postures=("fist", "open"), limit_s=5.0))
    trials = answered(of, left=(9, 2.0), right=(10, 3.0))
    export_csv(tmp_path, [record(of, trials)])
    (row,) = read(tmp_path / "sessions.csv")
    expected = {
        "patient": "Ada",
        "kind": "laterality",
        "at_utc": "2026-03-02T12:00:00.000Z",
        "duration_s": "120.0",
        "end": "stopped",
        "reason": "tired",
        "pain_before": "4",
        "pain_after": "",
        "limit_s": "5.0",
        "angles": "0|90",
        "postures": "fist|open",
        "left_correct": "9",
        "left_wrong": "1",
        "left_accuracy": "0.9",
        "right_median_rt_s": "3.0",
        "guessing": "0",
        "one_hand": "1",
        "screen_width_px": "1920",
        "stage_grey": "#D3D3D3",
    }
    assert {name: row[name] for name in expected} == expected
    assert 0.5 < float(row["left_accuracy_low"]) < 0.9 < float(row["left_accuracy_high"]) < 1


def test_a_session_without_answers_has_empty_figures(tmp_path: Path) -> None:
    export_csv(tmp_path, [record()])
    (row,) = read(tmp_path / "sessions.csv")
    for name in (
        "left_accuracy",
        "left_median_rt_s_low",
        "right_mean_rt_s",
        "guessing_p",
        "method",
    ):
        assert row[name] == ""
    assert read(tmp_path / "trials.csv") == []


@pytest.mark.parametrize(
    ("affected", "difference"),
    [(AffectedSide.LEFT, -0.4), (AffectedSide.RIGHT, 0.4), (AffectedSide.BOTH, None)],
)
def test_the_painful_side_is_compared_with_the_other(
    affected: AffectedSide, difference: float | None
) -> None:
    columns = {column.name: column.value for column in SESSION_COLUMNS}
    row, _ = record()
    measures = replace(
        row.summary.measures,
        left=SideMeasures(L, 5, 5, 0, 0, Estimate(0.5, 0.4, 0.6), None, None),
        right=SideMeasures(R, 9, 1, 0, 0, Estimate(0.9, 0.8, 1.0), None, None),
        one_hand=True,
    )
    row = replace(
        row,
        patient=replace(row.patient, affected=affected),
        summary=replace(row.summary, measures=measures, method=InputMethod.MOUSE),
    )
    found = columns["difference_accuracy"](row)
    assert found == (None if difference is None else pytest.approx(difference))
    assert columns["difference_median_rt_s"](row) is None


def test_every_field_of_a_trial_is_there() -> None:
    """A field that is added to the facts must be added to the export."""
    named = {column.name for column in TRIAL_COLUMNS}
    renamed = {
        **{"id": "trial_id", "session": "session_id", "at": "at_utc", "stamp": "onset_stamp"},
        **{"time_ns": "press_ns", "file": "picture_file", "sha256": "picture_sha256"},
        **{"set": "picture_set", "shown": "frames_shown", "late": "frames_late"},
        **{"dropped": "frames_dropped", "worst_ns": "frames_worst_ns"},
    }
    parts = {"stimulus", "onset", "press", "playback"}
    for kind in (Trial, Onset, Press, Playback, Picture):
        for field in fields(kind):
            assert renamed.get(field.name, field.name) in named | parts, field.name


def test_every_setting_and_screen_fact_is_there() -> None:
    named = {column.name for column in SESSION_COLUMNS}
    of = session()
    for value in (of.settings, of.screen):
        for field in fields(value):
            assert (
                field.name in named
                or f"screen_{field.name.removesuffix('_px')}" in named
                or (f"screen_{field.name}" in named)
            ), field.name
    assert {"seed", "program_version", "author"} <= named


@pytest.mark.parametrize("columns", [TRIAL_COLUMNS, SESSION_COLUMNS])
def test_columns_are_named_once_and_documented(columns: Sequence[Column[Any]]) -> None:
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    text = markdown(columns)
    for column in columns:
        assert column.name.replace("_", "").isalnum()
        assert f"| `{column.name}` | " in text
        assert column.meaning


def test_markdown_keeps_its_table_whole() -> None:
    def nothing(_: TrialRow) -> Cell:
        return None

    assert markdown([Column("a", "with | between", nothing)]) == (
        "| Column | Meaning |\n| --- | --- |\n| `a` | with \\| between |\n"
    )


def test_the_first_columns_stay_where_they_are() -> None:
    """Columns are only ever added at the end: scripts and earlier exports rely on it."""
    assert [c.name for c in TRIAL_COLUMNS[:4]] == [
        "trial_id",
        "session_id",
        "patient_id",
        "patient",
    ]
    assert TRIAL_COLUMNS[42].name == "source"
    assert [c.name for c in SESSION_COLUMNS[:3]] == ["session_id", "patient_id", "patient"]
    assert SESSION_COLUMNS[61].name == "author"


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_cannot_become_a_formula(tmp_path: Path, start: str) -> None:
    name = f'{start}HYPERLINK("x","y")'
    export_csv(tmp_path, [record(None, [trial()], name=name)])
    for table in ("trials.csv", "sessions.csv"):
        assert read(tmp_path / table)[0]["patient"] == f"'{name}"


def test_numbers_below_zero_stay_numbers(tmp_path: Path) -> None:
    of = session(at=moment(offset_min=-300))
    export_csv(tmp_path, [record(of, answered(of, left=(1, 2.0), right=(1, 2.0)))])
    (row,) = read(tmp_path / "sessions.csv")
    assert row["utc_offset_min"] == "-300"
    assert float(row["d_prime"]) < 0


@tries(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_name_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    export_csv(tmp_path, [record(None, [], name=name)])
    (row,) = read(tmp_path / "sessions.csv")
    formula = name.startswith(FORMULA_STARTS)
    assert row["patient"] == (f"'{name}" if formula else name)


def test_wide_signs_are_among_what_begins_a_formula() -> None:
    wide = [chr(ord(sign) - ord("!") + 0xFF01) for sign in "=+-@"]
    assert {*wide, *"=+-@\t\r\n"} == set(FORMULA_STARTS)


def test_there_is_no_zero_below_zero(tmp_path: Path) -> None:
    of = session()
    record_ = record(of, answered(of, left=(2, 2.0), right=(2, 2.0)))
    assert str(record_[0].summary.measures.criterion) == "-0.0"
    export_csv(tmp_path, [record_])
    assert read(tmp_path / "sessions.csv")[0]["criterion"] == "0.0"


def test_a_day_and_a_time_are_the_ones_of_the_place(tmp_path: Path) -> None:
    at = Moment(datetime(2026, 3, 1, 23, 30, 5, 900_000, UTC), 60)
    export_csv(tmp_path, [record(session(at=at), [replace(trial(), at=at)])])
    for table in ("sessions.csv", "trials.csv"):
        (row,) = read(tmp_path / table)
        assert (row["local_day"], row["local_time"]) == ("2026-03-02", "00:30:05")


def test_a_spreadsheet_is_told_that_it_is_utf_8_and_a_script_is_not_bothered(
    tmp_path: Path,
) -> None:
    for marked in (True, False, True):  # each replaces the one before
        export_csv(tmp_path, [record(None, [trial()], name="Müller")], for_spreadsheet=marked)
        for table in TABLES:
            content = (tmp_path / table).read_bytes()
            assert content.startswith(codecs.BOM_UTF8) == marked
            assert content.count(codecs.BOM_UTF8) == marked
        (row,) = read(tmp_path / "trials.csv", "utf-8-sig")
        assert row["patient"] == "Müller"


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    first, second = session(1), session(2)
    export_csv(tmp_path, [record(first)])
    export_csv(tmp_path, [record(first), record(second)])
    assert len(read(tmp_path / "sessions.csv")) == 2


def test_an_export_of_an_earlier_version_is_replaced(tmp_path: Path) -> None:
    names = [column.name for column in TRIAL_COLUMNS][:30]
    (tmp_path / "trials.csv").write_text(",".join(names) + "\r\n1,2,3\r\n")
    export_csv(tmp_path, [record(None, [trial()])])
    assert len(read(tmp_path / "trials.csv")) == 1


@pytest.mark.parametrize("name", ["trials.csv", "sessions.csv"])
@pytest.mark.parametrize("content", ["my own table\n", "", "trial_id,session_id\n1,2\n"])
def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ExportError) as problem:
        export_csv(tmp_path, [record()])
    assert "It was left alone. Choose another folder." in problem.value.sentence
    assert (tmp_path / name).read_text() == content
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_an_export_with_columns_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    export_csv(tmp_path, [record()])
    path = tmp_path / "sessions.csv"
    path.write_text(path.read_text().replace("\n", ",my remarks\n", 1))
    with pytest.raises(ExportError):
        export_csv(tmp_path, [record()])
    assert "my remarks" in path.read_text()


def failing(*first: Record) -> Iterator[Record]:
    yield from first
    raise OSError(28, "No space left on device")


def test_what_goes_wrong_half_way_leaves_the_earlier_export_whole(tmp_path: Path) -> None:
    export_csv(tmp_path, [record(None, [trial()])])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ExportError) as problem:
        export_csv(tmp_path, failing(record(session(2), [trial()] * 5)))
    assert "No space left on device" in problem.value.sentence
    assert "Your results are safe." in problem.value.sentence
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_bug_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield record()
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        export_csv(tmp_path, broken())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="could not be written"):
        export_csv(tmp_path / "file", [record()])


def test_a_folder_in_the_place_of_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "trials.csv").mkdir()
    with pytest.raises(ExportError):
        export_csv(tmp_path, [record()])


def test_only_the_owner_may_read_health_data(tmp_path: Path) -> None:
    export_csv(tmp_path, [record()])
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


class Book:
    """The reading half of a journal, over facts in memory."""

    def __init__(self, people: dict[Patient, list[Session]]) -> None:
        self._people = people
        self.running: set[UUID] = set()

    def patients(self) -> list[Patient]:
        return list(self._people)

    def summaries(self, patient: UUID) -> list[SessionSummary]:
        (mine,) = (ss for p, ss in self._people.items() if p.id == patient)
        ended = [s for s in reversed(mine) if s.id not in self.running]
        return [summarise(s, end(s), self.trials(s.id)) for s in ended]

    def unended(self, patient: UUID) -> list[SessionSummary]:
        (mine,) = (ss for p, ss in self._people.items() if p.id == patient)
        return [summarise(s, None, self.trials(s.id)) for s in mine if s.id in self.running]

    def session(self, session: UUID) -> Session:
        return next(s for ss in self._people.values() for s in ss if s.id == session)

    def trials(self, session: UUID) -> list[Trial]:
        return answered(self.session(session), each=2)

    def mirror_records(self, patient: UUID) -> list[MirrorRecord]:
        return []

    def imagery_records(self, patient: UUID) -> list[ImageryRecord]:
        return []

    def activity_records(self, patient: UUID) -> list[ActivityRecord]:
        return []

    def ratings(self, patient: UUID, *, kind: RatingKind) -> list[Rating]:
        return []


@pytest.fixture
def journal() -> Journal:
    ada, bob, other = patient("Ada", 51), patient("Bob", 52), patient("bob", 53)
    people = {ada: [session(1), session(2, at=moment(1))], bob: [session(3)], other: []}
    return cast("Journal", Book(people))


def test_a_session_without_an_end_is_exported_with_its_answers(
    journal: Journal, tmp_path: Path
) -> None:
    cast("Book", journal).running = {session(1).id}
    written = export_journal(journal, tmp_path)
    assert (written.sessions, written.trials) == (3, 12)
    ends = {row["session_id"][-1]: row["end"] for row in read(tmp_path / "sessions.csv")}
    assert ends["1"] == ""


def exported(journal: Journal, folder: Path, who: str | None) -> list[str]:
    export_journal(journal, folder, who)
    return [row["session_id"][-1] for row in read(folder / "sessions.csv")]


def test_everyone_or_one_person_is_exported_oldest_first(journal: Journal, tmp_path: Path) -> None:
    assert exported(journal, tmp_path, None) == ["1", "2", "3"]
    assert exported(journal, tmp_path, " ADA ") == ["1", "2"]
    assert exported(journal, tmp_path, str(UUID(int=52)).upper()) == ["3"]
    assert exported(journal, tmp_path, str(UUID(int=53))) == []


def test_who_is_meant_must_be_clear(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no person called Cleo"):
        export_journal(journal, tmp_path, "Cleo")
    with pytest.raises(UsageError, match="Several people are called Bob") as problem:
        export_journal(journal, tmp_path, "Bob")
    assert str(UUID(int=53)) in problem.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_figures_keep_their_precision(tmp_path: Path) -> None:
    row, trials = record()
    third = Estimate(1 / 3, None, 0.1 + 0.2)
    measures = row.summary.measures
    measures = replace(measures, left=replace(measures.left, accuracy=third))
    changed = replace(row, summary=replace(row.summary, measures=measures))
    export_csv(tmp_path, [(changed, trials)])
    (found,) = read(tmp_path / "sessions.csv")
    assert float(found["left_accuracy"]) == 1 / 3
    assert found["left_accuracy_low"] == ""
    assert float(found["left_accuracy_high"]) == 0.1 + 0.2


class Remarks:
    """What people said of pictures, in memory."""

    def marks(self, patient: UUID) -> list[PictureMark]:
        if patient != UUID(int=51):
            return []
        said = [(MarkKind.UNCLEAR, "=which?"), (MarkKind.BACK, ""), (MarkKind.LEFT_OUT, "")]
        return [
            PictureMark(UUID(int=at), patient, moment(at), "hand/a.webp", "0" * 64, kind, note)
            for at, (kind, note) in enumerate(said)
        ]


def test_what_was_said_of_pictures_is_exported(journal: Journal, tmp_path: Path) -> None:
    book = cast("PictureBook", Remarks())
    written = export_journal(journal, tmp_path, book=book)
    assert "pictures.csv (3 remarks)" in str(written)
    rows = read(tmp_path / "pictures.csv")
    assert [row["remark"] for row in rows] == ["unclear", "back", "left_out"]
    assert [row["counts"] for row in rows] == ["0", "0", "1"]
    assert rows[0]["note"] == "'=which?"  # no formula for a spreadsheet
    assert {row["patient"] for row in rows} == {"Ada"}
    export_journal(journal, tmp_path, str(UUID(int=52)), book)
    assert read(tmp_path / "pictures.csv") == []


def test_every_field_of_a_remark_is_there() -> None:
    named = {column.name for column in MARK_COLUMNS}
    renamed = {
        **{"id": "remark_id", "patient": "patient_id", "at": "at_utc", "kind": "remark"},
        **{"file": "picture_file", "sha256": "picture_sha256"},
    }
    for field in fields(PictureMark):
        assert renamed.get(field.name, field.name) in named, field.name


def test_another_file_of_that_name_is_left_alone(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "pictures.csv").write_text("my,own,list\n")
    with pytest.raises(ExportError):
        export_journal(journal, tmp_path, book=cast("PictureBook", Remarks()))
    assert (tmp_path / "pictures.csv").read_text() == "my,own,list\n"
