"""Finding the bank that an address names, for whoever may see it."""

from __future__ import annotations

from flask import abort, g

from quizapp.banks.access import bank_access, seen_bank
from quizapp.banks.models import Bank, MemberRole
from quizapp.banks.overviews import is_open
from quizapp.banks.policies import Action, BankAccess, can
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
    found = seen_bank(db.session(), slug, current_visitor())
    if found is None:
        return None
    note_access(found.bank, found.access)
    if not is_there(found.bank):
        return None
    if not may(found.bank, action):
        abort(403)
    speak(found.bank.language)
    return found.bank


def note_access(bank: Bank, access: BankAccess) -> None:
    """Remember what a bank is to the visitor, so that a list asks for all of them at once."""
    _known()[_key(bank)] = access


def member_bank(slug: str) -> Bank | None:
    """Return the bank of that name if the visitor has a role in it, open or not."""
    found = seen_bank(db.session(), slug, current_visitor())
    return found.bank if found is not None and found.access.role is not None else None


def role_in(bank: Bank) -> MemberRole | None:
    """Return the role that the visitor has in a bank."""
    return _access(bank).role


def may(bank: Bank, action: Action) -> bool:
    """Whether the visitor may do something with a bank; asked for once in a request."""
    return can(current_visitor(), action, _access(bank))


def may_by_name(action: str, bank: Bank) -> bool:
    """Whether the visitor may do something with a bank, as templates ask: ``may("edit", bank)``."""
    return may(bank, Action[action.upper()])


def is_there(bank: Bank) -> bool:
    """Whether a bank's own pages are there for the visitor.

    One in which nothing can be learnt yet is there for teachers alone: its title is a draft too.
    """
    if may(bank, Action.INSPECT):
        return True
    return may(bank, Action.LEARN) and is_open(db.session(), bank.id)


def _access(bank: Bank) -> BankAccess:
    access = _known().get(_key(bank))
    if access is None:
        access = bank_access(db.session(), bank.id, current_visitor())
        _known()[_key(bank)] = access
    return access


def _key(bank: Bank) -> tuple[int, int | None]:
    # Somebody new becomes a guest in the middle of a request.
    person = current_visitor()
    return bank.id, None if person is None else person.id


def _known() -> dict[tuple[int, int | None], BankAccess]:
    known: dict[tuple[int, int | None], BankAccess] = g.setdefault("bank_access", {})
    return known
