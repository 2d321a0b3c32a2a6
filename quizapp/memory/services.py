"""Answering: an answer is marked, stored, and counted as a review of its facts, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from uuid6 import uuid7

from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import Answer, Blank, Malformed, Oversized, Recalled
from quizapp.memory.errors import UnansweredQuestions, UnknownCard, UnreadableAnswers
from quizapp.memory.log import Learner, is_undone, lock_learner, record, reviews_of
from quizapp.quizzes import models as quizzes
from quizapp.quizzes import queries, services
from quizapp.quizzes.errors import AttemptFinished
from quizapp.quizzes.queries import Slot

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer to one question of a quiz."""

    position: int
    length: int
    is_blank: bool
    is_new: bool


def answer_in_quiz(
    session: Session, learner: Learner, attempt_id: UUID, position: int, form: Form, now: datetime
) -> Answered:
    """Take one answer of a quiz. The first answer counts; sent again, it changes nothing.

    A blank one is not stored. Raises UnknownAttempt, AttemptFinished, UnreadableAnswers.
    """
    lock_learner(session, learner.id)
    place = queries.slot(session, attempt_id, position, learner.id)
    if place.answer_id is not None:
        return Answered(position, place.length, is_blank=False, is_new=False)
    if place.finished_at is not None:
        raise AttemptFinished(attempt_id)
    asked = asked_question(session, place.version_id, place.fingerprint)
    answer = read_answer(asked.question, place.seed, form)
    if isinstance(answer, Malformed | Oversized):
        raise UnreadableAnswers([(position, answer)])
    if isinstance(answer, Blank):
        return Answered(position, place.length, is_blank=True, is_new=False)
    _store_in_quiz(session, learner, place, asked, answer, now)
    return Answered(position, place.length, is_blank=False, is_new=True)


def hand_in(
    session: Session,
    learner: Learner,
    attempt_id: UUID,
    forms: Mapping[int, Form],
    now: datetime,
    *,
    ask: bool = False,
) -> bool:
    """Take all answers of a quiz at once and end it; what is blank stays unanswered.

    A second time changes nothing; False says that it brought other answers, which do not count.
    Raises UnknownAttempt, UnreadableAnswers, and where it is to ``ask`` first UnansweredQuestions;
    all before anything is stored, so that nothing typed is lost.
    """
    lock_learner(session, learner.id)
    places = queries.slots(session, attempt_id, learner.id)
    if places[0].finished_at is not None:
        return not _differ(session, places, forms)
    read: list[tuple[Slot, AskedQuestion, Answer]] = []
    for place in places:
        if place.answer_id is None and place.position in forms:
            asked = asked_question(session, place.version_id, place.fingerprint)
            answer = read_answer(asked.question, place.seed, forms[place.position])
            read.append((place, asked, answer))
    faults = [
        (place.position, answer)
        for place, _, answer in read
        if isinstance(answer, Malformed | Oversized)
    ]
    if faults:
        raise UnreadableAnswers(faults)
    given = {place.position for place, _, answer in read if not isinstance(answer, Blank)}
    empty = [
        place.position
        for place in places
        if place.answer_id is None and place.position not in given
    ]
    if ask and empty:
        raise UnansweredQuestions(empty)
    for place, asked, answer in read:
        if not isinstance(answer, Blank):
            _store_in_quiz(session, learner, place, asked, answer, now)
    services.finish(session, attempt_id, now)
    return True


def _differ(session: Session, places: Sequence[Slot], forms: Mapping[int, Form]) -> bool:
    """Whether forms hold an answer that is not the one stored."""
    for place in places:
        asked = asked_question(session, place.version_id, place.fingerprint)
        answer = read_answer(asked.question, place.seed, forms.get(place.position, {}))
        if isinstance(answer, Blank):
            continue
        known = session.get(quizzes.Answer, place.answer_id) if place.answer_id else None
        if known is None or known.content != encode_answer(answer):
            return True
    return False


def answer_in_study(
    session: Session,
    learner: Learner,
    bank_id: int,
    version_id: int,
    answer_id: UUID,
    form: Form,
    now: datetime,
    *,
    gave_up: bool = False,
) -> bool:
    """Take one answer in study; the browser brings its id, so that sent twice it counts once.

    Returns whether it was stored: a blank one is only if the learner gave up. Raises UnknownCard,
    UnreadableAnswers.
    """
    lock_learner(session, learner.id)
    known = session.get(quizzes.Answer, answer_id)
    if known is not None:
        if known.user_id != learner.id or known.question_version_id != version_id:
            raise UnknownCard(version_id)
        if is_undone(session, answer_id):
            # It would look stored and count for nothing: the card must be answered anew.
            raise UnknownCard(version_id)
        return True
    asked = queries.card(session, bank_id, version_id)
    if asked is None:
        raise UnknownCard(version_id)
    answer = Blank() if gave_up else read_answer(asked.question, study_seed(answer_id), form)
    if isinstance(answer, Malformed | Oversized):
        raise UnreadableAnswers([(0, answer)])
    if isinstance(answer, Blank) and not gave_up:
        return False
    recorded = services.record_answer(
        session, asked, answer, answer_id, user_id=learner.id, now=now
    )
    _remember(session, learner, asked, recorded, answer, now, gave_up=gave_up)
    return True


def study_seed(answer_id: UUID) -> str:
    """Return what decides the order of options on a card: it changes from answer to answer."""
    return str(answer_id)


def _store_in_quiz(
    session: Session,
    learner: Learner,
    place: Slot,
    asked: AskedQuestion,
    answer: Answer,
    now: datetime,
) -> None:
    recorded = services.record_answer(
        session,
        asked,
        answer,
        uuid7(),
        user_id=learner.id,
        now=now,
        attempt_id=place.attempt_id,
        position=place.position,
    )
    _remember(session, learner, asked, recorded, answer, now)


def _remember(
    session: Session,
    learner: Learner,
    asked: AskedQuestion,
    recorded: services.Recorded,
    answer: Answer,
    now: datetime,
    *,
    gave_up: bool = False,
) -> None:
    rating = answer.rating if isinstance(answer, Recalled) else None
    reviews = reviews_of(
        recorded.answer_id, recorded.mark, asked.fact_ids, now, rating=rating, gave_up=gave_up
    )
    record(session, learner, asked.bank_id, recorded.answer_id, reviews)
