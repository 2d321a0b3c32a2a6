"""A code for a new password on its way: made here, shown on the next page, and nowhere again."""

from __future__ import annotations

from dataclasses import dataclass

from flask import session

from quizapp.accounts import administration, codes
from quizapp.accounts.codes import Making
from quizapp.accounts.models import Role
from quizapp.clock import now
from quizapp.db import transaction
from quizapp.security import hash_password, new_code, unknown_password
from quizapp.web import auth
from quizapp.web.local_time import local_time

_KEPT = "new_code"


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to be read out or written down, and whose it is."""

    name: str
    code: str


def make_code(user_id: int, name: str, *, only_student: bool = False) -> None:
    """Make a code for somebody, by whoever asks. Raises AccountError.

    It waits in the cookie of the browser that asked, since a page that answers a form must be
    reached by a redirect, and only a hash of the code is stored.
    """
    code = new_code()
    hashed = hash_password(code)
    with transaction() as rows:
        codes.make_code(
            rows,
            user_id,
            hashed,
            now(),
            maker_id=auth.visitor().id,
            only_student=only_student,
        )
    _keep(user_id, name, code)


def make_person(name: str, role: Role) -> int:
    """Make an account for somebody, with a code; return its number. Raises AccountError."""
    code = new_code()
    password_hash, code_hash = unknown_password(), hash_password(code)
    maker = auth.visitor().id
    with transaction() as rows:
        made = administration.add_person(
            rows, name, role, password_hash, code_hash, now(), maker_id=maker
        )
    _keep(made.id, made.name or "", code)
    return made.id


def _keep(user_id: int, name: str, code: str) -> None:
    session[_KEPT] = {"user": user_id, "name": name, "code": code}


def take_code(user_id: int | None = None) -> NewCode | None:
    """Return the code that was made just now, once; of this person, if one is given."""
    kept = session.get(_KEPT)
    if not isinstance(kept, dict) or (user_id is not None and kept["user"] != user_id):
        return None
    session.pop(_KEPT)
    return NewCode(kept["name"], kept["code"])


def told_code(made: Making) -> str:
    """Say to its owner that a code was made, by whom, and whether it was used."""
    who = "Whoever keeps this site" if made.by_server else made.maker or "Somebody who left"
    used = f" It was used on {local_time(made.used_at)}." if made.used_at else ""
    return f"{who} made a code for a new password for you on {local_time(made.made_at)}.{used}"
