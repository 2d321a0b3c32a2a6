"""Whether a site asks for a second factor, and whether whoever asks has yet to set one up."""

from __future__ import annotations

from quizapp.accounts import second_factor
from quizapp.accounts.models import Role
from quizapp.accounts.visitors import Visitor
from quizapp.db import db
from quizapp.web.auth import current_visitor
from quizapp.web.site_settings import site_settings

_ASKED: dict[str, frozenset[Role]] = {
    "optional": frozenset(),
    "admins": frozenset({Role.ADMIN}),
    "teachers": frozenset({Role.TEACHER, Role.ADMIN}),
}


def is_required_of(person: Visitor) -> bool:
    """Whether this site asks somebody with this role for a second factor."""
    return not person.is_guest and person.role in _ASKED[site_settings().second_factor]


def must_set_up() -> bool:
    """Whether whoever asks may do nothing else before they have set it up."""
    if site_settings().second_factor == "optional":
        return False
    person = current_visitor()
    if person is None or not is_required_of(person):
        return False
    return not second_factor.is_on(db.session(), person.id)
