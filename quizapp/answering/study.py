"""Studying: one card is answered, scored at once, and scheduled anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.answering.errors import UnknownCard, UnreadableAnswer
from quizapp.answering.forms import Form
from quizapp.answering.scoring import Given, score
from quizapp.answering.times import moment_of
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import Blank, Malformed, Oversized
from quizapp.memory.log import Learner, is_undone
from quizapp.memory.models import Review
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Response
from quizapp.quizzes.queries import card
from quizapp.quizzes.responses import Entered, add_responses
from quizapp.quizzes.sealing import books_of, seal_on_version

LONGEST_OPEN = timedelta(days=1)
"""How long before it is received a first answer of all can have been given."""


def answer_card(
    session: Session,
    learner: Learner,
    bank_id: int,
    version_id: int,
    response_id: UUID,
    form: Form,
    now: datetime,
    *,
    gave_up: bool = False,
) -> bool:
    """Take one answer in study; the browser brings its id, so that sent twice it counts once.

    Returns whether it was stored: a blank one is only if the learner gave up. Raises UnknownCard,
    UnreadableAnswer.
    """
    lock_learner(session, learner.id)
    known = session.get(Response, response_id)
    if known is not None:
        if known.user_id != learner.id or known.question_version_id != version_id:
            raise UnknownCard(version_id)
        if is_undone(session, response_id):
            # It would look stored and count for nothing: the card must be answered anew.
            raise UnknownCard(version_id)
        return True
    asked = card(session, bank_id, version_id)
    books = books_of(session, learner.id, now)
    if asked is None or seal_on_version(session, books, version_id) is not None:
        raise UnknownCard(version_id)
    answer = Blank() if gave_up else read_answer(asked.question, study_seed(response_id), form)
    if isinstance(answer, Malformed | Oversized):
        raise UnreadableAnswer(answer)
    if isinstance(answer, Blank) and not gave_up:
        return False
    moment = moment_of(form, _earliest(session, learner.id, now), now)
    add_responses(session, learner.id, [Entered(response_id, version_id, answer, moment)])
    given = Given(response_id, version_id, answer, moment.answered_at, gave_up)
    score(session, learner, {version_id: asked}, [given], now)
    return True


def study_seed(response_id: UUID) -> str:
    """Return what decides the order of options on a card: it changes from answer to answer."""
    return str(response_id)


def _earliest(session: Session, user_id: int, now: datetime) -> datetime:
    """Return before when an answer cannot have been given: cards come one after the other."""
    latest = session.scalar(select(func.max(Review.at)).where(Review.user_id == user_id))
    return latest or now - LONGEST_OPEN
