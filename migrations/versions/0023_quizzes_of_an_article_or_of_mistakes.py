"""Quizzes can be about one article, or about what the learner got wrong the last time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "quiz_settings", sa.Column("source", sa.String(120), server_default="", nullable=False)
    )
    op.add_column(
        "quiz_settings",
        sa.Column("mistakes", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
