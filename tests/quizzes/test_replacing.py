"""Another question in the place of a chosen one: same fact first, then same topic, all in turn."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.quizzes.designs import Item
from quizapp.quizzes.replacing import another_question, replaced
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import chosen, public_id

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
[SHORT] = [each for each in builders.QUESTIONS if each.id == "place-short"]


@pytest.fixture
def many(bank, clock):
    """A bank with three questions of one fact, and others of its topic."""
    more = tuple(replace(SHORT, id=f"place-{name}") for name in ("again", "more"))
    with transaction() as session:
        content = builders.bank(questions=(*builders.QUESTIONS, *more))
        builders.load(session, content, clock())
    return bank


def name_of(found):
    if found is None:
        return None
    return db.session.scalars(select(Question.slug).where(Question.public_id == found)).one()


def another(items, position=1):
    return name_of(another_question(db.session(), items, position))


def test_those_of_the_same_fact_come_first_and_in_turn(many):
    items = chosen(many, "place-short")
    seen = []
    for _ in range(3):
        seen.append(another(items))
        items = replaced(items, 1, public_id(seen[-1]))
    assert seen[0].startswith("place-")
    assert set(seen) == {"place-again", "place-more", "place-short"}


def test_then_those_of_the_same_topic_that_ask_for_nothing_asked_already(many):
    topics = {each.id: each.topic for each in builders.QUESTIONS}
    items = chosen(many, "place-short", "place-again", "place-more")
    found = another(items)
    assert topics[found] == topics["place-short"]
    assert found not in {"place-short", "place-again", "place-more"}


def test_what_another_chosen_one_asks_for_already_comes_last(many, clock):
    [number] = [each for each in builders.QUESTIONS if each.id == "height-number"]
    more = (replace(SHORT, id="of-height", fact="height"), replace(SHORT, id="walls", fact="walls"))
    with transaction() as session:
        builders.load(session, builders.bank(questions=(SHORT, *more, number)), clock())
    items = chosen(many, "place-short", "height-number")
    assert another(items) == "walls"
    assert another((*items, *chosen(many, "walls"))) == "of-height"


def test_what_cannot_be_asked_is_not_offered(many):
    with transaction() as session:
        session.scalars(
            select(Question).where(Question.slug == "place-again")
        ).one().status = "draft"
    assert another(chosen(many, "place-short")) == "place-more"


def test_what_was_retired_has_another_in_its_place(many):
    items = chosen(many, "place-short")
    with transaction() as session:
        session.scalars(
            select(Question).where(Question.slug == "place-short")
        ).one().status = "retired"
    assert another(items).startswith("place-")


def test_where_all_are_chosen_there_is_no_other(many):
    names = db.session.scalars(select(Question.slug).where(Question.bank_id == many)).all()
    assert another(chosen(many, *names)) is None


def test_a_draw_has_no_other(many):
    assert another([Item(many, count=2)]) is None


def test_what_is_chosen_already_or_no_place_changes_nothing(many):
    items = chosen(many, "place-short", "place-more")
    for position, name in ((1, "place-more"), (0, "place-again"), (3, "place-again")):
        assert replaced(items, position, public_id(name)) == items


def test_another_question_in_its_place_is_shown_as_it_was(bank):
    [item] = chosen(bank, "place-short")
    hidden = replace(item, shows_key=False)
    [other] = replaced([hidden], 1, public_id("keeper-choice"))
    assert (other.question, other.shows_key) == (public_id("keeper-choice"), False)
