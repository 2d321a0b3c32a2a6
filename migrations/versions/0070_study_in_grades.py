"""Whether studying on several days counts in the grade of a course.

No row is rewritten: a column with a default that the database fills in.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false().compile(dialect=op.get_bind().dialect)
    # Said in the words of the database: to add a rule, SQLite would copy all assignments otherwise.
    op.execute(
        f"ALTER TABLE assignment ADD COLUMN is_graded BOOLEAN DEFAULT {no} NOT NULL "
        "CONSTRAINT ck_assignment_graded_is_daily "
        "CHECK (NOT is_graded OR COALESCE(goal, '') = 'daily')"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
