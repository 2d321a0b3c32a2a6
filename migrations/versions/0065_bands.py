"""Whether students of a course see roughly where their own marks stand.

A column with a default that the database fills in: no row is rewritten on PostgreSQL, and SQLite
copies the table of courses, of which there are few.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("course") as course:
        course.add_column(
            sa.Column("shows_bands", sa.Boolean(), nullable=False, server_default=sa.false())
        )
