"""Logins that outlive the browser's being closed, and others that do not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whoever is logged in stays so: until now every login did.
    op.add_column(
        "login", sa.Column("stays", sa.Boolean(), nullable=False, server_default=sa.true())
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
