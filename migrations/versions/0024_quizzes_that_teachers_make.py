"""Teachers make quizzes of chosen questions and of draws, and publish them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("quiz", sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "quiz_design",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("shuffles", sa.Boolean(), nullable=False),
        sa.Column("attempts_allowed", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("attempts_allowed >= 1", name="ck_quiz_design_attempts_positive"),
        sa.CheckConstraint("opens_at < closes_at", name="ck_quiz_design_opens_before_it_closes"),
        sa.ForeignKeyConstraint(
            ["quiz_id", "number"],
            ["quiz_settings.quiz_id", "quiz_settings.number"],
            name="fk_quiz_design_quiz_id_number",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "number", name="pk_quiz_design"),
    )
    op.create_table(
        "quiz_item",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Uuid(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(120), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.CheckConstraint("count >= 1", name="ck_quiz_item_count_positive"),
        sa.CheckConstraint("question IS NULL OR count = 1", name="ck_quiz_item_question_is_one"),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name="fk_quiz_item_bank_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id", "number"],
            ["quiz_design.quiz_id", "quiz_design.number"],
            name="fk_quiz_item_quiz_id_number",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "number", "position", name="pk_quiz_item"),
    )
    op.create_index("ix_quiz_item_bank_id", "quiz_item", ["bank_id"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
