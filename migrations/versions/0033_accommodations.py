"""What one person is given beyond a quiz: more time, more attempts, a later closing time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accommodation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("extra_percent", sa.Integer(), nullable=True),
        sa.Column("extra_minutes", sa.Integer(), nullable=True),
        sa.Column("extra_attempts", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("extra_percent >= 1", name="ck_accommodation_extra_percent_positive"),
        sa.CheckConstraint("extra_minutes >= 1", name="ck_accommodation_extra_minutes_positive"),
        sa.CheckConstraint(
            "extra_percent IS NULL OR extra_minutes IS NULL",
            name="ck_accommodation_time_in_one_way",
        ),
        sa.CheckConstraint("extra_attempts >= 1", name="ck_accommodation_extra_attempts_positive"),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name="fk_accommodation_quiz_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_accommodation_user_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["user_account.id"],
            name="fk_accommodation_given_by_id",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_accommodation"),
    )
    op.create_index("ix_accommodation_user_id", "accommodation", ["user_id"])
    op.create_index("ix_accommodation_quiz", "accommodation", ["quiz_id", "user_id"])
    is_current = sa.text("is_current")
    op.create_index(
        "uq_accommodation_current",
        "accommodation",
        ["quiz_id", "user_id"],
        unique=True,
        sqlite_where=is_current,
        postgresql_where=is_current,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
