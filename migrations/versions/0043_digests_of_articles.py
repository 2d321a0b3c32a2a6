"""Articles have a digest of their text, by which the same article is known in another bank."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "source", sa.Column("digest", sa.String(length=64), server_default="", nullable=False)
    )
    op.create_index("ix_source_digest", "source", ["digest"])
    source = sa.table("source", sa.column("id"), sa.column("text"), sa.column("digest"))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(source.c.id)).all():
        text = connection.execute(
            sa.select(source.c.text).where(source.c.id == number)
        ).scalar_one()
        digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
        connection.execute(sa.update(source).where(source.c.id == number).values(digest=digest))


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
