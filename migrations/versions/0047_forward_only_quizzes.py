"""Quizzes can be asked forward only, and attempts keep the question at which their learner is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false().compile(dialect=op.get_bind().dialect)
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        f"ALTER TABLE quiz_settings ADD COLUMN is_linear BOOLEAN DEFAULT {no} NOT NULL "
        "CONSTRAINT ck_quiz_settings_linear_is_single CHECK (NOT is_linear OR layout = 'single')"
    )
    op.create_table(
        "attempt_progress",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_attempt_progress_position_positive")),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
            name=op.f("fk_attempt_progress_attempt_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_attempt_progress")),
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
