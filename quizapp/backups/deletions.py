"""What was decided about people since a copy was made, and holds after it is restored, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Connection, Integer, column, delete, inspect, select, table, update

from quizapp.db import UtcDateTime

_PEOPLE = table(
    "user_account",
    column("id", Integer),
    column("is_guest", Boolean),
    column("created_at", UtcDateTime),
    column("leaves_at", UtcDateTime),
    column("erased_at", UtcDateTime),
    column("deactivated_at", UtcDateTime),
)
_NEEDED = (_PEOPLE.c.id, _PEOPLE.c.created_at, _PEOPLE.c.leaves_at, _PEOPLE.c.erased_at)
_LOGINS = table("login", column("user_id", Integer))


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it stands now: when it will be, or was, deleted; None if it stays.

    ``is_erased`` says that it was: then nothing keeps it, not even that it was deactivated when the
    copy was made.
    """

    id: int
    created_at: datetime
    leaves_at: datetime | None
    is_erased: bool


def accounts_now(connection: Connection) -> Sequence[Account]:
    """Return all accounts but guests', of a database that a copy is about to replace.

    There are none where the tables know no deletion yet.
    """
    found = inspect(connection)
    if not found.has_table(_PEOPLE.name):
        return ()
    there = {each["name"] for each in found.get_columns(_PEOPLE.name)}
    if not {"leaves_at", "erased_at"} <= there:
        return ()
    rows = connection.execute(select(*_NEEDED).where(_PEOPLE.c.is_guest.is_(False)))
    return [
        Account(row.id, row.created_at, row.leaves_at or row.erased_at, row.erased_at is not None)
        for row in rows
    ]


def carry_over(connection: Connection, accounts: Sequence[Account]) -> int:
    """Let deletions that were asked for, carried out or taken back since hold in a restored copy.

    Returns how many accounts of the copy are being deleted for it. Their names go when
    ``erase_due`` runs next: at once where their time is over. Everybody with an account logs in
    again, because a login that was ended since would count again.
    """
    again = 0
    for account in accounts:
        known = (
            _PEOPLE.c.id == account.id,
            _PEOPLE.c.created_at == account.created_at,
            _PEOPLE.c.is_guest.is_(False),
            _PEOPLE.c.erased_at.is_(None),
        )
        before = connection.execute(select(_PEOPLE.c.leaves_at).where(*known)).first()
        if before is None or before.leaves_at == account.leaves_at:
            continue
        changed = {"leaves_at": account.leaves_at}
        if account.is_erased:
            changed["deactivated_at"] = None
        connection.execute(update(_PEOPLE).where(*known).values(changed))
        again += account.leaves_at is not None
    with_account = select(_PEOPLE.c.id).where(_PEOPLE.c.is_guest.is_(False))
    connection.execute(delete(_LOGINS).where(_LOGINS.c.user_id.in_(with_account)))
    return again
