"""Who may do what with a bank. The rule stands here once; ``can`` and ``permits`` both read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from sqlalchemy import BindParameter, ColumnElement, and_, exists, false, or_, true
from sqlalchemy.orm import aliased

from quizapp.accounts.models import Role, User
from quizapp.accounts.policies import may_administer, may_teach
from quizapp.accounts.visitors import Visitor
from quizapp.assignments.policies import has_lender, lets_study
from quizapp.banks.models import Bank, MemberRole, Membership, Visibility


class Action(IntEnum):
    """What somebody wants to do with a bank, each more than the one before.

    INSPECT sees drafts and keys, and changes nothing; MANAGE shares and removes.
    """

    LEARN = 1
    INSPECT = 2
    EDIT = 3
    MANAGE = 4


@dataclass(frozen=True, slots=True)
class BankAccess:
    """What a bank is to one person: whom it shows itself to, and the role they have in it.

    ``is_assigned`` says that a course of theirs was lent it to study; see ``is_lent``.
    """

    visibility: Visibility
    role: MemberRole | None = None
    is_assigned: bool = False


@dataclass(frozen=True, slots=True)
class _Terms:
    """What lets a person do something: any of these visibilities, or any of these roles.

    Or, where ``by_assignment``, that they were given the bank to study.
    """

    visibilities: frozenset[Visibility] = frozenset()
    roles: frozenset[MemberRole] = frozenset()
    by_assignment: bool = False
    always: bool = False


_NEVER = _Terms()
# A bank that shows itself by its link lets nobody in by that alone: the link makes them a viewer.
_LEARN = _Terms(frozenset({Visibility.EVERYONE}), frozenset(MemberRole), by_assignment=True)
_TEACH = {
    # A teacher who is a student in a course of somebody else's sees no keys by that.
    Action.INSPECT: replace(_LEARN, by_assignment=False),
    Action.EDIT: _Terms(roles=frozenset({MemberRole.EDITOR, MemberRole.OWNER})),
    Action.MANAGE: _Terms(roles=frozenset({MemberRole.OWNER})),
}


def can(person: Visitor | None, action: Action, access: BankAccess) -> bool:
    """Whether a person may do something with the bank that they have this access to."""
    terms = _terms(person, action)
    return (
        terms.always
        or access.visibility in terms.visibilities
        or access.role in terms.roles
        or (terms.by_assignment and access.is_assigned)
    )


def permits(
    person: Visitor | None, action: Action, stands_for: BindParameter[int] | None = None
) -> ColumnElement[bool]:
    """Return what is true, in SQL, of every bank that a person may do something with.

    With ``stands_for`` it holds for everybody of the person's role, by the id that this is.
    """
    terms = _terms(person, action)
    if terms.always:
        return true()
    ways: list[ColumnElement[bool]] = []
    user: int | BindParameter[int] = 0 if person is None else person.id
    if stands_for is not None:
        user = stands_for
    if terms.visibilities:
        ways.append(Bank.visibility.in_([each.value for each in terms.visibilities]))
    if terms.roles and person is not None:
        ways.append(
            exists()
            .where(
                Membership.bank_id == Bank.id,
                Membership.user_id == user,
                Membership.role.in_([each.value for each in terms.roles]),
            )
            .correlate(Bank)
        )
    if terms.by_assignment and person is not None:
        ways.append(lets_study(user, Bank.id, is_lent()))
    return or_(*ways) if ways else false()


def is_lent() -> ColumnElement[bool]:
    """Return what is true, in SQL, of each assignment of a bank by which students may learn in it.

    A bank is lent to a course as long as whoever assigned it, or somebody who teaches the course
    now, may look into it. Once none of them may, the assignment stands and opens nothing, until the
    bank is shared with one of them again; what students did stays theirs. Whoever lost a bank would
    lend it on without an end otherwise.
    """
    return has_lender(_may_look)


def _may_look(person: type[User]) -> ColumnElement[bool]:
    terms = _TEACH[Action.INSPECT]
    member = aliased(Membership)
    is_member = (
        exists()
        .where(
            member.bank_id == Bank.id,
            member.user_id == person.id,
            member.role.in_([each.value for each in terms.roles]),
        )
        .correlate_except(member)
    )
    is_shown = Bank.visibility.in_([each.value for each in terms.visibilities])
    return or_(
        person.role == Role.ADMIN.value,
        and_(person.role == Role.TEACHER.value, or_(is_shown, is_member)),
    )


def may_have(role: MemberRole, person: Role) -> bool:
    """Whether a person of that role on the server may have this role in a bank."""
    return role is MemberRole.VIEWER or person in {Role.TEACHER, Role.ADMIN}


def _terms(person: Visitor | None, action: Action) -> _Terms:
    if may_administer(person):
        return _Terms(always=True)
    if action is Action.LEARN:
        return _LEARN
    return _TEACH[action] if may_teach(person) else _NEVER
