"""Assignments: what a course was given with dates, what some have otherwise, and which attempts.

New tables, and a column that is empty in all attempts there are. SQLite copies the attempts into a
table with the new reference, which takes about a second for each million; PostgreSQL changes no
row, and reads them once while nobody begins an attempt.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _assignments()
    _overrides()
    with op.batch_alter_table("attempt") as attempt:
        attempt.add_column(sa.Column("assignment_id", sa.Uuid(), nullable=True))
        attempt.create_foreign_key(
            op.f("fk_attempt_assignment_id"),
            "assignment",
            ["assignment_id"],
            ["id"],
            ondelete="RESTRICT",
        )
    _partial(
        "ix_attempt_assignment",
        "attempt",
        ["assignment_id", "user_id"],
        "assignment_id IS NOT NULL",
        unique=False,
    )


def _partial(name: str, table: str, columns: list[str], where: str, *, unique: bool = True) -> None:
    wanted = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=wanted, postgresql_where=wanted
    )


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("quiz_id", sa.Uuid(), nullable=True),
        sa.Column("bank_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("goal", sa.String(length=8), nullable=True),
        sa.Column("per_day", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("opens_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("closes_at", _MOMENT, nullable=False),
        sa.Column("late_rule", sa.String(length=8), nullable=False),
        sa.Column("late_percent", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT, nullable=True),
        *_checks(),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_assignment_bank_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_assignment_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id", "group_id"],
            ["course_group.course_id", "course_group.id"],
            name=op.f("fk_assignment_course_id_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["user_account.id"],
            name=op.f("fk_assignment_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_assignment_quiz_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_course_due", "assignment", ["course_id", "due_at"])
    for column in ("group_id", "quiz_id", "bank_id", "made_by_id"):
        op.create_index(op.f(f"ix_assignment_{column}"), "assignment", [column])
    there = "removed_at IS NULL AND group_id IS"
    for_all, for_group = f"{there} NULL", f"{there} NOT NULL"
    _partial("uq_assignment_quiz_for_all", "assignment", ["quiz_id", "course_id"], for_all)
    _partial("uq_assignment_quiz_for_group", "assignment", ["quiz_id", "group_id"], for_group)


def _checks() -> list[sa.CheckConstraint]:
    rules = {
        "one_thing": "(quiz_id IS NULL) <> (bank_id IS NULL)",
        "goal_of_study": "(goal IS NULL) = (bank_id IS NULL)",
        "goal_known": "goal IN ('ready_by', 'daily')",
        "narrowed_once": "topic = '' OR source = ''",
        "study_is_narrowed": "bank_id IS NOT NULL OR (topic = '' AND source = '')",
        "per_day_if_daily": "(per_day IS NOT NULL) = (COALESCE(goal, '') = 'daily')",
        "days_if_daily": "(days IS NOT NULL) = (per_day IS NOT NULL)",
        "per_day_in_range": "per_day BETWEEN 1 AND 500",
        "days_in_range": "days BETWEEN 1 AND 366",
        "opens_before_due": "opens_at < due_at",
        "due_before_it_closes": "due_at <= closes_at",
        "late_rule_known": "late_rule IN ('accept', 'percent')",
        "late_percent_by_rule": "(late_percent IS NOT NULL) = (late_rule = 'percent')",
        "late_percent_in_range": "late_percent BETWEEN 1 AND 100",
        "weight_in_range": "weight BETWEEN 0 AND 100",
    }
    return [
        sa.CheckConstraint(rule, name=op.f(f"ck_assignment_{name}")) for name, rule in rules.items()
    ]


def _overrides() -> None:
    op.create_table(
        "assignment_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("opens_at", _MOMENT, nullable=True),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("closes_at", _MOMENT, nullable=True),
        sa.Column("is_excused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "(user_id IS NULL) <> (group_id IS NULL)",
            name=op.f("ck_assignment_override_person_or_group"),
        ),
        sa.CheckConstraint(
            "opens_at < due_at", name=op.f("ck_assignment_override_opens_before_due")
        ),
        sa.CheckConstraint(
            "due_at <= closes_at", name=op.f("ck_assignment_override_due_before_it_closes")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_assignment_override_assignment_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["user_account.id"],
            name=op.f("fk_assignment_override_given_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["course_group.id"],
            name=op.f("fk_assignment_override_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_assignment_override_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_override")),
    )
    for column in ("assignment_id", "user_id", "group_id", "given_by_id"):
        op.create_index(op.f(f"ix_assignment_override_{column}"), "assignment_override", [column])
    for column in ("user_id", "group_id"):
        _partial(
            f"uq_assignment_override_{column.removesuffix('_id')}",
            "assignment_override",
            ["assignment_id", column],
            f"is_current AND {column} IS NOT NULL",
        )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
