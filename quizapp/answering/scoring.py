"""Scoring responses by the key of the version that was shown, and reviewing their facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.queries import AskedQuestion
from quizapp.domain.answers import Answer
from quizapp.domain.certainty import Certainty
from quizapp.domain.grading import grade
from quizapp.memory.log import FactReview, Learner, append, record, replay, reviews_of
from quizapp.memory.models import Review
from quizapp.quizzes.earning import keep_totals
from quizapp.quizzes.models import Score
from quizapp.quizzes.responses import Scored, add_scores


@dataclass(frozen=True, slots=True)
class Given:
    """A stored response that is to be scored; ``gave_up`` where its learner said so.

    How sure they were of it is their ``certainty``, where they said.
    """

    response_id: UUID
    version_id: int
    answer: Answer
    answered_at: datetime
    gave_up: bool = False
    certainty: Certainty | None = None


def score(
    session: Session,
    learner: Learner,
    asked: Mapping[int, AskedQuestion],
    given: Sequence[Given],
    now: datetime,
    *,
    reason: str = "",
    is_preview: bool = False,
    is_held: bool = False,
) -> None:
    """Give responses a score each and count them as reviews of their facts, but for a preview.

    Those of an attempt that ``is_held`` stand in the log and feed no memory yet.

    ``asked`` holds their questions by the ids of the versions. With a ``reason`` they have a score
    already, which is superseded.
    """
    if not given:
        return
    scored = []
    for each in given:
        question = asked[each.version_id]
        mark = grade(question.question, each.answer, question.lookalikes)
        scored.append(
            Scored.under(each.response_id, each.version_id, each.answer, mark, question.fact_ids)
        )
    if is_preview:
        add_scores(session, scored, now)
        return
    reviews = [
        review
        for each, score in zip(given, scored, strict=True)
        for review in reviews_of(
            score,
            each.answer,
            each.answered_at,
            learner,
            gave_up=each.gave_up,
            certainty=each.certainty,
        )
    ]
    if reason:
        supersede(session, learner, scored, reviews, now, reason=reason)
        return
    add_scores(session, scored, now)
    if not is_held:
        record(session, learner, reviews)
    elif reviews:
        append(session, learner.id, reviews)


def supersede(
    session: Session,
    learner: Learner,
    scored: Sequence[Scored],
    reviews: Sequence[FactReview],
    now: datetime,
    *,
    reason: str,
    by: int | None = None,
) -> None:
    """Put scores, each with its reviews, in the place of those that a learner's responses have.

    Memories of all facts that were or are reviewed by them are replayed from the log.
    """
    stale = _facts_reviewed(session, [each.response_id for each in scored])
    add_scores(session, scored, now, reason=reason, by=by)
    rescored = [each.response_id for each in scored]
    keep_totals(session, rescored)
    if reviews:
        append(session, learner.id, reviews)
    replay(session, learner, stale | {review.fact_id for review in reviews})


def _facts_reviewed(session: Session, response_ids: Sequence[UUID]) -> set[int]:
    """Return the facts that responses were counted as reviews of, under whatever key."""
    return set(
        session.scalars(
            select(Review.fact_id)
            .join(Score, Score.id == Review.score_id)
            .where(Score.response_id.in_(response_ids))
        )
    )
