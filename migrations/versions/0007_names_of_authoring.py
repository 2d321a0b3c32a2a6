"""Authoring by the field's terms, and a row for each fact that the accepting of a draft approved.

``reading`` is ``pending_article``, ``drafting`` is ``generation_run``, and the list in
``draft.vouched`` is the table ``fact_approval``.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _copy_runs()
    _copy_pending_articles()
    _move_approvals()
    with op.batch_alter_table("draft") as draft:
        draft.drop_constraint("fk_draft_drafting_id", type_="foreignkey")
        draft.drop_index("ix_draft_drafting_id")
        draft.alter_column("drafting_id", new_column_name="generation_run_id")
        draft.drop_column("vouched")
    with op.batch_alter_table("draft") as draft:
        draft.create_foreign_key(
            "fk_draft_generation_run_id",
            "generation_run",
            ["generation_run_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        draft.create_index("ix_draft_generation_run_id", ["generation_run_id"])
    op.drop_table("reading")
    op.drop_table("drafting")


def _copy_runs() -> None:
    op.create_table(
        "generation_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name="fk_generation_run_author_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name="fk_generation_run_source_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_generation_run"),
        sa.UniqueConstraint("source_id", name="uq_generation_run_source_id"),
    )
    columns = "id, source_id, author_id, content, created_at"
    op.execute(f"INSERT INTO generation_run ({columns}) SELECT {columns} FROM drafting")  # noqa: S608
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('generation_run', 'id'), max(id)) "
            "FROM generation_run HAVING max(id) IS NOT NULL"
        )


def _copy_pending_articles() -> None:
    op.create_table(
        "pending_article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("generation_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name="fk_pending_article_author_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["generation_run_id"],
            ["generation_run.id"],
            name="fk_pending_article_generation_run_id",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pending_article"),
    )
    op.create_index("ix_pending_article_created_at", "pending_article", ["created_at"])
    op.create_index(
        "ix_pending_article_generation_run_id", "pending_article", ["generation_run_id"]
    )
    op.execute(
        "INSERT INTO pending_article (id, author_id, content, created_at, generation_run_id) "
        "SELECT id, author_id, content, created_at, drafting_id FROM reading"
    )


def _move_approvals() -> None:
    approval = op.create_table(
        "fact_approval",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name="fk_fact_approval_fact_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["draft.question_id"],
            name="fk_fact_approval_question_id",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("question_id", "fact_id", name="pk_fact_approval"),
    )
    op.create_index("ix_fact_approval_fact_id", "fact_approval", ["fact_id"])
    connection = op.get_bind()
    known = set(connection.execute(sa.text("SELECT id FROM fact")).scalars())
    lists = connection.execute(
        sa.text("SELECT question_id, vouched FROM draft WHERE vouched IS NOT NULL")
    ).all()
    rows = [
        {"question_id": question_id, "fact_id": fact_id}
        for question_id, vouched in lists
        for fact_id in _listed(vouched)
        if fact_id in known
    ]
    if rows:
        connection.execute(sa.insert(approval), rows)


def _listed(vouched: Any) -> list[int]:
    # SQLite keeps the list as text, PostgreSQL's driver reads it; either may hold JSON's null.
    found = json.loads(vouched) if isinstance(vouched, str) else vouched
    return list(dict.fromkeys(found or ()))


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
