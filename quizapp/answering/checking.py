"""Practising: one answer of a quiz is scored at once, and final from then on."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.answering.ending import refusal
from quizapp.answering.errors import BooksClosed, OutOfTurn, ResultsAtEnd, UnreadableAnswer
from quizapp.answering.forms import Form, certainty_in
from quizapp.answering.scoring import Given, score
from quizapp.answering.standing_rulings import apply_standing
from quizapp.answering.times import moment_of
from quizapp.banks.queries import asked_question
from quizapp.clock import new_id
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import Blank, Malformed, Oversized
from quizapp.domain.grading import leaves_parts_open
from quizapp.memory.log import Learner
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Feedback
from quizapp.quizzes.queries import slot, slots
from quizapp.quizzes.responses import Entered, add_responses, revise_responses
from quizapp.quizzes.sealing import books_of, seal_on_version
from quizapp.quizzes.services import finish


class Checked(Enum):
    """What became of an answer that was to be checked."""

    SCORED = auto()
    """It has its score, by now or since it was sent before."""
    BLANK = auto()
    """Nothing is entered, and nobody gave up: it is to be asked again."""
    PARTLY = auto()
    """Some parts are empty, and it was to be asked first."""
    ANOTHER = auto()
    """Another answer was checked before; that one counts."""


def check(
    session: Session,
    learner: Learner,
    attempt_id: UUID,
    position: int,
    form: Form,
    now: datetime,
    *,
    gave_up: bool = False,
    ask: bool = False,
) -> Checked:
    """Store the answer to one question of a quiz and score it: it is final from now on.

    With the last of its questions the attempt is handed in.
    Who ``gave_up`` has said that they do not know; with ``ask``, what leaves parts empty is not
    taken yet. Sent again, from wherever, it changes nothing.
    Raises UnknownAttempt; ResultsAtEnd where a quiz is marked at its hand-in alone; AttemptFinished
    after the hand-in and TimeIsUp after the deadline, unless it is what counts; BooksClosed where
    its result would tell of what another quiz asks; OutOfTurn for a question that is to come; and
    UnreadableAnswer.
    """
    lock_learner(session, learner.id)
    place = slot(session, attempt_id, position, learner.id)
    if place.feedback != Feedback.AT_ONCE:
        raise ResultsAtEnd(attempt_id)
    asked = asked_question(session, place.version_id, place.fingerprint)
    answer = Blank() if gave_up else read_answer(asked.question, place.seed, form)
    certainty = None if gave_up else certainty_in(form, place)
    is_same = place.content == encode_answer(answer) and place.certainty == certainty
    is_kept = place.is_checked and is_same
    refused = refusal(place, now)
    if refused is not None and not is_kept:
        raise refused
    if place.is_checked:
        return Checked.SCORED if is_kept else Checked.ANOTHER
    if place.reached is not None and not place.is_in_turn:
        raise OutOfTurn(attempt_id, position, place.reached)
    books = books_of(session, learner.id, now)
    seal = seal_on_version(session, books, place.version_id)
    if seal is not None:
        raise BooksClosed(seal)
    if isinstance(answer, Malformed | Oversized):
        raise UnreadableAnswer(answer)
    if isinstance(answer, Blank) and not gave_up:
        return Checked.BLANK
    if ask and leaves_parts_open(asked.question, answer):
        return Checked.PARTLY
    moment = moment_of(form, place.started_at, now)
    response_id = place.response_id or new_id()
    entered = Entered(
        response_id, place.version_id, answer, moment, attempt_id, position, certainty
    )
    if place.response_id is None:
        add_responses(session, learner.id, [entered])
    else:
        # What was saved while it was being answered is no more than a draft.
        revise_responses(session, [entered])
    given = Given(response_id, place.version_id, answer, moment.answered_at, gave_up, certainty)
    score(session, learner, {place.version_id: asked}, [given], now, is_preview=place.is_preview)
    if place.is_ruled and not place.is_preview:
        apply_standing(session, learner, attempt_id, now)
    if all(each.is_checked for each in slots(session, attempt_id, learner.id)):
        finish(session, attempt_id, now)
    return Checked.SCORED
