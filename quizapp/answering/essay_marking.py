"""Marking essays: what people give counts as soon as enough of them have, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.news import note_news
from quizapp.answering.errors import MarkedMeanwhile, NotMarkedWhole, UnknownEssay
from quizapp.answering.noted_marks import note_essay_marked
from quizapp.answering.scoring import supersede
from quizapp.banks.models import QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.db import upsert
from quizapp.domain.answers import Outcome
from quizapp.domain.marking import Levels, disputed, mark_of, unmarked_criteria
from quizapp.domain.questions import Essay
from quizapp.domain.rulings import Basis
from quizapp.memory.log import Learner
from quizapp.quizzes.locking import lock_learner, lock_learners
from quizapp.quizzes.marking_models import EssayMarking, QuizMarker, QuizMarking
from quizapp.quizzes.markings import as_given, essays_of, markings_of, needed_for
from quizapp.quizzes.models import Attempt, Response, Score
from quizapp.quizzes.responses import Scored

COMMENT_LIMIT = 2_000
"""The longest comment, in code points."""
MARKED = "It was marked."
MARKED_AGAIN = "It was marked again."
TAKEN_BACK = "Its mark was taken back. It waits to be marked again."


@dataclass(frozen=True, slots=True)
class _Held:
    """An essay whose learner is held, so that nothing of it changes meanwhile."""

    response_id: UUID
    user_id: int
    version_id: int
    essay: Essay


def mark_essay(
    session: Session,
    quiz_id: UUID,
    response_id: UUID,
    marking_id: UUID,
    marker_id: int,
    levels: Levels,
    comment: str,
    now: datetime,
    *,
    replaces: UUID | None = None,
    decides: bool = False,
) -> None:
    """Store what a marker gave an essay, in the place of what they gave before.

    ``replaces`` is that marking, as their page showed it. The browser brings the id: sent twice it
    is one. What others gave stays. One that ``decides`` counts alone; it is taken where markers are
    too far apart, or one decided before, else it is a marking like any other.
    Raises UnknownEssay, NotMarkedWhole, and MarkedMeanwhile where the marker has given something
    else by now.
    """
    held = _hold(session, quiz_id, response_id)
    known = session.get(EssayMarking, marking_id)
    if known is not None:
        if (known.response_id, known.marker_id) != (response_id, marker_id):
            raise UnknownEssay(response_id)
        return
    if unmarked_criteria(held.essay, levels):
        raise NotMarkedWhole(unmarked_criteria(held.essay, levels))
    standing = markings_of(session, [response_id]).get(response_id, ())
    others = as_given([each for each in standing if not each.decides])
    decides = decides and (
        any(each.decides for each in standing) or bool(disputed(held.essay, others))
    )
    own = _own(standing, marker_id, decides=decides)
    if (None if own is None else own.id) != replaces:
        raise MarkedMeanwhile(response_id)
    if decides:
        _set_aside(session, [each for each in standing if each.decides])
    elif own is not None:
        _set_aside(session, [own])
    session.add(
        EssayMarking(
            id=marking_id,
            response_id=response_id,
            marker_id=marker_id,
            is_current=True,
            decides=decides,
            levels={each.id: levels[each.id] for each in held.essay.criteria},
            comment=comment[:COMMENT_LIMIT],
            marked_at=now,
        )
    )
    session.flush()
    _settle(session, held, marker_id, now)


def take_back(
    session: Session, quiz_id: UUID, response_id: UUID, marking_id: UUID, by: int, now: datetime
) -> bool:
    """Set one's own marking aside, so that the essay is as without it; False if it was so.

    It stays in the history. Raises UnknownEssay.
    """
    held = _hold(session, quiz_id, response_id)
    standing = markings_of(session, [response_id]).get(response_id, ())
    own = [each for each in standing if each.id == marking_id and each.marker_id == by]
    if not own:
        return False
    _set_aside(session, own)
    _settle(session, held, by, now)
    return True


def set_terms(
    session: Session,
    quiz_id: UUID,
    *,
    hides_names: bool,
    markers_needed: int,
    by: int,
    now: datetime,
) -> None:
    """Say how a quiz is marked; all that was marked follows at once."""
    values = {"hides_names": hides_names, "markers_needed": markers_needed}
    session.execute(
        upsert(session, QuizMarking).on_conflict_do_update(index_elements=["quiz_id"], set_=values),
        [{"quiz_id": quiz_id, **values}],
    )
    essays = essays_of(session, quiz_id)
    lock_learners(session, (row.user_id for row in essays))
    for row in essays:
        _settle(session, _hold(session, quiz_id, row.response_id), by, now)


def add_marker(session: Session, quiz_id: UUID, user_id: int, now: datetime) -> None:
    """Let a teacher mark the essays of a quiz; twice is as once."""
    session.execute(
        upsert(session, QuizMarker).on_conflict_do_nothing(),
        [{"quiz_id": quiz_id, "user_id": user_id, "added_at": now}],
    )


def remove_marker(session: Session, quiz_id: UUID, user_id: int) -> None:
    """Let somebody mark a quiz no longer; what they gave stays."""
    session.execute(
        delete(QuizMarker).where(QuizMarker.quiz_id == quiz_id, QuizMarker.user_id == user_id)
    )


def _hold(session: Session, quiz_id: UUID, response_id: UUID) -> _Held:
    row = session.execute(
        select(Attempt.user_id, QuestionVersion.id, QuestionVersion.fingerprint)
        .join(Response, Response.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Score, (Score.response_id == Response.id) & Score.is_current)
        .where(
            Response.id == response_id,
            Attempt.quiz_id == quiz_id,
            ~Attempt.is_preview,
            ~Response.is_blank,
        )
    ).one_or_none()
    if row is None:
        raise UnknownEssay(response_id)
    essay = questions_of(session, {row.id: row.fingerprint})[row.id]
    if not isinstance(essay, Essay):
        raise UnknownEssay(response_id)
    lock_learner(session, row.user_id)
    return _Held(response_id, row.user_id, row.id, essay)


def _own(standing: Sequence[EssayMarking], marker_id: int, *, decides: bool) -> EssayMarking | None:
    return next(
        (each for each in standing if each.marker_id == marker_id and each.decides is decides), None
    )


def _set_aside(session: Session, rows: Sequence[EssayMarking]) -> None:
    session.execute(
        update(EssayMarking)
        .where(EssayMarking.id.in_([each.id for each in rows]))
        .values(is_current=False)
        .execution_options(synchronize_session=False)
    )


def _settle(session: Session, held: _Held, by: int, now: datetime) -> None:
    """Give an essay the score that its markings make; one that is ruled on keeps its own."""
    score = session.scalars(
        select(Score)
        .where(Score.response_id == held.response_id, Score.is_current)
        .execution_options(populate_existing=True)
    ).one()
    if score.basis != Basis.KEY:
        return
    standing = markings_of(session, [held.response_id]).get(held.response_id, ())
    needed = needed_for(session, [held.response_id])[held.response_id]
    mark = mark_of(held.essay, as_given(standing), needed)
    if (float(mark.points), mark.outcome) == (score.points, score.outcome):
        return
    reason = MARKED if score.outcome == Outcome.WAITING else MARKED_AGAIN
    if mark.outcome is Outcome.WAITING:
        reason = TAKEN_BACK
    learner = Learner.of(session.get_one(User, held.user_id))
    scored = Scored.of_people(held.response_id, held.version_id, mark)
    supersede(session, learner, [scored], [], now, reason=reason, by=by)
    before = None if score.outcome == Outcome.WAITING else score.points
    after = None if mark.outcome is Outcome.WAITING else float(mark.points)
    note_essay_marked(session, held.response_id, before, after, by, now)
    note_news(session, {held.user_id}, now)
