"""Other dates for one person or group: given, followed, taken back, also in mid-attempt."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering.errors import TimeIsUp
from quizapp.answering.overdue import hand_in_overdue
from quizapp.assignments.errors import BadDates, GivenMeanwhile, NobodyThere, UnknownAssignment
from quizapp.assignments.models import AssignmentOverride
from quizapp.assignments.overrides import exemptions_of
from quizapp.audit.models import AuditEntry
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.domain.due_dates import days_late
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import EndedBy
from quizapp.quizzes.release import withheld
from tests.assignments.conftest import attempt
from tests.databases import both_databases
from tests.quizzes.designing import build

pytestmark = both_databases

SECOND = timedelta(seconds=1)


def rows():
    statement = select(AssignmentOverride).order_by(AssignmentOverride.given_at)
    return db.session.scalars(statement).all()


def test_each_follows_the_one_before_and_the_newest_counts(giving, cast, clock):
    row = giving.quiz_is()
    giving.exempt(row, cast.student, due_at=giving.day(8), reason="Was ill.")
    clock.advance(hours=1)
    giving.exempt(row, cast.student, due_at=giving.day(10), reason="Still ill.")
    assert [(each.is_current, each.reason) for each in rows()] == [
        (False, "Was ill."),
        (True, "Still ill."),
    ]
    history = exemptions_of(db.session(), row.id, current_only=False)
    assert [(each.name, each.reason, each.by) for each in history] == [
        ("Ana", "Still ill.", "Clara"),
        ("Ana", "Was ill.", "Clara"),
    ]
    clock.advance(hours=1)
    giving.exempt(row, cast.student, reason="")
    assert exemptions_of(db.session(), row.id) == []
    assert giving.terms(cast.student).window == row.window


def test_a_form_that_is_sent_twice_and_what_is_had_already_add_nothing(giving, cast):
    row, key = giving.quiz_is(), uuid4()
    for _ in range(2):
        giving.exempt(row, cast.student, override_id=key, after=None, due_at=giving.day(8))
    giving.exempt(row, cast.student, due_at=giving.day(8))
    assert len(rows()) == 1


def test_what_somebody_else_has_given_meanwhile_is_not_passed_over(giving, cast):
    row = giving.quiz_is()
    giving.exempt(row, cast.student, due_at=giving.day(8))
    with pytest.raises(GivenMeanwhile):
        giving.exempt(row, cast.student, after=None, due_at=giving.day(9))


def test_an_id_belongs_to_one_person_and_one_assignment(giving, cast):
    giving.course.enrol(cast.stranger)
    row, other, key = giving.quiz_is(), giving.bank_is(), uuid4()
    giving.exempt(row, cast.student, override_id=key, due_at=giving.day(8))
    for assignment, whom in ((other, cast.student), (row, cast.stranger)):
        with pytest.raises(UnknownAssignment):
            giving.exempt(assignment, whom, override_id=key, due_at=giving.day(8))


def test_only_students_and_groups_of_the_course_have_other_dates(giving, cast, colleague):
    giving.course.enrol(colleague, CourseRole.CO_TEACHER)
    row = giving.quiz_is()
    for whom in (cast.stranger, colleague, uuid4()):
        with pytest.raises(NobodyThere):
            giving.exempt(row, whom, is_excused=True)


@pytest.mark.parametrize(
    "numbers",
    [
        {"opens_at": 7},
        {"opens_at": 5, "due_at": 5},
        {"due_at": -1},
        {"closes_at": 6},
        {"due_at": 9, "closes_at": 8},
    ],
)
def test_dates_out_of_order_are_refused(giving, cast, numbers):
    row = giving.quiz_is()
    dates = {name: giving.day(number) for name, number in numbers.items()}
    with pytest.raises(BadDates):
        giving.exempt(row, cast.student, **dates)


def test_the_log_says_whom_and_what_and_no_reason(giving, cast):
    row = giving.quiz_is()
    giving.exempt(row, cast.student, due_at=giving.day(8), reason="Appendicitis.")
    giving.exempt(row, cast.student, is_excused=True, reason="Appendicitis.")
    giving.exempt(row, cast.student)
    statement = select(AuditEntry).where(AuditEntry.event == "assignment_exempted")
    found = db.session.scalars(statement.order_by(AuditEntry.id)).all()
    assert [each.details["what"] for each in found] == ["dates", "excused", "back"]
    assert {each.subject_id for each in found} == {cast.student.id}
    assert "Appendicitis" not in "".join(str(each.details) for each in found)


def test_a_later_closing_acts_on_an_attempt_under_way(giving, cast, clock):
    giving.course.enrol(cast.stranger)
    row = giving.quiz_is(0, 1, 2)
    mine, theirs = giving.start(cast.student), giving.start(cast.stranger)
    whose = ((cast.student, mine), (cast.stranger, theirs))
    followed = giving.exempt(row, cast.student, closes_at=giving.day(3))
    assert (followed.going, followed.moved) == (1, 1)
    later = giving.day(3)
    forms = {who.id: giving.studies(who).forms(key) for who, key in whose}
    clock.moment = row.closes_at + GRACE + SECOND
    assert attempt(mine).deadline_at == later
    giving.studies(cast.student).save(mine, forms[cast.student.id])
    with pytest.raises(TimeIsUp):
        giving.studies(cast.stranger).save(theirs, forms[cast.stranger.id])
    with transaction() as session:
        assert hand_in_overdue(session, clock(), 9).done == 1
        assert hand_in_overdue(session, later + GRACE + SECOND, 9).done == 1
    assert attempt(theirs).finished_at == row.closes_at
    assert attempt(mine).finished_at == later
    assert attempt(mine).ended_by == EndedBy.CLOSING


def test_an_earlier_closing_takes_no_time_from_whoever_is_at_it(giving, cast):
    row = giving.quiz_is(0, 1, 4)
    mine = giving.start(cast.student)
    followed = giving.exempt(row, cast.student, due_at=giving.day(1), closes_at=giving.day(2))
    assert (followed.going, followed.moved) == (1, 0)
    assert attempt(mine).deadline_at == giving.day(4)


def test_what_was_over_stays_over(giving, cast, clock):
    row = giving.quiz_is(0, 1, 2)
    mine = giving.start(cast.student)
    clock.moment = row.closes_at + GRACE + SECOND
    followed = giving.exempt(row, cast.student, closes_at=giving.day(1))
    assert (followed.going, followed.moved) == (0, 0)
    assert attempt(mine).finished_at == row.closes_at


def test_a_group_and_a_whole_course_are_given_more_time_at_once(giving, cast):
    giving.course.enrol(cast.stranger)
    row = giving.quiz_is(0, 1, 2)
    mine, theirs = giving.start(cast.student), giving.start(cast.stranger)
    red = giving.group("Red", cast.student)
    assert giving.exempt(row, red, closes_at=giving.day(4)).moved == 1
    assert giving.change(row, 0, 1, 3).moved == 1
    assert attempt(mine).deadline_at == giving.day(4)
    assert attempt(theirs).deadline_at == giving.day(3)


def test_by_the_job_at_the_deadline_is_in_time_where_that_is_when_it_was_due(giving, cast, clock):
    row = giving.quiz_is(0, 2, 2)
    mine = giving.start(cast.student)
    clock.moment = row.due_at + timedelta(hours=3)
    with transaction() as session:
        hand_in_overdue(session, clock(), 9)
    assert days_late(attempt(mine).finished_at, row.due_at) == 0


@pytest.mark.parametrize("how", ["course", "person", "due"])
def test_results_wait_for_the_last_who_was_given_it(giving, cast, bank, clock, how):
    quiz = uuid4()
    closing = {"release": Release.CLOSING, "closes_at": giving.day(1)}
    build(giving.teacher, bank, Item(bank, count=2), now=clock(), quiz_id=quiz, **closing)
    giving.quiz = quiz
    theirs = giving.start(cast.stranger)
    giving.hand_in(cast.stranger, theirs)
    row = giving.quiz_is(0, 1, 3 if how == "course" else 1)
    if how == "person":
        giving.exempt(row, cast.student, closes_at=giving.day(3))
    if how == "due":
        giving.exempt(row, cast.student, due_at=giving.day(3))
    until = giving.day(3)
    clock.advance(days=2)
    assert withheld(db.session(), attempt(theirs), clock()).until == until
    assert attempt(theirs).held_until == until
    clock.advance(days=1, minutes=1)
    assert withheld(db.session(), attempt(theirs), clock()) is None
