"""Sign-in cards: who needs one, and the codes that are made for them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from quizapp.accounts.codes import open_code
from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.clock import new_id
from quizapp.courses import cards, enrolling, roster_import
from quizapp.courses.errors import CourseArchived
from quizapp.courses.models import CourseRole
from quizapp.courses.services import archive
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = both_databases


@pytest.fixture
def bo(biology):
    """A student whose account a list made."""
    with transaction() as session:
        row = roster_import.keep_list(
            session, new_id(), biology.id, "Bo Li", by=biology.teacher_id(), now=biology.clock()
        )
        roster_import.import_list(session, row, "a hash", biology.clock(), by=row.author_id)
    return db.session.scalars(select(User).where(User.name == "Bo Li")).one()


def holders(biology):
    found = cards.card_holders(db.session(), biology.id, biology.clock())
    return {each.name: (each.is_new, each.has_code) for each in found}


def make(biology, *users):
    with transaction() as session:
        return cards.make_cards(
            session,
            biology.id,
            {user.id: f"hash of {user.id}" for user in users},
            biology.clock(),
            maker_id=biology.teacher_id(),
        )


def test_only_an_account_that_somebody_else_made_and_nobody_used_is_new(biology, bo, cast):
    biology.enrol(cast.student)
    assert holders(biology) == {"Ana": (False, False), "Bo Li": (True, False)}
    make(biology, bo)
    assert holders(biology)["Bo Li"] == (True, True)
    with transaction() as session:
        moment = {"used_at": biology.clock(), "closed_at": biology.clock()}
        session.execute(update(PasswordCode).where(PasswordCode.user_id == bo.id).values(moment))
    assert holders(biology)["Bo Li"] == (False, False)


def test_a_code_on_a_card_works_for_two_weeks(biology, bo):
    make(biology, bo)
    session, now = db.session(), biology.clock()
    assert open_code(session, bo, now + timedelta(days=13)) is not None
    assert open_code(session, bo, now + timedelta(days=15)) is None


def test_a_card_made_again_ends_the_one_before(biology, bo):
    make(biology, bo)
    make(biology, bo)
    codes = select(PasswordCode.closed_at).where(PasswordCode.user_id == bo.id)
    assert [closed is None for closed in db.session.scalars(codes.order_by(PasswordCode.id))] == [
        False,
        True,
    ]


@pytest.mark.parametrize("values", [{"role": Role.TEACHER.value}, {"deactivated_at": "now"}])
def test_who_teaches_here_or_is_shut_out_gets_no_card(biology, bo, values):
    if "deactivated_at" in values:
        values = {"deactivated_at": biology.clock()}
    with transaction() as session:
        session.execute(update(User).where(User.id == bo.id).values(**values))
    assert not holders(biology)
    assert make(biology, bo) == 0


def test_nobody_gets_a_card_who_is_not_a_student_of_the_course(biology, bo, cast, colleague):
    biology.enrol(colleague, CourseRole.ASSISTANT)
    assert make(biology, cast.student, colleague) == 0
    biology.do(enrolling.remove, bo.id)
    assert make(biology, bo) == 0


def test_an_archived_course_makes_no_cards(biology, bo):
    biology.do(archive)
    with pytest.raises(CourseArchived):
        make(biology, bo)
