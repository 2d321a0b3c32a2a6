"""Quizzes have a time limit, and attempts a deadline."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_design ADD COLUMN minutes INTEGER "
        "CONSTRAINT ck_quiz_design_minutes_positive CHECK (minutes >= 1)"
    )
    op.add_column("attempt", sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True))
    is_open = sa.text("finished_at IS NULL AND deadline_at IS NOT NULL")
    op.create_index(
        "ix_attempt_open_deadline",
        "attempt",
        ["deadline_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
