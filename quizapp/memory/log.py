"""The review log, and the memories computed from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact
from quizapp.db import table_of
from quizapp.domain import scheduling
from quizapp.domain.answers import Mark
from quizapp.domain.scheduling import LearnerCalendar, Rating, State, automatic_rating, memory_key
from quizapp.memory.errors import UnknownAnswer
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.models import Answer, Attempt


@dataclass(frozen=True, slots=True)
class Learner:
    """Whose memory it is, and when that person's days begin."""

    id: int
    calendar: LearnerCalendar


@dataclass(frozen=True, slots=True)
class FactReview:
    """A review on its way into the log, with the fact it is about."""

    fact_id: int
    review: scheduling.Review


FACTS_AT_ONCE = 500
"""How many facts are replayed in one statement: databases limit how many values it may have."""

# On tables and built once, for the sake of the answer path.
_TABLE = table_of(Memory)
_MEMORIES = select(
    _TABLE.c.fact_id,
    _TABLE.c.state,
    _TABLE.c.step,
    _TABLE.c.stability,
    _TABLE.c.difficulty,
    _TABLE.c.due,
    _TABLE.c.last_review_at,
    _TABLE.c.reps,
    _TABLE.c.lapses,
).where(
    _TABLE.c.user_id == bindparam("user"),
    _TABLE.c.fact_id.in_(bindparam("facts", expanding=True)),
)
_INSERT_REVIEWS = insert(table_of(Review))
_INSERT = insert(_TABLE)
_UPDATE = (
    update(_TABLE)
    .where(_TABLE.c.user_id == bindparam("user"), _TABLE.c.fact_id == bindparam("fact"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "state",
                "step",
                "stability",
                "difficulty",
                "due",
                "last_review_at",
                "reps",
                "lapses",
            )
        }
    )
)


def lock_learner(session: Session, user_id: int) -> None:
    """Let one transaction at a time work on a learner's answers and memories.

    SQLite has one writer anyway; elsewhere two clicks at once would both find nothing stored.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": user_id})


def reviews_of(
    answer_id: UUID,
    mark: Mark,
    fact_ids: Mapping[str, int],
    now: datetime,
    *,
    rating: int | None = None,
    gave_up: bool = False,
) -> list[FactReview]:
    """Return the reviews that a marked answer is: one for each part that was answered.

    ``rating`` is a learner's own judgement of a flashcard; other kinds are judged by their mark.
    Who gave up has said that they do not know, which is an answer to every part.
    The ids follow from the answer's, so that a repeated request makes the same reviews.
    """
    return [
        FactReview(
            fact_ids[part.part],
            scheduling.Review(
                uuid5(answer_id, part.part),
                now,
                Rating(rating) if rating is not None else automatic_rating(part.right),
                part.guess,
            ),
        )
        for part in mark.parts
        if part.answered or gave_up
    ]


def record(
    session: Session,
    learner: Learner,
    bank_id: int,
    answer_id: UUID,
    reviews: Sequence[FactReview],
) -> None:
    """Append reviews to the log and bring the memories of their facts up to date."""
    if not reviews:
        return
    session.execute(
        _INSERT_REVIEWS,
        [
            {
                "id": each.review.id,
                "user_id": learner.id,
                "fact_id": each.fact_id,
                "answer_id": answer_id,
                "at": each.review.at,
                "rating": int(each.review.rating),
                "guess": each.review.guess,
            }
            for each in reviews
        ],
    )
    by_fact: dict[int, list[scheduling.Review]] = defaultdict(list)
    for each in reviews:
        by_fact[each.fact_id].append(each.review)
    known = memories(session, learner.id, by_fact)
    late = []
    for fact_id, fresh in by_fact.items():
        before = known.get(fact_id)
        if before is not None and min(review.at for review in fresh) <= before.last_review:
            late.append(fact_id)
            continue
        after = scheduling.replay(
            fresh, key=memory_key(learner.id, fact_id), calendar=learner.calendar, onto=before
        )
        if after is None:
            continue
        if before is None:
            first = min(review.at for review in fresh)
            session.execute(_INSERT, [_row(learner.id, fact_id, bank_id, after, first)])
        else:
            values = {f"new_{name}": value for name, value in _columns(after).items()}
            session.execute(_UPDATE, {"user": learner.id, "fact": fact_id, **values})
    if late:
        replay(session, learner, late)


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


def replay(session: Session, learner: Learner, fact_ids: Iterable[int]) -> None:
    """Compute memories anew from the whole log, without what was taken back."""
    wanted = list(fact_ids)
    for begin in range(0, len(wanted), FACTS_AT_ONCE):
        _replay(session, learner, wanted[begin : begin + FACTS_AT_ONCE])


def _replay(session: Session, learner: Learner, wanted: Sequence[int]) -> None:
    undone = select(ReviewUndo.answer_id).where(ReviewUndo.answer_id == Review.answer_id)
    log = session.execute(
        select(Review.fact_id, Fact.bank_id, Review.id, Review.at, Review.rating, Review.guess)
        .join(Fact, Fact.id == Review.fact_id)
        .where(Review.user_id == learner.id, Review.fact_id.in_(wanted), ~undone.exists())
    )
    reviews: dict[tuple[int, int], list[scheduling.Review]] = defaultdict(list)
    for fact_id, bank_id, review_id, at, rating, guess in log:
        reviews[fact_id, bank_id].append(scheduling.Review(review_id, at, Rating(rating), guess))
    session.execute(delete(Memory).where(Memory.user_id == learner.id, Memory.fact_id.in_(wanted)))
    found = []
    for (fact_id, bank_id), events in reviews.items():
        memory = scheduling.replay(
            events, key=memory_key(learner.id, fact_id), calendar=learner.calendar
        )
        if memory is not None:
            first = min(event.at for event in events)
            found.append(_row(learner.id, fact_id, bank_id, memory, first))
    if found:
        session.execute(_INSERT, found)


def replay_all(session: Session, learner: Learner) -> None:
    """Compute every memory of a learner anew, as after a change of their time zone."""
    lock_learner(session, learner.id)
    facts = session.scalars(select(Review.fact_id).where(Review.user_id == learner.id).distinct())
    replay(session, learner, facts.all())


def undo(session: Session, learner: Learner, answer_id: UUID, now: datetime) -> None:
    """Take an answer's reviews back out of the learner's memories; twice is as once.

    The log keeps them: what was undone is itself an event. Answers of a quiz count for its
    result and cannot be taken back. Raises UnknownAnswer.
    """
    lock_learner(session, learner.id)
    answer = session.get(Answer, answer_id)
    if answer is None or answer.user_id != learner.id or answer.attempt_id is not None:
        raise UnknownAnswer(answer_id)
    if is_undone(session, answer_id):
        return
    session.add(ReviewUndo(answer_id=answer_id, at=now))
    session.flush()
    facts = session.scalars(select(Review.fact_id).where(Review.answer_id == answer_id))
    replay(session, learner, facts.all())


def is_undone(session: Session, answer_id: UUID) -> bool:
    """Whether its learner took an answer back."""
    return session.get(ReviewUndo, answer_id) is not None


def merge_history(session: Session, from_user_id: int, learner: Learner) -> None:
    """Give one learner's answers to another and replay: the union of both logs decides."""
    # Always in the same order, so that two of these cannot wait for each other.
    for user_id in sorted((from_user_id, learner.id)):
        lock_learner(session, user_id)
    facts = session.scalars(
        select(Review.fact_id).where(Review.user_id == from_user_id).distinct()
    ).all()
    session.execute(delete(Memory).where(Memory.user_id == from_user_id))
    for table in (Attempt, Answer, Review):
        session.execute(
            update(table).where(table.user_id == from_user_id).values(user_id=learner.id)
        )
    replay(session, learner, facts)


def _row(
    user_id: int, fact_id: int, bank_id: int, memory: scheduling.Memory, first: datetime
) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "fact_id": fact_id,
        "bank_id": bank_id,
        "first_review_at": first,
        **_columns(memory),
    }


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
    }
