"""Learners say beside an answer how sure they are of it, where a quiz asks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "quiz_settings",
        sa.Column("asks_certainty", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE response ADD COLUMN certainty VARCHAR(8) CONSTRAINT "
        "ck_response_certainty_known CHECK (certainty IN ('sure', 'fairly', 'guess'))"
    )
    told = sa.text("certainty IS NOT NULL")
    op.create_index(
        "ix_response_told", "response", ["user_id"], sqlite_where=told, postgresql_where=told
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
