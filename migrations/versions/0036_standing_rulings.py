"""Rulings about marks stand: they reach what is handed in later, too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ruling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("key_version_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruled_by_id", sa.Integer(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "basis IN ('key', 'full', 'struck')", name=op.f("ck_ruling_basis_known")
        ),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_ruling_question_version_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["key_version_id"],
            ["question_version.id"],
            name=op.f("fk_ruling_key_version_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["ruled_by_id"],
            ["user_account.id"],
            name=op.f("fk_ruling_ruled_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
    )
    op.create_index("ix_ruling_question_version_id", "ruling", ["question_version_id"])
    op.create_index("ix_ruling_key_version_id", "ruling", ["key_version_id"])
    is_current = sa.text("is_current")
    op.create_index(
        "uq_ruling_current",
        "ruling",
        ["question_version_id"],
        unique=True,
        sqlite_where=is_current,
        postgresql_where=is_current,
    )
    # What was marked again last stands for what is still under way. The id of that score serves.
    op.execute(
        "INSERT INTO ruling (id, question_version_id, is_current, key_version_id, basis, reason, "
        "ruled_by_id, ruled_at) "
        "SELECT id, question_version_id, is_current, key_version_id, basis, reason, scored_by_id, "
        "scored_at FROM ("
        "SELECT score.id, response.question_version_id, score.is_current, score.key_version_id, "
        "score.basis, score.reason, score.scored_by_id, score.scored_at, row_number() OVER ("
        "PARTITION BY response.question_version_id ORDER BY score.scored_at DESC, score.id DESC"
        ") AS place FROM score JOIN response ON response.id = score.response_id "
        "WHERE score.scored_by_id IS NOT NULL AND score.is_current"
        ") AS marked WHERE place = 1"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
