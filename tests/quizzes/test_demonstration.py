"""A teacher, students and a quiz for them: it can be taken, and is the same the second time."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.errors import NameTaken
from quizapp.accounts.models import User
from quizapp.accounts.queries import user_by_name
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.quizzes.demonstration import QUESTIONS, make_demonstration, others
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import CannotBeAsked
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import asked

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


@pytest.fixture
def large(clock):
    """The id of a bank with two questions more than the quiz asks."""
    questions = tuple(
        builders.choice(f"choice-{n:02d}", stem=f"Who kept lamp {n}?") for n in range(QUESTIONS + 2)
    )
    with transaction() as session:
        builders.load(session, builders.bank(questions=questions), clock())
        return session.scalars(select(Bank.id)).one()


@pytest.fixture
def make(clock):
    def make(bank_id, students=2, stored="a hash"):
        with transaction() as session:
            bank = session.get_one(Bank, bank_id)
            return make_demonstration(session, bank, students, stored, clock())

    return make


def test_a_student_of_it_is_asked_so_many_questions(large, make, clock):
    made = make(large)
    with transaction() as session:
        student = user_by_name(session, made.students[0])
        given = {"user_id": student.id, "now": clock()}
        attempt = start_quiz(session, uuid4(), made.quiz_id, **given)
    assert asked(attempt.id) == [f"choice-{n:02d}" for n in range(QUESTIONS)]


def test_made_again_it_has_the_same_people_with_the_password_of_now(large, make):
    first, second = make(large, 3), make(large, 2, "another hash")
    assert second.quiz_id == first.quiz_id
    assert latest_design(db.session(), first.quiz_id).number == 2
    assert db.session.scalar(select(func.count()).select_from(User)) == 4
    hashes = {name: user_by_name(db.session(), name).password_hash for name in first.students}
    assert hashes == dict(zip(first.students, ["another hash"] * 2 + ["a hash"], strict=True))


def test_where_none_was_made_a_name_of_it_is_somebody_elses(large, make, make_user):
    owner = make_user("Demo-Student-0002")
    with pytest.raises(NameTaken):
        make(large)
    assert db.session.get_one(User, owner.id).password_hash != "a hash"


@pytest.mark.usefixtures("cast")
def test_accounts_of_others_are_counted_and_guests_are_not(large, make):
    make(large)
    assert others(db.session()) == 4


def test_a_bank_with_too_few_questions_of_the_kind_makes_nothing(bank, make):
    with pytest.raises(CannotBeAsked):
        make(bank)
    assert db.session.scalar(select(func.count()).select_from(User)) == 0
