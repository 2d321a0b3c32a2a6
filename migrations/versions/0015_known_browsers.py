"""Browsers from which somebody has logged in before, so that strangers cannot keep them out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_browser",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_known_browser_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_known_browser")),
    )
    op.create_index("ix_known_browser_user_id", "known_browser", ["user_id"])
    # Old counters are swept whenever a new one begins; names that somebody invents make many.
    op.create_index("ix_throttle_window_ends_at", "throttle", ["window_ends_at"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
