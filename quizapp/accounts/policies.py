"""Who may do what, as far as it follows from the person alone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_

from quizapp.accounts.models import Role, User
from quizapp.accounts.visitors import Visitor

_TEACHING = (Role.TEACHER, Role.ADMIN)


def is_learner(visitor: Visitor | None) -> bool:
    """Whether answers can be kept for this person: a guest or somebody with an account."""
    return visitor is not None


def is_member(visitor: Visitor | None) -> bool:
    """Whether this person has an account."""
    return visitor is not None and not visitor.is_guest


def may_teach(visitor: Visitor | None) -> bool:
    """Whether this person may make banks, and be more than a viewer in those of others."""
    return visitor is not None and visitor.role in _TEACHING


def looks_after_banks() -> ColumnElement[bool]:
    """Return what is true, in SQL, of every account whose person can teach here now."""
    return and_(
        User.role.in_([each.value for each in _TEACHING]),
        User.deactivated_at.is_(None),
        User.leaves_at.is_(None),
    )


def may_administer(visitor: Visitor | None) -> bool:
    """Whether this person may see and change everything."""
    return visitor is not None and visitor.role is Role.ADMIN
