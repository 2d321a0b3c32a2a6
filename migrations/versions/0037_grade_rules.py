"""Quizzes say which of several attempts make the grade."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_design ADD COLUMN grade_rule VARCHAR(8) DEFAULT 'best' NOT NULL "
        "CONSTRAINT ck_quiz_design_grade_rule_known "
        "CHECK (grade_rule IN ('best', 'last', 'average'))"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
