"""A log of who did what: the database itself keeps what stands in it.

Nothing of an entry changes, but that its address is forgotten. What is removed is at least 30 days
older than the newest entry: the log is its own clock, since that of the database may be another.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ON_SQLITE = (
    """
    CREATE TRIGGER audit_entry_stays_as_it_is
    BEFORE UPDATE OF id, at, event, actor_id, subject_id, object_id, object_name, details
    ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'entries of the log are only added'); END
    """,
    """
    CREATE TRIGGER audit_entry_address_is_only_forgotten
    BEFORE UPDATE OF address ON audit_entry WHEN NEW.address IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'entries of the log are only added'); END
    """,
    """
    CREATE TRIGGER audit_entry_is_kept
    BEFORE DELETE ON audit_entry
    WHEN OLD.at > (SELECT datetime(max(at), '-30 days') FROM audit_entry)
    BEGIN SELECT RAISE(ABORT, 'entries of the log are only added'); END
    """,
)

# Restoring a copy removes tables, and leaves the function of those that were there.
# 23000: integrity_constraint_violation, which is what SQLite calls it, too.
_ON_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION keep_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF NEW.address IS NULL AND to_jsonb(NEW) - 'address' = to_jsonb(OLD) - 'address' THEN
                RETURN NEW;
            END IF;
        ELSIF OLD.at <= (SELECT max(at) FROM audit_entry) - interval '30 days' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'entries of the log are only added' USING ERRCODE = '23000';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION keep_audit_entry()
    """,
)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("object_id", sa.Uuid(), nullable=True),
        sa.Column("object_name", sa.String(length=200), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"])
    op.create_index("ix_audit_entry_event_at", "audit_entry", ["event", "at"])
    op.create_index("ix_audit_entry_actor_at", "audit_entry", ["actor_id", "at"])
    op.create_index("ix_audit_entry_subject_at", "audit_entry", ["subject_id", "at"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _ON_SQLITE if on_sqlite else _ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
