"""What the database adds up of a class is what the domain says of each memory by itself."""

from datetime import timedelta
from itertools import product
from statistics import fmean

import pytest
from sqlalchemy import select, true

from quizapp.banks.models import Fact
from quizapp.db import db, transaction
from quizapp.domain.scheduling import FSRS_6, LIKELY, STRENGTHS, recall_chance, strength_of
from quizapp.memory.classes import figures_by_fact, figures_by_person, recall_by_week
from quizapp.memory.models import Memory
from quizapp.memory.queries import value_of
from tests.databases import both_databases

pytestmark = both_databases
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago")
# On both sides of what makes a word, and answered later than the moment, too.
KEPT = list(product((1, 2, 3), (0.5, 2.9, 3.1, 20, 22, 89, 91, 4000), (-2, 0, 1, 9, 30, 200)))


@pytest.fixture
def people(join, clock):
    """Three learners, each with a memory of every fact; returns them with their memories."""
    people = [join(f"In {zone}", zone) for zone in ZONES]
    facts = db.session.scalars(select(Fact).order_by(Fact.id)).all()
    kept = iter(KEPT * 9)
    with transaction() as session:
        for person in people:
            for fact in facts:
                state, stability, days = next(kept)
                last = clock() - timedelta(days=days)
                session.add(
                    Memory(
                        user_id=person.learner.id,
                        fact_id=fact.id,
                        bank_id=fact.bank_id,
                        state=state,
                        stability=stability,
                        difficulty=5,
                        due=last,
                        last_review_at=last,
                        last_day=person.learner.calendar.day(last),
                        first_review_at=last,
                        reps=1,
                        lapses=0,
                    )
                )
                next(kept)
                next(kept)
    return {each.learner.id: each.learner.calendar for each in people}


def expected(memories, calendars, at):
    """Add up memories one by one: how many have each word, who is likely, and all chances."""
    values = [(value_of(each), calendars[each.user_id]) for each in memories]
    words = [strength_of(value, at, calendar=calendar) for value, calendar in values]
    chances = [recall_chance(value, at, calendar=calendar) for value, calendar in values]
    return (
        tuple(words.count(each) for each in STRENGTHS),
        sum(chance >= LIKELY for chance in chances),
        pytest.approx(sum(chances)),
    )


def told(figures):
    return figures.counts, figures.likely, figures.total


@pytest.mark.parametrize("hours", [0, 7, 15, 24 * 40])
def test_facts_have_the_sums_of_all_their_memories(people, clock, hours):
    at = clock() + timedelta(hours=hours)
    memories = db.session.scalars(select(Memory)).all()
    found = figures_by_fact(db.session(), list(people), memories[0].bank_id, at)
    for fact_id in {each.fact_id for each in memories}:
        of_fact = [each for each in memories if each.fact_id == fact_id]
        assert told(found[fact_id]) == expected(of_fact, people, at)


@pytest.mark.parametrize("hours", [0, 15, 24 * 40])
def test_people_have_the_sums_of_their_memories_by_topic(people, clock, hours):
    at = clock() + timedelta(hours=hours)
    memories = db.session.scalars(select(Memory)).all()
    topics = dict(db.session.execute(select(Fact.id, Fact.topic_id)).all())
    found = figures_by_person(db.session(), list(people), memories[0].bank_id, at, true(), true())
    assert set(found) == set(people)
    for person, by_topic in found.items():
        for topic, figures in by_topic.items():
            theirs = [e for e in memories if e.user_id == person and topics[e.fact_id] == topic]
            assert told(figures) == expected(theirs, people, at)
    learned = sum(each.learned for by_topic in found.values() for each in by_topic.values())
    assert learned == len(memories)


@pytest.mark.parametrize("hours", [0, 15, 24 * 40])
def test_each_coming_week_has_the_mean_of_all_memories(people, clock, hours):
    at = clock() + timedelta(hours=hours)
    memories = db.session.scalars(select(Memory)).all()
    found = recall_by_week(db.session(), list(people), memories[0].bank_id, at, true(), 11)
    # A week later by the calendar of whoever remembers; what is reviewed later than the moment was
    # reviewed on its day.
    assert found == [
        pytest.approx(fmean(later(each, people[each.user_id], at, week) for each in memories))
        for week in range(12)
    ]


def later(memory, calendar, at, week):
    """Return the chance of recall of a memory some weeks after a moment."""
    known = value_of(memory)
    day = min(memory.last_day, calendar.day(at))
    ago = calendar.day(at) - day
    return FSRS_6.recalls([known.stability], [ago.days + 7 * week])[0]
