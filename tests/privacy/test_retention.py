"""A course that is long over is forgotten: who learned in it goes, and what was answered stays."""

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.assignments.models import AssignmentOverride, GradeChange, GradeNote
from quizapp.audit.models import AuditEntry, Event
from quizapp.courses import retention as rules
from quizapp.courses.errors import BadMonths
from quizapp.courses.models import Course, CourseRole, Enrolment, GroupMember
from quizapp.courses.services import archive, restore
from quizapp.db import db, transaction
from quizapp.gradebook.book import course_grades
from quizapp.mark_trail.models import TrailPerson, What
from quizapp.mark_trail.queries import verify
from quizapp.mark_trail.services import Note, Place, note
from quizapp.memory.models import Memory, Review
from quizapp.privacy.personal_data import personal_data
from quizapp.privacy.retention import forget_some, plans, tell
from quizapp.quizzes.item_responses import count as figures_of
from quizapp.quizzes.models import Attempt, Response
from tests.databases import both_databases
from tests.gradebook.conftest import bank, biology, colleague, giving, marking

__all__ = ["bank", "biology", "colleague", "giving", "marking"]

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
MONTHS = 6


@pytest.fixture
def over(marking, giving, cast, clock):
    """A course that is archived, in which two students learned."""
    giving.course.enrol(cast.stranger)
    row = giving.quiz_is()
    for who in (cast.student, cast.stranger):
        giving.hand_in(who, giving.start(who))
        marking.set_mark(who, row, 0.8, reason="Was ill.")
        marking.note(who, row, "A careful reader.")
    giving.exempt(row, cast.student, due_at=giving.day(8))
    giving.group("Red", cast.student)
    with transaction() as session:
        looked = Note(What.STUDENT, Place(giving.course.id), cast.student.id)
        note(session, [looked], cast.teacher.id, clock())
        archive(session, giving.course.id, clock())
    return row


def announce(clock, months=MONTHS):
    with transaction() as session:
        return tell(session, months, clock())


def forget(clock, months=MONTHS, **how):
    with transaction() as session:
        return forget_some(session, months, clock(), **how)


def forget_all(clock, **how):
    done = 0
    while some := forget(clock, **how):
        done += some
    return done


def time_is_over(clock):
    clock.advance(days=200)
    announce(clock)
    clock.advance(days=31)


def count(model, *which):
    return db.session.scalar(select(func.count()).select_from(model).where(*which))


@pytest.mark.usefixtures("over")
def test_the_dry_run_counts_and_changes_nothing(cast, clock):
    (plan,) = plans(db.session(), MONTHS, clock()).rows
    assert (plan.students, plan.attempts, plan.marks, plan.notes) == (2, 2, 2, 2)
    assert plan.answers >= 4
    assert (plan.teacher, plan.is_told, plan.goes_now) == (cast.teacher.name, False, False)
    assert plans(db.session(), 0, clock()).rows == []
    assert count(Attempt, Attempt.user_id == cast.student.id) == 1


@pytest.mark.usefixtures("over")
def test_without_a_rule_nothing_is_ever_forgotten(clock):
    clock.advance(days=9999)
    assert announce(clock, 0) == 0
    assert forget(clock, 0) == 0


@pytest.mark.usefixtures("over")
def test_nothing_is_forgotten_before_it_was_told_for_a_month(cast, clock):
    clock.advance(days=999)
    assert forget(clock) == 0
    assert announce(clock) == 1
    assert announce(clock) == 0
    clock.advance(days=29)
    assert forget(clock) == 0
    clock.advance(days=1)
    assert forget(clock) > 0
    assert count(Attempt, Attempt.user_id == cast.student.id) in {0, 1}


def test_who_learned_is_nobody_and_all_they_did_is_there(over, giving, cast, clock):
    before = {
        model: count(model)
        for model in (Attempt, Response, Review, GradeChange, AssignmentOverride, Enrolment)
    }
    time_is_over(clock)
    # The two students, then the course.
    assert forget_all(clock) == 3
    for user in (cast.student, cast.stranger):
        data = personal_data(db.session(), user.id, clock())
        emptied = ("attempts", "marks_by_hand", "notes_on_marks", "own_dates", "courses", "looks")
        assert {name: data[name] for name in emptied} == {name: [] for name in emptied}
        assert data["memories"] == []
        assert data["reviews"] == []
    assert {model: count(model) for model in before} == before
    assert count(GradeNote) == count(GroupMember) == count(TrailPerson) == 0
    assert {*db.session.scalars(select(GradeChange.reason))} == {""}
    assert {*db.session.scalars(select(AssignmentOverride.reason))} == {""}
    names = select(User.name).join(Enrolment, Enrolment.user_id == User.id)
    students = names.where(Enrolment.role == CourseRole.STUDENT.value)
    assert db.session.scalars(students).all() == [None, None]
    began = db.session.get_one(Course, giving.course.id, populate_existing=True).created_at
    came = select(Enrolment.joined_at).where(Enrolment.role == CourseRole.STUDENT.value)
    assert {*db.session.scalars(came)} == {began}
    assert verify(db.session()).broken_at is None
    # The gradebook has its assignments, and nobody in it.
    book = course_grades(db.session(), giving.course.id, clock())
    assert [each.assignment.id for each in book.columns] == [over.id]
    assert book.rows == book.left == ()


def test_how_good_the_questions_are_stays_as_it_was(over, clock):
    before = figures_of(db.session(), over.quiz_id)
    assert before.items
    time_is_over(clock)
    forget_all(clock)
    assert figures_of(db.session(), over.quiz_id) == before


@pytest.mark.usefixtures("over")
def test_it_is_done_once_and_noted(giving, cast, clock):
    time_is_over(clock)
    assert forget_all(clock) == 3
    people = count(User)
    assert forget_all(clock) == 0
    assert announce(clock) == 0
    assert plans(db.session(), MONTHS, clock()).rows == []
    assert count(User) == people
    assert count(AuditEntry, AuditEntry.event == Event.COURSE_FORGOTTEN.value) == 1
    assert giving.course.course().forgotten_at == clock()
    assert giving.course.row(cast.teacher).state == "active"


@pytest.mark.usefixtures("over")
def test_whatever_ends_it_it_goes_on_with_who_is_left(giving, clock):
    time_is_over(clock)
    assert forget(clock, students=1) == 1
    with pytest.raises(RuntimeError), transaction() as session:
        forget_some(session, MONTHS, clock(), students=1)
        raise RuntimeError
    (plan,) = plans(db.session(), MONTHS, clock()).rows
    assert (plan.students, plan.attempts) == (1, 1)
    assert giving.course.course().forgotten_at is None
    assert forget_all(clock, students=1) == 2
    assert giving.course.course().forgotten_at is not None


@pytest.mark.usefixtures("over")
def test_what_was_learned_elsewhere_stays(giving, cast, clock):
    study = giving.studies(cast.student)
    study.study("place-short")
    practice = study.quiz()
    study.hand_in(practice, study.forms(practice))
    time_is_over(clock)
    forget_all(clock)
    mine = db.session.scalars(select(Attempt.id).where(Attempt.user_id == cast.student.id))
    assert mine.all() == [practice]
    studied = Response.attempt_id.is_(None), Response.user_id == cast.student.id
    assert count(Response, *studied) == 1
    assert count(Memory, Memory.user_id == cast.student.id) > 0


def test_another_year_is_kept_once(over, giving, clock):
    assert over
    clock.advance(days=200)
    announce(clock)
    course = giving.course
    assert course.do(lambda s, c, n: rules.keep_another_year(s, c, MONTHS, n)) is not None
    assert course.do(lambda s, c, n: rules.keep_another_year(s, c, MONTHS, n)) is None
    clock.advance(days=31)
    assert forget(clock) == 0
    clock.advance(days=340)
    assert announce(clock) == 1
    clock.advance(days=30)
    assert forget(clock) > 0


@pytest.mark.usefixtures("over")
def test_a_course_that_goes_on_again_begins_anew(giving, clock):
    time_is_over(clock)
    giving.course.do(restore)
    assert forget(clock) == 0
    giving.course.do(archive)
    assert forget(clock) == 0
    assert giving.course.course().retention_told_at is None


@pytest.mark.parametrize(("months", "site"), [(0, 0), (-1, 0), (121, 0), (7, 6), (0, 6)])
def test_a_teacher_has_it_sooner_and_never_later(giving, clock, months, site):
    with pytest.raises(BadMonths), transaction() as session:
        rules.set_months(session, giving.course.id, months, site, clock())


def test_a_change_of_the_months_is_noted_and_told_anew(over, giving, clock):
    assert over
    clock.advance(days=200)
    announce(clock)

    def set_(months):
        with transaction() as session:
            return rules.set_months(session, giving.course.id, months, MONTHS, clock())

    assert set_(3)
    assert not set_(3)
    assert giving.course.course().retention_told_at is None
    clock.advance(days=31)
    assert forget(clock) == 0
    assert count(AuditEntry, AuditEntry.event == Event.COURSE_RETENTION_CHANGED.value) == 1
