"""Facts know the values of their bank that a slip of spelling must not be taken for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fact", sa.Column("lookalikes", sa.JSON(), server_default="[]", nullable=False))
    # Files that were loaded before are read once more, which notes the values of their banks.
    op.execute("UPDATE bank SET loaded_hash = '-' WHERE loaded_hash <> ''")


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
