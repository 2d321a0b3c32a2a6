"""Courses: the people in them, their groups, and the codes that let people in.

New tables alone: nothing that is there is read or changed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_IS_TEACHER = sa.text("role = 'teacher'")
_IS_OPEN = sa.text("closed_at IS NULL")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _courses()
    _enrolments()
    _groups()
    _invitations()


def _courses() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("archived_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user_account.id"],
            name=op.f("fk_course_created_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index(op.f("ix_course_created_by_id"), "course", ["created_by_id"])


def _enrolments() -> None:
    op.create_table(
        "enrolment",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("joined_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("left_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "role IN ('teacher', 'co_teacher', 'assistant', 'student')",
            name=op.f("ck_enrolment_role_known"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'active', 'left', 'removed')",
            name=op.f("ck_enrolment_state_known"),
        ),
        sa.CheckConstraint(
            "(left_at IS NOT NULL) = (state IN ('left', 'removed'))",
            name=op.f("ck_enrolment_left_when_gone"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_enrolment_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_enrolment_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("course_id", "user_id", name=op.f("pk_enrolment")),
    )
    op.create_index(op.f("ix_enrolment_user_id"), "enrolment", ["user_id"])
    op.create_index(
        "uq_enrolment_teacher",
        "enrolment",
        ["course_id"],
        unique=True,
        sqlite_where=_IS_TEACHER,
        postgresql_where=_IS_TEACHER,
    )


def _groups() -> None:
    op.create_table(
        "course_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name=op.f("fk_course_group_course_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_group")),
        sa.UniqueConstraint("course_id", "id", name=op.f("uq_course_group_course_id_id")),
        sa.UniqueConstraint(
            "course_id", "name_key", name=op.f("uq_course_group_course_id_name_key")
        ),
    )
    op.create_table(
        "group_member",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id", "group_id"],
            ["course_group.course_id", "course_group.id"],
            name=op.f("fk_group_member_course_id_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["course_id", "user_id"],
            ["enrolment.course_id", "enrolment.user_id"],
            name=op.f("fk_group_member_course_id_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("group_id", "user_id", name=op.f("pk_group_member")),
    )
    op.create_index("ix_group_member_course_id_user_id", "group_member", ["course_id", "user_id"])
    op.create_index("ix_group_member_user_id", "group_member", ["user_id"])


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("uses_limit", sa.Integer(), nullable=True),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.CheckConstraint("uses >= 0", name=op.f("ck_invitation_uses_not_negative")),
        sa.CheckConstraint(
            "uses_limit IS NULL OR uses_limit > 0", name=op.f("ck_invitation_limit_positive")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_invitation_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["user_account.id"],
            name=op.f("fk_invitation_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code", name=op.f("uq_invitation_code")),
    )
    op.create_index("ix_invitation_course_id", "invitation", ["course_id"])
    op.create_index(op.f("ix_invitation_made_by_id"), "invitation", ["made_by_id"])
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["course_id"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
