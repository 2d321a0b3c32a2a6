"""A student's own page of a course: what they may see of it by now, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank
from quizapp.banks.policies import Action as BankAction
from quizapp.clock import new_id, now
from quizapp.courses.models import CourseRole, EnrolmentState
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.domain.course_cells import Cell, Standing, tally
from quizapp.gradebook.active_days import active_days
from quizapp.gradebook.bands import own_bands
from quizapp.gradebook.belonging import belonging
from quizapp.gradebook.book import course_grades
from quizapp.gradebook.own import OwnMarks, marks_in
from quizapp.gradebook.wrong_answers import WrongAnswer, wrong_answers
from quizapp.memory.mistakes import mistakes_to_ask
from quizapp.paging import Page
from quizapp.quizzes.models import Response
from quizapp.quizzes.results import results_of
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions
from quizapp.web.auth import visitor
from quizapp.web.closed_book import books
from quizapp.web.courses.lookup import course_or_404
from quizapp.web.gradebook.progress_shown import Recalled, recalled, summary
from quizapp.web.gradebook.studying import words_of
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.policies import member, policy

_MOST_BANKS = 3
"""For so many banks mistakes can be practised from here."""


@dataclass(frozen=True, slots=True)
class OwnMistake:
    """What somebody answered wrongly: without what is right, which the results show, or do not."""

    at: WrongAnswer
    question: AnsweredQuestion
    title: str


@policy(member)
def mine(course_id: UUID) -> ResponseReturnValue:
    """Show a student how they stand in a course; to everybody else there is no such page."""
    seen = course_or_404(course_id, Action.SEE)
    access, person, session, moment = seen.access, visitor(), db.session(), now()
    if access.role is not CourseRole.STUDENT or access.state is not EnrolmentState.ACTIVE:
        abort(404)
    book = course_grades(session, course_id, moment, person.id)
    if not book.rows:
        abort(404)
    own = marks_in(session, book, person.id, moment)
    of = belonging(session, book, book.rows[0], moment)
    days = active_days(session, of, moment)
    known = recalled(session, of, moment, books(), BankAction.LEARN)
    open_ones = books().lets_ask(Response.question_version_id)
    # What waits for its results is in no day here, so that these cannot say when it was last.
    waits = any(each.cell is None for each in own.marks)
    wrong = wrong_answers(session, of, page_number(request.args), open_ones)

    def address(number: int) -> str:
        return f"{url_for('gradebook.mine', course_id=course_id, page=number)}#mistakes"

    return render_template(
        "gradebook/mine.html",
        course=seen.course,
        own=own,
        study=words_of(book, book.rows[0], of.studies),
        summary=summary(tally(_told(own)), None if waits else days, known.all),
        waits=waits,
        bands=own_bands(session, course_id, own, person.id, moment)
        if seen.course.shows_bands
        else {},
        days=days,
        known=known,
        mistakes=_mistakes(session, own, wrong),
        page=wrong,
        practices=_practices(session, person.id, known),
        new_id=new_id,
        **neighbours(wrong, address),
    )


def _told(own: OwnMarks) -> list[Cell]:
    """Return how it stands; of what is not shown yet that it is handed in, which is no secret."""
    return [each.cell or Cell(Standing.GRADED) for each in own.marks]


def _mistakes(session: Session, own: OwnMarks, page: Page[WrongAnswer]) -> list[OwnMistake]:
    found = results_of(session, [each.response_id for each in page.rows])
    questions = {each.response_id: each for each in answered_questions(session, found)}
    titles = {each.assignment.id: each.called.title for each in own.marks}
    return [
        OwnMistake(
            each,
            questions[each.response_id],
            "" if each.assignment_id is None else titles.get(each.assignment_id, ""),
        )
        for each in page.rows
    ]


def _practices(session: Session, user_id: int, known: Recalled) -> list[tuple[Bank, int]]:
    """Return the banks in which there are mistakes to practise, and for how many facts."""
    banks = list({bank.id: bank for bank, _ in known.topics}.values())[:_MOST_BANKS]
    counted = [(bank, mistakes_to_ask(session, user_id, bank.id, now(), books())) for bank in banks]
    return [(bank, number) for bank, number in counted if number]
