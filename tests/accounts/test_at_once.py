"""Two people who act at the very same moment leave what one after the other would."""

import threading

import pytest
from sqlalchemy import func, select

from quizapp.accounts import administration, codes
from quizapp.accounts.errors import AccountError
from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.accounts.services import create_user
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = both_databases


@pytest.fixture
def people(app, clock):
    """Two administrators and a student."""
    with app.app_context(), transaction() as session:
        return [
            create_user(session, name, "a hash", clock(), role=role)
            for name, role in (("Dora", Role.ADMIN), ("Dirk", Role.ADMIN), ("Ana", Role.STUDENT))
        ]


def at_once(app, *acts):
    """Do all of these in threads of their own, and say which were refused."""
    start = threading.Barrier(len(acts))
    refused = []

    def run(act):
        with app.app_context():
            start.wait()
            try:
                with transaction() as session:
                    act(session)
            except AccountError as error:
                refused.append(type(error).__name__)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.parametrize("how", ["demote", "deactivate"])
def test_two_administrators_who_turn_on_each_other_leave_one(app, clock, people, how):
    dora, dirk, _ = people

    def against(victim, by):
        if how == "demote":
            return lambda rows: administration.change_role(rows, victim.id, Role.STUDENT, clock())
        return lambda rows: administration.deactivate(rows, victim.id, by.id, clock())

    refused = at_once(app, against(dora, dirk), against(dirk, dora))
    assert refused == ["LastAdministrator"]
    with app.app_context():
        active = User.role == Role.ADMIN.value, User.deactivated_at.is_(None)
        assert db.session.scalar(select(func.count()).select_from(User).where(*active)) == 1


def test_a_code_used_many_times_at_once_sets_one_password(app, clock, people):
    student = people[2]
    with app.app_context():
        with transaction() as session:
            codes.make_code(session, student.id, "hash", clock(), maker_id=None)
        code = codes.open_code(db.session(), student, clock())

    def use(number):
        return lambda rows: codes.use_code(rows, code.id, f"hash {number}", clock())

    refused = at_once(app, *map(use, range(4)))
    assert refused == ["BadCode"] * 3


def test_many_codes_made_at_once_leave_one_that_works(app, clock, people):
    student = people[2]

    def make(number):
        return lambda rows: codes.make_code(
            rows, student.id, f"hash {number}", clock(), maker_id=None
        )

    assert at_once(app, *map(make, range(4))) == []
    with app.app_context():
        still_open = PasswordCode.closed_at.is_(None)
        assert db.session.scalar(select(func.count()).where(still_open)) == 1
