"""What students are told of what a course was given: on both databases, by each rule of dates."""

from uuid import uuid4

import pytest

from quizapp.accounts.queries import visitor_by_id
from quizapp.answering import assigning
from quizapp.assignments.services import What
from quizapp.courses import enrolling
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal
from quizapp.domain.notices import Kind
from quizapp.notices import services
from quizapp.notices.queries import new_notices
from quizapp.quizzes import building
from quizapp.quizzes.designs import Item
from tests import statements
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build

pytestmark = both_databases
ASSIGNED, DUE, JOINED = Kind.ASSIGNED, Kind.DUE, Kind.JOINED


@pytest.fixture(autouse=True)
def told_of_the_course(request, cast, clock):
    """Whoever is in the course knows that; what follows is about what it is given."""
    request.getfixturevalue("giving")
    read_all(cast.student, clock)
    clock.advance(minutes=1)


def read_all(user, clock):
    with transaction() as session:
        services.read_all(session, user.id, clock())


def test_what_is_assigned_is_told_at_its_opening_and_not_before(giving, new, cast, clock):
    giving.quiz_is(2, 9, 9)
    assert new(cast.student) == []
    clock.advance(days=2, seconds=-1)
    assert new(cast.student) == []
    clock.advance(seconds=1)
    assert new(cast.student) == [ASSIGNED]
    assert new(cast.stranger) == new(cast.teacher) == []


def test_a_draft_is_not_told_of_until_it_is_published(giving, new, cast, clock):
    giving.quiz_is(-1, 9, 9)
    with transaction() as session:
        building.withdraw(session, QUIZ)
    assert new(cast.student) == []
    read_all(cast.student, clock)
    clock.advance(hours=1)
    with transaction() as session:
        building.publish(session, QUIZ, clock())
    assert new(cast.student) == [ASSIGNED]


def test_what_is_for_a_group_or_was_taken_back_is_told_to_nobody_else(giving, new, cast):
    group = giving.group("Red")
    giving.quiz_is(-1, 9, 9, group_id=group)
    assert new(cast.student) == []
    row = giving.quiz_is(-1, 9, 9)
    assert new(cast.student) == [ASSIGNED]
    giving.do(assigning.remove, row)
    assert new(cast.student) == []


def test_who_leaves_is_told_no_more(giving, new, cast, biology):
    giving.quiz_is(-1, 9, 9)
    assert new(cast.student) == [ASSIGNED]
    biology.do(enrolling.leave, cast.student.id)
    assert new(cast.student) == []


def test_dates_of_ones_own_count(giving, new, cast):
    row = giving.quiz_is(5, 9, 9)
    giving.exempt(row, cast.student, opens_at=giving.day(-1))
    assert new(cast.student) == [ASSIGNED]
    giving.exempt(row, cast.student, opens_at=giving.day(-1), due_at=giving.day(0.5))
    assert new(cast.student) == [DUE]
    giving.exempt(row, cast.student, is_excused=True)
    assert new(cast.student) == []


def test_more_time_for_a_group_counts(giving, new, cast):
    group = giving.group("Red", cast.student)
    row = giving.quiz_is(-1, 0.5, 9)
    assert new(cast.student) == [DUE]
    giving.exempt(row, group, due_at=giving.day(5))
    assert new(cast.student) == [ASSIGNED]


def test_what_is_due_is_told_a_day_before_and_once_more_late_until_it_is_done(
    giving, new, cast, clock
):
    giving.quiz_is(-1, 2, 5)
    assert new(cast.student) == [ASSIGNED]
    read_all(cast.student, clock)
    clock.advance(hours=23)
    assert new(cast.student) == []
    clock.advance(hours=1)
    assert new(cast.student) == [DUE]
    read_all(cast.student, clock)
    clock.advance(hours=24)
    assert new(cast.student) == []
    clock.advance(hours=1)
    assert new(cast.student) == [DUE]
    attempt = giving.start(cast.student)
    assert new(cast.student) == [DUE]
    giving.hand_in(cast.student, attempt)
    assert new(cast.student) == []


def test_what_was_begun_is_no_news(giving, new, cast):
    giving.quiz_is(-1, 9, 9)
    giving.start(cast.student)
    assert new(cast.student) == []


def test_what_is_closed_is_not_told(giving, new, cast, clock):
    giving.quiz_is(-1, 1, 2)
    clock.advance(days=2)
    assert new(cast.student) == []


def test_what_is_studied_is_due_until_it_is_known(giving, new, cast):
    giving.bank_is(-1, 0.5, 9, goal=Goal.DAILY, per_day=1, days=1)
    assert new(cast.student) == [DUE]
    giving.studies(cast.student).study("place-short")
    assert new(cast.student) == []


def test_who_joins_late_is_told_of_what_is_open(giving, new, cast, biology, clock):
    giving.quiz_is(-1, 9, 9)
    clock.advance(days=1)
    read_all(cast.stranger, clock)
    clock.advance(days=1)
    biology.join(cast.stranger, biology.invite(needs_approval=True))
    assert new(cast.stranger) == []
    assert new(cast.teacher) == [Kind.WAITING]
    clock.advance(days=1)
    biology.do(enrolling.approve, cast.stranger.id)
    assert sorted(new(cast.stranger)) == [ASSIGNED, JOINED]
    assert new(cast.teacher) == []


def test_looking_at_one_thing_reads_that_alone(giving, new, cast, bank, clock):
    row = giving.quiz_is(-1, 9, 9)
    build(cast.teacher.id, bank, Item(bank, count=1), now=clock(), quiz_id=(other := uuid4()))
    giving.quiz_is(-1, 9, 9, what=What(quiz_id=other))
    assert new(cast.student) == [ASSIGNED, ASSIGNED]
    for _ in range(2):
        with transaction() as session:
            services.read_about(session, cast.student.id, [row.id], clock())
        assert new(cast.student) == [ASSIGNED]
    clock.advance(days=8, hours=1)
    # That it is due came later.
    assert new(cast.student) == [DUE, DUE]
    read_all(cast.student, clock)
    assert new(cast.student) == []


def test_a_kind_can_be_switched_off_and_on_again(giving, new, cast):
    giving.quiz_is(-1, 0.5, 9)
    for is_on, expected in ((False, [ASSIGNED]), (True, [DUE])):
        with transaction() as session:
            services.choose(session, cast.student.id, {DUE: is_on})
        assert new(cast.student) == expected
    with transaction() as session:
        services.choose(session, cast.student.id, dict.fromkeys(Kind, False))
    assert new(cast.student) == []


def test_it_is_one_statement_however_much_there_is(app, giving, cast, bank, clock):
    sent = []
    for count in (1, 12):
        for _ in range(count):
            quiz = uuid4()
            build(cast.teacher.id, bank, Item(bank, count=1), now=clock(), quiz_id=quiz)
            giving.quiz_is(-1, 0.5, 9, what=What(quiz_id=quiz))
        person = visitor_by_id(db.session(), cast.student.id, clock())
        with statements.noted(app) as found:
            assert new_notices(db.session(), person, clock())
        sent.append(len(found))
    assert sent == [1, 1], found
