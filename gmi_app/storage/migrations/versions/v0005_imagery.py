"""Imagined movements: how a step was eased and timed, and which step a rating is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("steps", sa.Column("eased", sa.Integer, nullable=False, server_default="0"))
    op.add_column("steps", sa.Column("timings", sa.Text, nullable=False, server_default="[]"))
    op.add_column("ratings", sa.Column("step_id", sa.String(36)))
