"""Parts of a class of which item analysis has kept what it counted.

Each quiz that was counted gets one part, of which nothing is kept yet: the next counting reads it
all, and cuts it where it is large. What was noted to be outdated is noted there. SQLite copies the
table of analyses, which has one row for each quiz.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

_IS_OUTDATED = sa.text("is_outdated")


def upgrade() -> None:
    part = op.create_table(
        "analysis_part",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("last_id", sa.Uuid(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_outdated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "counted BETWEEN 0 AND begun", name=op.f("ck_analysis_part_counted_was_begun")
        ),
        sa.CheckConstraint("first_id <= last_id", name=op.f("ck_analysis_part_in_order")),
        sa.ForeignKeyConstraint(
            ["quiz_id"],
            ["quiz_analysis.quiz_id"],
            name=op.f("fk_analysis_part_quiz_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "first_id", name=op.f("pk_analysis_part")),
    )
    op.create_index(
        "ix_analysis_part_outdated",
        "analysis_part",
        ["quiz_id"],
        sqlite_where=_IS_OUTDATED,
        postgresql_where=_IS_OUTDATED,
    )
    analysis = sa.table(
        "quiz_analysis",
        sa.column("quiz_id", sa.Uuid()),
        sa.column("begun", sa.Integer()),
        sa.column("is_outdated", sa.Boolean()),
    )
    whole = sa.select(
        analysis.c.quiz_id,
        sa.literal(UUID(int=0), sa.Uuid()),
        sa.literal(UUID(int=2**128 - 1), sa.Uuid()),
        analysis.c.begun,
        analysis.c.is_outdated,
        sa.literal({}, sa.JSON()),
    )
    columns = ["quiz_id", "first_id", "last_id", "begun", "is_outdated", "tally"]
    op.execute(sa.insert(part).from_select(columns, whole))
    with op.batch_alter_table("quiz_analysis") as batch:
        batch.drop_column("is_outdated")
