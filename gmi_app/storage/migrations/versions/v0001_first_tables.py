"""The first tables: patients, sessions and what happened in them, ratings, corrections, settings.

A step is history: it says what the tables were then, and never imports what they are now.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def identity() -> list[sa.Column[Any]]:
    return [
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
    ]


def dated() -> list[sa.Column[Any]]:
    return [
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("at_offset_min", sa.Integer, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "patients",
        *identity(),
        *dated(),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_patients")),
        sa.UniqueConstraint("id", name=op.f("uq_patients_id")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "corrections",
        *identity(),
        sa.Column("patient_id", sa.String(36), nullable=False),
        *dated(),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("target_id", sa.String(36), nullable=False),
        sa.Column("value", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_corrections_patient_id_patients")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sa.UniqueConstraint("id", name=op.f("uq_corrections_id")),
    )
    op.create_index(
        op.f("ix_corrections_patient_id_at_utc"), "corrections", ["patient_id", "at_utc"]
    )
    op.create_index(op.f("ix_corrections_target_id"), "corrections", ["target_id"])
    op.create_table(
        "patient_versions",
        *identity(),
        sa.Column("patient_id", sa.String(36), nullable=False),
        *dated(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("affected", sa.String(16)),
        sa.Column("part", sa.String(16)),
        sa.Column("handedness", sa.String(16)),
        sa.Column("age_band", sa.String(16)),
        sa.Column("pin_salt", sa.Text),
        sa.Column("pin_hash", sa.Text),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_patient_versions_patient_id_patients")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_patient_versions")),
        sa.UniqueConstraint("id", name=op.f("uq_patient_versions_id")),
    )
    op.create_index(
        op.f("ix_patient_versions_patient_id_at_utc"), "patient_versions", ["patient_id", "at_utc"]
    )
    op.create_table(
        "sessions",
        *identity(),
        sa.Column("patient_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        *dated(),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("seed", sa.Text, nullable=False),
        sa.Column("program_version", sa.String(32), nullable=False),
        sa.Column("screen", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_sessions_patient_id_patients")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_sessions_id")),
    )
    op.create_index(op.f("ix_sessions_patient_id_at_utc"), "sessions", ["patient_id", "at_utc"])
    op.create_table(
        "ratings",
        *identity(),
        sa.Column("patient_id", sa.String(36), nullable=False),
        sa.Column("session_id", sa.String(36)),
        *dated(),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("relation", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_ratings_patient_id_patients")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_ratings_session_id_sessions")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ratings")),
        sa.UniqueConstraint("id", name=op.f("uq_ratings_id")),
    )
    op.create_index(op.f("ix_ratings_patient_id_at_utc"), "ratings", ["patient_id", "at_utc"])
    op.create_index(op.f("ix_ratings_session_id"), "ratings", ["session_id"])
    op.create_table(
        "session_ends",
        *identity(),
        sa.Column("session_id", sa.String(36), nullable=False),
        *dated(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(16)),
        sa.Column("note", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_session_ends_session_id_sessions")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_session_ends")),
        sa.UniqueConstraint("id", name=op.f("uq_session_ends_id")),
    )
    op.create_index(op.f("ix_session_ends_session_id"), "session_ends", ["session_id"])
    op.create_table(
        "session_events",
        *identity(),
        sa.Column("session_id", sa.String(36), nullable=False),
        *dated(),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_session_events_session_id_sessions")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_session_events")),
        sa.UniqueConstraint("id", name=op.f("uq_session_events_id")),
    )
    op.create_index(op.f("ix_session_events_session_id"), "session_events", ["session_id"])
    op.create_table(
        "summaries",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("patient_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        *dated(),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("end_kind", sa.String(16)),
        sa.Column("reason", sa.String(16)),
        sa.Column("trials", sa.Integer, nullable=False),
        sa.Column("measures", sa.Text, nullable=False),
        sa.Column("method", sa.String(16)),
        sa.Column("pain_before", sa.Integer),
        sa.Column("pain_after", sa.Integer),
        sa.Column("someone_else", sa.Boolean, nullable=False),
        sa.Column("duration_s", sa.Float, nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_summaries_patient_id_patients")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_summaries_session_id_sessions")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_summaries")),
        sa.UniqueConstraint("session_id", name=op.f("uq_summaries_session_id")),
    )
    op.create_index(op.f("ix_summaries_patient_id_at_utc"), "summaries", ["patient_id", "at_utc"])
    op.create_table(
        "trials",
        *identity(),
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *dated(),
        sa.Column("practice", sa.Boolean, nullable=False),
        sa.Column("picture_file", sa.Text, nullable=False),
        sa.Column("picture_sha256", sa.String(64), nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("picture_side", sa.String(8), nullable=False),
        sa.Column("picture_set", sa.String(16), nullable=False),
        sa.Column("posture", sa.Text, nullable=False),
        sa.Column("view", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("tone", sa.Text, nullable=False),
        sa.Column("sex", sa.Text, nullable=False),
        sa.Column("age_band", sa.Text, nullable=False),
        sa.Column("turnable", sa.Boolean, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("mirrored", sa.Boolean, nullable=False),
        sa.Column("angle", sa.Integer, nullable=False),
        sa.Column("painted_ns", sa.BigInteger, nullable=False),
        sa.Column("answered_ns", sa.BigInteger),
        sa.Column("onset_ns", sa.BigInteger, nullable=False),
        sa.Column("onset_stamp", sa.String(16), nullable=False),
        sa.Column("late_frames", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(8)),
        sa.Column("method", sa.String(16)),
        sa.Column("press_ns", sa.BigInteger),
        sa.Column("handler_ns", sa.BigInteger),
        sa.Column("event_ms", sa.BigInteger),
        sa.Column("press_stamp", sa.String(16)),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("rt_ns", sa.BigInteger),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_trials_session_id_sessions")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trials")),
        sa.UniqueConstraint("id", name=op.f("uq_trials_id")),
    )
    op.create_index(op.f("ix_trials_session_id_position"), "trials", ["session_id", "position"])
