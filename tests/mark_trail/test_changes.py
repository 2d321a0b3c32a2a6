"""What people change about marks stands in the audit trail; what the server marks does not."""

from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering.accommodating import accommodate
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.answering.supervising import Why, hand_in_for, held_by, more_time
from quizapp.assignments.services import What as Given
from quizapp.audit.services import Actor, act_as
from quizapp.banks.models import QuestionVersion
from quizapp.courses.enrolling import leave
from quizapp.courses.services import set_drops
from quizapp.db import db, transaction
from quizapp.mark_trail.models import What
from quizapp.mark_trail.queries import every_entry, people_named, verify
from quizapp.privacy.deletion import erase_due
from quizapp.quizzes.accommodations import Accommodation
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Response
from tests.databases import both_databases
from tests.gradebook.conftest import bank, biology, colleague, giving, marking
from tests.quizzes.designing import build

__all__ = ["bank", "biology", "colleague", "giving", "marking"]

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


@pytest.fixture
def noted(app):
    """Return what was noted: what, from and to, the student and why."""

    def read():
        with app.app_context():
            assert verify(db.session()).broken_at is None
            rows = [each for some in every_entry(db.session()) for each in some]
            known = people_named(db.session(), rows)
            return [
                (row.what, row.before, row.after, known.get(row.student_id), row.reason)
                for row in rows
            ]

    return read


@pytest.fixture
def place_noted(app):
    """Return what was noted, and where: the course, assignment, quiz and attempt."""

    def read():
        with app.app_context():
            return [
                (row.what, row.course_id, row.assignment_id, row.quiz_id, row.attempt_id)
                for some in every_entry(db.session())
                for row in some
            ]

    return read


def test_a_mark_by_hand_is_noted_with_what_it_was_and_why(marking, cast, noted):
    row, ana = marking.quiz(), cast.student
    marking.set_mark(ana, row, 0.8)
    marking.set_mark(ana, row, 0.8)
    marking.set_mark(ana, row, 0.5, reason="A slip.")
    marking.set_mark(ana, row, None, reason="By what was handed in.")
    assert noted() == [
        (What.MARK_SET, None, "0.8", ana.id, "Told it orally."),
        (What.MARK_SET, "0.8", "0.5", ana.id, "A slip."),
        (What.MARK_SET, "0.5", None, ana.id, "By what was handed in."),
    ]


def test_an_excuse_and_other_dates_are_noted(marking, giving, cast, noted):
    row, ana = marking.quiz(0, 2), cast.student
    giving.exempt(row, ana, is_excused=True)
    giving.exempt(row, ana, reason="Back.", is_excused=False)
    giving.exempt(row, ana, reason="Ill.", due_at=giving.day(5))
    red = giving.group("Red", ana)
    giving.exempt(row, red, reason="A trip.", due_at=giving.day(6))
    assert noted() == [
        (What.EXCUSED, "as for all", "excused", ana.id, "Was ill."),
        (What.EXCUSED, "excused", "as for all", ana.id, "Back."),
        (What.DATES_GIVEN, "as for all", "other dates", ana.id, "Ill."),
        (What.DATES_GIVEN, "as for all", "other dates", None, None),
    ]


def test_what_one_person_is_given_beyond_a_quiz_is_noted_without_the_reason(
    giving, cast, clock, noted
):
    giving.quiz_is()
    given = [
        Accommodation(extra_minutes=10080, extra_attempts=100, closes_at=giving.day(9)),
        Accommodation(extra_percent=10080, extra_attempts=100, closes_at=giving.day(9)),
        Accommodation(extra_attempts=1),
        Accommodation(),
    ]
    after = None
    for what in given:
        with transaction() as session:
            given_id = uuid4()
            how = {"reason": "Is ill.", "by": giving.teacher, "after": after, "now": clock()}
            for _ in range(2):
                accommodate(session, given_id, giving.quiz, cast.student.id, what, **how)
        after = given_id
    said = [
        "as for all",
        "+10080 min, +100 attempts, later end",
        "+10080 % time, +100 attempts, later end",
        "+1 attempt",
        "as for all",
    ]
    assert noted() == [
        (What.TIME_GIVEN, before, now, cast.student.id, None) for before, now in pairwise(said)
    ]


@pytest.mark.parametrize("later", ["is in it", "took it and left"])
def test_what_one_person_is_given_at_a_quiz_is_noted_at_their_course(
    giving, cast, clock, place_noted, later
):
    ana, row = cast.student, giving.quiz_is()
    if later == "took it and left":
        giving.hand_in(ana, giving.start(ana))
        giving.course.do(leave, ana.id)
    for person in (ana, cast.stranger):
        with transaction() as session:
            accommodate(
                session,
                uuid4(),
                giving.quiz,
                person.id,
                Accommodation(extra_attempts=1),
                reason="Was ill.",
                by=giving.teacher,
                after=None,
                now=clock(),
            )
    assert place_noted() == [
        (What.TIME_GIVEN, giving.course.id, row.id, giving.quiz, None),
        (What.TIME_GIVEN, None, None, giving.quiz, None),
    ]


def test_more_minutes_while_a_quiz_runs_are_noted_at_its_course(giving, cast, clock, place_noted):
    quiz_id = uuid4()
    build(giving.teacher, giving.bank, Item(giving.bank, count=2), now=clock(), quiz_id=quiz_id,
          minutes=30)  # fmt: skip
    row = giving.quiz_is(-1, 7, 9, what=Given(quiz_id=quiz_id))
    known, form_id = held_by(db.session(), row, cast.student.id).given, uuid4()
    for _ in range(2):
        with transaction() as session:
            more_time(
                session,
                form_id,
                giving.course.id,
                row.id,
                cast.student.id,
                5,
                reason="",
                by=giving.teacher,
                after=known,
                now=clock(),
            )
    assert place_noted() == [(What.TIME_GIVEN, giving.course.id, row.id, quiz_id, None)]


def test_a_hand_in_for_a_student_is_noted_once_and_what_was_handed_in_is_not(
    giving, cast, clock, place_noted
):
    row = giving.quiz_is(-1, 7, 9)

    def hand_in(attempt_id):
        with transaction() as session:
            hand_in_for(
                session,
                giving.course.id,
                row.id,
                attempt_id,
                Why.LEFT,
                by=giving.teacher,
                now=clock(),
            )

    own = giving.start(cast.student)
    giving.hand_in(cast.student, own)
    hand_in(own)
    mine = giving.start(cast.student)
    for _ in range(2):
        hand_in(mine)
    assert place_noted() == [(What.HANDED_IN_FOR, giving.course.id, row.id, giving.quiz, mine)]


def test_how_many_of_the_lowest_do_not_count_is_noted(giving, cast, clock, noted):
    act_as(db.session(), lambda: Actor(cast.teacher.id))
    for drops in (2, 2, 0):
        with transaction() as session:
            set_drops(session, giving.course.id, drops, clock())
    assert noted() == [
        (What.DROPS_CHANGED, "0", "2", None, None),
        (What.DROPS_CHANGED, "2", "0", None, None),
    ]


def test_handing_in_is_noted_by_nobody_and_marking_again_is(giving, cast, clock, noted):
    ana = cast.student
    giving.quiz_is()
    giving.hand_in(ana, giving.start(ana))
    assert noted() == []
    asked = db.session.scalars(
        select(QuestionVersion.question_id).join(
            Response, Response.question_version_id == QuestionVersion.id
        )
    ).first()
    for _ in range(2):
        with transaction() as session:
            reason = "The question is struck out."
            mark_again(session, asked, MarkBy.STRUCK, reason, cast.teacher.id, clock())
    assert noted() == [(What.MARKED_AGAIN, "1", "not counted", ana.id, reason)]


def test_an_erased_account_is_nobody_here_and_why_its_mark_was_changed_is_gone(
    marking, cast, clock, noted
):
    marking.set_mark(cast.student, marking.quiz(), 0.8)
    before = noted()
    with transaction() as session:
        session.get_one(User, cast.student.id).leaves_at = clock()
        session.flush()
        assert erase_due(session, clock()) == 1
    assert before == [(What.MARK_SET, None, "0.8", cast.student.id, "Told it orally.")]
    assert noted() == [(What.MARK_SET, None, "0.8", None, None)]
