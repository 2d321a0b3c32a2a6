"""What one learner recalls of some facts, topic by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Topic
from quizapp.domain.facts import FactStatus
from quizapp.domain.scheduling import Columns, Figures, standings
from quizapp.memory.class_memory import FORETOLD, NOTHING, Heading, weakness
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.quizzes.sealing import Books

Place = tuple[int, Heading]
"""A topic, with the id of its bank."""


@dataclass(frozen=True, slots=True)
class TopicRecall:
    """What a learner holds of those ``facts`` of a topic that were asked about, learned or not."""

    bank_id: int
    topic: Heading
    facts: int
    figures: Figures


def recall_by_topic(
    session: Session, learner: Learner, facts: Select[int], at: datetime, books: Books
) -> Sequence[TopicRecall]:
    """Return what a learner holds at a moment of the facts that a query selects, the weakest first.

    Facts count that are approved and not closed to whoever looks. Topics of which nothing was
    learned stand at the end, in the order of their banks. Where all that is known is of the day,
    the order is that of ``FORETOLD``. One SELECT.
    """
    rows = session.execute(
        select(
            Fact.bank_id,
            Topic.position,
            Topic.slug,
            Topic.title,
            Memory.state,
            Memory.stability,
            Memory.last_day,
        )
        .join(Topic, Topic.id == Fact.topic_id)
        .outerjoin(Memory, and_(Memory.fact_id == Fact.id, Memory.user_id == learner.id))
        .where(Fact.id.in_(facts), Fact.status == FactStatus.APPROVED.value, books.lets(Fact.id))
    ).all()
    learned = [row for row in rows if row.state is not None]
    columns = Columns(
        [row.state for row in learned],
        [row.stability for row in learned],
        [row.last_day for row in learned],
    )
    calendar = learner.calendar
    counted: dict[Place, int] = defaultdict(int)
    for row in rows:
        counted[_place(row)] += 1

    def held(moment: datetime) -> Mapping[Place, Figures]:
        by_topic: dict[Place, list[tuple[float, int]]] = defaultdict(list)
        found = zip(*standings(columns, moment, calendar.day(moment), calendar), strict=True)
        for row, each in zip(learned, found, strict=True):
            by_topic[_place(row)].append(each)
        return {place: Figures.of(by_topic[place]) for place in counted}

    figures = held(at)
    of_the_day = sum(figures.values(), NOTHING).is_of_the_day
    foretold = held(at + FORETOLD) if of_the_day else figures
    places = sorted(counted, key=lambda place: (*weakness(foretold[place]), place))
    return [TopicRecall(*place, counted[place], figures[place]) for place in places]


def _place(row: Sequence[Any]) -> Place:
    bank_id, position, slug, title, *_ = row
    return bank_id, Heading(position, slug, title)
