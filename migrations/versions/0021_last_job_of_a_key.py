"""An index finds the last job about something, ended or not."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_job_dedupe_key_created_at", "job", ["dedupe_key", "created_at"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
