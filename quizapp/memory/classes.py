"""What a class remembers of a bank, added up by the database: no memory is read by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.banks.models import Fact
from quizapp.domain.difficulty import ENOUGH
from quizapp.domain.scheduling import (
    FSRS_6,
    LIKELY,
    THRESHOLDS,
    Figures,
    State,
    learner_calendar,
)
from quizapp.memory.models import Memory
from quizapp.quizzes.audience import audience

People = Collection[int] | Select[int]
"""Ids of people, or a statement of them."""


def class_recall(
    session: Session, owner_id: int, bank_id: int, at: datetime
) -> Mapping[int, float]:
    """Return the mean chance (0-1) at a moment that facts of a bank are recalled, by their ids.

    The mean is over those of the teacher's audience who have learned the fact; what fewer than
    ``ENOUGH`` of them have learned is left out, so that nobody is told apart in it.
    """
    found = figures_by_fact(session, audience(session, owner_id, bank_id), bank_id, at)
    return {
        fact_id: each.recall
        for fact_id, each in found.items()
        if each.recall is not None and each.learned >= ENOUGH
    }


def figures_by_fact(
    session: Session, people: People, bank_id: int, at: datetime
) -> Mapping[int, Figures]:
    """Return what some people hold at a moment of each fact that any of them has learned.

    By ids of facts. Whoever was erased holds nothing. Two SELECTs.
    """
    held = _held(session, people, bank_id, at)
    rows = session.execute(select(held.c.fact_id, *_sums(held.c)).group_by(held.c.fact_id))
    return {fact_id: _figures(*sums) for fact_id, *sums in rows}


def figures_by_person(
    session: Session,
    people: People,
    bank_id: int,
    at: datetime,
    facts: ColumnElement[bool],
    memories: ColumnElement[bool],
) -> Mapping[int, Mapping[int, Figures]]:
    """Return what each of some people holds of each topic, by ids of people and of topics.

    Facts and memories count that these conditions let through. Whoever was erased holds nothing.
    Two SELECTs.
    """
    held = _held(session, people, bank_id, at, memories)
    rows = session.execute(
        select(held.c.user_id, Fact.topic_id, *_sums(held.c))
        # Every memory has its fact. Said so that SQLite looks up one for each memory, and does not
        # sort all memories to find those of each fact.
        .outerjoin_from(held, Fact, Fact.id == held.c.fact_id)
        .where(held.c.fact_id.in_(select(Fact.id).where(facts)))
        .group_by(held.c.user_id, Fact.topic_id)
    )
    found: dict[int, dict[int, Figures]] = defaultdict(dict)
    for user_id, topic_id, *sums in rows:
        found[user_id][topic_id] = _figures(*sums)
    return found


def recall_by_week(
    session: Session,
    people: People,
    bank_id: int,
    at: datetime,
    facts: ColumnElement[bool],
    weeks: int,
) -> Sequence[float] | None:
    """Return the mean chance of recall at a moment and in each of so many weeks from it.

    It is over all memories of these people and facts; None where there is none. Two SELECTs.
    """
    decay, factor = FSRS_6.curve
    # What the curve rises to a power is worked out once, and what a week adds to it.
    now = 1 + literal(factor, Float) * _elapsed(session, people, at) / Memory.stability
    more = literal(7 * factor, Float) / Memory.stability
    aged = _once(_memories(people, bank_id, Memory.fact_id, now.label("now"), more.label("more"))).c
    chances = [
        func.avg(func.pow(aged.now + week * aged.more, decay, type_=Float))
        for week in range(weeks + 1)
    ]
    found = session.execute(
        select(*chances).where(aged.fact_id.in_(select(Fact.id).where(facts)))
    ).one()
    return None if found[0] is None else [float(each) for each in found]


def _held(
    session: Session, people: People, bank_id: int, at: datetime, *which: ColumnElement[bool]
) -> Subquery:
    """Return the query for each memory with its chance of recall, by its learner's own day."""
    chance = _chance(_elapsed(session, people, at), Memory.stability).label("chance")
    wanted = Memory.user_id, Memory.fact_id, Memory.state, Memory.stability, chance
    return _once(_memories(people, bank_id, *wanted).where(*which))


def _once(memories: Select[Any]) -> Subquery:
    # Either database would work out each column anew wherever it is compared with something.
    # Through a query with an offset it goes once, and keeps no row of it.
    return memories.offset(0).subquery("held")


def _memories(people: People, bank_id: int, *columns: ColumnElement[Any] | Any) -> Select[Any]:
    """Return the query for columns of the memories of a bank, but of those who were erased."""
    return (
        select(*columns)
        .join_from(Memory, User, User.id == Memory.user_id)
        .where(Memory.user_id.in_(people), Memory.bank_id == bank_id, User.erased_at.is_(None))
    )


def _chance(elapsed: ColumnElement[Any], stability: Any) -> ColumnElement[Any]:
    decay, factor = FSRS_6.curve
    return func.pow(1 + literal(factor, Float) * elapsed / stability, decay, type_=Float)


def _elapsed(session: Session, people: People, at: datetime) -> ColumnElement[Any]:
    """Return how many days have passed at a moment since each memory was reviewed."""
    today = _today(session, people, at)
    if session.get_bind().dialect.name == "postgresql":
        passed: ColumnElement[Any] = today - Memory.last_day
    else:
        passed = func.julianday(today) - func.julianday(Memory.last_day)
    # What was reviewed later than the moment was reviewed on its day.
    return case((Memory.last_day >= today, literal(0.0)), else_=passed)


def _today(session: Session, people: People, at: datetime) -> ColumnElement[date]:
    """Return which day it is at a moment for a learner: by the clocks of all there are two."""
    clocks = session.execute(
        select(User.time_zone, User.day_starts_at).where(User.id.in_(people)).distinct()
    )
    days: dict[date, list[ColumnElement[bool]]] = defaultdict(list)
    for zone, hour in clocks:
        clock = and_(User.time_zone == zone, User.day_starts_at == hour)
        days[learner_calendar(zone, hour).day(at)].append(clock)
    first, *others = sorted(days, key=lambda day: -len(days[day])) or [at.date()]
    if not others:
        return literal(first, Date)
    return case(
        *((or_(false(), *days[day]), literal(day, Date)) for day in others),
        else_=literal(first, Date),
    )


def _sums(held: Any) -> tuple[ColumnElement[Any], ...]:
    """Return how many there are, the sum of chances, how many are likely, and reach each word."""
    reached = [
        (held.state == State.REVIEW) & (held.stability >= least) & (held.chance >= chance)
        for _, least, chance in reversed(THRESHOLDS)
    ]
    counted = [func.count().filter(each) for each in (held.chance >= LIKELY, *reached)]
    return func.count(), func.sum(held.chance), *counted


def _figures(learned: int, total: float, likely: int, *reached: int) -> Figures:
    # Whoever reaches a word reaches all weaker ones.
    at_least = (learned, *reached, 0)
    counts = (0, *(more - fewer for more, fewer in pairwise(at_least)))
    return Figures(counts, likely, total)
