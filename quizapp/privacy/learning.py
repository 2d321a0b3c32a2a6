"""What one person has learned with: attempts, answers with their marks, reviews, memories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.answering.models import Challenge
from quizapp.banks.models import Bank, Fact, Question, QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.domain.feedback_bands import feedback_for
from quizapp.domain.presentation import present
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.memory.models import Memory, Review
from quizapp.privacy.answer_lines import question_lines
from quizapp.privacy.answer_records import Answers
from quizapp.privacy.attempts import reached_by, section_titles
from quizapp.privacy.own_dates import own_dates
from quizapp.privacy.own_marks import marks_by_hand, notes_on_marks
from quizapp.quizzes.accommodation_models import AttemptPause, QuizAccommodation
from quizapp.quizzes.designs import latest_designs
from quizapp.quizzes.lists import all_attempts
from quizapp.quizzes.models import (
    AT_ITS_PLACE,
    Attempt,
    AttemptQuestion,
    QuizBank,
    QuizSettingsVersion,
    Response,
    Score,
)
from quizapp.quizzes.release import withheld_responses
from quizapp.quizzes.sealing import Books, books_of

Record = dict[str, Any]

_VERSIONS_AT_ONCE = 500
"""Databases limit how many values one statement may have."""


def learning_data(session: Session, user_id: int, now: datetime) -> Record:
    """Return a person's attempts, dates and more time, answers, reviews, memories and objections.

    Each stands in order of time. What was earned in a quiz whose results may not be seen yet is
    left out, and what such a quiz closes to them elsewhere; so is what is right where its teacher
    does not show that.
    """
    books = books_of(session, user_id, now)
    answers = Answers(session, user_id, now, books)
    return {
        "attempts": _attempts(session, user_id, answers, _feedback(session, user_id, now, books)),
        "accommodations": _accommodations(session, user_id),
        "own_dates": own_dates(session, user_id),
        "marks_by_hand": marks_by_hand(session, user_id, now),
        "notes_on_marks": notes_on_marks(session, user_id, now),
        "study": _study(session, user_id, answers),
        "reviews": _reviews(session, user_id, now, books),
        "memories": _memories(session, user_id, now, books),
        "objections": _objections(session, user_id, now, books),
    }


def _feedback(session: Session, user_id: int, now: datetime, books: Books) -> Mapping[UUID, str]:
    """Return what is said of each attempt whose results may be seen, as a whole."""
    own = all_attempts(session, user_id, now, books)
    designs = latest_designs(session, {each.attempt.quiz_id for each in own})
    return {
        each.attempt.id: feedback_for(
            designs[each.attempt.quiz_id].design.bands, each.earned.percent
        )
        for each in own
        if each.earned is not None
    }


def _attempts(
    session: Session, user_id: int, answers: Answers, feedback: Mapping[UUID, str]
) -> list[Record]:
    attempts = session.execute(
        select(Attempt, QuizSettingsVersion)
        .join(Attempt.settings)
        .where(Attempt.user_id == user_id)
        .order_by(Attempt.started_at, Attempt.id)
    ).all()
    banks: dict[UUID, list[str]] = defaultdict(list)
    for quiz_id, title in session.execute(
        select(QuizBank.quiz_id, Bank.title)
        .join(Bank, Bank.id == QuizBank.bank_id)
        .where(QuizBank.quiz_id.in_(select(Attempt.quiz_id).where(Attempt.user_id == user_id)))
        .order_by(QuizBank.quiz_id, QuizBank.position)
    ):
        banks[quiz_id].append(title)
    questions = _questions_of_attempts(session, user_id, answers)
    pauses: dict[UUID, list[Record]] = defaultdict(list)
    for each in session.scalars(
        select(AttemptPause)
        .join(Attempt, Attempt.id == AttemptPause.attempt_id)
        .where(Attempt.user_id == user_id)
        .order_by(AttemptPause.at, AttemptPause.id)
    ):
        pauses[each.attempt_id].append(
            {"at": each.at, "stopped": each.is_pause, "reason": each.reason}
        )
    return [
        {
            "id": attempt.id,
            "banks": banks[attempt.quiz_id],
            "started_at": attempt.started_at,
            "handed_in_at": attempt.finished_at,
            "ended_by": attempt.ended_by,
            "is_preview": attempt.is_preview,
            "assignment": attempt.assignment_id,
            "pauses": pauses[attempt.id],
            "layout": settings.layout,
            "forward_only": settings.is_linear,
            "results_shown": settings.feedback,
            "topics": settings.topics,
            "article": settings.source,
            "of_mistakes": settings.mistakes,
            "overall_feedback": feedback.get(attempt.id, ""),
            "questions": questions[attempt.id],
        }
        for attempt, settings in attempts
    ]


def _accommodations(session: Session, user_id: int) -> list[Record]:
    rows = session.scalars(
        select(QuizAccommodation)
        .where(QuizAccommodation.user_id == user_id)
        .order_by(QuizAccommodation.given_at, QuizAccommodation.id)
    )
    return [
        {
            "quiz": row.quiz_id,
            "extra_percent": row.extra_percent,
            "extra_minutes": row.extra_minutes,
            "extra_attempts": row.extra_attempts,
            "closes_at": row.closes_at,
            "reason": row.reason,
            "given_at": row.given_at,
            "is_current": row.is_current,
        }
        for row in rows
    ]


def _questions_of_attempts(
    session: Session, user_id: int, answers: Answers
) -> Mapping[UUID, list[Record]]:
    places = session.execute(
        select(AttemptQuestion, QuestionVersion, Question)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Attempt.user_id == user_id)
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
    ).all()
    parsed = _parsed(session, (version for _, version, _ in places))
    in_attempts = Response.user_id == user_id, Response.attempt_id.is_not(None)
    entered = {
        (response.attempt_id, response.position): response
        for response in session.scalars(select(Response).where(*in_attempts))
    }
    reached, titles = reached_by(session, user_id), section_titles(session, user_id)
    found: dict[UUID, list[Record]] = defaultdict(list)
    for place, version, question in places:
        attempt_id, position = place.attempt_id, place.position
        if position > reached.get(attempt_id, position):
            continue
        content = parsed[version.id]
        response = entered.get((attempt_id, position))
        found[attempt_id].append(
            {
                **_asked(question, version, content, f"{attempt_id}/{position}"),
                "position": position,
                "flagged": place.is_flagged,
                "worth": place.points,
                "section": titles.get((attempt_id, place.section), ""),
                "right_answer_shown": place.shows_key,
                "response": None
                if response is None
                else answers.record(response, content, shows_key=place.shows_key),
            }
        )
    return found


def _study(session: Session, user_id: int, answers: Answers) -> list[Record]:
    rows = session.execute(
        select(Response, QuestionVersion, Question)
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Response.user_id == user_id, Response.attempt_id.is_(None))
        .order_by(Response.received_at, Response.id)
    ).all()
    parsed = _parsed(session, (version for _, version, _ in rows))
    return [
        {
            **_asked(question, version, parsed[version.id], str(response.id)),
            "response": answers.record(response, parsed[version.id]),
        }
        for response, version, question in rows
    ]


def _reviews(session: Session, user_id: int, now: datetime, books: Books) -> list[Record]:
    rows = session.execute(
        select(Review, Fact, Bank)
        .join(Fact, Fact.id == Review.fact_id)
        .join(Bank, Bank.id == Fact.bank_id)
        .join(Score, Score.id == Review.score_id)
        .where(
            Review.user_id == user_id,
            Score.response_id.not_in(withheld_responses(now)),
            books.lets(Review.fact_id),
        )
        .order_by(Review.at, Review.id)
    )
    return [
        {
            "id": review.id,
            **_about(fact, bank),
            "at": review.at,
            "day": review.day,
            "rating": review.rating,
            "guess_chance": review.guess,
        }
        for review, fact, bank in rows
    ]


def _memories(session: Session, user_id: int, now: datetime, books: Books) -> list[Record]:
    # A memory tells what its last answer earned.
    untold = (
        select(Review.fact_id)
        .join(Score, Score.id == Review.score_id)
        .where(Review.user_id == user_id, Score.response_id.in_(withheld_responses(now)))
    )
    rows = session.execute(
        select(Memory, Fact, Bank)
        .join(Fact, Fact.id == Memory.fact_id)
        .join(Bank, Bank.id == Fact.bank_id)
        .where(
            Memory.user_id == user_id,
            Memory.fact_id.not_in(untold),
            books.lets(Memory.fact_id),
        )
        .order_by(Memory.due, Memory.fact_id)
    )
    return [
        {
            **_about(fact, bank),
            "due_at": memory.due,
            "stability_days": memory.stability,
            "difficulty": memory.difficulty,
            "first_review_at": memory.first_review_at,
            "last_review_at": memory.last_review_at,
            "reviews": memory.reps,
            "lapses": memory.lapses,
        }
        for memory, fact, bank in rows
    ]


def _objections(session: Session, user_id: int, now: datetime, books: Books) -> list[Record]:
    rows = session.execute(
        select(Challenge, AttemptQuestion.shows_key)
        .join(Response, Response.id == Challenge.response_id)
        .outerjoin(AttemptQuestion, AT_ITS_PLACE)
        .where(
            Challenge.user_id == user_id,
            Challenge.response_id.not_in(withheld_responses(now)),
            books.lets_ask(Challenge.question_version_id),
        )
        .order_by(Challenge.created_at, Challenge.id)
    )
    return [
        {
            "id": row.id,
            "response": row.response_id,
            "kind": row.kind,
            "text": row.text,
            "sent_at": row.created_at,
            "state": row.state,
            "decided_at": row.decided_at,
            # A card of study stands in no attempt, and shows what is right.
            "reason": "" if shows_key is False else row.reason,
        }
        for row, shows_key in rows
    ]


def _about(fact: Fact, bank: Bank) -> Record:
    # Its statement may be the answer to a question that waits in another attempt.
    return {"fact": fact.public_id, "bank": bank.title}


def _parsed(session: Session, versions: Iterable[QuestionVersion]) -> Mapping[int, DomainQuestion]:
    wanted = {version.id: version.fingerprint for version in versions}
    ids: Sequence[int] = list(wanted)
    found: dict[int, DomainQuestion] = {}
    for at in range(0, len(ids), _VERSIONS_AT_ONCE):
        some = {each: wanted[each] for each in ids[at : at + _VERSIONS_AT_ONCE]}
        found |= questions_of(session, some)
    return found


def _asked(
    question: Question, version: QuestionVersion, content: DomainQuestion, seed: str
) -> Record:
    return {
        "question": question.public_id,
        "version": version.number,
        "asked": question_lines(present(content, seed)),
    }
