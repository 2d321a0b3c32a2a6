"""Starting a quiz, recording answers, handing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from quizapp.banks.queries import AskedQuestion, asked_question, draw_candidates
from quizapp.db import table_of, upsert
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Answer as DomainAnswer
from quizapp.domain.answers import Mark as DomainMark
from quizapp.domain.cueing import gives_away
from quizapp.domain.grading import grade
from quizapp.domain.sampling import Candidate, draw
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt
from quizapp.quizzes.models import Answer, Attempt, AttemptQuestion, Layout, Mark

LENGTHS = (5, 10, 20, 40)
"""How many questions a learner can ask for."""

_INSERT_ANSWER = insert(table_of(Answer))
_INSERT_MARKS = insert(table_of(Mark))


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """What a learner chose: how many questions, about what, and how they are shown."""

    length: int = 10
    topics: tuple[str, ...] = ()
    fact: str = ""
    layout: Layout = Layout.PAGE


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer as it was stored, and what it earned."""

    answer_id: UUID
    mark: DomainMark


def start_attempt(
    session: Session,
    attempt_id: UUID,
    *,
    user_id: int,
    bank_id: int,
    settings: QuizSettings,
    now: datetime,
) -> Attempt:
    """Draw a quiz. The same id again gives the same attempt, whoever clicked twice.

    Raises NothingToAsk, and UnknownAttempt when the id is another learner's attempt.
    """
    known = session.get(Attempt, attempt_id)
    if known is not None:
        if known.user_id != user_id:
            raise UnknownAttempt(attempt_id)
        return known
    # The id decides the draw, so that it can be repeated when somebody asks why.
    candidates = draw_candidates(session, bank_id, settings.topics, settings.fact)
    drawn = draw(candidates, settings.length, Random(attempt_id.int), partial(_gives_away, session))
    if not drawn:
        raise NothingToAsk(bank_id)
    # Two clicks at once on PostgreSQL both find nothing; the second waits here and then finds it.
    added = session.scalar(
        upsert(session, Attempt)
        .values(
            id=attempt_id,
            user_id=user_id,
            bank_id=bank_id,
            layout=settings.layout.value,
            settings={
                "length": settings.length,
                "topics": list(settings.topics),
                "fact": settings.fact,
            },
            length=len(drawn),
            started_at=now,
            finished_at=None,
        )
        .on_conflict_do_nothing()
        .returning(Attempt.id)
    )
    if added is not None:
        rows = [
            {
                "attempt_id": attempt_id,
                "position": position,
                "question_version_id": candidate.version,
            }
            for position, candidate in enumerate(drawn, start=1)
        ]
        session.execute(insert(AttemptQuestion), rows)
    attempt = session.get_one(Attempt, attempt_id)
    if attempt.user_id != user_id:
        raise UnknownAttempt(attempt_id)
    return attempt


def _gives_away(session: Session, one: Candidate, other: Candidate) -> bool:
    # Read once and kept: those that are drawn are shown next.
    texts = (asked_question(session, each.version, each.fingerprint) for each in (one, other))
    return gives_away(*(each.question for each in texts))


def record_answer(
    session: Session,
    asked: AskedQuestion,
    answer: DomainAnswer,
    answer_id: UUID,
    *,
    user_id: int,
    now: datetime,
    attempt_id: UUID | None = None,
    position: int | None = None,
) -> Recorded:
    """Mark an answer and store both. The caller has made sure that it is not stored yet."""
    mark = grade(asked.question, answer)
    session.execute(
        _INSERT_ANSWER,
        [
            {
                "id": answer_id,
                "user_id": user_id,
                "question_version_id": asked.version_id,
                "attempt_id": attempt_id,
                "position": position,
                "content": encode_answer(answer),
                "received_at": now,
                "points": float(mark.points),
                "outcome": mark.outcome.value,
                "rule": mark.rule,
            }
        ],
    )
    session.execute(_INSERT_MARKS, _mark_rows(answer_id, asked, mark))
    return Recorded(answer_id, mark)


def _mark_rows(answer_id: UUID, asked: AskedQuestion, mark: DomainMark) -> list[dict[str, Any]]:
    return [
        {
            "answer_id": answer_id,
            "position": number,
            "part": part.part,
            "fact_id": asked.fact_ids[part.part],
            "is_right": part.right,
            "is_answered": part.answered,
            "guess": part.guess,
            "given": part.given,
            "expected": part.expected,
            "note": part.note,
            "confused_with": part.confused_with,
        }
        for number, part in enumerate(mark.parts)
    ]


def finish(session: Session, attempt_id: UUID, now: datetime) -> None:
    """Hand an attempt in; a second time changes nothing."""
    session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id, Attempt.finished_at.is_(None))
        .values(finished_at=now)
    )
