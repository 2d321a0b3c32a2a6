"""Quizzes have sections, and attempts keep to which of them each question belongs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "quiz_design", sa.Column("sections", sa.JSON(), server_default="[]", nullable=False)
    )
    for table in ("quiz_item", "attempt_question"):
        # Said in one statement each, because SQLite adds no constraint to a table that is there.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN section INTEGER DEFAULT '0' NOT NULL "
            f"CONSTRAINT ck_{table}_section_not_negative CHECK (section >= 0)"
        )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
