"""How far learners are with what they were given to study."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.assignments.models import Assignment
from quizapp.db import db
from quizapp.domain.due_dates import Goal, Window
from quizapp.memory.assigned import Given, Studied, studied
from tests import statements
from tests.databases import both_databases
from tests.studies import ana, bank, ben

__all__ = ["ana", "bank", "ben"]

DAY = timedelta(days=1)


@pytest.fixture
def given(bank, clock):
    """Return an assignment of the bank as a learner has it; nobody has to store it."""
    start = clock()

    def given(who, *, due=10, **how):
        settings = {"topic": "", "source": "", "goal": Goal.READY_BY.value} | how
        row = Assignment(id=uuid4(), bank_id=bank, **settings)
        return Given(row, who.learner, Window(start, start + due * DAY, start + (due + 5) * DAY))

    return given


def far(*wanted):
    found = studied(db.session(), wanted)
    return [found[each.assignment.id, each.learner.id] for each in wanted]


@both_databases
def test_facts_that_are_recalled_when_it_is_due_count(given, ana, ben, clock):
    everything = [given(ana), given(ben)]
    assert far(*everything) == [Studied(0, 9), Studied(0, 9)]
    for _ in range(3):
        ana.study("place-short")
        clock.advance(days=1)
    soon, late = given(ana, due=4), given(ana, due=400)
    assert far(soon, late, given(ben, due=4)) == [Studied(1, 9), Studied(0, 9), Studied(0, 9)]


@both_databases
def test_a_topic_and_an_article_narrow_what_counts(given, ana, clock):
    for _ in range(3):
        ana.study("place-short")
        clock.advance(days=1)
    tower = given(ana, due=4, topic="tower")
    history = given(ana, due=4, topic="history")
    brief = given(ana, due=4, source="brief")
    assert far(tower, history, brief) == [Studied(1, 6), Studied(0, 3), Studied(1, 8)]


@both_databases
def test_days_count_on_which_enough_was_answered_within_its_dates(given, ana, ben, clock):
    daily = {"goal": Goal.DAILY.value, "per_day": 2, "days": 3}
    mine = given(ana, due=10, **daily)
    clock.advance(days=-1)
    for name in ("place-short", "height-number"):
        ana.study(name)
    clock.advance(days=1, hours=1)
    assert far(mine) == [Studied(0, 3)]
    for names in (("place-short", "height-number"), ("place-short",), ("light-cloze",) * 2):
        for name in names:
            ana.study(name)
            clock.advance(minutes=5)
        clock.advance(days=1)
    assert far(mine, given(ben, due=10, **daily)) == [Studied(2, 3), Studied(0, 3)]
    # A card with two gaps is one answer.
    assert far(given(ana, **daily | {"per_day": 3})) == [Studied(0, 3)]
    assert far(given(ana, topic="history", **daily)) == [Studied(0, 3)]
    assert far(given(ana, source="brief", **daily)) == [Studied(2, 3)]


def test_more_days_than_wanted_are_as_many_as_wanted(given, ana, clock):
    for _ in range(3):
        ana.study("place-short")
        clock.advance(days=1)
    mine = given(ana, goal=Goal.DAILY.value, per_day=1, days=2)
    assert far(mine) == [Studied(2, 2)]


def test_a_class_takes_no_more_statements_than_one(app, given, ana, ben):
    daily = {"goal": Goal.DAILY.value, "per_day": 2, "days": 3}
    few = [given(ana), given(ana, source="brief"), given(ana, **daily)]
    many = [*few, given(ben), given(ben, topic="tower"), given(ben, **daily)]
    counts = []
    for wanted in (few, many):
        with statements.noted(app) as sent:
            studied(db.session(), wanted)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 5


def test_nothing_to_learn_is_not_done():
    assert not Studied(0, 0).is_done
    assert Studied(3, 3).is_done
