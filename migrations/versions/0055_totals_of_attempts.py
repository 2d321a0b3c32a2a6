"""Attempts keep what their current scores come to.

What was handed in is added up once, from scores that stay as they are: some seconds for 100,000
attempts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

_ADDED_UP = """
    WITH standing AS (
        SELECT
            q.attempt_id AS id,
            COALESCE(SUM(s.points * q.points), 0.0) AS points,
            COALESCE(SUM(CASE WHEN s.outcome = 'struck' THEN 0.0 ELSE q.points END), 0.0)
                AS possible,
            COUNT(CASE WHEN s.outcome = 'waiting' AND q.points > 0 THEN 1 END) AS waiting
        FROM attempt_question AS q
        LEFT JOIN response AS r ON r.attempt_id = q.attempt_id AND r.position = q.position
        LEFT JOIN score AS s ON s.response_id = r.id AND s.is_current
        GROUP BY q.attempt_id
    )
    UPDATE attempt
    SET points = standing.points, possible = standing.possible, waiting = standing.waiting
    FROM standing
    WHERE standing.id = attempt.id AND attempt.finished_at IS NOT NULL
"""


def upgrade() -> None:
    for name, kind in (
        ("points", sa.Double()),
        ("possible", sa.Double()),
        ("waiting", sa.Integer()),
    ):
        op.add_column("attempt", sa.Column(name, kind, nullable=True))
    op.execute(_ADDED_UP)


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
