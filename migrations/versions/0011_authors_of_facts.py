"""Who worded a fact anew in the app; nobody where it came from a file or an article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    given = None
    if connection.dialect.name == "sqlite":
        # Rebuilding the table would forget the last id that was given in it.
        given = connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = 'fact_version'"
        ).scalar()
    with op.batch_alter_table("fact_version", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("author_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_fact_version_author_id"),
            "user_account",
            ["author_id"],
            ["id"],
            ondelete="RESTRICT",
        )
    if given is not None:
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'fact_version'")
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('fact_version', ?)", (given,)
        )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
