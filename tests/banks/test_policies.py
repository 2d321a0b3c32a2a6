"""Who may do what with a bank: the whole table, in Python and in SQL."""

from itertools import product

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.banks.access import bank_access, seen_bank, seen_banks
from quizapp.banks.models import Bank, MemberRole, Membership, Visibility
from quizapp.banks.policies import Action, BankAccess, can, may_have
from quizapp.db import db, transaction
from tests import builders, statements
from tests.builders import visitor_of
from tests.databases import both_databases

ROLES = (None, *MemberRole)
ALL, LOOK, CHANGE, LEARN, NOTHING = 4, 2, 3, 1, 0
# Visibility and membership, and the most that a student, a teacher and an admin may do then.
TABLE = [
    (Visibility.PRIVATE, None, NOTHING, NOTHING, ALL),
    (Visibility.PRIVATE, MemberRole.VIEWER, LEARN, LOOK, ALL),
    (Visibility.PRIVATE, MemberRole.EDITOR, LEARN, CHANGE, ALL),
    (Visibility.PRIVATE, MemberRole.OWNER, LEARN, ALL, ALL),
    (Visibility.LINK, None, NOTHING, NOTHING, ALL),
    (Visibility.LINK, MemberRole.VIEWER, LEARN, LOOK, ALL),
    (Visibility.LINK, MemberRole.EDITOR, LEARN, CHANGE, ALL),
    (Visibility.LINK, MemberRole.OWNER, LEARN, ALL, ALL),
    (Visibility.EVERYONE, None, LEARN, LOOK, ALL),
    (Visibility.EVERYONE, MemberRole.VIEWER, LEARN, LOOK, ALL),
    (Visibility.EVERYONE, MemberRole.EDITOR, LEARN, CHANGE, ALL),
    (Visibility.EVERYONE, MemberRole.OWNER, LEARN, ALL, ALL),
]


def user(role):
    return User(id=7, name="Somebody", role=role, is_guest=False)


def allowed(person, access):
    return [action for action in Action if can(person, action, access)]


@pytest.mark.parametrize(("visibility", "role", "student", "teacher", "admin"), TABLE)
def test_what_somebody_may_do(visibility, role, student, teacher, admin):
    access = BankAccess(visibility, role)
    for kind, most in ((Role.STUDENT, student), (Role.TEACHER, teacher), (Role.ADMIN, admin)):
        assert allowed(visitor_of(user(kind)), access) == list(Action)[:most]


def test_every_visibility_stands_in_the_table_with_every_role():
    assert {row[:2] for row in TABLE} == set(product(Visibility, ROLES))


@pytest.mark.parametrize("visibility", Visibility)
def test_somebody_without_a_login_learns_where_everyone_may(visibility):
    expected = [Action.LEARN] if visibility is Visibility.EVERYONE else []
    assert allowed(None, BankAccess(visibility)) == expected


@pytest.mark.parametrize("role", MemberRole)
def test_students_are_viewers_and_nothing_more(role):
    assert may_have(role, Role.STUDENT) is (role is MemberRole.VIEWER)
    assert may_have(role, Role.TEACHER)
    assert may_have(role, Role.ADMIN)


@pytest.fixture
def every_bank(request, cast, clock):
    """Banks of every visibility in which everybody has every role; returns the cast."""
    request.getfixturevalue("context")
    people = (cast.guest, cast.student, cast.teacher, cast.admin)
    with transaction() as session:
        for visibility, role in product(Visibility, ROLES):
            name = f"{visibility.value}-{role.value if role else 'none'}"
            builders.load(session, builders.bank(id=name, title=name), clock())
            bank = session.scalars(select(Bank).where(Bank.slug == name)).one()
            bank.visibility = visibility.value
            for person in people if role else ():
                builders.join(session, name, person, clock(), role)
    return cast


@both_databases
def test_lists_hold_what_the_rule_allows_and_nothing_else(every_bank):
    cast = every_bank
    session = db.session()
    for person in (None, cast.guest, cast.student, cast.teacher, cast.admin, cast.stranger):
        visitor = None if person is None else visitor_of(person)
        for action in Action:
            listed = {each.bank.slug: each.access for each in seen_banks(session, visitor, action)}
            expected = {}
            for bank in session.scalars(select(Bank)):
                access = bank_access(session, bank.id, visitor)
                if can(visitor, action, access):
                    expected[bank.slug] = access
            assert listed == expected


@both_databases
def test_access_is_that_of_the_person_who_asks(every_bank):
    cast = every_bank
    session = db.session()
    for person, role in ((cast.teacher, MemberRole.EDITOR), (cast.stranger, None)):
        found = seen_bank(session, "link-editor", visitor_of(person))
        assert found.access == BankAccess(Visibility.LINK, role)
    assert seen_bank(session, "link-editor", None).access == BankAccess(Visibility.LINK)
    for wrong in ("no-such-bank", "link-\x00", "Link-Editor", ""):
        assert seen_bank(session, wrong, None) is None


def test_a_list_of_banks_takes_one_statement(app, every_bank):
    with statements.noted(app) as sent:
        found = seen_banks(db.session(), visitor_of(every_bank.teacher), Action.LEARN)
    assert len(found) == 10
    assert len(sent) == 1
    assert db.session.scalar(select(Membership.role).limit(1)) is not None
