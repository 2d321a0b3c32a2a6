"""A course can be given facts to study that were chosen one by one.

No row is rewritten: a column that is empty, and an empty table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in the words of the database: to add a rule, SQLite would copy all assignments otherwise.
    op.execute(
        "ALTER TABLE assignment ADD COLUMN chosen_facts INTEGER "
        "CONSTRAINT ck_assignment_chosen_facts_of_a_bank CHECK "
        "(chosen_facts IS NULL OR (bank_id IS NOT NULL AND topic = '' AND source = '' "
        "AND chosen_facts BETWEEN 1 AND 200))"
    )
    op.create_table(
        "assigned_fact",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_assigned_fact_assignment_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["fact.id"],
            name=op.f("fk_assigned_fact_fact_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("assignment_id", "fact_id", name=op.f("pk_assigned_fact")),
    )
    op.create_index(op.f("ix_assigned_fact_fact_id"), "assigned_fact", ["fact_id"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
