"""What people are told, what they chose of it and have read, and when results came to be seen.

A column of attempts without a value and two new tables. Whoever has no news of their marks has read
all that was there before, so that nobody finds a term of notices on the day of the upgrade: of the
people a column is written.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_KINDS = (
    "kind IN ('assigned', 'due', 'marked', 'marked_again', 'decided', 'joined',"
    " 'objections', 'essays', 'waiting')"
)


def upgrade() -> None:
    op.add_column("attempt", sa.Column("results_at", _MOMENT, nullable=True))
    told = sa.text("results_at IS NOT NULL")
    op.create_index(
        "ix_attempt_results",
        "attempt",
        ["user_id", "results_at"],
        sqlite_where=told,
        postgresql_where=told,
    )
    waits = sa.text("waiting > 0")
    op.create_index(
        "ix_attempt_waiting", "attempt", ["quiz_id"], sqlite_where=waits, postgresql_where=waits
    )
    op.create_table(
        "notice_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_notice_choice_kind_known")),
        _whose("notice_choice"),
        sa.PrimaryKeyConstraint("user_id", "kind", name=op.f("pk_notice_choice")),
    )
    op.create_table(
        "notice_read",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _whose("notice_read"),
        sa.PrimaryKeyConstraint("user_id", "about", name=op.f("pk_notice_read")),
    )
    _have_read_all()


def _whose(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"],
        ["user_account.id"],
        name=op.f(f"fk_{table}_user_id"),
        ondelete="CASCADE",
    )


def _have_read_all() -> None:
    moments = "created_at", "news_at", "news_seen_at"
    people = sa.table("user_account", *(sa.column(name, _MOMENT) for name in moments))
    person = people.c
    now = datetime.now(UTC)
    if op.get_bind().dialect.name == "sqlite":
        now = now.replace(tzinfo=None)
    seen = sa.func.coalesce(person.news_seen_at, person.created_at)
    op.execute(
        sa.update(people)
        .where(sa.or_(person.news_at.is_(None), person.news_at <= seen))
        .values(news_seen_at=now)
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
