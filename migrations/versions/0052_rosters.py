"""Lists of students for courses, and the numbers by which schools know them.

New tables, and a column that is empty for everybody who is in a course already.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_HAS_NUMBER = sa.text("number != ''")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "enrolment",
        sa.Column("number", sa.String(length=64), server_default="", nullable=False),
    )
    op.create_index(
        "uq_enrolment_number",
        "enrolment",
        ["course_id", "number"],
        unique=True,
        sqlite_where=_HAS_NUMBER,
        postgresql_where=_HAS_NUMBER,
    )
    _lists()
    _additions()


def _lists() -> None:
    op.create_table(
        "roster_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("imported_at", _MOMENT, nullable=True),
        sa.Column("undone_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "imported_at IS NOT NULL OR undone_at IS NULL",
            name=op.f("ck_roster_list_undone_if_imported"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name=op.f("fk_roster_list_course_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name=op.f("fk_roster_list_author_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_list")),
    )
    op.create_index("ix_roster_list_author_id", "roster_list", ["author_id"])
    op.create_index("ix_roster_list_course_id", "roster_list", ["course_id"])


def _additions() -> None:
    op.create_table(
        "roster_addition",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_new_account", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["roster_list.id"],
            name=op.f("fk_roster_addition_list_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_roster_addition_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("list_id", "user_id", name=op.f("pk_roster_addition")),
    )
    op.create_index("ix_roster_addition_user_id", "roster_addition", ["user_id"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
