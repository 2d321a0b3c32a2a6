"""Finding the attempt that an address names, for its learner."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort

from quizapp.answering.quizzes import hand_in
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action as BankAction
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import queries
from quizapp.quizzes.deadlines import is_overdue
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt, Quiz
from quizapp.quizzes.policies import Action, QuizAccess, can
from quizapp.quizzes.previews import banks_asked
from quizapp.web.auth import visitor
from quizapp.web.banks.lookup import look_at, may, note_seen
from quizapp.web.content_language import speak
from quizapp.web.learners import learner_of


def own_attempt(attempt_id: UUID) -> Attempt:
    """Return the attempt if it is the visitor's own, or end the request.

    One that has run out of time is handed in first, with what was saved.
    """
    try:
        going = queries.attempt_of(db.session(), attempt_id, visitor().id)
    except UnknownAttempt:
        abort(404)
    if going.finished_at is None and is_overdue(going.deadline_at, now()):
        # Whoever opens it need not wait for the job that would do it.
        with transaction() as session:
            hand_in(session, learner_of(visitor()), attempt_id, {}, now())
        going = queries.attempt_of(db.session(), attempt_id, visitor().id)
    return going


def has_lost_keys(going: Attempt) -> bool:
    """Whether this is a preview of somebody for whom its keys are not there any more.

    They may not build its quiz now, or a bank that it asks from is not shared with them.
    """
    if not going.is_preview:
        return False
    session = db.session()
    quiz = session.get_one(Quiz, going.quiz_id)
    access = QuizAccess(quiz.owner_id, quiz.published_at is not None)
    if not can(visitor(), Action.BUILD, access):
        return True
    asked = look_at(banks_asked(session, going.id))
    return not all(may(bank, BankAction.INSPECT) for bank in asked)


def banks_shown(going: Attempt) -> Sequence[Bank]:
    """Return the banks of an attempt's quiz, whose words its page is about to show."""
    found = queries.banks_of(db.session(), going.quiz_id, visitor())
    for each in found:
        note_seen(each)
    speak(*(each.bank.language for each in found))
    return [each.bank for each in found]
