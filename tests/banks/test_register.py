import pytest

from quizapp.banks.models import Bank, MemberRole, Membership
from quizapp.banks.register import every_bank
from quizapp.db import db, transaction
from tests import builders
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


def add_bank(clock, title, **members):
    with transaction() as session:
        bank = Bank(
            slug=title.casefold(),
            title=title,
            language="en",
            description="",
            license="",
            created_at=clock(),
            updated_at=clock(),
        )
        session.add(bank)
        session.flush()
        for role, users in members.items():
            for user in users:
                role_of = MemberRole(role).value
                session.add(
                    Membership(bank_id=bank.id, user_id=user.id, role=role_of, created_at=clock())
                )


def test_no_bank_is_an_empty_list():
    assert every_bank(db.session()) == []


def test_private_banks_are_listed_with_their_owners_by_name(cast, clock):
    add_bank(clock, "Zebras", owner=[cast.teacher, cast.admin], viewer=[cast.student])
    add_bank(clock, "Ants")
    ants, zebras = every_bank(db.session())
    assert (ants.bank.title, ants.owners, ants.members) == ("Ants", (), 0)
    assert (zebras.bank.title, zebras.owners, zebras.members) == ("Zebras", ("Clara", "Dora"), 3)


def test_what_is_in_a_bank_is_counted_for_each(clock):
    with transaction() as session:
        builders.load(session, builders.bank(), clock())
    loaded = clock()
    clock.advance(days=2)
    add_bank(clock, "Empty")
    found = {each.bank.slug: each for each in every_bank(db.session())}
    assert (found["empty"].questions, found["empty"].facts) == (0, 0)
    assert found["empty"].changed_at == clock()
    tiny = found["arnholm"]
    assert tiny.questions == len(builders.bank().questions)
    assert tiny.facts > 5
    assert tiny.changed_at == loaded
