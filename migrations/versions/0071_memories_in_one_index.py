"""An index that holds what is added up of the memories of a class.

No row is rewritten. While it is made, PostgreSQL lets nobody write memories.
"""

from __future__ import annotations

from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

_ADDED_UP = ["user_id", "bank_id", "fact_id", "state", "stability", "last_day"]


def upgrade() -> None:
    op.create_index("ix_memory_added_up", "memory", _ADDED_UP)


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
