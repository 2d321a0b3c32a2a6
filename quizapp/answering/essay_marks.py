"""What answers earn under a key; of essays, what people gave them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from quizapp.answering.final_responses import FinalResponse
from quizapp.banks.queries import AskedQuestion
from quizapp.domain.answers import Mark, Outcome
from quizapp.domain.grading import grade
from quizapp.domain.marking import mark_of
from quizapp.domain.questions import Essay
from quizapp.quizzes.markings import as_given, markings_of, needed_for


def marks_under(session: Session, key: AskedQuestion, found: Sequence[FinalResponse]) -> list[Mark]:
    """Return what each of these responses earns under a key, in their order.

    An essay that waits by its key has what its markers gave, whatever was ruled meanwhile.
    """
    marks = [grade(key.question, each.answer, key.lookalikes) for each in found]
    essay = key.question
    if not isinstance(essay, Essay):
        return marks
    ids = [each.response_id for each in found if each.place is None]
    given, needed = markings_of(session, ids), needed_for(session, ids)
    return [
        mark_of(essay, as_given(given.get(each.response_id, ())), needed.get(each.response_id, 1))
        if mark.outcome is Outcome.WAITING
        else mark
        for each, mark in zip(found, marks, strict=True)
    ]
