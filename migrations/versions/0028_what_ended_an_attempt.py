"""Attempts keep what ended them: their learner, their time limit, or the closing time."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN ended_by VARCHAR(8) "
        "CONSTRAINT ck_attempt_ended_by_known CHECK (ended_by IN ('learner', 'time', 'closing'))"
    )
    op.execute(
        "UPDATE attempt SET ended_by = CASE "
        "WHEN deadline_at IS NULL OR finished_at < deadline_at THEN 'learner' "
        "WHEN EXISTS (SELECT 1 FROM quiz_design WHERE quiz_design.quiz_id = attempt.quiz_id"
        " AND quiz_design.number = attempt.settings_number"
        " AND quiz_design.closes_at = attempt.deadline_at) THEN 'closing' "
        "ELSE 'time' END WHERE finished_at IS NOT NULL"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
