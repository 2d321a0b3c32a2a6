"""Quizzes have a pass mark."""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_design ADD COLUMN pass_percent INTEGER "
        "CONSTRAINT ck_quiz_design_pass_percent_in_range CHECK (pass_percent BETWEEN 1 AND 100)"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
