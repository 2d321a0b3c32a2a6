"""The review log, and the memories computed from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.banks.models import Fact
from quizapp.db import table_of
from quizapp.domain import scheduling
from quizapp.domain.answers import Answer, Recalled
from quizapp.domain.certainty import Certainty
from quizapp.domain.rulings import says_something
from quizapp.domain.scheduling import (
    LearnerCalendar,
    Rating,
    State,
    automatic_rating,
    guess_chance,
    learner_calendar,
    memory_key,
)
from quizapp.memory.errors import UnknownResponse
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.accommodations import move_accommodations
from quizapp.quizzes.locking import lock_learner, lock_learners
from quizapp.quizzes.models import Attempt, Quiz, Response, Score
from quizapp.quizzes.responses import Scored


@dataclass(frozen=True, slots=True)
class Learner:
    """Whose memory it is, and when that person's days begin."""

    id: int
    calendar: LearnerCalendar

    @classmethod
    def of(cls, person: User | Visitor) -> Learner:
        """Return the learner that a person is, with the settings they have."""
        return cls(person.id, learner_calendar(person.time_zone, person.day_starts_at))


@dataclass(frozen=True, slots=True)
class FactReview:
    """A review on its way into the log, with the fact it is about and the score it is of."""

    fact_id: int
    score_id: UUID
    review: scheduling.Review


FACTS_AT_ONCE = 500
"""How many facts are replayed in one statement: databases limit how many values it may have."""

# On tables, because a statement on models costs more, and these run at every answer.
_TABLE, _REVIEWS, _FACTS = table_of(Memory), table_of(Review), table_of(Fact)
_STATE = (
    "state",
    "step",
    "stability",
    "difficulty",
    "due",
    "last_review_at",
    "reps",
    "lapses",
    "last_day",
    "stability_fast",
)
"""The columns of a memory, in the order of the domain's value."""
_MEMORIES = select(_TABLE.c.fact_id, *(_TABLE.c[name] for name in _STATE)).where(
    _TABLE.c.user_id == bindparam("user"), _TABLE.c.fact_id.in_(bindparam("facts", expanding=True))
)
_UPDATE = (
    update(_TABLE)
    .where(_TABLE.c.user_id == bindparam("user"), _TABLE.c.fact_id == bindparam("fact"))
    .values({name: bindparam(f"new_{name}") for name in _STATE})
)
# A fact's bank is repeated in each memory, so that one index finds what is due in a bank.
_INSERT = insert(_TABLE).values(
    bank_id=select(_FACTS.c.bank_id).where(_FACTS.c.id == bindparam("fact")).scalar_subquery()
)
STANDS = and_(
    Score.is_current,
    ~select(ReviewUndo.response_id).where(ReviewUndo.response_id == Score.response_id).exists(),
)
"""Of a review joined with its score: whether it says something about memory."""
COUNTS = and_(
    STANDS,
    ~select(Response.id)
    .join(Attempt, Attempt.id == Response.attempt_id)
    .where(Response.id == Score.response_id, Attempt.is_held)
    .exists(),
)
"""The same, and whether memory may know it by now (``memory.held``)."""


def reviews_of(
    scored: Scored,
    answer: Answer,
    at: datetime,
    learner: Learner,
    *,
    gave_up: bool = False,
    certainty: Certainty | None = None,
    day: date | None = None,
) -> list[FactReview]:
    """Return the reviews that a scored response is: one for each part that was answered.

    A learner's own judgement of a flashcard is kept; other kinds are judged by their mark. Who
    gave up has said that they do not know, which is an answer to every part. What somebody says
    to have guessed counts as less than known where it is right. Of a question that was
    ruled on, only what shows that something is known counts. ``day`` is the learner's day of that
    moment where it was noted before. The ids follow from the score's.
    """
    rating = Rating(answer.rating) if isinstance(answer, Recalled) else None
    day = day or learner.calendar.day(at)
    is_guess = certainty is Certainty.GUESS
    return [
        FactReview(
            scored.fact_ids[part.part],
            scored.score_id,
            scheduling.Review(
                uuid5(scored.score_id, part.part),
                at,
                rating or automatic_rating(part.shows_memory, is_guess=is_guess),
                guess_chance(part.guess, part.shows_memory, is_guess=is_guess),
                day,
            ),
        )
        for part in scored.mark.parts
        if (part.answered or gave_up) and says_something(scored.basis, part.shows_memory)
    ]


def record(session: Session, learner: Learner, reviews: Sequence[FactReview]) -> None:
    """Append reviews to the log and bring the memories of their facts up to date."""
    if not reviews:
        return
    append(session, learner.id, reviews)
    by_fact: dict[int, list[scheduling.Review]] = defaultdict(list)
    for each in reviews:
        by_fact[each.fact_id].append(each.review)
    known = memories(session, learner.id, by_fact)
    late, fresh, changed = [], {}, []
    for fact_id, events in by_fact.items():
        before = known.get(fact_id)
        if before is not None and min(event.at for event in events) <= before.last_review:
            late.append(fact_id)
            continue
        after = scheduling.replay(
            events, key=memory_key(learner.id, fact_id), calendar=learner.calendar, onto=before
        )
        if after is None:
            raise RuntimeError("reviews that were just recorded lead to no memory")
        if before is None:
            fresh[fact_id] = after, min(event.at for event in events)
        else:
            values = {f"new_{name}": value for name, value in _columns(after).items()}
            changed.append({"user": learner.id, "fact": fact_id, **values})
    if changed:
        session.execute(_UPDATE, changed)
    _insert(session, learner.id, fresh)
    if late:
        replay(session, learner, late)


def append(session: Session, user_id: int, reviews: Sequence[FactReview]) -> None:
    """Append reviews to the log; the memories of their facts are stale until they are replayed."""
    session.execute(
        insert(_REVIEWS),
        [
            {
                "id": each.review.id,
                "user_id": user_id,
                "fact_id": each.fact_id,
                "score_id": each.score_id,
                "at": each.review.at,
                "day": each.review.day,
                "rating": int(each.review.rating),
                "guess": each.review.guess,
            }
            for each in reviews
        ],
    )


def memories(
    session: Session, user_id: int, fact_ids: Iterable[int]
) -> dict[int, scheduling.Memory]:
    """Return a learner's memories of the given facts; facts never reviewed are absent."""
    wanted = list(fact_ids)
    if not wanted:
        return {}
    return {
        fact_id: scheduling.Memory(State(state), *rest)
        for fact_id, state, *rest in session.execute(_MEMORIES, {"user": user_id, "facts": wanted})
    }


def events_of(
    session: Session, user_id: int, fact_ids: Sequence[int]
) -> dict[int, list[scheduling.Review]]:
    """Return what counts of the log about these facts: not what was taken back or marked anew."""
    log = session.execute(
        select(Review.fact_id, Review.id, Review.at, Review.rating, Review.guess, Review.day)
        .join(Score, Score.id == Review.score_id)
        .where(Review.user_id == user_id, Review.fact_id.in_(fact_ids), COUNTS)
    )
    events: dict[int, list[scheduling.Review]] = defaultdict(list)
    for fact_id, review_id, at, rating, guess, day in log:
        events[fact_id].append(scheduling.Review(review_id, at, Rating(rating), guess, day))
    return events


def replay(session: Session, learner: Learner, fact_ids: Iterable[int]) -> None:
    """Compute memories anew from what counts of the whole log."""
    wanted = list(fact_ids)
    for begin in range(0, len(wanted), FACTS_AT_ONCE):
        _replay(session, learner, wanted[begin : begin + FACTS_AT_ONCE])


def _replay(session: Session, learner: Learner, wanted: Sequence[int]) -> None:
    session.execute(delete(Memory).where(Memory.user_id == learner.id, Memory.fact_id.in_(wanted)))
    found = {}
    for fact_id, events in events_of(session, learner.id, wanted).items():
        memory = scheduling.replay(
            events, key=memory_key(learner.id, fact_id), calendar=learner.calendar
        )
        if memory is not None:
            found[fact_id] = memory, min(event.at for event in events)
    _insert(session, learner.id, found)


def replay_all(session: Session, learner: Learner) -> None:
    """Compute every memory of a learner anew, as after a change of their time zone."""
    lock_learner(session, learner.id)
    facts = session.scalars(select(Review.fact_id).where(Review.user_id == learner.id).distinct())
    replay(session, learner, facts.all())


def undo(session: Session, learner: Learner, response_id: UUID, now: datetime) -> None:
    """Take a response's reviews back out of the learner's memories; twice is as once.

    The log keeps them: what was undone is itself an event. Responses of a quiz count for its
    result and cannot be taken back. Raises UnknownResponse.
    """
    lock_learner(session, learner.id)
    response = session.get(Response, response_id)
    if response is None or response.user_id != learner.id or response.attempt_id is not None:
        raise UnknownResponse(response_id)
    if is_undone(session, response_id):
        return
    session.add(ReviewUndo(response_id=response_id, at=now))
    session.flush()
    facts = session.scalars(
        select(Review.fact_id)
        .join(Score, Score.id == Review.score_id)
        .where(Score.response_id == response_id)
    )
    replay(session, learner, set(facts))


def is_undone(session: Session, response_id: UUID) -> bool:
    """Whether its learner took a response back."""
    return session.get(ReviewUndo, response_id) is not None


def merge_history(session: Session, from_user_id: int, learner: Learner) -> None:
    """Give all that one learner did to another and replay: the union of both logs decides."""
    lock_learners(session, (from_user_id, learner.id))
    facts = session.scalars(
        select(Review.fact_id).where(Review.user_id == from_user_id).distinct()
    ).all()
    session.execute(delete(Memory).where(Memory.user_id == from_user_id))
    for table in (Attempt, Response, Review):
        session.execute(
            update(table).where(table.user_id == from_user_id).values(user_id=learner.id)
        )
    move_accommodations(session, from_user_id, learner.id)
    session.execute(update(Quiz).where(Quiz.owner_id == from_user_id).values(owner_id=learner.id))
    replay(session, learner, facts)


def _insert(
    session: Session, user_id: int, memories: Mapping[int, tuple[scheduling.Memory, datetime]]
) -> None:
    """Store memories of facts that have none yet, each with the moment of its first review."""
    if not memories:
        return
    session.execute(
        _INSERT,
        [
            {
                "user_id": user_id,
                "fact_id": fact_id,
                "fact": fact_id,
                "first_review_at": first,
                **_columns(memory),
            }
            for fact_id, (memory, first) in memories.items()
        ],
    )


def _columns(memory: scheduling.Memory) -> dict[str, Any]:
    return {
        "state": int(memory.state),
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": memory.due,
        "last_review_at": memory.last_review,
        "reps": memory.reps,
        "lapses": memory.lapses,
        "last_day": memory.last_day,
        "stability_fast": memory.stability_fast,
    }
