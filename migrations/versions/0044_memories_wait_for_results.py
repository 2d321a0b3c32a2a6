"""What was answered in a quiz whose results are kept back feeds memory when they are shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "attempt", sa.Column("is_held", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    is_held = sa.text("is_held")
    op.create_index(
        "ix_attempt_held",
        "attempt",
        ["user_id"],
        sqlite_where=is_held,
        postgresql_where=is_held,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
