"""Finding the bank that an address names, for whoever may see it."""

from __future__ import annotations

from collections.abc import Collection

from flask import abort, g

from quizapp.banks import access
from quizapp.banks.access import SeenBank
from quizapp.banks.models import Bank, MemberRole
from quizapp.banks.policies import Action, can
from quizapp.db import db
from quizapp.web.auth import current_visitor
from quizapp.web.content_language import speak


def bank_or_404(slug: str, action: Action = Action.LEARN) -> Bank:
    """Return the bank of that name to somebody who may do this with it, or end the request.

    What they may not even see is not there: 404. What they see and may not change: 403.
    """
    found = bank_if_there(slug, action)
    return found if found is not None else abort(404)


def bank_if_there(slug: str, action: Action) -> Bank | None:
    """Return the bank of that name, None where there is none for the visitor, or answer 403.

    A bank that is hidden from somebody is told apart from one that is gone by nothing.
    """
    found = access.seen_bank(db.session(), slug, current_visitor())
    if found is None:
        return None
    note_seen(found)
    if not is_there(found.bank):
        return None
    if not may(found.bank, action):
        abort(403)
    speak(found.bank.language)
    return found.bank


def note_seen(seen: SeenBank) -> None:
    """Remember what a bank is to the visitor, so that a list asks for all of them at once."""
    _known()[_key(seen.bank.id)] = seen


def look_at(bank_ids: Collection[int]) -> list[Bank]:
    """Return the banks with these ids, whoever may see them; ``is_there`` says what they may.

    What this request has seen of them is not read again.
    """
    unknown = {bank_id for bank_id in bank_ids if _key(bank_id) not in _known()}
    for seen in access.banks_by_id(db.session(), unknown, current_visitor()).values():
        note_seen(seen)
    return [_seen(bank_id).bank for bank_id in bank_ids]


def member_bank(slug: str) -> Bank | None:
    """Return the bank of that name if the visitor has a role in it, open or not."""
    found = access.seen_bank(db.session(), slug, current_visitor())
    return found.bank if found is not None and found.access.role is not None else None


def role_in(bank: Bank) -> MemberRole | None:
    """Return the role that the visitor has in a bank."""
    return _seen(bank.id).access.role


def may(bank: Bank, action: Action) -> bool:
    """Whether the visitor may do something with a bank; asked for once in a request."""
    return can(current_visitor(), action, _seen(bank.id).access)


def may_by_name(action: str, bank: Bank) -> bool:
    """Whether the visitor may do something with a bank, as templates ask: ``may("edit", bank)``."""
    return may(bank, Action[action.upper()])


def is_there(bank: Bank) -> bool:
    """Whether a bank's own pages are there for the visitor.

    One in which nothing can be learnt yet is there for teachers alone: its title is a draft too.
    """
    if may(bank, Action.INSPECT):
        return True
    return may(bank, Action.LEARN) and _seen(bank.id).is_open


def _seen(bank_id: int) -> SeenBank:
    key = _key(bank_id)
    if key not in _known():
        _known()[key] = access.banks_by_id(db.session(), [bank_id], current_visitor())[bank_id]
    return _known()[key]


def _key(bank_id: int) -> tuple[int, int | None]:
    # Somebody new becomes a guest in the middle of a request.
    person = current_visitor()
    return bank_id, None if person is None else person.id


def _known() -> dict[tuple[int, int | None], SeenBank]:
    known: dict[tuple[int, int | None], SeenBank] = g.setdefault("seen_banks", {})
    return known
