"""What fails a check in each bank is stored, with the number of the change that was looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bank", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "bank_check",
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("failing", sa.JSON(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_bank_check_bank_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bank_id", name=op.f("pk_bank_check")),
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
