"""The export of mirror sessions and imagined movements: every stored field, as corrected."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from gmi_app.exchange.csv_export import TABLES, export_csv
from gmi_app.exchange.stage_columns import ImageryRow, MirrorRow
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.imagery.facts import Easing, ImageryRecord, ImagerySession, ImageryStep
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.settings import (
    CameraPosition,
    MirrorSettings,
    Opened,
    ViewMode,
    ViewSettings,
)
from gmi_app.pictures.model import BodyPart, Side
from gmi_app.programme.patient import Patient
from tests.unit.making import moment

ADA = Patient(UUID(int=51), moment(), "Ada")
RENAMED = {
    **{"id": "session_id", "patient": "patient_id", "at": "at_utc", "plan_item": "plan_item_id"},
}
"""Names of fields whose columns are called otherwise."""
BESIDE = {"screen", "settings", "view", "session"}
"""Fields that are not columns: taken apart, the row's own session, or of no use here."""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mirror() -> MirrorRecord:
    view = ViewSettings(
        Side.RIGHT, CameraPosition.FACING, ViewMode.BOTH, 90, True, 0.4, 1.5, brightness=-20
    )
    settings = MirrorSettings(
        BodyPart.FOOT, view, ("foot_look", "foot_heels"), 7, opened=Opened.READ_WHY
    )
    session = MirrorSession(UUID(int=1), ADA.id, moment(), settings, "1.0", plan_item=UUID(int=9))
    return MirrorRecord(
        session,
        SessionEnd(UUID(int=2), session.id, moment(0, 90), EndKind.STOPPED, StopReason.DIZZY),
        (
            Step(UUID(int=3), session.id, 0, "watch", moment(), 20.5),
            Step(UUID(int=4), session.id, 1, "foot_heels", moment(), 21.0, 3, True, 0.25),
        ),
        (
            SessionEvent(UUID(int=5), session.id, moment(), EventKind.PAUSED),
            SessionEvent(UUID(int=6), session.id, moment(), EventKind.NOTE, "=so odd"),
        ),
        pain_before=4,
        pain_after=6,
        realness=8,
    )


def imagery() -> ImageryRecord:
    settings = ImagerySettings(exercises=("hand_look", "hand_fist"), chronometry=True)
    session = ImagerySession(UUID(int=11), ADA.id, moment(), settings, "1.0")
    first = ImageryStep(UUID(int=12), session.id, 0, "hand_look", moment(), 30.0, 5)
    second = ImageryStep(
        UUID(int=13), session.id, 1, "hand_fist", moment(), 42.5, 2, Easing.EASIER, False, (1.5, 2)
    )
    said = [
        (RatingKind.CLARITY, 3, first),
        (RatingKind.FEELING, 2, first),
        (RatingKind.MOVED, 1, second),
        (RatingKind.PAIN_NOW, 5, second),
    ]
    ratings = tuple(
        Rating(UUID(int=20 + at), ADA.id, moment(0, at), k, v, When.DURING, session.id, step=s.id)
        for at, (k, v, s) in enumerate(said)
    )
    return ImageryRecord(session, None, (first, second), (), ratings)


def test_a_mirror_session_and_its_steps_are_written(tmp_path: Path) -> None:
    written = export_csv(tmp_path, [], stages=[MirrorRow(ADA, mirror())])
    assert "mirror_sessions.csv (1 session)" in str(written)
    (row,) = read(tmp_path / "mirror_sessions.csv")
    wanted = {
        **{"session_id": str(UUID(int=1)), "patient": "Ada", "end": "stopped", "reason": "dizzy"},
        **{"duration_s": "90.0", "pain_before": "4", "pain_after": "6", "realness": "8"},
        **{"watched_s": "41.5", "pauses": "1", "part": "foot", "affected": "right"},
        **{"position": "facing", "mode": "both", "rotation": "90", "swapped": "1", "line": "0.4"},
        **{"zoom": "1.5", "brightness": "-20", "exercises": "foot_look|foot_heels"},
        **{"minutes": "7", "opened": "read_why", "note": "'=so odd"},
        **{"plan_item_id": str(UUID(int=9)), "someone_else": "0"},
    }
    assert {name: row[name] for name in wanted} == wanted
    first, second = read(tmp_path / "mirror_steps.csv")
    assert (first["exercise"], first["watched_s"], first["movement"]) == ("watch", "20.5", "")
    assert (second["index"], second["repetitions"], second["skipped"]) == ("1", "3", "1")
    assert (second["movement"], second["session_id"]) == ("0.25", row["session_id"])
    assert read(tmp_path / "imagery_sessions.csv") == []


def test_what_was_said_of_an_imagined_movement_stands_beside_it(tmp_path: Path) -> None:
    written = export_csv(tmp_path, [], stages=[ImageryRow(ADA, imagery())])
    assert (written.mirror, written.imagery) == (0, 1)
    (row,) = read(tmp_path / "imagery_sessions.csv")
    assert (row["imagined_s"], row["chronometry"], row["end"]) == ("72.5", "1", "")
    assert row["pain_after"] == "5"
    first, second = read(tmp_path / "imagery_steps.csv")
    assert (first["clarity"], first["feeling"], first["moved"], first["pain"]) == ("3", "2", "", "")
    assert (second["moved"], second["pain"], second["clarity"]) == ("1", "5", "")
    assert (second["timings_s"], second["eased"], second["repetitions"]) == ("1.5|2", "2", "2")


def test_every_stored_field_has_a_column() -> None:
    for table, kinds in (
        ("mirror_sessions.csv", (MirrorSession, MirrorSettings, ViewSettings)),
        ("imagery_sessions.csv", (ImagerySession, ImagerySettings)),
    ):
        assert_named(table, kinds)
    for table, kind in (("mirror_steps.csv", Step), ("imagery_steps.csv", ImageryStep)):
        assert_named(table, (kind,), {"id": "step_id"})


def assert_named(table: str, kinds: tuple[Any, ...], other: dict[str, str] | None = None) -> None:
    named = {column.name for column in TABLES[table]}
    renamed = RENAMED | (other or {})
    for kind in kinds:
        for field in fields(kind):
            if field.name not in BESIDE:
                assert renamed.get(field.name, field.name) in named, (table, field.name)


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    export_csv(tmp_path, [], stages=[MirrorRow(ADA, mirror())])
    again = replace(mirror(), realness=2)
    export_csv(tmp_path, [], stages=[MirrorRow(ADA, again)])
    (row,) = read(tmp_path / "mirror_sessions.csv")
    assert row["realness"] == "2"
