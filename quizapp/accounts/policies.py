"""Who may do what, as far as it follows from the person alone."""

from __future__ import annotations

from quizapp.accounts.models import Role
from quizapp.accounts.visitors import Visitor


def is_learner(visitor: Visitor | None) -> bool:
    """Whether answers can be kept for this person: a guest or somebody with an account."""
    return visitor is not None


def is_member(visitor: Visitor | None) -> bool:
    """Whether this person has an account."""
    return visitor is not None and not visitor.is_guest


def may_teach(visitor: Visitor | None) -> bool:
    """Whether this person may make banks, and be more than a viewer in those of others."""
    return visitor is not None and visitor.role in {Role.TEACHER, Role.ADMIN}


def may_administer(visitor: Visitor | None) -> bool:
    """Whether this person may see and change everything."""
    return visitor is not None and visitor.role is Role.ADMIN
