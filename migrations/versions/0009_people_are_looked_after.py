"""Accounts are deactivated and deleted, and codes for a new password are handed over."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MOMENTS = ("deactivated_at", "leaves_at", "erased_at")
_CHECKS = {
    "guest_is_nameless": "erased_at IS NOT NULL OR is_guest = (name IS NULL)",
    "guest_has_no_password": "erased_at IS NOT NULL OR is_guest = (password_hash IS NULL)",
    "erased_is_nameless": "erased_at IS NULL OR (name IS NULL AND name_key IS NULL"
    " AND email IS NULL AND password_hash IS NULL)",
}
_REPLACED = ("guest_is_nameless", "guest_has_no_password")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_people()
    else:
        for name in _MOMENTS:
            op.add_column("user_account", sa.Column(name, sa.DateTime(timezone=True)))
        for name in _REPLACED:
            op.drop_constraint(f"ck_user_account_{name}", "user_account", type_="check")
        for name, rule in _CHECKS.items():
            op.create_check_constraint(f"ck_user_account_{name}", "user_account", rule)
    _add_codes()


def _rebuild_people() -> None:
    """Write the table anew: SQLite changes no constraint of one that is there."""
    connection = op.get_bind()
    rows = connection.exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'user_account' AND sql IS NOT NULL"
    ).all()
    made = next(sql for kind, sql in rows if kind == "table")
    columns = [
        row[1] for row in connection.exec_driver_sql("PRAGMA table_info(user_account)").all()
    ]
    kept = ", ".join(columns)
    for name in _REPLACED:
        rule = rf"CONSTRAINT ck_user_account_{name} CHECK \((?:[^()]|\([^()]*\))*\)"
        made, found = re.subn(
            rule, f"CONSTRAINT ck_user_account_{name} CHECK ({_CHECKS[name]})", made
        )
        if found != 1:
            raise RuntimeError(f"the constraint {name} is not as this migration expects it")
    made, keys = re.subn(r",\s*CONSTRAINT \w+ PRIMARY KEY \(id\)", "", made)
    made = made.replace("id INTEGER NOT NULL", "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", 1)
    moments = "".join(f"{name} DATETIME, " for name in _MOMENTS)
    added = f"CONSTRAINT ck_user_account_erased_is_nameless CHECK ({_CHECKS['erased_is_nameless']})"
    before, first, after = made.partition("CONSTRAINT ")
    anew = f"{before}{moments}{added}, {first}{after}"
    anew = anew.replace("CREATE TABLE user_account", "CREATE TABLE rebuilt", 1)
    if keys != 1 or anew.count("PRIMARY KEY") != 1 or not anew.startswith("CREATE TABLE rebuilt"):
        raise RuntimeError("the table user_account is not as this migration expects it")
    # All names come from the table's own definition.
    connection.exec_driver_sql(anew)
    connection.exec_driver_sql(
        f"INSERT INTO rebuilt ({kept}) SELECT {kept} FROM user_account"  # noqa: S608
    )
    connection.exec_driver_sql("DROP TABLE user_account")
    connection.exec_driver_sql("ALTER TABLE rebuilt RENAME TO user_account")
    for kind, sql in rows:
        if kind != "table":
            connection.exec_driver_sql(sql)


def _add_codes() -> None:
    op.create_table(
        "password_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(length=255), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "used_at IS NULL OR closed_at IS NOT NULL", name=op.f("ck_password_code_used_is_closed")
        ),
        sa.ForeignKeyConstraint(
            ["maker_id"],
            ["user_account.id"],
            name=op.f("fk_password_code_maker_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_password_code_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_code")),
    )
    op.create_index("ix_password_code_maker", "password_code", ["maker_id"])
    op.create_index("ix_password_code_user_made", "password_code", ["user_id", "made_at"])


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
