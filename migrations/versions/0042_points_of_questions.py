"""Questions of a quiz are worth more or less than one point."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement each, because SQLite adds no constraint to a table that is there.
    number = sa.Double().compile(dialect=op.get_bind().dialect)
    for table in ("quiz_item", "attempt_question"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN points {number} DEFAULT '1' NOT NULL "
            f"CONSTRAINT ck_{table}_points_in_range CHECK (points BETWEEN 0 AND 100)"
        )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
