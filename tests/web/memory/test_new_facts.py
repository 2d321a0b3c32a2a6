"""New facts: shown before they are asked, as many a day as somebody wants, and more on request."""

import re

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.db import transaction
from quizapp.domain.facts import Text
from quizapp.domain.questions import ShortAnswer
from tests import builders
from tests.databases import both_databases

STUDY = "/banks/arnholm/study"


def long_bank(number):
    """The tiny bank with so many more facts, each asked for by a question of its own, no others."""
    names = [f"year-{at}" for at in range(number)]
    facts = [builders.fact(each, Text("x"), f"The {each} is x.", evidence=()) for each in names]
    questions = [
        ShortAnswer(
            id=each,
            topic="tower",
            stem=f"What is the {each}?",
            fact=each,
            accepted=("x",),
            status=builders.PUBLISHED,
        )
        for each in names
    ]
    return builders.bank(facts=(*builders.FACTS, *facts), questions=questions)


@pytest.fixture
def wants(app, walk):
    """Let the learner want so many new facts a day, after a first answer has made a guest."""

    def set_number(number):
        with app.app_context(), transaction() as session:
            session.scalars(select(User)).one().new_per_day = number

    walk.study(walk.card(STUDY), forgot="1")
    return set_number


def test_a_new_fact_is_shown_in_its_sentence_and_then_asked(walk):
    first = walk.page(STUDY)
    assert "New to you" in first
    assert "<mark>The lighthouse stands on Arnholm.</mark>" in first
    assert 'name="answer_id"' not in first
    version = re.search(r'name="met" value="([^"]+)"', first)[1]
    asked = walk.page(f"{STUDY}?met={version}")
    assert "On which island" in asked
    assert "<mark>" not in asked.split("<main")[1]


@pytest.mark.parametrize("met", ["", "x", "00000000-0000-0000-0000-000000000001"])
def test_another_card_that_was_met_is_not_this_one(walk, met):
    assert "New to you" in walk.page(f"{STUDY}?met={met}")


def test_a_fact_that_was_asked_before_is_not_introduced_again(walk, clock):
    walk.study(walk.card(STUDY), forgot="1")
    clock.advance(minutes=2)
    page = walk.page(STUDY)
    assert "New to you" not in page
    assert "On which island" in page


def test_a_flashcard_shows_its_answer_anyhow(walk, load_bank):
    load_bank(builders.only("flashcard"))
    assert "Show answer" in walk.page(STUDY)


@both_databases
def test_when_the_new_ones_of_today_are_used_up_there_are_more_for_the_asking(walk, wants):
    wants(1)
    done = walk.page(STUDY)
    assert "Today’s new facts are used up." in done
    assert "1 fact comes again soon, the next in 1 min." in done
    assert "8 more today" in done
    wanted = re.search(r'name="new" value="(\d+)"', done)[1]
    for _ in range(2):
        response = walk.client.post(f"{STUDY}/more", data={"new": wanted})
        assert (response.status_code, response.location) == (303, STUDY)
    assert "New to you" in walk.page(STUDY)
    assert "8 new" in walk.page(STUDY)


@pytest.mark.parametrize("path", ["/", "/banks/arnholm", "/study", STUDY])
def test_more_new_ones_are_counted_wherever_there_is_something_to_study(
    walk, wants, load_bank, path
):
    load_bank(builders.bank(id="second", title="Second bank"))
    wants(1)
    walk.client.post(f"{STUDY}/more", data={"new": "5"})
    assert "4 new" in walk.page(path)


def test_more_begins_where_the_learner_is_however_much_a_quiz_has_asked(walk, wants, load_bank):
    load_bank(long_bank(40))
    wants(3)
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    for _ in range(2):
        done = walk.page(STUDY)
        assert "Today’s new facts are used up." in done
        assert "10 more today" in done
        wanted = re.search(r'name="new" value="(\d+)"', done)[1]
        for _ in range(2):
            walk.client.post(f"{STUDY}/more", data={"new": wanted})
        assert "10 new" in walk.page(STUDY)
        for _ in range(10):
            walk.study(walk.card(STUDY), text="x")


def test_more_new_ones_are_for_one_day(walk, wants, clock):
    wants(1)
    walk.client.post(f"{STUDY}/more", data={"new": "11"})
    assert "8 new" in walk.page(STUDY)
    clock.advance(days=1)
    assert "1 due, 1 new" in walk.page(STUDY)


@pytest.mark.parametrize("wanted", ["", "x", "-1", "1000", "²", "9" * 5000])
def test_a_number_that_is_none_changes_nothing(walk, wants, wanted):
    wants(1)
    assert walk.client.post(f"{STUDY}/more", data={"new": wanted}).status_code == 303
    assert "used up" in walk.page(STUDY)


def test_new_facts_of_another_bank_are_found_after_those_of_today_were_used(walk, load_bank, wants):
    wants(1)
    load_bank(builders.bank(id="second", title="Second bank"))
    assert "Today’s new facts are used up." in walk.page("/banks/second/study")


def test_without_anything_new_nothing_more_is_offered(walk, load_bank):
    load_bank(builders.only("short_answer"))
    walk.study(walk.card(STUDY), text="Arnholm")
    done = walk.page(STUDY)
    assert "used up" not in done
    assert "more today" not in done
