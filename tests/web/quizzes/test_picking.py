"""Ticks in the list of questions for a quiz: filters and pages lose none, and all are added."""

import html
import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.web.quizzes.building import ticks
from tests import builders
from tests.web.quizzes.making import Maker

FIRST, SECOND = "keeper-choice", "height-number"


def ticked(page):
    """The names of the boxes that are ticked, and whether each is in view."""
    boxes = re.findall(r'<input type="checkbox"[^>]*name="question"[^>]*>', page)
    return {
        re.search('value="([^"]+)"', box)[1]: "data-elsewhere" not in box
        for box in boxes
        if " checked" in box
    }


def go(maker, names, to="1", **narrowed):
    """Press a button that shows other questions; return the page that comes."""
    response = maker.pick(*names, go=to, **narrowed)
    assert response.status_code == 303
    return html.unescape(maker.browser.get(response.location).text)


def chosen(maker):
    with maker.app.app_context():
        names = dict(db.session.execute(select(Question.public_id, Question.slug)).all())
    return [names[each.question] for each in maker.now.design.items]


@pytest.fixture
def long_list(as_teacher, load_bank, app):
    """A quiz of a bank of three pages."""
    [short] = [each for each in builders.QUESTIONS if each.id == "place-short"]
    many = tuple(replace(short, id=f"place-{number:03}") for number in range(120))
    load_bank(builders.bank(questions=many))
    return Maker.begin(app, as_teacher)


def test_who_is_done_loses_no_tick(maker):
    response = maker.pick(FIRST, SECOND, done="1")
    assert (response.status_code, response.location) == (303, maker.home)
    assert sorted(chosen(maker)) == sorted([FIRST, SECOND])
    assert "2 questions added." in maker.page()


def test_who_is_done_and_ticked_nothing_is_told_nothing(maker):
    response = maker.pick(done="1")
    assert (response.status_code, response.location) == (303, maker.home)
    assert "Tick the questions" not in maker.page()


def test_what_is_ticked_is_ticked_still_when_the_list_is_narrowed(maker):
    page = go(maker, [FIRST, SECOND], text="kept")
    assert ticked(page) == {FIRST: True, SECOND: False}
    assert "1 ticked that is not in view" in page
    page = go(maker, [FIRST, SECOND], to="all")
    assert ticked(page) == {FIRST: True, SECOND: True}
    assert "not in view" not in page
    assert maker.now.number == 1


def test_where_nothing_fits_the_ticks_stay_and_can_be_added(maker):
    page = go(maker, [FIRST, SECOND], text="nothing-of-this")
    assert "Nothing fits" in page
    assert ticked(page) == {FIRST: False, SECOND: False}
    maker.pick(*ticked(page))
    assert sorted(chosen(maker)) == sorted([FIRST, SECOND])


def test_what_is_not_in_view_can_be_taken_out_again(maker):
    page = go(maker, [FIRST, SECOND], text="kept")
    assert set(ticked(page)) == {FIRST, SECOND}
    assert ticked(go(maker, [FIRST], to="all")) == {FIRST: True}


def test_pages_lose_no_ticks_and_all_of_them_are_added_in_the_order_of_the_bank(long_list):
    first = ["place-001", "place-003"]
    page = go(long_list, first, to="2")
    assert "Page 2 of 3" in page
    assert ticked(page) == dict.fromkeys(first, False)
    assert "2 ticked that are not in view" in page
    every = [*first, "place-060"]
    page = go(long_list, every, to="3")
    assert ticked(page) == dict.fromkeys(every, False)
    long_list.pick("place-119", *every)
    assert chosen(long_list) == ["place-001", "place-003", "place-060", "place-119"]
    # What was added is no tick any more.
    assert ticked(go(long_list, every, to="1")) == {}


def test_so_many_at_once_are_refused_and_said(long_list, monkeypatch):
    monkeypatch.setattr("quizapp.web.quizzes.building.picking.MOST", 2)
    names = [f"place-{number:03}" for number in range(3)]
    for sent in ({}, {"go": "1"}):
        response = long_list.pick(*names, **sent)
        page = long_list.browser.get(response.location).text
        assert "At most 2 are ticked at once" in page
        assert list(ticked(page)) == names[:2]
    assert long_list.now.number == 1


def test_an_address_with_the_most_ticks_fits_into_what_servers_take(long_list):
    names = [f"place-{number:03}" for number in range(120)]
    words = {"text": "x" * 200, "topic": "lighthouse", "kind": "short_answer"}
    address = long_list.pick(*names, go="2", **words).location
    longest = 200 * 7
    assert len(address) - len(ticks.packed(uuid4() for _ in range(120))) + longest < 4094


@pytest.mark.parametrize("text", ["", "nothing of ours", "%%%", "A", "é", "AAAAAAA", "x" * 3000])
def test_an_address_that_was_tampered_with_ticks_nothing(maker, text):
    page = maker.browser.get(f"{maker.home}/questions", query_string={"picked": text})
    assert page.status_code == 200
    assert ticked(page.text) == {}


def test_what_was_withdrawn_or_added_meanwhile_is_no_tick(maker, app):
    response = maker.pick(FIRST, SECOND, go="1")
    maker.pick(FIRST)
    with app.app_context(), transaction() as session:
        row = session.scalars(select(Question).where(Question.slug == SECOND)).one()
        row.status = "draft"
    assert ticked(maker.browser.get(response.location).text) == {}


def test_a_question_of_another_bank_is_not_ticked(maker, app):
    with app.app_context():
        known = db.session.scalars(select(Question.public_id)).all()
    made = ticks.packed([*known[:1], UUID(int=5)])
    page = maker.browser.get(f"{maker.home}/questions", query_string={"picked": made}).text
    assert len(ticked(page)) == 1


@pytest.mark.parametrize("count", [0, 1, 2, 3, 200])
def test_what_is_packed_is_unpacked(count):
    ids, others = ({uuid4() for _ in range(count)} for _ in range(2))
    assert ticks.unpacked(ticks.packed(ids), ids | others) == ids


@pytest.mark.parametrize("to", ["x", "-1", "0", "9" * 20, ""])
def test_a_page_that_is_none_is_the_first_or_the_last(maker, to):
    assert ticked(go(maker, [FIRST], to=to)) == {FIRST: True}


def test_a_bank_of_the_quiz_alone_is_looked_at(maker):
    assert maker.pick(FIRST, go="1", bank="nowhere").status_code == 404
