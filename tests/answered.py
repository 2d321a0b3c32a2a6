"""Attempts at a quiz as if a whole class had handed it in: rows put into the database at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select

from quizapp.accounts.services import create_user
from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.versions import question_of
from quizapp.db import db, transaction
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Blank
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    QuizSettingsVersion,
    Response,
    Score,
)
from tests.grading import grade

Answers = Mapping[str, Any]
"""An answer of the domain by the name of each question; None is one that was left empty."""


def hand_in_all(quiz_id: UUID, everybody: Sequence[Answers], now: datetime) -> None:
    """Let each of so many new learners hand in one attempt with these answers; needs a context."""
    found = select(QuestionVersion).join(Question).where(QuestionVersion.is_current)
    versions = {each.question.slug: each for each in db.session.scalars(found).unique()}
    newest = select(func.max(QuizSettingsVersion.number)).where(
        QuizSettingsVersion.quiz_id == quiz_id
    )
    number = db.session.scalar(newest)
    db.session.remove()
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Attempt, AttemptQuestion, Response, Score)
    }
    with transaction() as session:
        for answers in everybody:
            name = f"Learner {uuid4().hex[:12]}"
            who = create_user(session, name, "$argon2id$nobody", now).id
            attempt_id = uuid4()
            rows[Attempt].append(
                {
                    "id": attempt_id,
                    "user_id": who,
                    "quiz_id": quiz_id,
                    "settings_number": number,
                    "length": len(answers),
                    "started_at": now,
                    "finished_at": now + timedelta(minutes=5),
                    "ended_by": "learner",
                    "awaits_analysis": True,
                }
            )
            for position, (slug, given) in enumerate(answers.items(), start=1):
                _add(rows, attempt_id, who, position, versions[slug], given, now)
        for table, of_it in rows.items():
            session.execute(insert(table), of_it)


def _add(
    rows: dict[Any, list[dict[str, Any]]],
    attempt_id: UUID,
    who: int,
    position: int,
    version: QuestionVersion,
    given: Any,
    now: datetime,
) -> None:
    answer = Blank() if given is None else given
    mark = grade(question_of(version), answer)
    place = {
        "attempt_id": attempt_id,
        "position": position,
        "question_version_id": version.id,
    }
    rows[AttemptQuestion].append(place)
    response_id = uuid4()
    rows[Response].append(
        {
            **place,
            "id": response_id,
            "user_id": who,
            "content": encode_answer(answer),
            "is_blank": given is None,
            "answered_at": now,
            "received_at": now,
            "clock": "server",
            "took_ms": 20_000 * position,
        }
    )
    rows[Score].append(
        {
            "id": uuid4(),
            "response_id": response_id,
            "key_version_id": version.id,
            "is_current": True,
            "grader": "program",
            "reason": "",
            "points": float(mark.points),
            "outcome": mark.outcome.value,
            "rule": mark.rule,
            "scored_at": now,
        }
    )
