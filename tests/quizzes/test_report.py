"""What a teacher sees of everybody's attempts at a quiz."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.models import Role, User
from quizapp.accounts.services import create_guest
from quizapp.answering.overdue import hand_in_overdue
from quizapp.db import db, transaction
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt, EndedBy
from quizapp.quizzes.report import every_attempt, reported_attempt
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build
from tests.studies import ana, bank, ben

__all__ = ["ana", "bank", "ben"]

pytestmark = both_databases
LATE = GRACE + timedelta(seconds=1)


@pytest.fixture
def made(bank, make_user, clock):
    """Make a quiz of four drawn questions."""
    owner = make_user("Clara", Role.TEACHER).id

    def made(quiz_id=QUIZ, **settings):
        build(owner, bank, Item(bank, count=4), now=clock(), quiz_id=quiz_id, **settings)

    return made


def begin(user_id, now, quiz_id=QUIZ):
    with transaction() as session:
        return start_quiz(session, uuid4(), quiz_id, user_id=user_id, now=now).id


def report():
    return every_attempt(db.session(), QUIZ)


def test_an_attempt_has_its_learner_its_times_and_its_points(made, ana, clock):
    made()
    began = clock()
    attempt_id = begin(ana.learner.id, began)
    forms = ana.forms(attempt_id)
    wrong = ana.forms(attempt_id, builders.wrong_fields)
    ended = clock.advance(minutes=5)
    ana.hand_in(attempt_id, {1: forms[1], 2: forms[2], 3: wrong[3]})
    [found] = report()
    assert (found.id, found.name, found.is_guest) == (attempt_id, "Ana", False)
    assert (found.started_at, found.finished_at) == (began, ended)
    assert (found.ended_by, found.answered, found.length) == (EndedBy.LEARNER, 3, 4)
    assert (found.points, found.percent) == (2.0, 50)
    assert reported_attempt(db.session(), QUIZ, attempt_id) == found


def test_an_attempt_under_way_has_no_points_yet(made, ana, clock):
    made(minutes=30)
    attempt_id = begin(ana.learner.id, clock())
    ana.save(attempt_id, {1: ana.forms(attempt_id)[1]})
    [found] = report()
    assert (found.finished_at, found.ended_by, found.answered) == (None, None, 1)
    assert (found.points, found.percent) == (None, None)
    assert found.deadline_at == clock() + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("minutes", "closes_after", "expected"),
    [(30, None, EndedBy.TIME), (30, 60, EndedBy.TIME), (None, 20, EndedBy.CLOSING)],
)
def test_what_ended_an_attempt_is_kept(made, ana, clock, minutes, closes_after, expected):
    closes_at = clock() + timedelta(minutes=closes_after) if closes_after else None
    made(minutes=minutes, closes_at=closes_at)
    attempt_id = begin(ana.learner.id, clock())
    deadline = db.session.get_one(Attempt, attempt_id).deadline_at
    with transaction() as session:
        assert hand_in_overdue(session, deadline + LATE, 9).done == 1
    [found] = report()
    assert (found.finished_at, found.ended_by) == (deadline, expected)


def test_who_hands_in_in_time_has_done_it_themselves(made, ana, clock):
    made(minutes=30)
    attempt_id = begin(ana.learner.id, clock())
    clock.advance(minutes=30, microseconds=-1)
    ana.hand_in(attempt_id, {})
    assert report()[0].ended_by is EndedBy.LEARNER


def test_attempts_at_other_quizzes_are_left_out(made, ana, clock):
    other = uuid4()
    made()
    made(quiz_id=other)
    theirs = begin(ana.learner.id, clock(), other)
    ana.quiz()
    assert report() == []
    assert reported_attempt(db.session(), QUIZ, theirs) is None


def test_attempts_are_listed_by_name_and_as_they_were_begun(made, ana, ben, clock):
    made()
    order = []
    for somebody in (ben, ana, ana):
        clock.advance(minutes=1)
        order.append(begin(somebody.learner.id, clock()))
        somebody.hand_in(order[-1], {})
    assert [each.id for each in report()] == [order[1], order[2], order[0]]
    only = every_attempt(db.session(), QUIZ, [ben.learner.id])
    assert [each.id for each in only] == [order[0]]


def test_a_guest_and_whoever_has_left_have_no_name(made, ana, clock):
    made()
    begin(ana.learner.id, clock())
    with transaction() as session:
        user = session.get_one(User, ana.learner.id)
        user.name = user.name_key = user.email = user.password_hash = None
        user.erased_at = clock()
        guest = create_guest(session, clock()).id
    begin(guest, clock())
    assert {(each.name, each.is_guest) for each in report()} == {(None, False), (None, True)}
