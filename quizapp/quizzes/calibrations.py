"""How sure people were and how right: one learner over all attempts, everybody by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.domain.certainty import Calibration, calibration
from quizapp.quizzes.models import Attempt, Response, Score
from quizapp.quizzes.release import over, withheld_attempts
from quizapp.quizzes.sealing import Books

_TOLD = Response.certainty.is_not(None)


@dataclass(frozen=True, slots=True)
class AskedHowSure:
    """A question of a quiz, in the ``words`` of the newest wording that was answered."""

    words: str
    calibration: Calibration


def own_calibration(session: Session, user_id: int, now: datetime, books: Books) -> Calibration:
    """Return how sure a learner was and how right, over all answers that they may see the marks of.

    Previews do not count, nor does what would tell of what is closed to them.
    """
    rows = session.execute(
        select(Response.certainty, Score.outcome, func.count())
        .join(Score, Score.response_id == Response.id)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .where(
            Response.user_id == user_id,
            _TOLD,
            Score.is_current,
            ~Attempt.is_preview,
            Attempt.id.not_in(withheld_attempts(over(now))),
            books.lets_ask(Response.question_version_id),
        )
        .group_by(Response.certainty, Score.outcome)
    )
    return calibration((certainty, outcome, count) for certainty, outcome, count in rows)


def calibration_by_question(
    session: Session, quiz_id: UUID, bank_ids: Collection[int]
) -> list[AskedHowSure]:
    """Return how sure everybody was of each question of a quiz, those that mislead most first.

    It is about attempts that are over, and about questions of these banks.
    """
    rows = session.execute(
        select(
            QuestionVersion.question_id,
            QuestionVersion.id,
            QuestionVersion.fingerprint,
            Response.certainty,
            Score.outcome,
            func.count(),
        )
        .join(Response, Response.question_version_id == QuestionVersion.id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Score, Score.response_id == Response.id)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .where(
            Attempt.quiz_id == quiz_id,
            Attempt.finished_at.is_not(None),
            ~Attempt.is_preview,
            _TOLD,
            Score.is_current,
            Question.bank_id.in_(bank_ids),
        )
        .group_by(QuestionVersion.id, Response.certainty, Score.outcome)
        .order_by(QuestionVersion.id)
    ).all()
    newest: dict[int, tuple[int, str]] = {}
    counts: dict[int, list[tuple[str | None, str, int]]] = defaultdict(list)
    for question, version, fingerprint, certainty, outcome, count in rows:
        newest[question] = version, fingerprint
        counts[question].append((certainty, outcome, count))
    questions = questions_of(session, dict(newest.values()))
    found = [
        AskedHowSure(questions[version].headline, calibration(counts[question]))
        for question, (version, _) in newest.items()
    ]
    judged = [each for each in found if each.calibration.answers]
    # Of equally many the larger share: it misleads more of those who were sure.
    return sorted(
        judged,
        key=lambda each: (
            -each.calibration.sure.not_right,
            each.calibration.sure.answers,
            each.words,
        ),
    )
