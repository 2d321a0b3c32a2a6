"""Teachers preview their quizzes: attempts that do not count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "attempt",
        sa.Column("is_preview", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    is_preview = sa.text("is_preview")
    op.create_index(
        "ix_attempt_preview",
        "attempt",
        ["user_id", "quiz_id"],
        sqlite_where=is_preview,
        postgresql_where=is_preview,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
