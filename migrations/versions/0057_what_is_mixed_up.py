"""An index of the marks that say which other fact was taken for the one that was asked for.

No row is changed. The marks there are are read once, which takes about a second for each two
million; PostgreSQL lets nobody hand in meanwhile.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

_IS_CONFUSED = sa.text("confused_with <> ''")


def upgrade() -> None:
    op.create_index(
        "ix_mark_confused",
        "mark",
        ["fact_id"],
        sqlite_where=_IS_CONFUSED,
        postgresql_where=_IS_CONFUSED,
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
