"""What a class remembers of a bank: one figure for each fact, from the memories of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from statistics import fmean

from sqlalchemy import Date, Select, String, cast, func, literal, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.domain.difficulty import ENOUGH
from quizapp.domain.scheduling import Columns, Held, learner_calendar, standings
from quizapp.memory.models import Memory
from quizapp.quizzes.audience import audience

_FIRST = date(2000, 1, 1)
_FIELDS = 4
"""How many fields of a memory a row has: fact, state, day of the last review, stability."""


def class_recall(
    session: Session, owner_id: int, bank_id: int, at: datetime
) -> Mapping[int, float]:
    """Return the mean chance (0-1) at a moment that facts of a bank are recalled, by their ids.

    The mean is over those of the teacher's audience who have learned the fact; what fewer than
    ``ENOUGH`` of them have learned is left out, so that nobody is told apart in it.
    """
    found = held_by(session, audience(session, owner_id, bank_id), bank_id, at)
    return {
        fact_id: fmean(chance for chance, _ in held)
        for fact_id, held in found.items()
        if len(held) >= ENOUGH
    }


def held_by(
    session: Session, people: Collection[int] | Select[int], bank_id: int, at: datetime
) -> Mapping[int, Held]:
    """Return what some people hold at a moment of each fact that any of them has learned.

    By ids of facts. Whoever was erased holds nothing. One SELECT.
    """
    dialect = session.get_bind().dialect.name
    day_of = _day_of_number if dialect == "postgresql" else date.fromisoformat
    rows = session.execute(_statement(people, bank_id, dialect))
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    days: dict[str, date] = {}
    for time_zone, day_starts_at, packed in rows:
        fields = packed.split(",")
        fact_ids, states, written, stabilities = (fields[each::_FIELDS] for each in range(_FIELDS))
        days.update((each, day_of(each)) for each in set(written).difference(days))
        calendar = learner_calendar(time_zone, day_starts_at)
        columns = Columns(
            list(map(int, states)),
            list(map(float, stabilities)),
            list(map(days.__getitem__, written)),
        )
        held = zip(*standings(columns, at, calendar.day(at), calendar), strict=True)
        for fact_id, each in zip(fact_ids, held, strict=True):
            found[fact_id].append(each)
    return {int(fact_id): each for fact_id, each in found.items()}


def _statement(
    people: Collection[int] | Select[int], bank_id: int, dialect: str
) -> Select[str, int, str]:
    """Return the query for one row of each learner, in which all their memories are packed.

    A row for each memory takes nearly twice as long: making rows is most of the work.
    """
    # How PostgreSQL writes a day is a setting of the server, and to say how takes longer than to
    # count from another day. SQLite keeps it as it is written.
    number = Memory.last_day - literal(_FIRST, Date)
    last_day = number if dialect == "postgresql" else Memory.last_day
    fact_id, state, day, stability = (
        cast(each, String) for each in (Memory.fact_id, Memory.state, last_day, Memory.stability)
    )
    each = fact_id + "," + state + "," + day + "," + stability
    # Put together before the people come to it, who would be looked up for each memory.
    packed = (
        select(Memory.user_id, func.aggregate_strings(each, ",").label("memories"))
        .where(Memory.user_id.in_(people), Memory.bank_id == bank_id)
        .group_by(Memory.user_id)
        .subquery()
    )
    return (
        select(User.time_zone, User.day_starts_at, packed.c.memories)
        .join(packed, packed.c.user_id == User.id)
        .where(User.erased_at.is_(None))
    )


def _day_of_number(number: str) -> date:
    return _FIRST + timedelta(days=int(number))
