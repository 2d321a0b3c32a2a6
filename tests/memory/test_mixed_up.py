"""Pairs of facts that the students of a course take for each other."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.banks.models import (
    Fact,
)
from quizapp.db import db, transaction
from quizapp.domain.facts import FactStatus
from quizapp.domain.rulings import Basis
from quizapp.memory.log import undo
from quizapp.memory.mixed_up import mixed_up
from quizapp.quizzes.models import Attempt, Score
from quizapp.quizzes.sealing import OPEN, Books
from tests import statements
from tests.databases import both_databases
from tests.memory.lessons import picked, take_place_for_keeper

pytestmark = both_databases


@pytest.fixture
def pairs(course, bank):
    """What the class mixes up: slugs, how often, by how many."""

    def read(books=OPEN):
        found = mixed_up(db.session(), course, bank, books)
        return [({each.one[0], each.other[0]}, each.times, each.students) for each in found]

    return read


def test_a_pair_is_counted_by_how_often_and_by_how_many(join, pairs, clock, outsider):
    one, other = join("Finn"), join("Gita")
    for person in (one, other, outsider):
        take_place_for_keeper(person)
    clock.advance(days=1)
    take_place_for_keeper(one)
    assert pairs() == [({"keeper", "place"}, 3, 2)]


def test_both_facts_of_a_pair_are_named_with_what_they_say(join, course, bank):
    take_place_for_keeper(join("Finn"))
    (pair,) = mixed_up(db.session(), course, bank, OPEN)
    assert dict([pair.one, pair.other]) == {
        "keeper": "Its keeper was Ida Berg.",
        "place": "The lighthouse stands on Arnholm.",
    }


def test_an_answer_that_was_taken_back_mixes_nothing_up(join, pairs, clock):
    person = join("Finn")
    answer_id = take_place_for_keeper(person)
    with transaction() as session:
        undo(session, person.learner, answer_id, clock())
    assert pairs() == []


def test_what_was_ruled_on_mixes_nothing_up(join, pairs):
    take_place_for_keeper(join("Finn"))
    with transaction() as session:
        session.scalars(select(Score)).one().basis = Basis.FULL.value
    assert pairs() == []


def test_what_is_kept_back_mixes_nothing_up_yet(join, pairs):
    person = join("Finn")
    attempt = person.quiz()
    place, asked = next(
        each for each in person.places(attempt) if each[1].question.id == "keeper-choice"
    )
    person.hand_in(attempt, {place.position: picked(asked, place.seed, "place")})
    assert pairs() == [({"keeper", "place"}, 1, 1)]
    with transaction() as session:
        session.get_one(Attempt, attempt).is_held = True
    assert pairs() == []


def test_a_preview_mixes_nothing_up(join, pairs):
    person = join("Finn")
    attempt = person.quiz()
    place, asked = next(
        each for each in person.places(attempt) if each[1].question.id == "keeper-choice"
    )
    person.hand_in(attempt, {place.position: picked(asked, place.seed, "place")})
    with transaction() as session:
        session.get_one(Attempt, attempt).is_preview = True
    assert pairs() == []


def test_pairs_are_looked_for_among_the_marks_that_mix_something_up(app, pairs):
    with statements.noted(app) as sent:
        pairs()
    session = db.session()
    if session.get_bind().dialect.name != "sqlite":
        return
    number = sent[-1].count("?")
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sent[-1]}", (1,) * number)
    assert any("mark USING INDEX ix_mark_confused" in row.detail for row in plan)


@pytest.mark.parametrize("closed", ["keeper", "place"])
def test_a_pair_with_a_fact_that_is_closed_is_left_out(join, pairs, outsider, closed):
    take_place_for_keeper(join("Finn"))
    attempt = outsider.quiz(fact=closed, length=1)
    assert pairs(Books((attempt,))) == []


@pytest.mark.parametrize("gone", ["keeper", "place"])
def test_a_pair_with_a_fact_that_holds_no_more_is_left_out(join, pairs, gone):
    person = join("Finn")
    take_place_for_keeper(person)
    with transaction() as session:
        session.get_one(Fact, person.fact(gone)).status = FactStatus.SUPERSEDED.value
    assert pairs() == []


def test_the_list_of_pairs_is_bounded_and_begins_with_those_of_most_students(
    join, pairs, clock, monkeypatch
):
    one, other = join("Finn"), join("Gita")
    for person in (one, other):
        take_place_for_keeper(person)
    response = one.asked("tower-response")
    for _ in range(3):
        clock.advance(days=1)
        answer_id = uuid4()
        one.send(response, answer_id, picked(response, answer_id, "granite", "keeper"))
    assert [times for _, times, _ in pairs()] == [2, 3]
    monkeypatch.setattr("quizapp.memory.mixed_up.MOST_PAIRS", 1)
    assert pairs() == [({"keeper", "place"}, 2, 2)]
