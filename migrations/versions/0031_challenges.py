"""Learners object to a result, and are told what became of their marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('answer', 'unclear', 'proof')", name=op.f("ck_challenge_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'declined')", name=op.f("ck_challenge_state_known")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)", name=op.f("ck_challenge_decided_has_time")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_challenge_response_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_challenge_question_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_challenge_user_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_challenge_decided_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_index("ix_challenge_question_version_id", "challenge", ["question_version_id"])
    op.create_index("ix_challenge_user_created", "challenge", ["user_id", "created_at"])
    op.create_index("uq_challenge_response_kind", "challenge", ["response_id", "kind"], unique=True)
    is_open = sa.text("state = 'open'")
    op.create_index(
        "uq_challenge_open",
        "challenge",
        ["response_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    was_marked_again = sa.text("scored_by_id IS NOT NULL")
    op.create_index(
        "ix_score_marked_again",
        "score",
        ["scored_at"],
        sqlite_where=was_marked_again,
        postgresql_where=was_marked_again,
    )
    op.add_column(
        "response",
        sa.Column("is_challenged", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "user_account", sa.Column("news_seen_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
