"""What accepting a challenge would do to marks, before anybody accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.answering.challenge_queue import ChallengeGroup
from quizapp.answering.models import ChallengeKind
from quizapp.answering.regrading import MarkChange, changes_under
from quizapp.answering.remarking import MarkBy, changes_in, would_change
from quizapp.banks.models import QuestionVersion
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.objections import taking


def accepting_would_change(
    session: Session, group: ChallengeGroup, now: datetime
) -> Sequence[MarkChange]:
    """Return the marks that would be others if all that was typed were taken; changes nothing.

    There are none where nothing is marked again: the question has to be mended first, or may not
    take that, or it is about something else than an answer.
    """
    if group.kind is not ChallengeKind.ANSWER:
        return []
    question_id = group.question.id
    if group.is_right_now:
        return changes_in(
            would_change(session, question_id, MarkBy.CURRENT, now, keeps_rulings=True)
        )
    key = group.key
    try:
        mended = taking(key.question, group.answer, key.lookalikes, group.missed)
    except InvalidQuestion:
        return []
    if mended is None:
        return []
    versions = session.scalars(
        select(QuestionVersion.id).where(QuestionVersion.question_id == question_id)
    ).all()
    found = changes_under(session, versions, replace(key, question=mended))
    return [each for each in found if each.before != each.after]
