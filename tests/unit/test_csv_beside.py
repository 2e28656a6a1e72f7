"""The export of what goes beside the stages, and of every rating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.activities.settings import (
    KINDS,
    SETTINGS,
    ActivitySettings,
    DesensitisationSettings,
    PacingSettings,
    PerceptionSettings,
    RelaxationSettings,
)
from gmi_app.exchange.beside_columns import ActivityRow, rating_rows
from gmi_app.exchange.csv_export import TABLES, export_csv, export_journal
from gmi_app.facts.activity_goal import Unit
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, StopReason
from gmi_app.imagery.facts import ImageryRecord
from gmi_app.journal import Journal
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary
from tests.unit.making import moment
from tests.unit.test_csv_stages import ADA, read


def done(
    settings: ActivitySettings, number: int = 1, said: Sequence[tuple[RatingKind, int]] = ()
) -> ActivityRecord:
    """One passage a rating, a minute each."""
    session = ActivitySession(UUID(int=number), ADA.id, moment(), settings, "1.0")
    steps = tuple(
        ActivityStep(UUID(int=number * 100 + at), session.id, at, f"at_{at}", moment(), 60.0, 2)
        for at in range(max(1, len(said)))
    )
    ratings = tuple(
        Rating(UUID(int=900 + at), ADA.id, moment(), kind, value, When.DURING, session.id, step.id)
        for at, ((kind, value), step) in enumerate(zip(said, steps, strict=False))
    )
    end = SessionEnd(UUID(int=77), session.id, moment(0, 90), EndKind.STOPPED, StopReason.TIRED)
    return ActivityRecord(session, end, steps, (), ratings)


def written(folder: Path, record: ActivityRecord) -> dict[str, str]:
    export_csv(folder, [], stages=[ActivityRow(ADA, record)])
    (row,) = read(folder / "activity_sessions.csv")
    return row


@pytest.mark.parametrize(
    ("settings", "said", "wanted"),
    [
        (
            DesensitisationSettings(BodyPart.FOOT, Side.RIGHT, "felt", "firm", 240, False),
            [(RatingKind.COMFORT, 2), (RatingKind.COMFORT, 4)],
            {
                **{"kind": "desensitisation", "part": "foot", "side": "right", "texture": "felt"},
                **{"stroke": "firm", "seconds": "240", "healthy": "0", "comfort": "2|4"},
                **{"done_s": "120.0", "steps": "at_0|at_1", "end": "stopped", "reason": "tired"},
                **{"way": "", "goal": "", "calm": "", "duration_s": "90.0", "patient": "Ada"},
            },
        ),
        (
            RelaxationSettings(in_s=5.0),
            [(RatingKind.CALM, 4)],
            {
                **{"kind": "relaxation", "way": "breathing", "in_s": "5.0", "out_s": "6.0"},
                **{"calm": "4", "repetitions": "2", "part": "", "healthy": ""},
            },
        ),
        (
            PerceptionSettings(prompts=("sheets", "water")),
            [(RatingKind.NOTICED, 3), (RatingKind.LOCATED, 2)],
            {"kind": "perception", "prompts": "sheets|water", "noticed": "3", "located": "2"},
        ),
        (
            PacingSettings(UUID(int=5), "=walk to Bert's", Unit.MINUTES, 12),
            [(RatingKind.HOW_WELL, 7)],
            {
                **{"kind": "activity", "goal": str(UUID(int=5)), "name": "'=walk to Bert's"},
                **{"unit": "minutes", "planned": "12", "how_well": "7", "seconds": ""},
            },
        ),
    ],
)
def test_a_session_beside_the_stages_as_written(
    tmp_path: Path,
    settings: ActivitySettings,
    said: list[tuple[RatingKind, int]],
    wanted: dict[str, str],
) -> None:
    row = written(tmp_path, done(settings, said=said))
    assert {name: row[name] for name in wanted} == wanted


def test_every_setting_has_a_column() -> None:
    named = {column.name for column in TABLES["activity_sessions.csv"]}
    renamed = {"id": "session_id", "patient": "patient_id", "at": "at_utc"}
    renamed |= {"plan_item": "plan_item_id"}
    kinds: tuple[Any, ...] = (ActivitySession, *(SETTINGS[kind] for kind in KINDS))
    for kind in kinds:
        for field in fields(kind):
            if field.name not in ("screen", "settings"):
                assert renamed.get(field.name, field.name) in named, field.name


def rating(
    number: int, kind: RatingKind, value: int, day: int, *, hour: int = 0, alone: bool = True
) -> Rating:
    at = moment(day, hour * 3600)
    when = When.ALONE if alone else When.AFTER
    about = at.day if kind is not RatingKind.PAIN_NOW else None
    return Rating(UUID(int=number), ADA.id, at, kind, value, when, day=about)


def test_every_field_of_a_rating_has_a_column() -> None:
    named = {column.name for column in TABLES["ratings.csv"]}
    renamed = {"id": "rating_id", "patient": "patient_id", "at": "at_utc"}
    renamed |= {"session": "session_id", "step": "step_id"}
    assert {renamed.get(field.name, field.name) for field in fields(Rating)} <= named


def test_the_newest_of_a_day_counts(tmp_path: Path) -> None:
    given = [
        rating(1, RatingKind.MOOD, 2, day=0),
        rating(2, RatingKind.MOOD, 4, day=0, hour=3),
        rating(3, RatingKind.SLEEP, 1, day=0),
        rating(4, RatingKind.PAIN_24H, 6, day=1),
        rating(5, RatingKind.PAIN_NOW, 5, day=0, alone=False),
        rating(6, RatingKind.PAIN_NOW, 7, day=0, hour=1, alone=False),
    ]
    told = export_csv(tmp_path, [], ratings=rating_rows(ADA, given[::-1]))
    assert "ratings.csv (6 ratings)" in str(told)
    rows = {row["rating_id"][-1]: row for row in read(tmp_path / "ratings.csv")}
    assert list(rows)[-1] == "4"  # oldest first
    assert [rows[n]["counts"] for n in "123456"] == ["0", "1", "1", "1", "1", "1"]
    mood = rows["2"]
    assert (mood["kind"], mood["value"], mood["lowest"], mood["highest"]) == ("mood", "4", "1", "5")
    assert (mood["day"], mood["when"], mood["session_id"]) == ("2026-03-02", "alone", "")
    assert rows["5"]["day"] == ""


class Book:
    """Somebody who paced an activity and rated a day."""

    def patients(self) -> list[Patient]:
        return [ADA]

    def summaries(self, patient: UUID) -> list[SessionSummary]:
        return []

    def unended(self, patient: UUID) -> list[SessionSummary]:
        return []

    def mirror_records(self, patient: UUID) -> list[MirrorRecord]:
        return []

    def imagery_records(self, patient: UUID) -> list[ImageryRecord]:
        return []

    def activity_records(self, patient: UUID) -> list[ActivityRecord]:
        pacing = PacingSettings(UUID(int=5), "walk to Bert", Unit.TIMES, 3)
        return [done(RelaxationSettings(), 2), done(pacing, 1)]

    def ratings(self, patient: UUID, *, kind: RatingKind) -> list[Rating]:
        day = date(2026, 3, 2)
        found = Rating(UUID(int=8), patient, moment(), kind, kind.scale[1], When.ALONE, day=day)
        return [found] if kind in (RatingKind.MOOD, RatingKind.PAIN_24H) else []


@pytest.mark.parametrize("identity", [True, False])
def test_an_export_has_them_and_leaves_names_out_where_asked(
    tmp_path: Path, identity: bool
) -> None:
    told = export_journal(cast("Journal", Book()), tmp_path, identity=identity)
    assert (told.activities, told.ratings) == (2, 2)
    assert str(told) == (
        "Wrote trials.csv (0 pictures), sessions.csv (0 sessions), activity_sessions.csv "
        f"(2 sessions) and ratings.csv (2 ratings) to {tmp_path}."
    )
    sessions = read(tmp_path / "activity_sessions.csv")
    assert [row["name"] for row in sessions] == ["walk to Bert" if identity else "", ""]
    assert {row["patient"] for row in sessions} == {"Ada" if identity else ""}
    rows = read(tmp_path / "ratings.csv")
    assert {(row["kind"], row["value"]) for row in rows} == {("mood", "5"), ("pain_24h", "10")}
    assert {row["patient"] for row in rows} == {"Ada" if identity else ""}
