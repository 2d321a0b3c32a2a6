"""A teacher offers an account its place in a course, and a code counts each account once.

The new columns are NULL for everybody who is in a course: they are in it, and nobody knows any more
by which code they came. SQLite copies the table with the wider rules, which takes a moment for each
hundred thousand rows; PostgreSQL reads them once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

_STATES = "state IN ('waiting', 'invited', 'active', 'left', 'removed')"
_LEFT = (
    "CASE WHEN state IN ('left', 'removed') THEN left_at IS NOT NULL "
    "ELSE left_at IS NULL OR state = 'invited' END"
)
# SQLite copies the table, and an index on some of its rows would be made of all.
_PARTIAL = {
    "uq_enrolment_number": (["course_id", "number"], "number != ''"),
    "uq_enrolment_teacher": (["course_id"], "role = 'teacher'"),
}


def upgrade() -> None:
    known, gone = op.f("ck_enrolment_state_known"), op.f("ck_enrolment_left_when_gone")
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    if not is_postgresql:
        for index in _PARTIAL:
            op.drop_index(index, "enrolment")
    with op.batch_alter_table("enrolment") as enrolment:
        enrolment.drop_constraint(known, type_="check")
        enrolment.drop_constraint(gone, type_="check")
        enrolment.create_check_constraint(known, _STATES)
        enrolment.create_check_constraint(gone, _LEFT)
        enrolment.add_column(sa.Column("invited_by_id", sa.Integer()))
        enrolment.add_column(sa.Column("invitation_id", sa.Uuid()))
        enrolment.create_foreign_key(
            op.f("fk_enrolment_invited_by_id"),
            "user_account",
            ["invited_by_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        enrolment.create_foreign_key(
            op.f("fk_enrolment_invitation_id"),
            "invitation",
            ["invitation_id"],
            ["id"],
            ondelete="RESTRICT",
        )
    if not is_postgresql:
        for index, (columns, where) in _PARTIAL.items():
            op.create_index(index, "enrolment", columns, unique=True, sqlite_where=sa.text(where))
    op.create_index("ix_enrolment_invited_by_id", "enrolment", ["invited_by_id"])
    op.create_index("ix_enrolment_invitation_id", "enrolment", ["invitation_id"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
