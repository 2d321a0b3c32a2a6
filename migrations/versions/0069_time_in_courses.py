"""Since when and but for when somebody was in a course, so that no more is expected of them.

Whoever is or was in one was let in when they came, as far as anybody knows. SQLite adds the columns
without a copy of the table.
"""

from __future__ import annotations

from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

_ENROLMENT = sa.table(
    "enrolment",
    sa.column("course_id", sa.Uuid),
    sa.column("user_id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("joined_at", sa.DateTime(timezone=True)),
    sa.column("left_at", sa.DateTime(timezone=True)),
    sa.column("let_in_at", sa.DateTime(timezone=True)),
    sa.column("absences", sa.JSON),
)


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("let_in_at", sa.DateTime(timezone=True)))
    op.add_column(
        "enrolment", sa.Column("absences", sa.JSON(), nullable=False, server_default="[]")
    )
    columns = _ENROLMENT.c
    op.execute(
        sa.update(_ENROLMENT)
        .where(columns.state.in_(["active", "left", "removed"]))
        .values(let_in_at=columns.joined_at)
    )
    connection = op.get_bind()
    gone = connection.execute(
        sa.select(columns.course_id, columns.user_id, columns.left_at).where(
            columns.state.in_(["left", "removed"]), columns.left_at.is_not(None)
        )
    ).all()
    if not gone:
        return
    connection.execute(
        sa.update(_ENROLMENT)
        .where(columns.course_id == sa.bindparam("course"), columns.user_id == sa.bindparam("who"))
        .values(absences=sa.bindparam("gone")),
        [
            {
                "course": row.course_id,
                "who": row.user_id,
                "gone": [[row.left_at.replace(tzinfo=row.left_at.tzinfo or UTC).isoformat(), None]],
            }
            for row in gone
        ],
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
