"""Objecting to a result: one's own, once it may be seen, and each thing once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.errors import HourIsFull
from quizapp.answering.errors import AlreadyDecided, NothingToObject, UnknownObjection
from quizapp.answering.models import Challenge, ChallengeKind, ChallengeState
from quizapp.banks.models import Question, QuestionVersion
from quizapp.clock import new_id
from quizapp.domain.answers import Blank, Outcome
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import (
    AT_ITS_PLACE,
    Attempt,
    AttemptQuestion,
    ClockSource,
    Feedback,
    QuizSettingsVersion,
    Response,
    Score,
)
from quizapp.quizzes.previewed import COUNTED
from quizapp.quizzes.queries import attempt_of, slot
from quizapp.quizzes.release import withheld, withheld_responses
from quizapp.quizzes.responses import Entered, Moment, add_responses

MOST_AN_HOUR = 20
"""How often a learner may object within an hour."""
TEXT_LIMIT = 500
"""The longest text of an objection, in code points."""

_AN_HOUR = timedelta(hours=1)
_MISSED = frozenset({Outcome.WRONG, Outcome.PARTLY})


def kinds_for(
    outcome: str, asked: QuestionKind | None = None, *, is_keyed: bool = True
) -> tuple[ChallengeKind, ...]:
    """Return what can be said against a result: nobody has to say that they were right twice.

    A question that was struck out counts for nobody, so that nothing is left to say, and of an
    answer that waits to be marked there is nothing to be said yet. Who has given no answer has none
    that is right, and may say that the key is wrong. An essay has neither a key nor a proof, and
    where what is right is not shown (it is not ``is_keyed``) nobody can object to that.
    """
    if outcome in (Outcome.STRUCK, Outcome.WAITING):
        return ()
    if asked is QuestionKind.ESSAY:
        return (ChallengeKind.UNCLEAR,)
    others = (ChallengeKind.UNCLEAR, ChallengeKind.PROOF) if is_keyed else (ChallengeKind.UNCLEAR,)
    if outcome in _MISSED:
        return (ChallengeKind.ANSWER, *others)
    return (ChallengeKind.KEY, *others) if is_keyed and outcome != Outcome.RIGHT else others


def challenge(
    session: Session,
    user_id: int,
    response_id: UUID,
    challenge_id: UUID,
    kind: ChallengeKind,
    text: str,
    now: datetime,
) -> Challenge:
    """Store a learner's objection; the browser brings its id, so that sent twice it is one.

    While one is open for a response, another one is that one: a teacher is at it already. ``text``
    has at most TEXT_LIMIT code points. Sent again once it was decided on, it says what was decided.
    Raises UnknownObjection for a response that is not the learner's own, that is of a preview, or
    whose result may not be seen yet; NothingToObject where this cannot be said of the result;
    AlreadyDecided; HourIsFull.
    """
    lock_learner(session, user_id)
    sent_before = session.get(Challenge, challenge_id)
    if sent_before is not None:
        if (sent_before.user_id, sent_before.response_id) != (user_id, response_id):
            raise UnknownObjection(response_id)
        if sent_before.state != ChallengeState.OPEN:
            raise AlreadyDecided(sent_before.state, sent_before.reason)
        return sent_before
    found = session.execute(
        select(
            Response.question_version_id, Score.outcome, Question.kind, AttemptQuestion.shows_key
        )
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        # What was left unanswered has no score, but in study nothing is stored without one.
        .outerjoin(Score, and_(Score.response_id == Response.id, Score.is_current))
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(Attempt.settings)
        .outerjoin(AttemptQuestion, AT_ITS_PLACE)
        .where(
            Response.id == response_id,
            Response.user_id == user_id,
            COUNTED,
            Response.id.not_in(withheld_responses(now)),
            or_(
                Attempt.finished_at.is_not(None),
                and_(
                    Score.id.is_not(None),
                    or_(
                        Response.attempt_id.is_(None),
                        QuizSettingsVersion.feedback == Feedback.AT_ONCE.value,
                    ),
                ),
            ),
        )
    ).one_or_none()
    if found is None:
        raise UnknownObjection(response_id)
    outcome, asked = found.outcome or Outcome.BLANK, QuestionKind(found.kind)
    # A card of study stands in no attempt, and shows what is right.
    if kind not in kinds_for(outcome, asked, is_keyed=found.shows_key is not False):
        raise NothingToObject(response_id)
    for each in challenges_of(session, [response_id]).get(response_id, ()):
        if each.state == ChallengeState.OPEN:
            return each
        if each.kind == kind:
            raise AlreadyDecided(each.state, each.reason)
    _refuse_too_many(session, user_id, now)
    made = Challenge(
        id=challenge_id,
        kind=kind.value,
        response_id=response_id,
        question_version_id=found.question_version_id,
        user_id=user_id,
        text=text[:TEXT_LIMIT],
        created_at=now,
        state=ChallengeState.OPEN.value,
        reason="",
    )
    session.add(made)
    session.flush()
    session.execute(
        update(Response)
        .where(Response.id == response_id)
        .values(is_challenged=True)
        .execution_options(synchronize_session=False)
    )
    return made


def challenge_unanswered(
    session: Session,
    user_id: int,
    attempt_id: UUID,
    position: int,
    challenge_id: UUID,
    kind: ChallengeKind,
    text: str,
    now: datetime,
) -> Challenge:
    """Store a learner's objection to a question of an attempt that they gave no answer to.

    Nothing may be stored of it yet: then it has a blank response from now on, which earns what it
    did. Raises UnknownAttempt, and what ``challenge`` raises.
    """
    lock_learner(session, user_id)
    place = slot(session, attempt_id, position, user_id)
    # Whoever sends it twice waits above until the first is there.
    response_id = place.response_id or new_id()
    if place.response_id is None:
        going = attempt_of(session, attempt_id, user_id)
        is_over = going.finished_at is not None and not going.is_preview
        if not is_over or withheld(session, going, now) is not None:
            raise UnknownObjection(response_id)
        moment = Moment(going.finished_at or now, now, ClockSource.SERVER)
        entered = Entered(response_id, place.version_id, Blank(), moment, attempt_id, position)
        add_responses(session, user_id, [entered])
    return challenge(session, user_id, response_id, challenge_id, kind, text, now)


def challenges_of(
    session: Session, response_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[Challenge]]:
    """Return the objections to these responses, by response, the oldest first. One SELECT."""
    found: dict[UUID, list[Challenge]] = {}
    if not response_ids:
        return found
    rows = session.scalars(
        select(Challenge)
        .where(Challenge.response_id.in_(response_ids))
        .order_by(Challenge.created_at, Challenge.id)
    )
    for row in rows:
        found.setdefault(row.response_id, []).append(row)
    return found


def _refuse_too_many(session: Session, user_id: int, now: datetime) -> None:
    recent = session.scalars(
        select(Challenge.created_at)
        .where(
            Challenge.user_id == user_id,
            Challenge.created_at > now - _AN_HOUR,
        )
        .order_by(Challenge.created_at)
    ).all()
    if len(recent) >= MOST_AN_HOUR:
        free_at = recent[-MOST_AN_HOUR] + _AN_HOUR
        said = f"You have objected {MOST_AN_HOUR} times within an hour."
        raise HourIsFull(said, -int(-(free_at - now).total_seconds() // 1))
