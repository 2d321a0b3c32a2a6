"""Going on in a quiz: where it goes forward only, a question that was passed stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.answering.ending import refusal
from quizapp.answering.forms import Form
from quizapp.answering.quizzes import Saved, save
from quizapp.db import table_of, upsert
from quizapp.domain.answers import Blank
from quizapp.domain.grading import leaves_parts_open
from quizapp.memory.log import Learner
from quizapp.quizzes.models import Feedback
from quizapp.quizzes.progress_models import AttemptProgress
from quizapp.quizzes.queries import questions_in, slot

_PROGRESS = table_of(AttemptProgress)


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of going on from a question.

    ``reached`` is the position at which the learner is now, None where any question can be gone to.
    ``asks`` says that it was to be asked first, because the answer is empty or a part of it is.
    """

    saved: Saved
    reached: int | None
    asks: bool = False


def save_and_go_on(
    session: Session,
    learner: Learner,
    attempt_id: UUID,
    position: int,
    forms: Mapping[int, Form],
    now: datetime,
    *,
    ask: bool = False,
) -> Gone:
    """Store what is entered for a question, and pass it where the quiz goes forward only.

    What cannot be read is not passed; nor is what leaves something empty, where it is to ``ask``;
    nor, where results are shown at once, what was not checked. Sent again it changes nothing.
    Raises as ``save`` does.
    """
    became = save(session, learner, attempt_id, forms, now)
    if became.reached != position or became.faults:
        return Gone(became, became.reached)
    place = slot(session, attempt_id, position, learner.id)
    refused = refusal(place, now)
    if refused is not None:
        raise refused
    if place.feedback == Feedback.AT_ONCE:
        if not place.is_checked:
            return Gone(became, position)
    elif ask and (
        isinstance(place.answer, Blank)
        or leaves_parts_open(questions_in(session, [place])[place.version_id], place.answer)
    ):
        return Gone(became, position, asks=True)
    following = min(position + 1, place.length)
    row = upsert(session, AttemptProgress).values(attempt_id=attempt_id, position=following)
    session.execute(
        row.on_conflict_do_update(
            index_elements=[_PROGRESS.c.attempt_id], set_={"position": row.excluded.position}
        )
    )
    return Gone(became, following)
