"""Quizzes show their results at the hand-in, after the closing time, or never."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_design ADD COLUMN release VARCHAR(8) DEFAULT 'end' NOT NULL "
        "CONSTRAINT ck_quiz_design_release_known CHECK (release IN ('end', 'closing', 'never'))"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
