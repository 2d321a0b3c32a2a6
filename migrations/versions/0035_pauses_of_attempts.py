"""A teacher stops the time of an attempt, and lets it run again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN paused_left INTEGER "
        "CONSTRAINT ck_attempt_paused_left_not_negative CHECK (paused_left >= 0)"
    )
    op.create_table(
        "attempt_pause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("is_pause", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_attempt_pause_attempt_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name="fk_attempt_pause_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempt_pause"),
    )
    op.create_index("ix_attempt_pause_attempt_id", "attempt_pause", ["attempt_id"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
