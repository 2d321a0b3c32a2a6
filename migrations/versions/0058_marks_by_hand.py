"""Marks that teachers set by hand, notes beside them, and how many of the lowest do not count.

New tables, and a column of courses with the same value in each: no row is read or rewritten but
those of courses, of which SQLite copies the table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("course") as course:
        course.add_column(sa.Column("drops", sa.Integer(), nullable=False, server_default="0"))
        course.create_check_constraint(op.f("ck_course_drops_in_range"), "drops BETWEEN 0 AND 20")
    _changes()
    _notes()


def _changes() -> None:
    table = "grade_change"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.CheckConstraint("share BETWEEN 0 AND 1", name=op.f("ck_grade_change_share_in_range")),
        *_hangs_from(table, "set_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_change")),
    )
    op.create_index("ix_grade_change_place", table, ["assignment_id", "user_id"])
    current = sa.text("is_current")
    op.create_index(
        "uq_grade_change_current",
        table,
        ["assignment_id", "user_id"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    for column in ("user_id", "set_by_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _notes() -> None:
    table = "grade_note"
    op.create_table(
        table,
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        *_hangs_from(table, "by_id"),
        sa.PrimaryKeyConstraint("assignment_id", "user_id", name=op.f("pk_grade_note")),
    )
    for column in ("user_id", "by_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _hangs_from(table: str, by: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT"
        )
        for column, target in (
            ("assignment_id", "assignment"),
            ("user_id", "user_account"),
            (by, "user_account"),
        )
    ]


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
