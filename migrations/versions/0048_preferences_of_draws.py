"""Draws of a quiz can prefer easy or hard questions, or what is about to be forgotten."""

from __future__ import annotations

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE quiz_item ADD COLUMN prefers VARCHAR(10) DEFAULT '' NOT NULL "
        "CONSTRAINT ck_quiz_item_prefers_known "
        "CHECK (prefers IN ('', 'easy', 'medium', 'hard', 'forgotten'))"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
