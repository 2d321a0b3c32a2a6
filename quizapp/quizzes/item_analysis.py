"""Item analysis of quizzes: counted by a worker after hand-ins, or at once where there is little.

Whatever changes what an attempt earned, its hand-in first, notes in the attempt's own row that it
waits to be counted, which costs no statement (``earning.totals``). What is removed is noted in its
part of the class. A counting takes back both notes before it reads, so whatever comes meanwhile is
counted the next time; it reads the parts that they were of (``analysis_parts``).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from quizapp.db import table_of, upsert
from quizapp.domain.statistics.figures import Analysis
from quizapp.quizzes.analysis_models import AnalysisPart, ItemAnalysis, QuizAnalysis
from quizapp.quizzes.analysis_parts import Counting, begin_parts, keep_parts, note_removal
from quizapp.quizzes.earning import IS_ANALYSED
from quizapp.quizzes.item_records import (
    item_from_dict,
    item_to_dict,
    quiz_from_dict,
    quiz_to_dict,
)
from quizapp.quizzes.item_responses import count, number_of_answers
from quizapp.quizzes.models import Attempt

AT_ONCE = 5_000
"""So many answers are counted while a page waits; it takes a tenth of a second."""

REST = timedelta(seconds=5)
"""A quiz is counted no more often than that, however many hand it in."""
_REST_FOR_WORK = 20
"""After a counting it rests so many times as long as it took: a twentieth of a core at most."""

_ATTEMPTS = table_of(Attempt)

LOST_AFTER = timedelta(minutes=5)
"""A counting that was begun so long ago and is not kept was lost with its worker."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An analysis, and when it was counted: None where that is this moment.

    ``follows`` says that newer answers or marks are there, which a worker is about to count.
    """

    analysis: Analysis
    counted_at: datetime | None
    follows: bool


def analysis_of(session: Session, quiz_id: UUID) -> Shown | None:
    """Return the analysis of a quiz; None where it is too large to be counted now, and was not yet.

    What is kept is shown where nothing has changed since; otherwise it is counted now, where there
    are no more than ``AT_ONCE`` answers.
    """
    kept = session.get(QuizAnalysis, quiz_id)
    is_current = kept is not None and _is_current(session, kept)
    if not is_current and number_of_answers(session, quiz_id) <= AT_ONCE:
        return Shown(count(session, quiz_id), None, follows=False)
    if kept is None or not kept.counted:
        return None
    rows = session.scalars(select(ItemAnalysis).where(ItemAnalysis.quiz_id == quiz_id))
    items = {row.question_version_id: item_from_dict(row.figures) for row in rows}
    found = Analysis(quiz_from_dict(kept.figures), dict(sorted(items.items())))
    return Shown(found, kept.counted_at, follows=not is_current)


def _is_current(session: Session, kept: QuizAnalysis) -> bool:
    if kept.counted < kept.begun:
        return False
    waits = exists().where(Attempt.quiz_id == kept.quiz_id, Attempt.awaits_analysis)
    lacks = exists().where(AnalysisPart.quiz_id == kept.quiz_id, AnalysisPart.is_outdated)
    return not session.scalar(select(or_(waits, lacks)))


def quizzes_to_count(session: Session, now: datetime) -> list[UUID]:
    """Return the quizzes that wait to be counted and have rested."""
    waiting = select(Attempt.quiz_id).where(Attempt.awaits_analysis).distinct()
    lost = QuizAnalysis.begun_at <= now - LOST_AFTER
    outdated = select(AnalysisPart.quiz_id).where(AnalysisPart.is_outdated)
    is_under_way = QuizAnalysis.counted < QuizAnalysis.begun
    rows = session.execute(
        select(QuizAnalysis.quiz_id, QuizAnalysis.begun_at, QuizAnalysis.took_ms).where(
            or_(
                is_under_way & lost,
                # Of two at once the earlier one would be in vain.
                ~is_under_way
                & or_(QuizAnalysis.quiz_id.in_(waiting), QuizAnalysis.quiz_id.in_(outdated)),
            )
        )
    ).all()
    rested = [
        row.quiz_id
        for row in rows
        if row.begun_at + max(REST, timedelta(milliseconds=_REST_FOR_WORK * row.took_ms)) <= now
        # A clock that was put back holds nothing up.
        or row.begun_at > now
    ]
    new = waiting.where(Attempt.quiz_id.not_in(select(QuizAnalysis.quiz_id)))
    return sorted({*rested, *session.scalars(new)})


def begin(session: Session, quiz_id: UUID, now: datetime) -> int:
    """Note that a quiz is being counted, and return the number of this counting."""
    row = upsert(session, QuizAnalysis).values(quiz_id=quiz_id, begun=1, begun_at=now, figures={})
    begun: int = session.execute(
        row.on_conflict_do_update(
            index_elements=[QuizAnalysis.quiz_id],
            set_={"begun": QuizAnalysis.begun + 1, "begun_at": now},
        ).returning(QuizAnalysis.begun)
    ).scalar_one()
    waiting = (
        select(_ATTEMPTS.c.id)
        .where(_ATTEMPTS.c.quiz_id == quiz_id, _ATTEMPTS.c.awaits_analysis)
        # Whoever is just being marked again keeps the note, and is counted the next time.
        .with_for_update(skip_locked=True)
    )
    learners = session.scalars(
        update(_ATTEMPTS)
        .where(_ATTEMPTS.c.id.in_(waiting))
        .values(awaits_analysis=False)
        .returning(_ATTEMPTS.c.user_id)
    )
    begin_parts(session, quiz_id, begun, {*learners})
    return begun


def keep(
    session: Session, quiz_id: UUID, number: int, counting: Counting, now: datetime, took_ms: int
) -> None:
    """Keep what a counting found, unless the quiz is gone or a later counting was begun."""
    kept = session.scalar(
        select(QuizAnalysis)
        .where(QuizAnalysis.quiz_id == quiz_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if kept is None or kept.begun != number:
        return
    keep_parts(session, quiz_id, number, counting.read)
    found = counting.analysis
    kept.counted, kept.counted_at, kept.took_ms = number, now, took_ms
    kept.figures = quiz_to_dict(found.quiz)
    session.execute(delete(ItemAnalysis).where(ItemAnalysis.quiz_id == quiz_id))
    rows = [
        {
            "quiz_id": quiz_id,
            "question_version_id": version,
            "learners": item.learners,
            "facility": item.facility,
            "pairs": item.rest.count,
            "xx": item.rest.xx,
            "yy": item.rest.yy,
            "xy": item.rest.xy,
            "figures": item_to_dict(item),
        }
        for version, item in found.items.items()
    ]
    if rows:
        session.execute(insert(ItemAnalysis), rows)


def answers_removed(session: Session, user_ids: Collection[int]) -> None:
    """Note that what these people handed in is about to be removed."""
    note_removal(session, user_ids)


def answers_moved(session: Session, user_ids: Collection[int]) -> None:
    """Note that what these people handed in is about to become somebody else's."""
    session.execute(
        update(_ATTEMPTS)
        .where(_ATTEMPTS.c.user_id.in_(user_ids), _ATTEMPTS.c.finished_at.is_not(None))
        .values(awaits_analysis=IS_ANALYSED)
    )


def forget(session: Session, quiz_ids: Collection[UUID]) -> None:
    """Remove the analyses of quizzes that are about to go."""
    for table in (ItemAnalysis, AnalysisPart, QuizAnalysis):
        session.execute(delete(table).where(table.quiz_id.in_(quiz_ids)))
