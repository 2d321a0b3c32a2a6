"""Lists of terms that were pasted, and the questions that were made of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("separator", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("both_ways", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "separator IN ('tab', 'semicolon', 'dash', 'colon', 'comma')",
            name=op.f("ck_term_list_separator_known"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name=op.f("fk_term_list_author_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_term_list_bank_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_list")),
    )
    op.create_index(op.f("ix_term_list_bank_id"), "term_list", ["bank_id"])
    op.create_index(op.f("ix_term_list_created_at"), "term_list", ["created_at"])
    op.create_table(
        "listed_card",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("term_list_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_listed_card_question_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["term_list_id"],
            ["term_list.id"],
            name=op.f("fk_listed_card_term_list_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_listed_card")),
    )
    op.create_index(op.f("ix_listed_card_term_list_id"), "listed_card", ["term_list_id"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
