"""Quizzes say when their results are shown: at the end, or after each question."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_settings ADD COLUMN feedback VARCHAR(8) DEFAULT 'end' NOT NULL "
        "CONSTRAINT ck_quiz_settings_feedback_known CHECK (feedback IN ('end', 'at_once'))"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
