"""How sure people were and how right: one learner over all attempts, everybody by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, and_, case, cast, func, null, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.domain.answers import Outcome
from quizapp.domain.certainty import Calibration, Certainty, calibration
from quizapp.quizzes.models import Attempt, Response, Score
from quizapp.quizzes.release import over, withheld_attempts
from quizapp.quizzes.sealing import Books

MISLED = 3
"""So many learners are sure of the same wrong answer before a question is said to mislead."""

_TOLD = Response.certainty.is_not(None)
_NOT_RIGHT = (Outcome.PARTLY.value, Outcome.WRONG.value)


@dataclass(frozen=True, slots=True)
class AskedHowSure:
    """A question of a quiz, in the ``words`` of the newest wording that was answered.

    ``alike`` is how many learners were sure of the same answer that is not fully right: the most
    that any such answer has.
    """

    words: str
    calibration: Calibration
    alike: int

    @property
    def misleads(self) -> bool:
        """Whether it is the question that misled, and not the learner who slipped."""
        return self.alike >= MISLED


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
    misled = and_(Response.certainty == Certainty.SURE.value, Score.outcome.in_(_NOT_RIGHT))
    rows = session.execute(
        select(
            QuestionVersion.question_id,
            QuestionVersion.id,
            QuestionVersion.fingerprint,
            Response.certainty,
            Score.outcome,
            func.count(),
            func.count(Response.user_id.distinct()),
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
        # An option may say something else in another wording, so answers are alike in one only.
        .group_by(
            QuestionVersion.id,
            Response.certainty,
            Score.outcome,
            case((misled, cast(Response.content, Text)), else_=null()),
        )
        .order_by(QuestionVersion.id)
    ).all()
    newest: dict[int, tuple[int, str]] = {}
    counts: dict[int, list[tuple[str | None, str, int]]] = defaultdict(list)
    alike: dict[int, int] = defaultdict(int)
    for question, version, fingerprint, certainty, outcome, count, learners in rows:
        newest[question] = version, fingerprint
        counts[question].append((certainty, outcome, count))
        if certainty == Certainty.SURE and outcome in _NOT_RIGHT:
            alike[question] = max(alike[question], learners)
    questions = questions_of(session, dict(newest.values()))
    found = [
        AskedHowSure(questions[version].headline, calibration(counts[question]), alike[question])
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
