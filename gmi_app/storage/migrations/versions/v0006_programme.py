"""The programme: plans, suggestions and decisions, notes, links; the day that a rating is about."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _fact() -> list[sa.Column[Any]]:
    return [
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("patient_id", sa.String(36), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("at_offset_min", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "plan_versions",
        *_fact(),
        sa.Column("parent_id", sa.String(36)),
        sa.Column("signature", sa.Text),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "suggestions",
        *_fact(),
        sa.Column("plan_version_id", sa.String(36)),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "decisions",
        *_fact(),
        sa.Column("suggestion_id", sa.String(36), sa.ForeignKey("suggestions.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "notes",
        *_fact(),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table("links", *_fact(), sa.Column("other_id", sa.String(36), nullable=False))
    for table in ("plan_versions", "suggestions", "decisions", "notes", "links"):
        op.create_index(op.f(f"ix_{table}_patient_id_at_utc"), table, ["patient_id", "at_utc"])
    op.add_column("sessions", sa.Column("plan_item_id", sa.String(36)))
    op.add_column("ratings", sa.Column("day", sa.String(10)))
