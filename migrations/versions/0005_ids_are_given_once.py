"""Ids of what can be removed are never given again.

SQLite gives the id of a removed row to the next one. A card that was open in a browser was then
marked against another question, and what a worker remembered of a version was of another bank.
"""

from __future__ import annotations

import re

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("bank", "topic", "source", "fact", "fact_version", "question", "question_version")


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return  # A sequence never goes back.
    for table in _TABLES:
        rows = connection.exec_driver_sql(
            "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table,)
        ).all()
        made = next(sql for kind, sql in rows if kind == "table")
        once = re.sub(r",\s*CONSTRAINT \w+ PRIMARY KEY \(id\)", "", made, count=1)
        once = once.replace(
            "id INTEGER NOT NULL", "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", 1
        )
        anew = once.replace(f"CREATE TABLE {table}", "CREATE TABLE rebuilt", 1)
        if anew.count("PRIMARY KEY") != 1 or not anew.startswith("CREATE TABLE rebuilt"):
            raise RuntimeError(f"the table {table} is not as this migration expects it")
        # The names are this module's own constants, and the rest is the table's own definition.
        connection.exec_driver_sql(anew)
        connection.exec_driver_sql(f"INSERT INTO rebuilt SELECT * FROM {table}")  # noqa: S608
        connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(f"ALTER TABLE rebuilt RENAME TO {table}")
        for kind, sql in rows:
            if kind != "table":
                connection.exec_driver_sql(sql)


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
