"""What one learner recalls of some facts, topic by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Topic
from quizapp.domain.facts import FactStatus
from quizapp.domain.scheduling import Columns, Figures, standings
from quizapp.memory.class_memory import Heading
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.quizzes.sealing import Books


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
    learned stand at the end, in the order of their banks. One SELECT.
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
    held = zip(*standings(columns, at, calendar.day(at), calendar), strict=True)
    counted: dict[tuple[int, Heading], int] = defaultdict(int)
    for row in rows:
        counted[_place(row)] += 1
    by_topic: dict[tuple[int, Heading], list[tuple[float, int]]] = defaultdict(list)
    for row, each in zip(learned, held, strict=True):
        by_topic[_place(row)].append(each)
    found = [
        TopicRecall(*place, number, Figures.of(by_topic[place]))
        for place, number in counted.items()
    ]
    return sorted(found, key=_weakness)


def _place(row: Sequence[Any]) -> tuple[int, Heading]:
    bank_id, position, slug, title, *_ = row
    return bank_id, Heading(position, slug, title)


def _weakness(each: TopicRecall) -> tuple[bool, float, int, Heading]:
    recall = each.figures.recall
    return recall is None, recall or 0.0, each.bank_id, each.topic
