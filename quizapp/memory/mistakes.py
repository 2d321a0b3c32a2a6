"""What a learner got wrong the last time that they were asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session

from quizapp.banks.candidates import BANKS, Scope, asking_for, facts_asked_for
from quizapp.banks.models import Fact
from quizapp.domain.scheduling import Rating
from quizapp.memory.log import STANDS
from quizapp.memory.models import Review
from quizapp.quizzes.models import Score
from quizapp.quizzes.release import OVER, over, responses_withheld
from quizapp.quizzes.sealing import Books


def mistakes(user_id: int, bank_id: int, now: datetime) -> Select[int]:
    """Return the query for a bank's facts whose newest review by a learner says “Again”.

    What was answered in a quiz whose results may not be seen yet tells of no mistake.
    """
    return _mistakes(user_id, bank_id, over(now))


def mistakes_to_ask(
    session: Session, user_id: int, bank_id: int, now: datetime, books: Books
) -> int:
    """Return for how many of a learner's mistakes in a bank a quiz can ask."""
    if not books.are_open:
        scope = Scope(facts=mistakes(user_id, bank_id, now), besides=books.facts)
        return facts_asked_for(session, bank_id, scope)
    given = {"learner": user_id, "bank": bank_id, "over": over(now), BANKS: [bank_id]}
    return session.scalar(_TO_ASK, given) or 0


def _mistakes(
    user_id: int | BindParameter[int],
    bank_id: int | BindParameter[int],
    over: datetime | BindParameter[datetime],
) -> Select[int]:
    newest = (
        select(
            Review.fact_id,
            Review.rating,
            func.row_number()
            .over(partition_by=Review.fact_id, order_by=(Review.at.desc(), Review.id.desc()))
            .label("age"),
        )
        .join(Score, Score.id == Review.score_id)
        .join(Fact, Fact.id == Review.fact_id)
        .where(
            Review.user_id == user_id,
            Fact.bank_id == bank_id,
            STANDS,
            Score.response_id.not_in(responses_withheld(over)),
        )
        .subquery()
    )
    return select(newest.c.fact_id).where(newest.c.age == 1, newest.c.rating == Rating.AGAIN)


# Every page of results offers them. Built once: to build it takes longer than to run it.
_TO_ASK = asking_for(_mistakes(bindparam("learner"), bindparam("bank"), OVER))
