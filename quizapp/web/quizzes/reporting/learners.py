"""One learner at a quiz: their attempts, and what they are given beyond what everybody has."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.people import Known, known_people, named_account
from quizapp.answering.accommodating import Effect, accommodate
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.mark_trail.models import What
from quizapp.quizzes.accommodations import (
    Accommodation,
    accommodation_of,
    current_row,
    history,
)
from quizapp.quizzes.errors import ChangedMeanwhile, UnknownAttempt, UnknownQuiz
from quizapp.quizzes.gradebook import graded
from quizapp.quizzes.models import EndedBy
from quizapp.quizzes.pauses import pause, pauses_of, resume
from quizapp.quizzes.policies import Action
from quizapp.quizzes.report import ReportedAttempt, learners_attempts, reported_attempt
from quizapp.quizzes.windows import Availability
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.local_time import local_time, whole_minute
from quizapp.web.looks import looks_at
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.reporting.attempts import who_is
from quizapp.web.quizzes.reporting.forms import AccommodationForm
from quizapp.web.quizzes.reporting.pausing import reason_sent
from quizapp.web.quizzes.time_left import as_time_left

_CHANGED = "Something else was given meanwhile. Save again to give what stands here."


@policy(teacher)
def find_learner(quiz_id: UUID) -> ResponseReturnValue:
    """Lead to the page of whoever has exactly this name, begun or not."""
    quiz_or_404(quiz_id, Action.REVIEW)
    name = _name()
    found = named_account(db.session(), name)
    if found is None:
        flash(f"Nobody here is called “{name[:60]}”. Type the whole name.", "error")
        return redirect(url_for("quizzes.attempts", quiz_id=quiz_id), code=303)
    there = url_for("quizzes.learner", quiz_id=quiz_id, user_id=found, name=name)
    return redirect(there, code=303)


@policy(teacher)
@looks_at(What.STUDENT)
def learner(quiz_id: UUID, user_id: int) -> ResponseReturnValue:
    """Show what somebody did and was given, and ask what else they are given."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    who, attempts = _learner_or_404(built, user_id, _name())
    session = db.session()
    given = accommodation_of(session, quiz_id, user_id)
    form = AccommodationForm(built.design, visitor().time_zone, formdata=None)
    form.show(given)
    form.name.data = _name()
    _renew(form, quiz_id, user_id)
    if _needs_another(built, given, attempts):
        # A guest who logged in may have more than anybody is allowed.
        form.attempts.data = len(attempts) + 1 - (built.design.attempts_allowed or 0)
    return _page(built, user_id, who, attempts, form)


@policy(teacher)
@looks_at(What.STUDENT)
def give(quiz_id: UUID, user_id: int) -> ResponseReturnValue:
    """Give somebody what was entered, in the place of what they had; twice is as once."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    form = AccommodationForm(built.design, visitor().time_zone)
    who, attempts = _learner_or_404(built, user_id, form.name.data or "")
    if not form.validate_on_submit():
        return _page(built, user_id, who, attempts, form), 422
    try:
        with transaction() as session:
            quiz_or_404(quiz_id, Action.REVIEW)
            effect = accommodate(
                session,
                form.given_id or new_id(),
                quiz_id,
                user_id,
                form.accommodation,
                reason=form.reason.data or "",
                by=visitor().id,
                after=form.after_id,
                now=now(),
            )
    except ChangedMeanwhile:
        _renew(form, quiz_id, user_id)
        form.time.errors = [_CHANGED]
        return _page(built, user_id, who, attempts, form), 422
    except UnknownQuiz:
        abort(404)
    flash(told(_called(who, user_id), effect), "success")
    there = url_for(
        "quizzes.learner", quiz_id=quiz_id, user_id=user_id, name=form.name.data or None
    )
    return redirect(there, code=303)


@policy(teacher)
def pause_attempt(quiz_id: UUID, attempt_id: UUID) -> ResponseReturnValue:
    """Stop the time of somebody's attempt; a second time changes nothing."""
    quiz_or_404(quiz_id, Action.REVIEW)
    why = reason_sent()
    try:
        with transaction() as session:
            done = pause(session, quiz_id, attempt_id, reason=why, by=visitor().id, now=now())
    except UnknownAttempt:
        abort(404)
    if done:
        flash("The time stands still. What the learner enters is saved all the same.", "success")
    else:
        flash("No time runs in this attempt: it is over, or stopped already.", "info")
    return _to_learner(quiz_id, attempt_id)


@policy(teacher)
def resume_attempt(quiz_id: UUID, attempt_id: UUID) -> ResponseReturnValue:
    """Let the time run on; a second time changes nothing."""
    quiz_or_404(quiz_id, Action.REVIEW)
    try:
        with transaction() as session:
            done = resume(session, quiz_id, attempt_id, by=visitor().id, now=now())
    except UnknownAttempt:
        abort(404)
    if done:
        flash("The time runs on, with all that was left of it.", "success")
    else:
        flash("The time of this attempt does not stand still.", "info")
    return _to_learner(quiz_id, attempt_id)


def _to_learner(quiz_id: UUID, attempt_id: UUID) -> ResponseReturnValue:
    found = reported_attempt(db.session(), quiz_id, attempt_id)
    if found is None:
        abort(404)
    there = url_for("quizzes.learner", quiz_id=quiz_id, user_id=found.user_id)
    return redirect(there, code=303)


def told(who: str, effect: Effect) -> str:
    """Return what an accommodation does, for whoever gave it."""
    if effect.going is not None:
        if effect.moved and effect.going.paused_left is not None:
            left = as_time_left(effect.going.paused_left)
            return f"Saved. Of the attempt under way, {left} are left once you let the time run on."
        if effect.moved and effect.going.deadline_at is not None:
            ends = local_time(effect.going.deadline_at)
            return f"Saved. The attempt under way ends {ends} now; {who} sees it at the next save."
        return "Saved. The attempt under way ends as before; it counts for what is begun later."
    said = "Saved." if effect.last is None else "Saved. What was handed in stays as it is."
    match effect.standing.availability:
        case Availability.USED_UP:
            return f"{said} {who} has no attempt left: give another one for it to count."
        case Availability.CLOSED:
            return f"{said} The quiz is closed for {who}: give a later closing time, too."
        case Availability.TOO_SOON if effect.standing.next_at is not None:
            soonest = local_time(whole_minute(effect.standing.next_at))
            return f"{said} {who} can begin another attempt from {soonest} on: attempts are apart."
    another = "It counts from the first attempt." if effect.last is None else ""
    return " ".join(filter(None, (said, another or f"{who} can begin another attempt.")))


def _needs_another(built: BuiltQuiz, given: Accommodation, attempts: list[ReportedAttempt]) -> bool:
    """Whether more time would count for nothing: what time ended stays, and no attempt is left."""
    if not attempts or attempts[0].ended_by in {None, EndedBy.LEARNER}:
        return False
    counts = given.applied(built.design)
    return counts.attempts_allowed is not None and len(attempts) >= counts.attempts_allowed


def _learner_or_404(
    built: BuiltQuiz, user_id: int, name: str
) -> tuple[Known, list[ReportedAttempt]]:
    """Return somebody who began the quiz, or was given something, or whose name was typed."""
    session = db.session()
    who = known_people(session, [user_id]).get(user_id)
    attempts = learners_attempts(session, built.id, user_id)
    if who is None or not (
        attempts
        or current_row(session, built.id, user_id) is not None
        or named_account(session, name) == user_id
    ):
        abort(404)
    return who, attempts


def _name() -> str:
    """Return the name that an address brings."""
    return one_line(request.args.get("name"))


def _renew(form: AccommodationForm, quiz_id: UUID, user_id: int) -> None:
    current = current_row(db.session(), quiz_id, user_id)
    form.form_id.data = str(new_id())
    form.after.data = "" if current is None else str(current.id)


def _called(who: Known, user_id: int) -> str:
    return who_is(who.name, user_id, is_guest=who.is_guest)


def _page(
    built: BuiltQuiz,
    user_id: int,
    who: Known,
    attempts: list[ReportedAttempt],
    form: AccommodationForm,
) -> str:
    session = db.session()
    given = accommodation_of(session, built.id, user_id)
    counts = given.applied(built.design)
    return render_template(
        "quizzes/reporting/learner.html",
        built=built,
        user_id=user_id,
        who=_called(who, user_id),
        attempts=attempts,
        grade=graded(reversed(attempts), built.design.grade_rule),
        form=form,
        counts=counts,
        needs_another=_needs_another(built, given, attempts),
        history=history(session, built.id, user_id),
        pauses=pauses_of(session, built.id, user_id),
        going=[each for each in attempts if each.finished_at is None],
        zone=visitor().time_zone,
    )
