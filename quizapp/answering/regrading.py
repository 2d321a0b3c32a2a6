"""Marking again: every response to one wording of a question, under the key of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.answering.errors import OtherQuestion
from quizapp.answering.scoring import supersede
from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Blank
from quizapp.domain.grading import grade
from quizapp.memory.log import FactReview, Learner, reviews_of
from quizapp.memory.models import Review
from quizapp.quizzes.locking import lock_learners
from quizapp.quizzes.models import Attempt, Feedback, QuizSettingsVersion, Response, Score
from quizapp.quizzes.responses import Scored


@dataclass(frozen=True, slots=True)
class Regraded:
    """How much was marked again, or would be.

    ``changed`` counts the responses whose points are others than before, ``learners`` those whose
    responses they are.
    """

    responses: int
    changed: int
    learners: int


def regrade(
    session: Session,
    version_id: int,
    key_version_id: int,
    reason: str,
    by: int,
    now: datetime,
    *,
    dry_run: bool = False,
) -> Regraded:
    """Mark every final response to one version of a question again under another version's key.

    Each gets a new score with its ``reason`` and who had it marked (``by``); results and memories
    follow it. The log is only added to: new reviews stand at the moments of the old ones, which
    count no longer. What was marked under this key already is left out, so twice is once; a dry run
    counts alone. Responses of attempts that are still going on are scored at their
    hand-in; those that were checked before are final, and marked again with the others.
    Raises OtherQuestion, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("marking again needs a reason, which learners are shown")
    key = _key(session, version_id, key_version_id)
    user_ids = {row.user_id for row in _responses(session, version_id, key_version_id)}
    if not dry_run:
        lock_learners(session, user_ids)
    # Read again: another one may have been at work until the locks were there.
    by_learner: dict[int, list[Any]] = defaultdict(list)
    for row in _responses(session, version_id, key_version_id):
        if row.user_id in user_ids:
            by_learner[row.user_id].append(row)
    changed = 0
    for user_id, rows in by_learner.items():
        learner = Learner.of(session.get_one(User, user_id))
        marked = _marked(session, learner, key, rows)
        changed += sum(
            float(scored.mark.points) != row.points
            for row, (scored, _) in zip(rows, marked, strict=True)
        )
        if not dry_run:
            scored = [each for each, _ in marked]
            reviews = [review for _, group in marked for review in group]
            supersede(session, learner, scored, reviews, now, reason=reason, by=by)
    return Regraded(sum(map(len, by_learner.values())), changed, len(by_learner))


def _key(session: Session, version_id: int, key_version_id: int) -> AskedQuestion:
    rows = {
        row.id: row
        for row in session.execute(
            select(
                QuestionVersion.id, QuestionVersion.question_id, QuestionVersion.fingerprint
            ).where(QuestionVersion.id.in_([version_id, key_version_id]))
        )
    }
    if (
        len({row.question_id for row in rows.values()}) != 1
        or not {
            version_id,
            key_version_id,
        }
        <= rows.keys()
    ):
        raise OtherQuestion(version_id, key_version_id)
    return asked_question(session, key_version_id, rows[key_version_id].fingerprint)


_IS_AT_ONCE = QuizSettingsVersion.feedback == Feedback.AT_ONCE.value


def _responses(session: Session, version_id: int, key_version_id: int) -> Sequence[Any]:
    """Return the final responses to a version that are not marked under that key."""
    return session.execute(
        select(
            Response.id,
            Response.user_id,
            Response.content,
            Response.answered_at,
            # In study, and where a quiz shows results at once, only what was given up is blank.
            or_(Response.attempt_id.is_(None), _IS_AT_ONCE).label("is_final_at_once"),
            Score.id.label("score_id"),
            Score.points,
        )
        .join(Score, Score.response_id == Response.id)
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(Attempt.settings)
        .where(
            Response.question_version_id == version_id,
            Score.is_current,
            Score.key_version_id != key_version_id,
            or_(Response.attempt_id.is_(None), _IS_AT_ONCE, Attempt.finished_at.is_not(None)),
        )
        .order_by(Response.user_id, Response.answered_at, Response.id)
    ).all()


def _marked(
    session: Session, learner: Learner, key: AskedQuestion, rows: Sequence[Any]
) -> list[tuple[Scored, list[FactReview]]]:
    """Return what each response earns under the key, and the reviews that it is then."""
    days = _days(session, [row.score_id for row in rows])
    marked = []
    for row in rows:
        answer = decode_answer(row.content)
        mark = grade(key.question, answer, key.lookalikes)
        scored = Scored.under(row.id, key.version_id, answer, mark, key.fact_ids)
        gave_up = row.is_final_at_once and isinstance(answer, Blank)
        reviews = reviews_of(
            scored,
            answer,
            row.answered_at,
            learner,
            gave_up=gave_up,
            day=days.get(row.score_id),
        )
        marked.append((scored, reviews))
    return marked


def _days(session: Session, score_ids: Sequence[UUID]) -> dict[UUID, date]:
    """Return the learner's days that were noted when these scores were reviewed."""
    noted = select(Review.score_id, Review.day).where(Review.score_id.in_(score_ids))
    return dict(session.execute(noted).all())
