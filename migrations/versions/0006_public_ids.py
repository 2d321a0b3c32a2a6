"""Ids that pages and files may carry, and what was loaded from files in two columns.

Numbers of rows told how much there is, were guessed, and meant something else in another database.
"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_PUBLIC = ("bank", "source", "fact", "fact_version", "question", "question_version")
_LOADED = {"fact": "fact_version", "question": "question_version"}


def upgrade() -> None:
    given = _ids_given()
    for table in _PUBLIC:
        if table in _LOADED:
            op.add_column(
                table,
                sa.Column("loaded_status", sa.String(16), server_default="", nullable=False),
            )
            _unpack(table, _LOADED[table])
        op.add_column(table, sa.Column("public_id", sa.Uuid(), nullable=True))
        _fill(table)
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
            batch.alter_column("public_id", existing_type=sa.Uuid(), nullable=False)
            batch.create_unique_constraint(op.f(f"uq_{table}_public_id"), ["public_id"])
            if table in _LOADED:
                batch.alter_column(
                    "loaded_status", existing_type=sa.String(16), server_default=None
                )
    _never_again(given)


def _fill(table: str) -> None:
    rows = sa.table(table, sa.column("id", sa.Integer), sa.column("public_id", sa.Uuid))
    connection = op.get_bind()
    ids = connection.scalars(sa.select(rows.c.id)).all()
    if ids:
        fill = rows.update().where(rows.c.id == sa.bindparam("row"))
        connection.execute(
            fill.values(public_id=sa.bindparam("fresh")),
            [{"row": row, "fresh": uuid4()} for row in ids],
        )


def _unpack(table: str, versions: str) -> None:
    """Tell "digits/status" apart, and complete the forty digits from the version they are of."""
    text = sa.String()
    rows = sa.table(
        table,
        sa.column("id", sa.Integer),
        sa.column("loaded_fingerprint", text),
        sa.column("loaded_status", text),
    )
    wordings = sa.table(
        versions, sa.column(f"{table}_id", sa.Integer), sa.column("fingerprint", text)
    )
    connection = op.get_bind()
    packed = sa.select(rows.c.id, rows.c.loaded_fingerprint).where(rows.c.loaded_fingerprint != "")
    for row, entry in connection.execute(packed).all():
        digits, _, status = entry.partition("/")
        whole = connection.scalar(
            sa.select(sa.func.max(wordings.c.fingerprint)).where(
                wordings.c[f"{table}_id"] == row, wordings.c.fingerprint.startswith(digits)
            )
        )
        connection.execute(
            rows.update()
            .where(rows.c.id == row)
            .values(loaded_fingerprint=whole or digits, loaded_status=status)
        )


def _ids_given() -> dict[str, int]:
    """Return the last id that SQLite has given in each table: rebuilding one would forget it."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return {}
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {row.name: row.seq for row in rows}


def _never_again(given: dict[str, int]) -> None:
    connection = op.get_bind()
    for table, last in given.items():
        if table in _PUBLIC:
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            connection.exec_driver_sql(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last)
            )


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
