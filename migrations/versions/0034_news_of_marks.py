"""When anything became of a learner's marks last, so that the first page need not look for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user_account", sa.Column("news_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_score_marked_again", "score")


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
