"""What one person has learned with: attempts, answers with their marks, reviews, memories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank, Fact, Question, QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.privacy.answer_lines import answer_lines, question_lines
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    Mark,
    QuizBank,
    QuizSettingsVersion,
    Response,
    Score,
)

Record = dict[str, Any]

_VERSIONS_AT_ONCE = 500
"""Databases limit how many values one statement may have."""


def learning_data(session: Session, user_id: int) -> Record:
    """Return a person's attempts, answers in study, reviews and memories, each in order of time."""
    answers = _Answers(session, user_id)
    return {
        "attempts": _attempts(session, user_id, answers),
        "study": _study(session, user_id, answers),
        "reviews": _reviews(session, user_id),
        "memories": _memories(session, user_id),
    }


class _Answers:
    """A person's responses with what they earned, and the questions they belong to."""

    def __init__(self, session: Session, user_id: int) -> None:
        mine = Response.user_id == user_id
        self._marks: dict[UUID, list[Mark]] = defaultdict(list)
        by_score = (
            select(Mark)
            .join(Score, Score.id == Mark.score_id)
            .join(Response, Response.id == Score.response_id)
            .where(mine)
            .order_by(Mark.score_id, Mark.position)
        )
        for mark in session.scalars(by_score):
            self._marks[mark.score_id].append(mark)
        self._scores: dict[UUID, list[Score]] = defaultdict(list)
        by_response = (
            select(Score)
            .join(Response, Response.id == Score.response_id)
            .where(mine)
            .order_by(Score.scored_at, Score.id)
        )
        for score in session.scalars(by_response):
            self._scores[score.response_id].append(score)
        undone = (
            select(ReviewUndo.response_id)
            .join(Response, Response.id == ReviewUndo.response_id)
            .where(mine)
        )
        self._undone = frozenset(session.scalars(undone))

    def record(self, response: Response, question: DomainQuestion) -> Record:
        """Return one response as it stands in the record."""
        return {
            "id": response.id,
            "answer": answer_lines(question, decode_answer(response.content)),
            "answered_at": response.answered_at,
            "received_at": response.received_at,
            "clock": response.clock,
            "took_ms": response.took_ms,
            "taken_back": response.id in self._undone,
            "scores": [self._score(score, question) for score in self._scores[response.id]],
        }

    def _score(self, score: Score, question: DomainQuestion) -> Record:
        abouts = {part.name: part.label for part in question.parts}
        return {
            "scored_at": score.scored_at,
            "is_current": score.is_current,
            "grader": score.grader,
            "reason": score.reason,
            "points": score.points,
            "outcome": score.outcome,
            "rule": score.rule,
            "marks": [
                {
                    "about": abouts.get(mark.part, ""),
                    "is_right": mark.is_right,
                    "is_answered": mark.is_answered,
                    "given": mark.given,
                    "expected": mark.expected,
                    "note": mark.note,
                }
                for mark in self._marks[score.id]
            ],
        }


def _attempts(session: Session, user_id: int, answers: _Answers) -> list[Record]:
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
    return [
        {
            "id": attempt.id,
            "banks": banks[attempt.quiz_id],
            "started_at": attempt.started_at,
            "handed_in_at": attempt.finished_at,
            "layout": settings.layout,
            "results_shown": settings.feedback,
            "topics": settings.topics,
            "questions": questions[attempt.id],
        }
        for attempt, settings in attempts
    ]


def _questions_of_attempts(
    session: Session, user_id: int, answers: _Answers
) -> Mapping[UUID, list[Record]]:
    places = session.execute(
        select(AttemptQuestion.attempt_id, AttemptQuestion.position, QuestionVersion, Question)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Attempt.user_id == user_id)
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
    ).all()
    parsed = _parsed(session, (version for _, _, version, _ in places))
    in_attempts = Response.user_id == user_id, Response.attempt_id.is_not(None)
    entered = {
        (response.attempt_id, response.position): response
        for response in session.scalars(select(Response).where(*in_attempts))
    }
    found: dict[UUID, list[Record]] = defaultdict(list)
    for attempt_id, position, version, question in places:
        content = parsed[version.id]
        response = entered.get((attempt_id, position))
        found[attempt_id].append(
            {
                **_asked(question, version, content, f"{attempt_id}/{position}"),
                "position": position,
                "response": answers.record(response, content) if response is not None else None,
            }
        )
    return found


def _study(session: Session, user_id: int, answers: _Answers) -> list[Record]:
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


def _reviews(session: Session, user_id: int) -> list[Record]:
    rows = session.execute(
        select(Review, Fact, Bank)
        .join(Fact, Fact.id == Review.fact_id)
        .join(Bank, Bank.id == Fact.bank_id)
        .where(Review.user_id == user_id)
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


def _memories(session: Session, user_id: int) -> list[Record]:
    rows = session.execute(
        select(Memory, Fact, Bank)
        .join(Fact, Fact.id == Memory.fact_id)
        .join(Bank, Bank.id == Fact.bank_id)
        .where(Memory.user_id == user_id)
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
        "asked": question_lines(content.prompt(seed)),
    }
