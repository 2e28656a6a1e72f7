"""Moving pictures: what was asked of a trial, its clip, and how the clip was played.

Trials that were there before showed stills and asked for the side.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    columns = (
        sa.Column("task", sa.String(16), nullable=False, server_default="side"),
        sa.Column("frames", sa.Integer, nullable=False, server_default="1"),
        sa.Column("fps", sa.Float, nullable=False, server_default="0"),
        sa.Column("direction", sa.String(8)),
        sa.Column("frames_shown", sa.Integer),
        sa.Column("frames_late", sa.Integer),
        sa.Column("frames_dropped", sa.Integer),
        sa.Column("frames_worst_ns", sa.BigInteger),
    )
    for column in columns:
        op.add_column("trials", column)
