"""Figures of how good the questions of a quiz are, and which attempts wait to be counted.

Nothing that is there is changed, but that attempts at quizzes of teachers are noted to wait: a
worker counts them once. It is one UPDATE of those that were handed in.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_AWAITS = sa.text("awaits_analysis")


def upgrade() -> None:
    op.add_column(
        "attempt",
        sa.Column("awaits_analysis", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute(
        "UPDATE attempt SET awaits_analysis = true WHERE finished_at IS NOT NULL "
        "AND NOT is_preview AND quiz_id IN (SELECT quiz_id FROM quiz_design)"
    )
    op.create_index(
        "ix_attempt_uncounted",
        "attempt",
        ["quiz_id"],
        sqlite_where=_AWAITS,
        postgresql_where=_AWAITS,
    )
    op.create_table(
        "quiz_analysis",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_outdated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("took_ms", sa.Integer(), server_default="0", nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "counted BETWEEN 0 AND begun", name=op.f("ck_quiz_analysis_counted_was_begun")
        ),
        sa.CheckConstraint("took_ms >= 0", name=op.f("ck_quiz_analysis_took_not_negative")),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_analysis_quiz_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("quiz_id", name=op.f("pk_quiz_analysis")),
    )
    op.create_table(
        "item_analysis",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.Column("facility", sa.Double(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("xx", sa.Double(), nullable=False),
        sa.Column("yy", sa.Double(), nullable=False),
        sa.Column("xy", sa.Double(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.CheckConstraint("learners > 0", name=op.f("ck_item_analysis_somebody_was_asked")),
        sa.CheckConstraint(
            "facility BETWEEN 0 AND 1", name=op.f("ck_item_analysis_facility_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"],
            ["quiz_analysis.quiz_id"],
            name=op.f("fk_item_analysis_quiz_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_item_analysis_question_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "question_version_id", name=op.f("pk_item_analysis")),
    )
    op.create_index(
        op.f("ix_item_analysis_question_version_id"), "item_analysis", ["question_version_id"]
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
