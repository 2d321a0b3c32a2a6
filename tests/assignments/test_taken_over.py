"""A guest who took an assigned quiz by its link turns out to be a student of the course."""

import pytest

from quizapp.accounts.logins import start_login
from quizapp.accounts.queries import visitor_by_token
from quizapp.accounts.services import create_guest
from quizapp.answering import assigning, learners
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.gradebook.book import course_grades
from quizapp.memory.log import Learner
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.report import learners_attempts
from quizapp.security import token_hash
from tests.assignments.conftest import DAY
from tests.databases import both_databases
from tests.studies import Studies

pytestmark = both_databases


@pytest.fixture
def guest(biology, clock):
    """Whoever has no name yet, as a request knows them."""
    assert biology
    with transaction() as session:
        row = create_guest(session, clock())
        token = start_login(session, row.id, "", clock())
    return visitor_by_token(db.session().connection(), token_hash(token), clock())


def takes(giving, guest):
    """Let the guest begin the quiz by its link and hand it in; return the attempt's id."""
    attempt_id = giving.start(guest.id)
    studies = Studies(Learner.of(guest), giving.bank, giving.course.clock)
    studies.hand_in(attempt_id, studies.forms(attempt_id))
    return attempt_id


def merge(guest, user):
    with transaction() as session:
        assert learners.add_guest(session, guest, user.id)
    db.session.expire_all()


def under(attempt_id):
    return db.session.get_one(Attempt, attempt_id).assignment_id


def test_the_gradebook_counts_what_the_quiz_page_counts(giving, guest, cast, clock):
    row = giving.quiz_is()
    clock.advance(hours=1)
    taken = takes(giving, guest)
    clock.advance(hours=1)
    giving.studies(cast.student).hand_in(giving.start(cast.student), {})
    merge(guest, cast.student)
    clock.advance(days=8)
    assert len(learners_attempts(db.session(), giving.quiz, cast.student.id)) == 2
    book = course_grades(db.session(), giving.course.id, clock())
    (mine,) = (each for each in book.rows if each.user_id == cast.student.id)
    assert [cell.share for cell in mine.cells] == [1.0]
    assert under(taken) == row.id


def test_an_attempt_under_way_comes_under_the_assignment_with_its_deadline(
    giving, guest, cast, clock
):
    row = giving.quiz_is()
    clock.advance(hours=1)
    going = giving.start(guest.id)
    ends = db.session.get_one(Attempt, going).deadline_at
    merge(guest, cast.student)
    assert under(going) == row.id
    assert db.session.get_one(Attempt, going).deadline_at == ends
    assert giving.start(cast.student) == going


@pytest.mark.parametrize(("days", "belongs"), [(0, True), (8.9, True), (9, False), (12, False)])
def test_only_what_was_begun_within_the_window_belongs_to_it(
    giving, guest, cast, clock, days, belongs
):
    row = giving.quiz_is(0, 7, 9)
    clock.advance(days=days)
    taken = takes(giving, guest)
    merge(guest, cast.student)
    assert under(taken) == (row.id if belongs else None)


def test_what_was_begun_before_it_opened_stays_without_an_assignment(giving, guest, cast, clock):
    taken = takes(giving, guest)
    clock.advance(days=1)
    giving.quiz_is()
    merge(guest, cast.student)
    assert under(taken) is None


def test_the_window_is_that_which_the_student_has(giving, guest, cast, clock):
    row = giving.quiz_is(0, 7, 9)
    giving.exempt(row, cast.student, closes_at=clock() + 20 * DAY)
    clock.advance(days=12)
    taken = takes(giving, guest)
    merge(guest, cast.student)
    assert under(taken) == row.id


def test_of_two_that_were_open_it_is_the_one_that_counted_then(giving, guest, cast, clock):
    group_id = giving.group("Red", cast.student)
    giving.quiz_is(0, 7, 9)
    sooner = giving.quiz_is(0, 3, 9, group_id=group_id)
    clock.advance(days=1)
    taken = takes(giving, guest)
    clock.advance(days=4)
    merge(guest, cast.student)
    assert under(taken) == sooner.id


def test_who_is_no_student_of_the_course_has_it_by_the_link_alone(giving, guest, make_user):
    giving.quiz_is()
    assistant = make_user("Tom")
    giving.course.enrol(assistant, CourseRole.ASSISTANT)
    taken = takes(giving, guest)
    merge(guest, assistant)
    assert under(taken) is None


def test_an_assignment_that_was_taken_away_gets_no_attempt(giving, guest, cast):
    row = giving.quiz_is()
    taken = takes(giving, guest)
    giving.do(assigning.remove, row)
    merge(guest, cast.student)
    assert under(taken) is None
