"""What people change about marks stands in the audit trail; what the server marks does not."""

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.audit.services import Actor, act_as
from quizapp.banks.models import QuestionVersion
from quizapp.courses.services import set_drops
from quizapp.db import db, transaction
from quizapp.mark_trail.models import What
from quizapp.mark_trail.queries import every_entry, people_named, verify
from quizapp.privacy.deletion import erase_due
from quizapp.quizzes.models import Response
from tests.databases import both_databases
from tests.gradebook.conftest import bank, biology, colleague, giving, marking

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
