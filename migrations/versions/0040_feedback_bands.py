"""Teachers say something of a whole attempt, by bands of per cent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "quiz_design",
        sa.Column("feedback_bands", sa.JSON(), server_default="[]", nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
