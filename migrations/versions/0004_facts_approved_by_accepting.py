"""Which facts the accepting of a draft has approved, so that it can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Drafts that were accepted before approved nothing that is known: their facts stay approved.
    op.add_column("draft", sa.Column("vouched", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
