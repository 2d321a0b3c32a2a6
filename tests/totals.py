"""The law of an attempt's totals: whatever happened, they are what its current scores come to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.quizzes.earning import EARNED, POSSIBLE, WAITING, with_scores
from quizapp.quizzes.models import Attempt


def broken_totals(session: Session) -> list[str]:
    """Return the attempts whose totals say something else than their scores; empty if none."""
    kept = Attempt.id, Attempt.finished_at, Attempt.points, Attempt.possible, Attempt.waiting
    rows = session.execute(with_scores(select(*kept, EARNED, POSSIBLE, WAITING)).group_by(*kept))
    broken = []
    for attempt_id, finished_at, *figures in rows:
        told, true = figures[:3], figures[3:]
        wanted = [None] * 3 if finished_at is None else true
        if not all(_equal(*pair) for pair in zip(told, wanted, strict=True)):
            broken.append(f"{attempt_id}: kept {told}, should be {wanted}")
    return broken


def _equal(told: float | None, true: float | None) -> bool:
    if told is None or true is None:
        return told is true
    return abs(told - true) < 1e-9
