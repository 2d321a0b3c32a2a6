"""Quizzes with closed book: what an attempt asks about is closed to its learner meanwhile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "quiz_design",
        sa.Column("is_closed_book", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
