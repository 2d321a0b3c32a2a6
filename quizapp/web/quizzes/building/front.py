"""The page that a quiz's link leads to: what it is, and Start."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from quizapp.assignments.terms import terms_for
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.memory.classes import class_recall
from quizapp.quizzes import lists
from quizapp.quizzes.accommodations import NOTHING, accommodation_of
from quizapp.quizzes.assigned import as_given
from quizapp.quizzes.errors import (
    AttemptsUsedUp,
    NothingToAsk,
    NotOpenYet,
    QuizClosed,
    TooSoon,
    UnknownAttempt,
    UnknownQuiz,
)
from quizapp.quizzes.policies import Action, QuizAccess, can
from quizapp.quizzes.starting import start_quiz
from quizapp.quizzes.windows import Availability, Begun, standing
from quizapp.web.auth import current_visitor, ensure_learner
from quizapp.web.base_form import BaseForm
from quizapp.web.closed_book import books
from quizapp.web.course_time import closes_words
from quizapp.web.learners import present_learner
from quizapp.web.policies import anyone, policy
from quizapp.web.quizzes.building.forms import way_of
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.forms import WAYS
from quizapp.web.sent_ids import fresh_id

_ENDED = (Availability.CLOSED, Availability.USED_UP)
NOTHING_LEFT = "This quiz has nothing to ask any more. Tell whoever gave you its link."


class StartForm(BaseForm):
    """The id that makes a second click harmless."""

    attempt_id = HiddenField()

    @property
    def id(self) -> UUID | None:
        """The id for the attempt; None when the field was tampered with."""
        return fresh_id(self.attempt_id.data)


@policy(anyone)
def front(quiz_id: UUID) -> ResponseReturnValue:
    """Show what a quiz is, how the visitor stands to it, and what they did in it."""
    return _page(quiz_or_404(quiz_id, Action.TAKE))


@policy(anyone)
def begin(quiz_id: UUID) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one under way."""
    quiz_or_404(quiz_id, Action.TAKE)
    # A form that was tampered with begins an attempt all the same, which a second click doubles.
    attempt_id = StartForm().id or new_id()
    person = ensure_learner()
    here = url_for("quizzes.front", quiz_id=quiz_id)
    try:
        with transaction() as session:
            taker = present_learner(session, person)
            going = start_quiz(
                session, attempt_id, quiz_id, user_id=taker.id, now=now(), recall=class_recall
            ).id
    except (NotOpenYet, QuizClosed, AttemptsUsedUp, TooSoon):
        # The page says which, and when.
        return redirect(here, code=303)
    except NothingToAsk:
        flash(NOTHING_LEFT, "error")
        return redirect(here, code=303)
    except (UnknownAttempt, UnknownQuiz):
        abort(404)
    return redirect(url_for("quizzes.attempt", attempt_id=going), code=303)


def _begun(attempts: Sequence[lists.OwnAttempt]) -> Begun:
    ends = [each.attempt.finished_at for each in attempts if each.attempt.finished_at is not None]
    return Begun(len(attempts), max(ends, default=None))


def _page(built: BuiltQuiz) -> str:
    person = current_visitor()
    session = db.session()
    attempts = (
        [] if person is None else lists.attempts_at(session, built.id, person.id, now(), books())
    )
    form = StartForm(formdata=None)
    form.attempt_id.data = str(new_id())
    given = NOTHING if person is None else accommodation_of(session, built.id, person.id)
    terms = None if person is None else terms_for(session, built.id, person.id, now())
    design = given.applied(as_given(session, built.id, built.design, terms))
    access = QuizAccess(built.quiz.owner_id, built.is_published)
    going = next((each.attempt for each in attempts if not each.attempt.finished_at), None)
    stands = standing(design, _begun(attempts), now())
    return render_template(
        "quizzes/front.html",
        built=built,
        design=design,
        terms=terms,
        is_given_more=given != NOTHING,
        form=form,
        standing=stands,
        # Then nothing matters any more that is about taking it.
        is_over=going is None and stands.availability in _ENDED,
        keeps_closed=any(each.attempt.id in books().attempts for each in attempts),
        attempts=attempts,
        grade=lists.own_grade(attempts, design.grade_rule),
        waits_for=lists.own_waiting(attempts, design.grade_rule),
        going=going,
        closes=closes_words(design.closes_at, now()) if design.closes_at else "",
        builds=can(person, Action.BUILD, access),
        way=WAYS[way_of(built.design)][0],
    )
