"""One assignment of one student: what they handed in, how its mark came about, changing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.policies import may_teach
from quizapp.answering.assigning import give_dates
from quizapp.assignments import marks
from quizapp.assignments.errors import AssignmentError, NobodyThere, NotTheirs, UnknownAssignment
from quizapp.assignments.overrides import GivenDates, Whom, current_override, exemptions_of
from quizapp.clock import new_id, now
from quizapp.courses.access import SeenCourse
from quizapp.courses.errors import CourseArchived
from quizapp.courses.policies import Action
from quizapp.db import db, transaction
from quizapp.domain.course_cells import Cell, Standing
from quizapp.domain.due_dates import NO_EXEMPTION
from quizapp.gradebook.attempts import attempts_under
from quizapp.gradebook.book import BookColumn, BookRow, course_grades
from quizapp.mark_trail.models import What
from quizapp.quizzes.models import Quiz
from quizapp.web.auth import visitor
from quizapp.web.base_form import BaseForm
from quizapp.web.course_time import course_time
from quizapp.web.courses.lookup import course_or_404, may, opens_answers, shown
from quizapp.web.formatting import spoken_points
from quizapp.web.gradebook.forms import ExcuseForm, MarkForm, NoteForm, ReasonForm
from quizapp.web.gradebook.studying import study_words
from quizapp.web.gradebook.table import NAMELESS
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy


@dataclass(frozen=True, slots=True)
class _Seen:
    """A cell, with whatever of it was found."""

    course: SeenCourse
    column: BookColumn
    row: BookRow
    cell: Cell
    due_at: Any
    is_dropped: bool
    study: str

    @property
    def is_open(self) -> bool:
        """Whether whoever asks may change it: it is theirs who are there, and they teach them."""
        return (
            may(self.course, Action.TEACH)
            and self.course.course.archived_at is None
            and self.row.left_at is None
            and self.cell.standing is not Standing.NOT_THEIRS
        )


@policy(member)
@looks_at(What.CELL)
def cell(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Show how a mark came about, with the forms to change it for those who may."""
    return _page(_cell_or_404(course_id, assignment_id, user_id, Action.MARK))


@policy(member)
@looks_at(What.CELL)
def mark(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Set a mark by hand; the same form again sets no other."""
    return _set_mark(course_id, assignment_id, user_id, MarkForm(), "The mark is set.")


@policy(member)
@looks_at(What.CELL)
def take_back(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Take a mark back that was set by hand; taken back twice it is once."""
    said = "The mark is taken back. What was handed in counts again."
    return _set_mark(course_id, assignment_id, user_id, ReasonForm(prefix="back-"), said)


def _set_mark(
    course_id: UUID, assignment_id: UUID, user_id: int, form: MarkForm | ReasonForm, said: str
) -> ResponseReturnValue:
    def act() -> None:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            marks.set_mark(
                session,
                form.new_id or new_id(),
                course_id,
                assignment_id,
                user_id,
                form.share if isinstance(form, MarkForm) else None,
                reason=form.reason.data or "",
                by=visitor().id,
                after=form.after_id,
                now=now(),
            )

    return _done(course_id, assignment_id, user_id, form, act, said)


@policy(member)
@looks_at(What.CELL)
def excuse(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Excuse a student, or take that back; their other dates stay."""
    form = ExcuseForm(prefix="excuse-")
    whom = Whom(user_id=user_id)

    def act() -> None:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            kept = current_override(session, assignment_id, whom)
            given = NO_EXEMPTION if kept is None else kept.exemption
            # What was seen is turned round; who sends it again sees that it is so already.
            was_excused = kept is not None and kept.is_excused and kept.id == form.after_id
            give_dates(
                session,
                form.new_id or new_id(),
                course_id,
                assignment_id,
                whom,
                replace(given, is_excused=not was_excused),
                reason=(form.reason.data or "").strip(),
                by=visitor().id,
                after=form.after_id,
                now=now(),
            )

    return _done(course_id, assignment_id, user_id, form, act, "Saved.")


@policy(member)
@looks_at(What.CELL)
def note(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Keep a note; the same form again changes nothing."""
    form = NoteForm(prefix="note-")

    def act() -> None:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            marks.save_note(
                session,
                form.new_id or new_id(),
                course_id,
                assignment_id,
                user_id,
                form.text.data or "",
                is_shown=form.is_shown.data,
                by=visitor().id,
                after=form.after_id,
                now=now(),
            )

    return _done(course_id, assignment_id, user_id, form, act, "The note is saved.")


def _done(
    course_id: UUID,
    assignment_id: UUID,
    user_id: int,
    form: BaseForm,
    act: Callable[[], None],
    said: str,
) -> ResponseReturnValue:
    """Do what a form asks for, and lead back to the cell; show the form again with its faults."""
    seen = _cell_or_404(course_id, assignment_id, user_id, Action.TEACH)
    if not form.validate_on_submit():
        return _page(seen, form), 422
    try:
        act()
    except (UnknownAssignment, NotTheirs, NobodyThere):
        abort(404)
    except CourseArchived as error:
        flash(f"Nothing was changed. {error}", "error")
    except AssignmentError as error:
        field = form[error.field] if error.field in form else next(iter(_told_at(form)))
        field.errors = [str(error)]
        return _page(_cell_or_404(course_id, assignment_id, user_id, Action.TEACH), form), 422
    else:
        flash(said, "success")
    there = url_for(
        "gradebook.cell", course_id=course_id, assignment_id=assignment_id, user_id=user_id
    )
    return redirect(there, code=303)


def _told_at(form: BaseForm) -> list[Any]:
    """Return the fields that people see, in their order."""
    return [field for field in form if field.type not in {"HiddenField", "CSRFTokenField"}]


def _cell_or_404(course_id: UUID, assignment_id: UUID, user_id: int, action: Action) -> _Seen:
    seen = course_or_404(course_id, action)
    book = course_grades(db.session(), course_id, now(), user_id)
    row = next(iter((*book.rows, *book.left)), None)
    places = [
        place for place, column in enumerate(book.columns) if column.assignment.id == assignment_id
    ]
    if row is None or not places:
        abort(404)
    place = places[0]
    return _Seen(
        seen,
        book.columns[place],
        row,
        row.cells[place],
        book.due_at[place],
        place in row.dropped,
        study_words(book, row).get(assignment_id, ""),
    )


def _page(seen: _Seen, sent: BaseForm | None = None) -> str:
    session, user_id = db.session(), seen.row.user_id
    assignment = seen.column.assignment
    history = marks.marks_of(session, assignment.id, user_id)
    # Why somebody has other dates is for those who give them.
    dates = _dates(assignment.id, user_id) if may(seen.course, Action.TEACH) else []
    note_kept = marks.note_of(session, assignment.id, user_id)
    zone = seen.course.course.time_zone
    reviews = _reviews(assignment.quiz_id)

    def result_url(attempt_id: UUID) -> str:
        if opens_answers(seen.course) and seen.row.left_at is None:
            return url_for(
                "assignments.result",
                course_id=assignment.course_id,
                assignment_id=assignment.id,
                attempt_id=attempt_id,
            )
        if not reviews:
            return ""
        return url_for("quizzes.result", quiz_id=assignment.quiz_id, attempt_id=attempt_id)

    by_hand = next((each for each in history if each.is_current), None)
    excused = next((each for each in dates if each.is_current), None)
    forms: dict[str, BaseForm] = {
        "mark": MarkForm(
            formdata=None,
            data={"percent": _typed(by_hand), "after": by_hand.id if by_hand else ""},
        ),
        "back": ReasonForm(
            prefix="back-", formdata=None, data={"after": by_hand.id if by_hand else ""}
        ),
        "excuse": ExcuseForm(
            prefix="excuse-", formdata=None, data={"after": excused.id if excused else ""}
        ),
        "note": NoteForm(
            prefix="note-",
            formdata=None,
            data={
                "text": note_kept.text if note_kept else "",
                "is_shown": note_kept.is_shown if note_kept else False,
                "after": note_kept.form_id if note_kept else "",
            },
        ),
    }
    for name, form in forms.items():
        if sent is not None and type(sent) is type(form):
            # What was typed stays; what it follows is what stands here by now.
            sent.after.data = form.after.data
            forms[name] = form = sent
        form.form_id.data = str(new_id())
    return render_template(
        "gradebook/cell.html",
        seen=seen,
        assignment=assignment,
        called=seen.column.called,
        who=seen.row.name or NAMELESS,
        attempts=attempts_under(session, assignment.id, user_id),
        reviews=reviews,
        result_url=result_url,
        due=course_time(seen.due_at, zone),
        history=history,
        dates=dates,
        is_set=by_hand is not None and by_hand.share is not None,
        is_excused_here=excused is not None and excused.exemption.is_excused,
        note=note_kept,
        forms=forms,
        sent=sent,
        **shown(seen.course),
    )


def _reviews(quiz_id: UUID | None) -> bool:
    """Whether the quiz is of whoever asks, whose pages have all attempts at it."""
    quiz = None if quiz_id is None else db.session.get(Quiz, quiz_id)
    return quiz is not None and quiz.owner_id == visitor().id and may_teach(visitor())


def _dates(assignment_id: UUID, user_id: int) -> list[GivenDates]:
    every = exemptions_of(db.session(), assignment_id, current_only=False)
    return [each for each in every if each.whom.user_id == user_id]


def _typed(by_hand: marks.SetMark | None) -> str:
    return "" if by_hand is None or by_hand.share is None else spoken_points(100 * by_hand.share)
