"""The audit trail of marks: who looked at whose, and who changed them, each entry with a hash.

Three new tables; no row is changed. The database itself keeps the entries as they were added, but
that the words of a reason are forgotten, with their salt.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

_ON_SQLITE = (
    """
    CREATE TRIGGER mark_trail_entry_stays_as_it_is
    BEFORE UPDATE OF number, at, what, actor_id, student_id, course_id, assignment_id, quiz_id,
    attempt_id, before, after, reason_hash, hash
    ON mark_trail_entry
    BEGIN SELECT RAISE(ABORT, 'entries of the trail are only added'); END
    """,
    """
    CREATE TRIGGER mark_trail_entry_reason_is_only_forgotten
    BEFORE UPDATE OF reason, reason_salt ON mark_trail_entry
    WHEN NEW.reason IS NOT NULL OR NEW.reason_salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'entries of the trail are only added'); END
    """,
    """
    CREATE TRIGGER mark_trail_entry_is_kept
    BEFORE DELETE ON mark_trail_entry
    BEGIN SELECT RAISE(ABORT, 'entries of the trail are only added'); END
    """,
)

# Restoring a copy removes tables, and leaves the function of those that were there.
# 23000: integrity_constraint_violation, which is what SQLite calls it, too.
_ON_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION keep_mark_trail_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.reason IS NULL AND NEW.reason_salt IS NULL
            AND to_jsonb(NEW) - 'reason' - 'reason_salt'
                = to_jsonb(OLD) - 'reason' - 'reason_salt'
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'entries of the trail are only added' USING ERRCODE = '23000';
    END
    $$
    """,
    """
    CREATE TRIGGER mark_trail_entry_is_kept BEFORE UPDATE OR DELETE ON mark_trail_entry
    FOR EACH ROW EXECUTE FUNCTION keep_mark_trail_entry()
    """,
)


def upgrade() -> None:
    op.create_table(
        "mark_trail_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name="fk_mark_trail_person_user_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mark_trail_person"),
    )
    op.create_index("ix_mark_trail_person_user", "mark_trail_person", ["user_id", "course_id"])
    op.create_index("ix_mark_trail_person_course_id", "mark_trail_person", ["course_id"])
    op.create_table(
        "mark_trail_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column("quiz_id", sa.Uuid(), nullable=True),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reason_salt", sa.String(length=32), nullable=True),
        sa.Column("reason_hash", sa.String(length=64), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(reason IS NULL) = (reason_salt IS NULL)",
            name=op.f("ck_mark_trail_entry_reason_with_salt"),
        ),
        sa.PrimaryKeyConstraint("number", name="pk_mark_trail_entry"),
    )
    for name, columns in (
        ("actor_at", ["actor_id", "at"]),
        ("student", ["student_id"]),
        ("course", ["course_id", "number"]),
        ("quiz", ["quiz_id", "number"]),
    ):
        op.create_index(f"ix_mark_trail_entry_{name}", "mark_trail_entry", columns)
    op.create_table(
        "mark_trail_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_mark_trail_end_one_row")),
        sa.PrimaryKeyConstraint("id", name="pk_mark_trail_end"),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _ON_SQLITE if on_sqlite else _ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
