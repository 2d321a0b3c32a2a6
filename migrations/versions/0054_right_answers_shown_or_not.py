"""Each question of a quiz says whether learners see with their results what is right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What is there has always been shown, and stays so.
    for table in ("quiz_item", "attempt_question"):
        op.add_column(
            table, sa.Column("shows_key", sa.Boolean(), server_default=sa.true(), nullable=False)
        )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
