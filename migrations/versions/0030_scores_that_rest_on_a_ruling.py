"""A score rests on a key, on full marks for everybody, or on striking the question out."""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in one statement, because SQLite adds no constraint to a table that is there.
    op.execute(
        "ALTER TABLE score ADD COLUMN basis VARCHAR(8) DEFAULT 'key' NOT NULL "
        "CONSTRAINT ck_score_basis_known CHECK (basis IN ('key', 'full', 'struck'))"
    )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
