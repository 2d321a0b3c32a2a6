"""Marks that teachers set by hand, and notes: who may have them, what is kept, what is refused."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering import assigning
from quizapp.assignments.errors import (
    BadMark,
    GivenMeanwhile,
    NoReason,
    NotTheirs,
    TooLong,
    UnknownAssignment,
)
from quizapp.assignments.marks import marks_of, note_of
from quizapp.assignments.models import GradeChange, GradeNote
from quizapp.assignments.services import forget_removed
from quizapp.audit.models import AuditEntry, Event
from quizapp.clock import new_id
from quizapp.courses import enrolling
from quizapp.courses.errors import BadDrops, CourseArchived, UnknownCourse
from quizapp.courses.services import archive, copy_course, make_course, set_drops
from quizapp.db import db, transaction
from quizapp.privacy.deletion import erase_due
from quizapp.privacy.personal_data import personal_data
from tests.databases import both_databases
from tests.gradebook.conftest import marking

__all__ = ["marking"]

pytestmark = both_databases


def told(row, who):
    return [(each.share, each.reason, each.by) for each in marks_of(db.session(), row.id, who.id)]


def test_each_mark_follows_the_one_before_and_all_are_kept(marking, giving, cast):
    row = marking.quiz(0, 2)
    marking.took(cast.student, row, 4)
    marking.set_mark(cast.student, row, 0.9)
    marking.set_mark(cast.student, row, 0.8, reason="Counted wrong.", now=giving.day(1))
    assert marking.standings(cast.student) == [("by_hand", 0.8)]
    marking.set_mark(cast.student, row, None, reason="It was Ben’s.", now=giving.day(2))
    assert marking.standings(cast.student) == [("graded", 0.4)]
    assert told(row, cast.student) == [
        (None, "It was Ben’s.", "Clara"),
        (0.8, "Counted wrong.", "Clara"),
        (0.9, "Told it orally.", "Clara"),
    ]


def test_the_log_says_who_set_which_mark_and_no_reason(marking, cast):
    row = marking.quiz(0, 2)
    marking.set_mark(cast.student, row, 0.855)
    marking.set_mark(cast.student, row, None)
    wanted = select(AuditEntry).where(AuditEntry.event == Event.MARK_CHANGED.value)
    entries = db.session.scalars(wanted.order_by(AuditEntry.id)).all()
    assert [(each.subject_id, each.details) for each in entries] == [
        (cast.student.id, {"assignment": str(row.id), "percent": 85}),
        (cast.student.id, {"assignment": str(row.id)}),
    ]


def test_sent_twice_it_is_set_once_and_what_stands_there_is_not_set_again(marking, cast):
    row, key = marking.quiz(0, 2), uuid4()
    for _ in range(2):
        marking.set_mark(cast.student, row, 0.5, change_id=key, after=None)
    marking.set_mark(cast.student, row, 0.5)
    assert len(told(row, cast.student)) == 1
    other = marking.quiz(0, 3)
    marking.set_mark(cast.student, other, None, reason="Nothing to take back.")
    assert told(other, cast.student) == []
    with pytest.raises(UnknownAssignment):
        marking.set_mark(cast.student, other, 0.5, change_id=key)


def test_what_somebody_else_has_set_meanwhile_is_not_passed_over(marking, cast):
    row = marking.quiz(0, 2)
    marking.set_mark(cast.student, row, 0.5)
    with pytest.raises(GivenMeanwhile):
        marking.set_mark(cast.student, row, 0.6, after=None)
    marking.note(cast.student, row, "Was ill.")
    with pytest.raises(GivenMeanwhile):
        marking.note(cast.student, row, "Was away.", after=None)
    with pytest.raises(GivenMeanwhile):
        marking.note(cast.student, marking.quiz(0, 3), "Was away.", after=uuid4())


@pytest.mark.parametrize(
    ("share", "how", "error"),
    [
        (-0.01, {}, BadMark),
        (1.01, {}, BadMark),
        (float("nan"), {}, BadMark),
        (float("inf"), {}, BadMark),
        (0.5, {"reason": " \n "}, NoReason),
        (0.5, {"reason": "\x00"}, NoReason),
        (0.5, {"reason": "a" * 501}, TooLong),
        (0.5, {"course_id": uuid4()}, UnknownCourse),
    ],
)
def test_bad_marks_are_refused(marking, cast, share, how, error):
    row = marking.quiz(0, 2)
    with pytest.raises(error):
        marking.set_mark(cast.student, row, share, **how)
    assert told(row, cast.student) == []


def test_nobody_is_marked_for_what_is_not_theirs(marking, giving, cast, clock):
    red = giving.group("Red", cast.student)
    own, everybodys = marking.quiz(0, 2, group_id=red), marking.quiz(0, 3)
    for act in (
        lambda row: marking.set_mark(cast.stranger, row, 0.5),
        lambda row: marking.note(cast.stranger, row, "Who is it?"),
    ):
        with pytest.raises(NotTheirs):
            act(everybodys)
    giving.course.enrol(cast.stranger)
    marking.set_mark(cast.stranger, everybodys, 0.5)
    with pytest.raises(NotTheirs):
        marking.set_mark(cast.stranger, own, 0.5)
    giving.course.do(enrolling.remove, cast.stranger.id)
    with pytest.raises(NotTheirs):
        marking.set_mark(cast.stranger, everybodys, 0.6)
    other = new_id()
    with transaction() as session:
        make_course(session, other, "Chemistry", "UTC", by=giving.teacher, now=clock())
    with pytest.raises(UnknownAssignment):
        marking.set_mark(cast.student, everybodys, 0.5, course_id=other)
    giving.do(assigning.remove, everybodys)
    with pytest.raises(UnknownAssignment):
        marking.set_mark(cast.student, everybodys, 0.5)
    giving.course.do(archive)
    with pytest.raises(CourseArchived):
        marking.set_mark(cast.student, own, 0.5)


def test_a_note_is_one_and_goes_when_its_words_go(marking, cast):
    row = marking.quiz(0, 2)
    assert not marking.note(cast.student, row, " ")
    assert marking.note(cast.student, row, " Was ill. ", is_shown=False)
    assert not marking.note(cast.student, row, "Was ill.", is_shown=False)
    assert marking.note(cast.student, row, "Was ill.", is_shown=True)
    kept = note_of(db.session(), row.id, cast.student.id)
    assert (kept.text, kept.is_shown) == ("Was ill.", True)
    assert not marking.note(cast.student, row, "Again.", form_id=kept.form_id)
    with pytest.raises(TooLong):
        marking.note(cast.student, row, "a" * 501)
    assert marking.note(cast.student, row, "")
    assert note_of(db.session(), row.id, cast.student.id) is None


@pytest.mark.parametrize(("drops", "ok"), [(-1, False), (0, True), (20, True), (21, False)])
def test_so_many_of_the_lowest_can_be_left_out(giving, drops, ok, clock):
    if not ok:
        with pytest.raises(BadDrops):
            giving.course.do(set_drops, drops)
        return
    assert giving.course.do(set_drops, drops) == (drops != 0)
    assert not giving.course.do(set_drops, drops)
    copied = new_id()
    with transaction() as session:
        made = copy_course(
            session, copied, giving.course.id, "Next year", by=giving.teacher, now=clock()
        )
        assert made.drops == drops


def test_reasons_and_notes_go_with_the_account_and_marks_stay(marking, cast, clock):
    row = marking.quiz(0, 2)
    marking.set_mark(cast.student, row, 0.5, reason="Was ill.")
    marking.note(cast.student, row, "Was ill.")
    data = personal_data(db.session(), cast.student.id, clock())
    assert [(each["share"], each["reason"]) for each in data["marks_by_hand"]] == [
        (0.5, "Was ill.")
    ]
    assert [each["text"] for each in data["notes_on_marks"]] == ["Was ill."]
    with transaction() as session:
        session.merge(cast.student).leaves_at = clock()
    with transaction() as session:
        erase_due(session, clock())
    assert db.session.execute(select(GradeChange.share, GradeChange.reason)).all() == [(0.5, "")]
    assert db.session.scalars(select(GradeNote)).all() == []


def test_what_teachers_note_for_themselves_is_not_in_the_file_of_its_student(marking, cast, clock):
    def told():
        data = personal_data(db.session(), cast.student.id, clock())
        return [each["text"] for each in data["notes_on_marks"]], "Ben" in str(data)

    row = marking.quiz(0, 2)
    marking.note(cast.student, row, "Copied from Ben?", is_shown=False)
    assert told() == ([], False)
    marking.note(cast.student, row, "Well done.")
    assert told() == (["Well done."], False)
    marking.note(cast.student, row, "Well done.", is_shown=False)
    assert told() == ([], False)


def test_what_was_marked_goes_with_a_quiz_that_nobody_took(marking, giving, cast):
    row = marking.quiz(0, 2)
    marking.set_mark(cast.student, row, 0.5)
    marking.note(cast.student, row, "Was ill.")
    giving.do(assigning.remove, row)
    with transaction() as session:
        assert forget_removed(session, quiz_id=row.quiz_id)
    assert db.session.scalars(select(GradeChange)).all() == []
