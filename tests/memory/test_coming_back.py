"""When facts come back, by the days of their learner."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.coming_back import coming_back
from quizapp.memory.models import Memory
from tests import builders
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]


def days(person, *names, **more):
    learner = replace(person.learner, **more)
    facts = [person.fact(name) for name in names]
    found = coming_back(db.session(), learner, facts, person.clock())
    return [(each.day, each.statements) for each in found]


def due(person, name, moment):
    with transaction() as session:
        session.get_one(Memory, (person.learner.id, person.fact(name))).due = moment


def test_each_day_has_the_facts_that_come_back_on_it_the_first_day_first(ana, clock):
    for name in ("place-short", "height-verdict", "keeper-choice"):
        ana.study(name)
    today = clock().date()
    due(ana, "place", clock() + timedelta(days=3))
    due(ana, "height", clock() + timedelta(days=1))
    # What is overdue comes back today.
    due(ana, "keeper", clock() - timedelta(days=9))
    found = days(ana, "place", "height", "keeper", "lit")
    assert [day for day, _ in found] == [today + timedelta(days=each) for each in (0, 1, 3)]
    assert found[1][1] == ("It is 42 metres tall.",)
    assert days(ana, "height") == found[1:2]
    assert days(ana) == []


def test_the_day_is_that_of_the_learners_own_clock(ana, clock):
    ana.study("height-verdict")
    late = clock().replace(hour=20) + timedelta(days=1)
    due(ana, "height", late)
    here = [day for day, _ in days(ana, "height")]
    far = [day for day, _ in days(ana, "height", calendar=learner_calendar("Asia/Tokyo"))]
    assert (here, far) == ([late.date()], [late.date() + timedelta(days=1)])
    assert isinstance(here[0], date)


def test_what_is_somebody_elses_or_is_no_longer_asked_does_not_come_back(ana, ben, clock):
    ana.study("place-short")
    assert days(ben, "place") == []
    with transaction() as session:
        builders.load(session, builders.without("place-short"), clock(), "2")
    assert days(ana, "place") == []
