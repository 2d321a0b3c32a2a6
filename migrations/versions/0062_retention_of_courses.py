"""A course can be forgotten some months after its end: when, since when told, and that it was.

Four columns without values, so that no row is changed and no course is forgotten by this.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("course", sa.Column("keep_months", sa.Integer(), nullable=True))
    for name in ("kept_until", "retention_told_at", "forgotten_at"):
        op.add_column("course", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
