"""The library: own pictures, marks on pictures, and whom the pictures are to look like."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    create(
        "own_pictures",
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    create(
        "picture_marks",
        sa.Column("picture_file", sa.Text, nullable=False),
        sa.Column("picture_sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    create(
        "likenesses",
        sa.Column("tones", sa.Text, nullable=False),
        sa.Column("sexes", sa.Text, nullable=False),
        sa.Column("age_bands", sa.Text, nullable=False),
    )


def create(name: str, *columns: sa.Column[Any]) -> None:
    """A table of dated facts of a patient."""
    op.create_table(
        name,
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("patient_id", sa.String(36), nullable=False),
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("at_offset_min", sa.Integer, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f(f"fk_{name}_patient_id_patients")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{name}_id")),
    )
    op.create_index(op.f(f"ix_{name}_patient_id"), name, ["patient_id"])
