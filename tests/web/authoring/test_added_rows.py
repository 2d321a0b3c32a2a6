"""A row added to a question of several parts gets a fact of its own, as those of a new one do."""

import pytest
from sqlalchemy import func, select

from quizapp.banks.models import Fact, QuestionVersion
from quizapp.banks.versions import question_of
from quizapp.db import db
from quizapp.domain.facts import FactStatus
from tests import teaching
from tests.databases import both_databases
from tests.web.authoring.pages import fields
from tests.web.authoring.test_writing_by_hand import BY_HAND, empty, facts, write

__all__ = ["empty"]

pytestmark = both_databases

ADDED = {
    "multiple_response": (
        {"options-3-text": "Eider", "options-3-right": "y"},
        "Which rivers reach the North Sea? Eider",
    ),
    "cloze": (
        {
            "text": "The Elbe is not short. It rises in {{1}} and reaches the ____ at {{2}}.",
            "gaps-2-accepted": "North Sea",
        },
        "The Elbe is not short. It rises in Bohemia and reaches the North Sea at Cuxhaven.",
    ),
    "matching": ({"pairs-2-left": "Oder", "pairs-2-right": "Stettin"}, "Oder: Stettin"),
    "ordering": (
        {"items-3-place": "4", "items-3-text": "A treaty was made."},
        "Put the stages of World War 1 in order. 4. A treaty was made.",
    ),
}
"""What is typed into the row that a page offers below those of a question, and what it says."""


@pytest.fixture
def made(as_teacher, empty):
    """Write a question of a kind by hand; returns its address."""

    def act(kind):
        return write(as_teacher, empty, kind, **BY_HAND[kind][0]).location

    return act


def edit(browser, url, **changed):
    return browser.post(url, data=fields(browser.get(url).text) | changed)


def versions():
    return db.session.scalar(select(func.count()).select_from(QuestionVersion))


@pytest.mark.parametrize("kind", ADDED)
def test_a_row_without_a_fact_makes_its_own_however_often_it_is_sent(app, as_teacher, made, kind):
    typed, statement = ADDED[kind]
    url = made(kind)
    page = as_teacher.get(url).text
    assert page.count("it gets a fact of its own, marked as unsourced") >= 1
    with app.app_context():
        before = facts()
    sent = fields(page) | typed
    for _ in range(2):
        answer = as_teacher.post(url, data=sent)
        assert answer.status_code == 303, answer.text
    with app.app_context():
        *old, new = facts()
        assert old == before
        assert (new.statement, new.sourced, new.status) == (statement, False, FactStatus.APPROVED)
        assert versions() == 2
        current = db.session.scalars(select(QuestionVersion).where(QuestionVersion.is_current))
        named = question_of(current.unique().one()).facts
        assert len(named) == len(BY_HAND[kind][1]) + 1
        assert new.id in named
    assert "Published." in as_teacher.post(f"{url}/publish", follow_redirects=True).text


@pytest.mark.parametrize("kind", ADDED)
def test_checking_an_added_row_stores_nothing(app, as_teacher, made, kind):
    url = made(kind)
    with app.app_context():
        before = len(facts())
    checked = edit(as_teacher, url, **ADDED[kind][0], action="check")
    assert "Every check passes" in checked.text
    with app.app_context():
        assert (len(facts()), versions()) == (before, 1)


def test_a_row_may_still_name_a_fact_of_the_bank_and_no_other(app, rivers, as_teacher):
    name = f"{rivers}/questions/pairs"
    with app.app_context():
        before = len(facts())
    row = {"pairs-2-left": "Weser, too", "pairs-2-right": "near Bremerhaven"}
    refused = edit(as_teacher, name, **row, **{"pairs-2-fact": "no-such-fact"})
    assert refused.status_code == 422
    assert "The bank has no such fact." in refused.text
    with app.app_context():
        assert len(facts()) == before


def test_a_conflict_of_two_teachers_stores_no_fact(app, as_teacher, made):
    url = made("matching")
    mine = fields(as_teacher.get(url).text) | ADDED["matching"][0]
    edit(as_teacher, url, explanation="Another one was quicker.")
    with app.app_context():
        before = len(facts())
    answer = as_teacher.post(url, data=mine)
    assert answer.status_code == 409
    assert "Stettin" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Fact)) == before
    assert as_teacher.post(url, data=fields(answer.text)).status_code == 303


def test_a_part_that_is_too_long_for_a_fact_stands_beside_its_field(as_teacher, made):
    url = made("cloze")
    words = " ".join(["word"] * 200)
    text = f"It rises in {{{{1}}}} and ends at {{{{2}}}} ___ {words}"
    answer = edit(as_teacher, url, **{"text": text, "gaps-2-accepted": "x" * 400})
    assert answer.status_code == 422
    assert 'id="gaps-2-accepted-error"' in answer.text
    assert "It is too long for a fact of its own." in answer.text


@pytest.mark.parametrize("action", ["save", "publish"])
def test_a_row_is_added_to_a_question_with_proofs(app, rivers, as_teacher, action):
    url = f"{rivers}/questions/pairs"
    row = {"pairs-2-left": "Rhône", "pairs-2-right": "the Camargue"}
    answer = edit(as_teacher, url, **row, action=action)
    assert answer.status_code == 303, answer.text
    with app.app_context():
        assert facts()[-1].statement == "Rhône: the Camargue"
        assert teaching.version_numbers("pairs") == [1, 2]
