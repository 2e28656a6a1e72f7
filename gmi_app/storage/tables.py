"""The tables (SQLAlchemy Core), in SQL plain enough for PostgreSQL.

Every table of facts has ``number``, the order of arrival in this database, which settles ties
between equal times; and ``id``, a UUID as text made where the fact was born, which makes a
repeated write or import change nothing. ``at_utc`` is ISO 8601 of fixed width (UTC, microseconds),
so that text order is time order; ``at_offset_min`` keeps the local offset in minutes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


def _identity() -> list[Column[Any]]:
    return [_number(), Column("id", String(36), nullable=False, unique=True)]


def _dated() -> list[Column[Any]]:
    return [
        Column("at_utc", String(32), nullable=False),
        Column("at_offset_min", Integer, nullable=False),
    ]


def _belongs_to(name: str, table: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, String(36), ForeignKey(f"{table}.id"), nullable=nullable)


patients = Table("patients", metadata, *_identity(), *_dated())

patient_versions = Table(
    "patient_versions",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    *_dated(),
    Column("name", Text, nullable=False),
    Column("affected", String(16)),
    Column("part", String(16)),
    Column("handedness", String(16)),
    Column("age_band", String(16)),
    Column("pin_salt", Text),
    Column("pin_hash", Text),
    Column("simulated", Boolean, nullable=False),
    Index(None, "patient_id", "at_utc"),
)

sessions = Table(
    "sessions",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    Column("kind", String(32), nullable=False),
    *_dated(),
    Column("settings", Text, nullable=False),
    Column("seed", Text, nullable=False),
    Column("program_version", String(32), nullable=False),
    Column("screen", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("plan_item_id", String(36)),  # since revision 0006
    Index(None, "patient_id", "at_utc"),
)

session_ends = Table(
    "session_ends",
    metadata,
    *_identity(),
    _belongs_to("session_id", "sessions"),
    *_dated(),
    Column("kind", String(16), nullable=False),
    Column("reason", String(16)),
    Column("note", Text, nullable=False),
    Index(None, "session_id"),
)

session_events = Table(
    "session_events",
    metadata,
    *_identity(),
    _belongs_to("session_id", "sessions"),
    *_dated(),
    Column("kind", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "session_id"),
)

trials = Table(
    "trials",
    metadata,
    *_identity(),
    _belongs_to("session_id", "sessions"),
    Column("position", Integer, nullable=False),
    *_dated(),
    Column("practice", Boolean, nullable=False),
    # the picture as the manifest described it then: history survives a changed library
    Column("picture_file", Text, nullable=False),
    Column("picture_sha256", String(64), nullable=False),
    Column("part", String(16), nullable=False),
    Column("picture_side", String(8), nullable=False),
    Column("picture_set", String(16), nullable=False),
    Column("posture", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("tone", Text, nullable=False),
    Column("sex", Text, nullable=False),
    Column("age_band", Text, nullable=False),
    Column("turnable", Boolean, nullable=False),
    Column("licence", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("mirrored", Boolean, nullable=False),
    Column("angle", Integer, nullable=False),
    # what was measured
    Column("painted_ns", BigInteger, nullable=False),
    Column("answered_ns", BigInteger),
    Column("onset_ns", BigInteger, nullable=False),
    Column("onset_stamp", String(16), nullable=False),
    Column("late_frames", Integer, nullable=False),
    Column("answer", String(8)),
    Column("method", String(16)),
    Column("press_ns", BigInteger),
    Column("handler_ns", BigInteger),
    Column("event_ms", BigInteger),
    Column("press_stamp", String(16)),
    # derived from the above, for whoever reads the table without this program
    Column("side", String(8), nullable=False),
    Column("rt_ns", BigInteger),
    Column("outcome", String(16), nullable=False),
    # since revision 0002: what was asked, the clip, and how it was played
    Column("task", String(16), nullable=False, server_default="side"),
    Column("frames", Integer, nullable=False, server_default="1"),
    Column("fps", Float, nullable=False, server_default="0"),
    Column("direction", String(8)),
    Column("frames_shown", Integer),
    Column("frames_late", Integer),
    Column("frames_dropped", Integer),
    Column("frames_worst_ns", BigInteger),
    Index(None, "session_id", "position"),
)

steps = Table(
    "steps",
    metadata,
    *_identity(),
    _belongs_to("session_id", "sessions"),
    Column("position", Integer, nullable=False),
    *_dated(),
    Column("exercise", String(64), nullable=False),
    Column("duration_s", Float, nullable=False),
    Column("repetitions", Integer, nullable=False),
    Column("skipped", Boolean, nullable=False),
    Column("movement", Float),
    # since revision 0005: how an imagined movement was eased, and timed by the person's presses
    Column("eased", Integer, nullable=False, server_default="0"),
    Column("timings", Text, nullable=False, server_default="[]"),
    Index(None, "session_id", "position"),
)

ratings = Table(
    "ratings",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    _belongs_to("session_id", "sessions", nullable=True),
    *_dated(),
    Column("kind", String(32), nullable=False),
    Column("value", Integer, nullable=False),
    Column("relation", String(16), nullable=False),
    Column("step_id", String(36)),  # since revision 0005
    Column("day", String(10)),  # since revision 0006: the local day that it is about
    Index(None, "patient_id", "at_utc"),
    Index(None, "session_id"),
)

corrections = Table(
    "corrections",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    *_dated(),
    Column("kind", String(32), nullable=False),
    Column("target_id", String(36), nullable=False),
    Column("value", Integer),
    Column("note", Text, nullable=False),
    Index(None, "patient_id", "at_utc"),
    Index(None, "target_id"),
)

own_pictures = Table(
    "own_pictures",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    *_dated(),
    Column("part", String(16), nullable=False),
    Column("side", String(8), nullable=False),
    Column("sha256", String(64), nullable=False),
    # here and not in a file: so it is in every backup, moved, and deleted like everything else
    Column("content", LargeBinary, nullable=False),
    Index(None, "patient_id"),
)

picture_marks = Table(
    "picture_marks",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    *_dated(),
    Column("picture_file", Text, nullable=False),
    Column("picture_sha256", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "patient_id"),
)

likenesses = Table(
    "likenesses",
    metadata,
    *_identity(),
    _belongs_to("patient_id", "patients"),
    *_dated(),
    # the manifest's words with spaces between; empty for all of them
    Column("tones", Text, nullable=False),
    Column("sexes", Text, nullable=False),
    Column("age_bands", Text, nullable=False),
    Index(None, "patient_id"),
)


def _of_a_patient() -> list[Column[Any]]:
    """What a fact of the programme begins with; ``author``: who or what wrote it."""
    return [
        *_identity(),
        _belongs_to("patient_id", "patients"),
        *_dated(),
        Column("author", Text, nullable=False),
    ]


plan_versions = Table(
    "plan_versions",
    metadata,
    *_of_a_patient(),
    Column("parent_id", String(36)),  # the version that this one changes; none for the first
    Column("signature", Text),
    Column("content", Text, nullable=False),
    Index(None, "patient_id", "at_utc"),
)

suggestions = Table(
    "suggestions",
    metadata,
    *_of_a_patient(),
    Column("plan_version_id", String(36)),
    Column("kind", String(32), nullable=False),
    Column("content", Text, nullable=False),  # the reasons in numbers
    Index(None, "patient_id", "at_utc"),
)

decisions = Table(
    "decisions",
    metadata,
    *_of_a_patient(),
    _belongs_to("suggestion_id", "suggestions"),
    Column("kind", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "patient_id", "at_utc"),
)

notes = Table(
    "notes",
    metadata,
    *_of_a_patient(),
    Column("kind", String(32), nullable=False),
    Column("day", String(10)),  # the local day it is about, where that is not the day of writing
    Column("content", Text, nullable=False),
    Index(None, "patient_id", "at_utc"),
)

links = Table(
    "links",
    metadata,
    *_of_a_patient(),
    # "this patient here is that patient there"; the other may be unknown to this database
    Column("other_id", String(36), nullable=False),
    Index(None, "patient_id", "at_utc"),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

summaries = Table(
    "summaries",
    metadata,
    _number(),  # the session's own
    Column("session_id", String(36), ForeignKey("sessions.id"), nullable=False, unique=True),
    _belongs_to("patient_id", "patients"),
    Column("kind", String(32), nullable=False),
    *_dated(),
    Column("settings", Text, nullable=False),
    Column("end_kind", String(16)),
    Column("reason", String(16)),
    Column("trials", Integer, nullable=False),
    Column("measures", Text, nullable=False),
    Column("method", String(16)),
    Column("pain_before", Integer),
    Column("pain_after", Integer),
    Column("someone_else", Boolean, nullable=False),
    Column("duration_s", Float, nullable=False),
    Index(None, "patient_id", "at_utc"),
)

FACTS: tuple[Table, ...] = (
    patients,
    patient_versions,
    sessions,
    session_ends,
    session_events,
    trials,
    steps,
    ratings,
    corrections,
    own_pictures,
    picture_marks,
    likenesses,
    plan_versions,
    suggestions,
    decisions,
    notes,
    links,
)
"""Append-only, in an order in which each row's owner comes before it."""
