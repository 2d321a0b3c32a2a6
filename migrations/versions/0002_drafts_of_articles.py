"""Articles that are added in the app, and drafts with the decisions on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name=op.f("fk_drafting_author_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_drafting_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting")),
        sa.UniqueConstraint("source_id", name=op.f("uq_drafting_source_id")),
    )
    op.create_table(
        "draft",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("drafting_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decision IN ('accepted', 'edited', 'rejected')", name=op.f("ck_draft_decision_known")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["user_account.id"],
            name=op.f("fk_draft_decided_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["drafting_id"], ["drafting.id"], name=op.f("fk_draft_drafting_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_draft_question_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_version.id"],
            name=op.f("fk_draft_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_drafting_id"), "draft", ["drafting_id"], unique=False)
    # Every source that is there came from a bank's files.
    op.add_column(
        "source", sa.Column("from_files", sa.Boolean(), server_default=sa.true(), nullable=False)
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
