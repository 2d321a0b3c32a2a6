"""How far learners are with what a course was given to study, by their memories and answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from quizapp.assignments.models import AssignedFact, Assignment
from quizapp.banks.candidates import asked_facts
from quizapp.banks.models import Fact, FactEvidence, FactVersion, Source, Topic
from quizapp.domain.due_dates import Goal, Window
from quizapp.domain.facts import FactStatus
from quizapp.domain.scheduling import Columns, standings
from quizapp.domain.scheduling.many import LIKELY
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.models import Response, Score


@dataclass(frozen=True, slots=True)
class Studied:
    """How far somebody is: ``reached`` of ``wanted`` facts, or days, as its goal says."""

    reached: int
    wanted: int

    @property
    def is_done(self) -> bool:
        """Whether all is reached; where there is nothing to learn, nothing is."""
        return 0 < self.wanted <= self.reached


class Given(NamedTuple):
    """What one learner was given to study, with the dates that are theirs."""

    assignment: Assignment
    learner: Learner
    window: Window


Key = tuple[UUID, int]
"""An assignment and a learner."""


def studied(session: Session, given: Sequence[Given]) -> dict[Key, Studied]:
    """Return how far learners are with what they were given to study, by assignment and learner.

    Facts count which a published question asks for, known if they are likely to be recalled when
    the assignment is due. Days are the learner's own, and answers those within its dates. At most
    five SELECTs, however many learners and assignments.
    """
    ready = [each for each in given if each.assignment.goal == Goal.READY_BY]
    daily = [each for each in given if each.assignment.goal == Goal.DAILY]
    return _ready(session, ready) | _daily(session, daily)


def facts_given(row: Assignment) -> Select[int]:
    """Return the query for the ids of the facts that an assignment gives to study."""
    given = select(Fact.id).where(
        Fact.bank_id == row.bank_id,
        Fact.status == FactStatus.APPROVED.value,
        Fact.id.in_(asked_facts([row.bank_id or 0])),
    )
    if row.chosen_facts:
        given = given.where(Fact.id.in_(_chosen_for(row.id)))
    if row.topic:
        given = given.join(Topic, Topic.id == Fact.topic_id).where(Topic.slug == row.topic)
    return given.where(Fact.id.in_(_proved_by(row))) if row.source else given


def of_assignment(row: Assignment) -> ColumnElement[bool]:
    """Return what is true of each fact that is meant, whether or not it can be asked by now."""
    meant = [Fact.bank_id == row.bank_id]
    if row.chosen_facts:
        meant.append(Fact.id.in_(_chosen_for(row.id)))
    if row.topic:
        topics = select(Topic.id).where(Topic.bank_id == row.bank_id, Topic.slug == row.topic)
        meant.append(Fact.topic_id.in_(topics))
    if row.source:
        meant.append(Fact.id.in_(_proved_by(row)))
    return and_(*meant)


def _chosen_for(assignment_id: UUID) -> Select[int]:
    return select(AssignedFact.fact_id).where(AssignedFact.assignment_id == assignment_id)


def _proved_by(row: Assignment) -> Select[int]:
    return (
        select(FactVersion.fact_id)
        .join(FactEvidence, FactEvidence.fact_version_id == FactVersion.id)
        .join(Source, Source.id == FactEvidence.source_id)
        .where(Source.bank_id == row.bank_id, Source.slug == row.source, FactVersion.is_current)
    )


def _scopes(session: Session, assignments: dict[UUID, Assignment]) -> dict[UUID, frozenset[int]]:
    """Return the facts of each assignment.

    One SELECT, and one more where any is about an article, or about facts that were chosen.
    """
    banks = {each.bank_id for each in assignments.values() if each.bank_id is not None}
    if not banks:
        return {}
    by_bank: dict[int, set[int]] = defaultdict(set)
    by_topic: dict[tuple[int, str], set[int]] = defaultdict(set)
    for fact_id, bank_id, topic in session.execute(
        select(Fact.id, Fact.bank_id, Topic.slug)
        .join(Topic, Topic.id == Fact.topic_id)
        .where(
            Fact.bank_id.in_(banks),
            Fact.status == FactStatus.APPROVED.value,
            Fact.id.in_(asked_facts(list(banks))),
        )
    ):
        by_bank[bank_id].add(fact_id)
        by_topic[bank_id, topic].add(fact_id)
    wanted = {(each.bank_id, each.source) for each in assignments.values() if each.source}
    by_source = _proved(session, wanted) if wanted else {}
    chosen = _chosen(session, [key for key, each in assignments.items() if each.chosen_facts])
    found = {}
    for key, each in assignments.items():
        bank_id = each.bank_id or 0
        facts = by_topic[bank_id, each.topic] if each.topic else by_bank[bank_id]
        if each.source:
            facts = facts & by_source.get((bank_id, each.source), set())
        if each.chosen_facts:
            facts = facts & chosen[key]
        found[key] = frozenset(facts)
    return found


def _proved(
    session: Session, sources: Collection[tuple[int | None, str]]
) -> dict[tuple[int, str], set[int]]:
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    rows = session.execute(
        select(Source.bank_id, Source.slug, FactVersion.fact_id)
        .join(FactEvidence, FactEvidence.source_id == Source.id)
        .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
        .where(tuple_(Source.bank_id, Source.slug).in_(sources), FactVersion.is_current)
        .distinct()
    )
    for bank_id, slug, fact_id in rows:
        found[bank_id, slug].add(fact_id)
    return found


def _chosen(session: Session, ids: Collection[UUID]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = {each: set() for each in ids}
    if ids:
        wanted = select(AssignedFact.assignment_id, AssignedFact.fact_id)
        for key, fact_id in session.execute(wanted.where(AssignedFact.assignment_id.in_(ids))):
            found[key].add(fact_id)
    return found


def _ready(session: Session, given: Sequence[Given]) -> dict[Key, Studied]:
    if not given:
        return {}
    scopes = _scopes(session, {each.assignment.id: each.assignment for each in given})
    known: dict[tuple[int, int], list[_Held]] = defaultdict(list)
    # Plain columns: a class has thousands of memories, of which no value is made.
    columns = Memory.fact_id, Memory.state, Memory.stability, Memory.last_day
    rows = select(Memory.user_id, Memory.bank_id, *columns).where(
        Memory.user_id.in_({each.learner.id for each in given}),
        Memory.bank_id.in_({each.assignment.bank_id for each in given}),
    )
    for user_id, bank_id, *held in session.execute(rows):
        known[user_id, bank_id].append(held)
    return {
        (each.assignment.id, each.learner.id): _known_when_due(
            each,
            scopes[each.assignment.id],
            known[each.learner.id, each.assignment.bank_id or 0],
        )
        for each in given
    }


_Held = Sequence[Any]
"""Fact, state, stability and last day of a memory."""


def _known_when_due(given: Given, facts: frozenset[int], memories: Sequence[_Held]) -> Studied:
    wanted = [each for each in memories if each[0] in facts]
    if not wanted:
        return Studied(0, len(facts))
    _, states, stabilities, last_days = zip(*wanted, strict=True)
    calendar, due_at = given.learner.calendar, given.window.due_at
    columns = Columns(states, stabilities, last_days)
    chances, _ = standings(columns, due_at, calendar.day(due_at), calendar)
    return Studied(sum(map(LIKELY.__le__, chances)), len(facts))


def _daily(session: Session, given: Sequence[Given]) -> dict[Key, Studied]:
    if not given:
        return {}
    groups: dict[UUID, list[Given]] = defaultdict(list)
    for each in given:
        groups[each.assignment.id].append(each)
    days: Counter[Key] = Counter()
    for key, user_id, count in session.execute(union_all(*map(_days_of, groups.values()))):
        days[UUID(key), user_id] = count
    return {
        (each.assignment.id, each.learner.id): Studied(
            min(days[each.assignment.id, each.learner.id], each.assignment.days or 0),
            each.assignment.days or 0,
        )
        for each in given
    }


def _days_of(given: Sequence[Given]) -> Select[str, int, int]:
    """Return the query for the days on which learners did enough for one assignment."""
    row = given[0].assignment
    enough = (
        select(Review.user_id, Review.day)
        .join(Score, Score.id == Review.score_id)
        .join(Response, Response.id == Score.response_id)
        .join(Fact, Fact.id == Review.fact_id)
        .outerjoin(ReviewUndo, ReviewUndo.response_id == Score.response_id)
        .where(
            Review.user_id.in_({each.learner.id for each in given}),
            of_assignment(row),
            # Dates of one's own begin and end with those of all who are asked about.
            Review.at >= min(each.window.opens_at for each in given),
            Review.at < max(each.window.closes_at for each in given),
            Score.is_current,
            ReviewUndo.response_id.is_(None),
        )
        .group_by(Review.user_id, Review.day)
        .having(func.count(Score.response_id.distinct()) >= row.per_day)
    )
    days = enough.subquery()
    return select(literal(str(row.id)), days.c.user_id, func.count()).group_by(days.c.user_id)
