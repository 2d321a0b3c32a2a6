"""People mark essays: who, how many for each answer, and what they gave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_CURRENT = sa.text("is_current")


def upgrade() -> None:
    op.create_table(
        "quiz_marking",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("hides_names", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("markers_needed", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "markers_needed BETWEEN 1 AND 5", name=op.f("ck_quiz_marking_needed_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_marking_quiz_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("quiz_id", name=op.f("pk_quiz_marking")),
    )
    op.create_table(
        "quiz_marker",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_marker_quiz_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_quiz_marker_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "user_id", name=op.f("pk_quiz_marker")),
    )
    op.create_index(op.f("ix_quiz_marker_user_id"), "quiz_marker", ["user_id"])
    op.create_table(
        "essay_marking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("marker_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("decides", sa.Boolean(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["marker_id"],
            ["user_account.id"],
            name=op.f("fk_essay_marking_marker_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_essay_marking_response_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_essay_marking")),
    )
    op.create_index("ix_essay_marking_response", "essay_marking", ["response_id"])
    op.create_index(op.f("ix_essay_marking_marker_id"), "essay_marking", ["marker_id"])
    op.create_index(
        "uq_essay_marking_current",
        "essay_marking",
        ["response_id", "marker_id", "decides"],
        unique=True,
        sqlite_where=_CURRENT,
        postgresql_where=_CURRENT,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
