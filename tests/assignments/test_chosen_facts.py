"""Facts that were chosen one by one and given to a course to study."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from quizapp.answering.assigning import remove
from quizapp.assignments.errors import BadFacts
from quizapp.assignments.models import AssignedFact, Assignment
from quizapp.assignments.services import MOST_FACTS, What, forget_removed
from quizapp.assignments.terms import study_terms
from quizapp.authoring.deletion import delete_facts
from quizapp.banks.chosen_facts import facts_of
from quizapp.banks.models import Bank, Fact
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Window
from quizapp.domain.facts import Text
from quizapp.memory.assigned import Given, Studied, facts_given, studied
from quizapp.memory.cards import next_card
from quizapp.memory.log import Learner
from quizapp.memory.queries import count_new_facts, study_load
from quizapp.quizzes.sealing import OPEN
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases


@pytest.fixture
def spare(giving, clock):
    """A fact that no question asks for."""
    said = builders.fact("spare", Text("tar"), "Its door is of tar.", evidence=())
    with transaction() as session:
        builders.load(session, builders.bank(facts=(*builders.FACTS, said)), clock())
        wanted = select(Fact.id).where(Fact.bank_id == giving.bank, Fact.slug == "spare")
        return session.scalars(wanted).one()


@pytest.fixture
def fact():
    def named(name):
        return db.session.scalars(select(Fact.id).where(Fact.slug == name)).one()

    return named


@pytest.fixture
def choose(giving, fact):
    """Give facts of the bank to study, by their names."""

    def give(*names, due=7, **more):
        what = What(bank_id=giving.bank, facts=frozenset(map(fact, names)))
        return giving.quiz_is(0, due, due + 5, what=what, **{"goal": Goal.READY_BY} | more)

    return give


@pytest.fixture
def withdraw(fact):
    def retire(name):
        with transaction() as session:
            session.execute(update(Fact).where(Fact.id == fact(name)).values(status="retired"))

    return retire


def far(row, who):
    given = Given(row, Learner.of(who), Window(row.opens_at, row.due_at, row.closes_at))
    return studied(db.session(), [given])[row.id, who.id]


def test_exactly_these_are_given(choose, fact):
    row = choose("place", "keeper")
    assert row.chosen_facts == 2
    assert set(db.session.scalars(facts_given(row))) == {fact("place"), fact("keeper")}


def test_they_alone_count_as_known_when_it_is_due(choose, giving, cast, clock):
    row, other = choose("place", "keeper", due=4), choose("light", due=4)
    for _ in range(3):
        giving.studies(cast.student).study("place-short")
        clock.advance(days=1)
    assert far(row, cast.student) == Studied(1, 2)
    assert far(other, cast.student) == Studied(0, 1)


def test_days_count_on_which_enough_of_them_was_answered(choose, giving, cast):
    daily = {"goal": Goal.DAILY, "per_day": 1, "days": 2}
    row, other = choose("place", **daily), choose("keeper", **daily)
    giving.studies(cast.student).study("place-short")
    assert far(row, cast.student) == Studied(1, 2)
    assert far(other, cast.student) == Studied(0, 2)


def test_study_asks_for_these_alone_and_comes_to_an_end(choose, giving, cast, clock, fact):
    only = facts_given(choose("place", "height"))
    session, learner = db.session(), Learner.of(cast.student)

    def card():
        found = next_card(session, learner, giving.bank, 20, clock(), OPEN, only=only)
        return None if found is None else found.fact_id

    def load():
        return study_load(session, learner, giving.bank, 20, clock(), only=only)

    assert load().new == 2
    assert count_new_facts(session, learner.id, giving.bank, 9, only=only) == 2
    assert card() in {fact("place"), fact("height")}
    # What is due of other facts does not come between.
    giving.studies(cast.student).study("light-cloze", right=False)
    for name in ("place-short", "height-number"):
        giving.studies(cast.student).study(name)
    assert card() is None
    clock.advance(days=30)
    assert load().due == 2
    assert card() in {fact("place"), fact("height")}


def test_what_is_withdrawn_is_shown_so_and_does_not_count(choose, giving, cast, withdraw):
    row = choose("place", "keeper")
    withdraw("place")
    shown = {each.slug: each.is_there for each in facts_of(db.session(), row.id, giving.bank)}
    assert shown == {"place": False, "keeper": True}
    assert far(row, cast.student) == Studied(0, 1)
    withdraw("keeper")
    assert far(row, cast.student) == Studied(0, 0)
    assert not far(row, cast.student).is_done


def test_a_fact_that_is_removed_for_good_leaves_the_others(choose, giving, spare):
    row = choose("place", "spare")
    with transaction() as session:
        delete_facts(session, giving.bank, [spare])
    left = [each.slug for each in facts_of(db.session(), row.id, giving.bank)]
    assert left == ["place"]


def test_nothing_of_a_removed_assignment_keeps_its_bank(choose, giving):
    row = choose("place")
    giving.do(remove, row)
    with transaction() as session:
        assert forget_removed(session, bank_id=giving.bank)
    assert db.session.scalars(select(AssignedFact)).all() == []


def test_given_twice_under_one_id_it_is_once(choose, withdraw):
    key = uuid4()
    row = choose("place", "keeper", assignment_id=key)
    withdraw("place")
    again = choose("place", assignment_id=key)
    assert again.id == row.id
    assert again.chosen_facts == 2
    assert len(db.session.scalars(select(AssignedFact)).all()) == 2


@pytest.fixture
def elsewhere(clock):
    """A fact of another bank."""
    with transaction() as session:
        builders.load(session, replace(builders.bank(), id="other"), clock())
        other = session.scalars(select(Bank.id).where(Bank.slug == "other")).one()
        return session.scalars(select(Fact.id).where(Fact.bank_id == other)).first()


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("unknown", "withdrawn meanwhile"),
        ("retired", "withdrawn meanwhile"),
        ("of another bank", "withdrawn meanwhile"),
        ("not asked for", "No published question"),
    ],
)
def test_what_cannot_be_studied_is_refused(giving, fact, withdraw, request, which, words):
    ids = [fact("place")]
    if which == "unknown":
        ids.append(999_999)
    elif which == "retired":
        withdraw("place")
    elif which == "of another bank":
        ids.append(request.getfixturevalue("elsewhere"))
    else:
        ids = [request.getfixturevalue("spare")]
    what = What(bank_id=giving.bank, facts=frozenset(ids))
    with pytest.raises(BadFacts, match=words):
        giving.quiz_is(what=what, goal=Goal.READY_BY)
    assert db.session.scalars(select(Assignment)).all() == []


def test_more_than_the_most_facts_are_refused(giving):
    with pytest.raises(BadFacts, match="at most 200"):
        What(bank_id=giving.bank, facts=frozenset(range(MOST_FACTS + 1)))


@pytest.mark.parametrize("how", [{"topic": "tower"}, {"source": "brief"}])
def test_facts_are_not_narrowed_further(giving, how):
    with pytest.raises(ValueError, match="narrowed once"):
        What(bank_id=giving.bank, facts=frozenset([1]), **how)


def test_an_assignment_is_found_for_those_who_have_it_alone(choose, giving, cast):
    group = giving.group("Early", cast.student)
    row = choose("place", group_id=group)
    session = db.session()
    assert study_terms(session, row.id, cast.student.id).assignment.id == row.id
    assert study_terms(session, row.id, cast.stranger.id) is None
    giving.course.enrol(cast.stranger)
    assert study_terms(session, row.id, cast.stranger.id) is None
    giving.do(remove, row)
    assert study_terms(session, row.id, cast.student.id) is None
