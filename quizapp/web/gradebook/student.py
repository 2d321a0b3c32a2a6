"""A student's page for those who teach them: what they did in one course, and nothing besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.assignments.marks import notes_about
from quizapp.assignments.models import GradeNote
from quizapp.banks.policies import Action as BankAction
from quizapp.banks.policies import permits
from quizapp.clock import now
from quizapp.courses.models import CourseRole, EnrolmentState
from quizapp.courses.policies import Action
from quizapp.courses.rosters import Person, beside, person_in
from quizapp.db import db
from quizapp.domain.course_cells import Cell, Standing, tally, urgency
from quizapp.gradebook.active_days import active_days
from quizapp.gradebook.attempts import TakenAttempt, taken_by
from quizapp.gradebook.belonging import Belonging, belonging
from quizapp.gradebook.book import BookColumn, BookRow, Gradebook, course_grades
from quizapp.gradebook.wrong_answers import WrongAnswer, wrong_answers
from quizapp.mark_trail.models import What
from quizapp.paging import Page
from quizapp.quizzes.models import Response
from quizapp.quizzes.results import results_of
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions
from quizapp.web.auth import current_visitor
from quizapp.web.closed_book import books
from quizapp.web.courses.lookup import course_or_404, may, opens_answers, shown
from quizapp.web.gradebook.accommodated import accommodated
from quizapp.web.gradebook.progress_shown import recalled, summary
from quizapp.web.gradebook.studying import study_words, words_of
from quizapp.web.gradebook.table import NAMELESS
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy

MOST_LINES = 12
"""So many assignments stand in sight, those first that somebody should look at."""


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """How it stands with one assignment of a student; ``last`` is the last they handed in."""

    column: BookColumn
    cell: Cell
    due_at: datetime
    is_dropped: bool
    study: str
    last: TakenAttempt | None
    note: GradeNote | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was answered wrongly, and under which assignment; none in study."""

    at: WrongAnswer
    question: AnsweredQuestion
    column: BookColumn | None


@policy(member)
@looks_at(What.STUDENT)
def student(course_id: UUID, user_id: int) -> ResponseReturnValue:
    """Show how it stands with a student who is in the course now.

    Assistants see the marks. What was answered and what is remembered is for those who teach.
    """
    seen = course_or_404(course_id, Action.MARK)
    session, moment = db.session(), now()
    person = _student_or_404(session, course_id, user_id)
    book = course_grades(session, course_id, moment, user_id)
    if not book.rows:
        abort(404)
    row = book.rows[0]
    before, after = beside(session, course_id, user_id)
    page = {
        "person": person,
        "who": person.name or NAMELESS,
        "row": row,
        "before": _named(before),
        "after": _named(after),
        "opened": opens_answers(seen),
        **shown(seen),
    }
    lasts: Mapping[UUID, TakenAttempt] = {}
    notes: Mapping[UUID, GradeNote] = {}
    if may(seen, Action.TEACH):
        ids = [column.assignment.id for column in book.columns]
        lasts = _lasts(session, user_id, ids)
        notes = notes_about(session, user_id, ids)
        page["accommodations"] = accommodated(session, seen.course, book, user_id)
    if opens_answers(seen):
        of = belonging(session, book, row)
        study = words_of(book, row, of.studies)
        page |= _learning(session, of, book, row, course_id, moment)
    else:
        study = study_words(book, row)
        page["summary"] = summary(tally(row.cells))
    lines = _lines(book, row, study, lasts, notes)
    return render_template(
        "gradebook/student.html", lines=lines[:MOST_LINES], more=lines[MOST_LINES:], **page
    )


@policy(member)
@looks_at(What.STUDENT)
def former(course_id: UUID, user_id: int) -> ResponseReturnValue:
    """Show all marks of somebody who has left; who is there has a page of their own."""
    seen = course_or_404(course_id, Action.MARK)
    book = course_grades(db.session(), course_id, now(), user_id)
    if book.rows:
        there = url_for("gradebook.student", course_id=course_id, user_id=user_id)
        return redirect(there, code=302)
    if not book.left:
        abort(404)
    row = book.left[0]
    study = study_words(book, row)
    return render_template("gradebook/former.html", book=book, row=row, study=study, **shown(seen))


def _student_or_404(session: Session, course_id: UUID, user_id: int) -> Person:
    found = person_in(session, course_id, user_id)
    if (
        found is None
        or found.role is not CourseRole.STUDENT
        or found.state is not EnrolmentState.ACTIVE
    ):
        abort(404)
    return found


def _named(found: tuple[int, str | None] | None) -> tuple[int, str] | None:
    return None if found is None else (found[0], found[1] or NAMELESS)


def _learning(
    session: Session,
    of: Belonging,
    book: Gradebook,
    row: BookRow,
    course_id: UUID,
    moment: datetime,
) -> dict[str, object]:
    """Return what the page shows to those to whom the course opens what was answered."""
    days = active_days(session, of, moment)
    known = recalled(session, of, moment, books(), BankAction.INSPECT)
    visible = permits(current_visitor(), BankAction.INSPECT)
    # Whoever takes a quiz with closed book finds what it asks about closed here, too.
    open_ones = books().lets_ask(Response.question_version_id)
    wrong = wrong_answers(session, of, page_number(request.args), visible, open_ones)

    def address(number: int) -> str:
        there = url_for("gradebook.student", course_id=course_id, user_id=row.user_id, page=number)
        return f"{there}#mistakes"

    return {
        "days": days,
        "known": known,
        "mistakes": _mistakes(session, book, wrong),
        "page": wrong,
        "summary": summary(tally(row.cells), days, known.all),
        **neighbours(wrong, address),
    }


def _mistakes(session: Session, book: Gradebook, page: Page[WrongAnswer]) -> list[Mistake]:
    ids = [each.response_id for each in page.rows]
    found = results_of(session, ids, for_teacher=True)
    questions = {
        each.response_id: each for each in answered_questions(session, found, withholds=False)
    }
    columns = {column.assignment.id: column for column in book.columns}
    return [
        Mistake(
            each,
            questions[each.response_id],
            None if each.assignment_id is None else columns.get(each.assignment_id),
        )
        for each in page.rows
    ]


def _lasts(session: Session, user_id: int, ids: Sequence[UUID]) -> dict[UUID, TakenAttempt]:
    found = {}
    for key, attempts in taken_by(session, user_id, ids).items():
        ended = [each for each in attempts if each.finished_at is not None]
        if ended:
            found[key] = ended[-1]
    return found


def _lines(
    book: Gradebook,
    row: BookRow,
    study: Mapping[UUID, str],
    lasts: Mapping[UUID, TakenAttempt],
    notes: Mapping[UUID, GradeNote],
) -> list[AssignmentLine]:
    """Return what was given to the student, that first which somebody should look at."""
    lines = [
        AssignmentLine(
            column,
            cell,
            book.due_at[place],
            place in row.dropped,
            study.get(column.assignment.id, ""),
            lasts.get(column.assignment.id),
            notes.get(column.assignment.id),
        )
        for place, (column, cell) in enumerate(zip(book.columns, row.cells, strict=True))
        if cell.standing is not Standing.NOT_THEIRS
    ]
    return sorted(lines, key=lambda line: urgency(line.cell))
