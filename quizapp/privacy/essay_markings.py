"""What people gave somebody's essays, for the record of what is kept about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.questions import Essay, Question
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.models import Response

Record = dict[str, Any]
Given = Mapping[UUID, Sequence[EssayMarking]]


def markings_for(session: Session, user_id: int, seen: Collection[UUID]) -> Given:
    """Return what was given to a person's essays, by response, what was taken back among it.

    Only of the responses whose scores may be ``seen``.
    """
    found: dict[UUID, list[EssayMarking]] = defaultdict(list)
    rows = session.scalars(
        select(EssayMarking)
        .join(Response, Response.id == EssayMarking.response_id)
        .where(Response.user_id == user_id)
        .order_by(EssayMarking.marked_at, EssayMarking.id)
    )
    for row in rows:
        if row.response_id not in seen:
            continue
        found[row.response_id].append(row)
    return found


def given_to(given: Given, response_id: UUID, question: Question) -> list[Record]:
    """Return what an essay was given, without who gave it, who is somebody else."""
    if not isinstance(question, Essay):
        return []
    return [
        {
            "marked_at": row.marked_at,
            "is_current": row.is_current,
            "levels": {
                each.title: each.levels[row.levels[each.id]].label for each in question.criteria
            },
            "comment": row.comment,
        }
        for row in given.get(response_id, ())
    ]
