"""What a teacher does for one student, or for all, while a quiz runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.answering import supervising
from quizapp.answering.supervising import Given, Held, MoreTime, Why, held_by
from quizapp.assignments.errors import AssignmentError, UnknownAssignment
from quizapp.assignments.models import Assignment
from quizapp.clock import new_id, now
from quizapp.courses.errors import CourseError
from quizapp.courses.policies import Action
from quizapp.db import db, transaction
from quizapp.quizzes.assigned import titles_of
from quizapp.quizzes.errors import ChangedMeanwhile, UnknownAttempt
from quizapp.quizzes.watching import Watched, watched
from quizapp.web.assignments.listing import exemption_words
from quizapp.web.auth import visitor
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.gradebook.accommodated import accommodation_words
from quizapp.web.live.lookup import watched_or_404
from quizapp.web.live.words import short_left
from quizapp.web.local_time import local_time
from quizapp.web.policies import member, policy
from quizapp.web.quizzes.reporting.pausing import counted, reason_sent
from quizapp.web.sent_ids import fresh_id, sent_id

Done = TypeVar("Done")

MOST_MINUTES = 600
REASONS = {
    Why.ASKED: "They asked me to",
    Why.LEFT: "They have left",
    Why.DEVICE: "Their device failed",
    Why.RULES: "They broke the rules",
    Why.OTHER: "Another reason",
}


@dataclass(frozen=True, slots=True)
class OpenRow:
    """The student whose row is open, with what the form for more time brings.

    ``given`` says what they have beyond the quiz already, and is empty where it is nothing.
    """

    user_id: int
    given: str
    form_id: UUID
    accommodation: UUID | None
    override: UUID | None


def open_row(row: Assignment, user_id: int, zone: str) -> OpenRow:
    """Return what is needed to draw the open row of a student, by the clock of that zone."""
    held = held_by(db.session(), row, user_id)
    seen = held.given
    return OpenRow(user_id, _words(held, zone), new_id(), seen.accommodation, seen.override)


def _words(held: Held, zone: str) -> str:
    """Return what a student has at the quiz and of the assignment; a limit that grew is not all."""
    said = [accommodation_words(held.accommodation, zone)]
    if not held.exemption.is_nothing:
        said.append(exemption_words(held.exemption, zone))
    return "; ".join(each for each in said if each)


@policy(member)
def give_time(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Give a student so many more minutes; the same form again gives nothing more."""
    form_id = fresh_id(request.form.get("form_id"))
    typed = request.form.get("minutes", "").strip()
    minutes = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    if form_id is None or not 1 <= minutes <= MOST_MINUTES:
        course_or_404(course_id, Action.TEACH)
        flash(f"Give a number of minutes from 1 to {MOST_MINUTES}.", "error")
        return _back(course_id, assignment_id, user_id, is_open=True)
    after = Given(sent_id(request.form.get("accommodation")), sent_id(request.form.get("override")))
    moment = now()
    try:
        done = _do(
            course_id,
            lambda session: supervising.more_time(
                session,
                form_id,
                course_id,
                assignment_id,
                user_id,
                minutes,
                reason=reason_sent(),
                by=visitor().id,
                after=after,
                now=moment,
            ),
        )
    except ChangedMeanwhile:
        flash(
            "Something else was given meanwhile. Look at the row, then give what is missing.",
            "error",
        )
        return _back(course_id, assignment_id, user_id, is_open=True)
    if done is not None:
        _say_time(done)
    return _back(course_id, assignment_id, user_id, is_open=True)


@policy(member)
def pause_one(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Stop the time of a student; a second time changes nothing."""
    done = _do(
        course_id,
        lambda session: supervising.pause_one(
            session,
            course_id,
            assignment_id,
            user_id,
            reason=reason_sent(),
            by=visitor().id,
            now=now(),
        ),
    )
    if done:
        flash("The time stands still. What is entered is saved.", "success")
    elif done is not None:
        flash("No time runs there: it is over, or stopped already.", "info")
    return _back(course_id, assignment_id, user_id, is_open=True)


@policy(member)
def resume_one(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Let the time of a student run on; a second time changes nothing."""
    done = _do(
        course_id,
        lambda session: supervising.resume_one(
            session, course_id, assignment_id, user_id, by=visitor().id, now=now()
        ),
    )
    if done:
        flash("The time runs on, with all that was left of it.", "success")
    elif done is not None:
        flash("The time does not stand still there.", "info")
    return _back(course_id, assignment_id, user_id, is_open=True)


@policy(member)
def pause_everybody(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Stop the time of everybody who takes the quiz here; twice is as once."""
    done = _do(
        course_id,
        lambda session: supervising.pause_everybody(
            session, course_id, assignment_id, reason=reason_sent(), by=visitor().id, now=now()
        ),
    )
    if done:
        flash(f"The time stands still in {counted(done)}. What is entered is saved.", "success")
    elif done is not None:
        flash("No time runs in any attempt: they are over, or stopped already.", "info")
    return _back(course_id, assignment_id)


@policy(member)
def resume_everybody(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Let the time of everybody here run on; twice is as once."""
    done = _do(
        course_id,
        lambda session: supervising.resume_everybody(
            session, course_id, assignment_id, by=visitor().id, now=now()
        ),
    )
    if done:
        flash(f"The time runs on in {counted(done)}, with all that was left of it.", "success")
    elif done is not None:
        flash("The time stands still in no attempt.", "info")
    return _back(course_id, assignment_id)


@policy(member)
def ask_hand_in(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Ask once whether what a student has saved shall be handed in, and why."""
    seen, row = watched_or_404(course_id, assignment_id, Action.TEACH)
    student = _student_or_404(row, user_id)
    if student.attempt is None or student.attempt.finished_at is not None:
        flash("There is nothing to hand in: nothing is under way.", "info")
        return _back(course_id, assignment_id, user_id, is_open=True)
    return render_template(
        "live/hand_in.html",
        assignment=row,
        called=titles_of(db.session(), [row])[row.id],
        student=student,
        attempt=student.attempt,
        reasons={why.value: words for why, words in REASONS.items()},
        **shown(seen),
    )


@policy(member)
def hand_in(course_id: UUID, assignment_id: UUID, user_id: int) -> ResponseReturnValue:
    """Hand in what a student has saved; a second time changes nothing."""
    attempt_id, typed = sent_id(request.form.get("attempt_id")), request.form.get("why", "")
    if attempt_id is None or typed not in set(Why):
        course_or_404(course_id, Action.TEACH)
        flash("Say why you hand it in.", "error")
        there = url_for(
            "live.ask_hand_in",
            course_id=course_id,
            assignment_id=assignment_id,
            user_id=user_id,
        )
        return redirect(there, code=303)
    done = _do(
        course_id,
        lambda session: supervising.hand_in_for(
            session,
            course_id,
            assignment_id,
            attempt_id,
            Why(typed),
            by=visitor().id,
            now=now(),
        ),
    )
    if done:
        flash("It is handed in, with what was saved.", "success")
    elif done is not None:
        flash("It was handed in already.", "info")
    return _back(course_id, assignment_id, user_id, is_open=True)


def _do(course_id: UUID, act: Callable[[Session], Done]) -> Done | None:
    """Do it in a transaction of its own for whoever may; None where it was refused in words."""
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            return act(session)
    except (UnknownAssignment, UnknownAttempt):
        abort(404)
    except (AssignmentError, CourseError) as error:
        flash(str(error), "error")
        return None


def _say_time(done: MoreTime) -> None:
    if done.is_over:
        flash("Their time was over before, so that it is handed in and nothing was given.", "error")
    elif done.going is None:
        flash("Saved. It counts once they begin.", "success")
    elif done.going.paused_left is not None:
        left = short_left(done.going.paused_left)
        flash(f"Saved. {left} are left once you let the time run on.", "success")
    elif done.going.deadline_at is not None:
        ends = local_time(done.going.deadline_at)
        flash(f"Saved. It ends {ends} now; they see it at the next save.", "success")


def _student_or_404(row: Assignment, user_id: int) -> Watched:
    people = watched(db.session(), row)
    found = next((each for each in people if each.user_id == user_id), None)
    if found is None:
        abort(404)
    return found


def _back(
    course_id: UUID, assignment_id: UUID, user_id: int | None = None, *, is_open: bool = False
) -> ResponseReturnValue:
    there = url_for(
        "live.watch",
        course_id=course_id,
        assignment_id=assignment_id,
        order=request.form.get("order") or None,
        open=user_id if is_open else None,
        _anchor=None if user_id is None else f"s-{user_id}",
    )
    return redirect(there, code=303)
