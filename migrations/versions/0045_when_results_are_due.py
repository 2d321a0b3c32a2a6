"""Attempts whose results are kept back say until when, so that only what is due is looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

# Who closes later is looked at too early then, and found to be waited for.
_UNTIL = """
UPDATE attempt SET held_until = (
    SELECT CASE design.release WHEN 'closing' THEN design.closes_at
                               WHEN 'end' THEN attempt.finished_at END
    FROM quiz_design AS design
    WHERE design.quiz_id = attempt.quiz_id
    ORDER BY design.number DESC
    LIMIT 1
)
WHERE is_held
"""


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("attempt", sa.Column("held_until", moment, nullable=True))
    op.execute(_UNTIL)
    op.drop_index("ix_attempt_held", "attempt")
    is_due = sa.text("held_until IS NOT NULL")
    op.create_index(
        "ix_attempt_held",
        "attempt",
        ["held_until"],
        sqlite_where=is_due,
        postgresql_where=is_due,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
