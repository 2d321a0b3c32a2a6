"""By what names are sorted, kept beside them, and by what the family names that lists gave.

New columns that rows are filled with, some at a time: there are at most some hundred thousand
accounts. SQLite adds the columns without a copy of the tables.
"""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

_AT_ONCE = 1000
_LONGEST = 128
_MADE_OF = re.compile("LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?")
_APOSTROPHES = "'\u2018\u2019\u02bc"
_SORTED = sa.String(_LONGEST).with_variant(sa.String(_LONGEST, collation="C"), "postgresql")
_USER = sa.table(
    "user_account",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("sort_key", sa.String),
    sa.column("family_key", sa.String),
)


def upgrade() -> None:
    for name in ("sort_key", "family_key"):
        op.add_column("user_account", sa.Column(name, _SORTED))
    op.add_column(
        "enrolment",
        sa.Column("family_key", _SORTED, nullable=False, server_default=""),
    )
    _fill()
    op.create_index("ix_user_account_sort_key", "user_account", ["sort_key"])


def _fill() -> None:
    connection = op.get_bind()
    wanted = sa.select(_USER.c.id, _USER.c.name).where(_USER.c.name.is_not(None))
    change = (
        sa.update(_USER)
        .where(_USER.c.id == sa.bindparam("person"))
        .values(sort_key=sa.bindparam("whole"), family_key=sa.bindparam("family"))
    )
    last = 0
    while some := connection.execute(
        wanted.where(_USER.c.id > last).order_by(_USER.c.id).limit(_AT_ONCE)
    ).all():
        last = some[-1].id
        connection.execute(
            change,
            [
                {"person": row.id, "whole": _key(row.name), "family": _family(row.name)}
                for row in some
            ],
        )


# The app's own keys may change later; what this step filled in must not change with them.
def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(map(_plain, plain))
    return " ".join(letters.split())[:_LONGEST]


def _family(name: str) -> str:
    words = [word for word in name.split() if not word.isdigit()]
    return _key(words[-1] if words else name)


def _plain(letter: str) -> str:
    if unicodedata.combining(letter) or letter in _APOSTROPHES:
        return ""
    if unicodedata.category(letter)[0] in "CPSZ":
        return " "
    if letter.isascii():
        return letter
    made_of = _MADE_OF.fullmatch(unicodedata.name(letter, ""))
    return made_of[1].lower() if made_of else letter


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")
