"""For whom a teacher makes quizzes: there are no classes, so it is told from what is there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from quizapp.banks.models import MemberRole, Membership
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Attempt, Quiz, QuizBank

MOST = 200
"""No class is larger; of a teacher with more learners those count who began something last."""


def audience(session: Session, owner_id: int, bank_id: int) -> Collection[int]:
    """Return the ids of those for whom a teacher makes quizzes from a bank.

    They are who has begun any quiz of the teacher's that draws from it and, where the teacher owns
    or edits the bank, whoever it is shared with as a viewer: others do not know who that is, and
    would read of another teacher's class. The teacher is not among them.
    """
    theirs = select(QuizBank.quiz_id).where(QuizBank.bank_id == bank_id)
    # Practice has no design: what teachers practise themselves is no quiz for others.
    made = select(QuizDesign.quiz_id).where(QuizDesign.quiz_id == Quiz.id)
    takers = session.scalars(
        select(Attempt.user_id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(
            Quiz.owner_id == owner_id,
            Quiz.id.in_(theirs),
            made.exists(),
            Attempt.user_id != owner_id,
            ~Attempt.is_preview,
        )
        .group_by(Attempt.user_id)
        .order_by(func.max(Attempt.started_at).desc(), Attempt.user_id)
        .limit(MOST)
    )
    own = aliased(Membership)
    viewers = session.scalars(
        select(Membership.user_id)
        .join(own, own.bank_id == Membership.bank_id)
        .where(
            own.user_id == owner_id,
            own.role != MemberRole.VIEWER.value,
            Membership.bank_id == bank_id,
            Membership.role == MemberRole.VIEWER.value,
            Membership.user_id != owner_id,
        )
        .order_by(Membership.created_at.desc(), Membership.user_id)
        .limit(MOST)
    )
    return {*takers, *viewers}
