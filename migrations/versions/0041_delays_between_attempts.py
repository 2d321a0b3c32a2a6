"""Quizzes let some time pass between two attempts."""

from __future__ import annotations

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_design ADD COLUMN delay_minutes INTEGER "
        "CONSTRAINT ck_quiz_design_delay_positive CHECK (delay_minutes >= 1)"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
