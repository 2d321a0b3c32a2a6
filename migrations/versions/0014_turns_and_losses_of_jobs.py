"""Jobs count how often their worker was lost, and an index tells whose turn it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("losses", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_job_owner_id_started_at", "job", ["owner_id", "started_at"])
    # The new one finds the jobs of a person, too.
    op.drop_index("ix_job_owner_id", "job")


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
