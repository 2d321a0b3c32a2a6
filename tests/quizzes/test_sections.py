"""Sections of a quiz: which questions belong to them, and that shuffling stays within them."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.db import db, transaction
from quizapp.quizzes import building, papers
from quizapp.quizzes.designs import Design, Item, appended, design_at, latest_design
from quizapp.quizzes.models import AttemptQuestion
from quizapp.quizzes.sections import Section, beginnings
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, asked, build, nothing_learned, public_id

READING, NUMBERS = Section("Reading", "Take your time."), Section("Numbers")
PLACED = (
    ("height-verdict", 0),
    ("keeper-choice", 1),
    ("place-short", 1),
    ("years-match", 2),
    ("tower-response", 2),
)


@pytest.fixture
def maker(make_user):
    """The id of the teacher whose quiz it is."""
    return make_user("Clara", Role.ADMIN).id


def items(bank):
    return tuple(Item(bank, public_id(slug), section=section) for slug, section in PLACED)


def begin(person, clock, attempt_id=None):
    with transaction() as session:
        return start_quiz(session, attempt_id or uuid4(), QUIZ, user_id=person, now=clock()).id


def sections_in(attempt_id):
    return list(
        db.session.scalars(
            select(AttemptQuestion.section)
            .where(AttemptQuestion.attempt_id == attempt_id)
            .order_by(AttemptQuestion.position)
        )
    )


@both_databases
def test_a_design_keeps_its_sections_and_what_belongs_to_them(bank, maker, clock):
    build(maker, bank, *items(bank), now=clock(), sections=(READING, NUMBERS))
    stored = latest_design(db.session(), QUIZ).design
    assert stored.sections == (READING, NUMBERS)
    assert [each.section for each in stored.items] == [0, 1, 1, 2, 2]


@both_databases
def test_an_attempt_keeps_to_which_section_each_question_belongs(bank, maker, person, clock):
    build(maker, bank, *items(bank), now=clock(), sections=(READING, NUMBERS))
    attempt_id = begin(person, clock)
    assert asked(attempt_id) == [slug for slug, _ in PLACED]
    assert sections_in(attempt_id) == [0, 1, 1, 2, 2]


def test_shuffling_stays_within_a_section(bank, maker, make_user, clock):
    build(maker, bank, *items(bank), now=clock(), sections=(READING, NUMBERS), shuffles=True)
    section_of = dict(PLACED)
    orders = set()
    for number in range(12):
        order = asked(begin(make_user(f"L{number}").id, clock))
        assert [section_of[slug] for slug in order] == [0, 1, 1, 2, 2]
        orders.add(tuple(order))
    assert len(orders) > 1


def test_what_is_drawn_belongs_to_the_section_of_its_draw(bank, maker, person, clock):
    drawn = (Item(bank, count=2, topic="tower", section=1), Item(bank, count=1, section=2))
    build(maker, bank, *drawn, now=clock(), sections=(READING, NUMBERS))
    assert sections_in(begin(person, clock)) == [1, 1, 2]


def test_a_quiz_without_sections_is_shuffled_as_it_ever_was(bank, maker, person, clock):
    plain = tuple(Item(bank, public_id(slug)) for slug, _ in PLACED)
    build(maker, bank, *plain, now=clock(), shuffles=True)
    attempt_id = begin(person, clock)
    assert sections_in(attempt_id) == [0] * 5


@pytest.mark.parametrize("numbers", [(1, 0), (2, 1), (3,), (-1,)])
def test_items_stand_in_the_order_of_sections_that_there_are(numbers):
    with pytest.raises(ValueError, match="sections"):
        Design(
            "Test",
            items=tuple(Item(1, section=each) for each in numbers),
            sections=(READING, NUMBERS),
        )


def test_what_is_added_belongs_to_the_last_section():
    design = appended(Design("Test", sections=(READING, NUMBERS)), [Item(1), Item(1, count=2)])
    assert [each.section for each in design.items] == [2, 2]
    assert [each.section for each in appended(Design("Test"), [Item(1)]).items] == [0]


def test_a_section_begins_where_its_first_question_stands():
    placed = [(1, 0), (2, 1), (3, 1), (4, 2)]
    assert beginnings((READING, NUMBERS), placed) == {2: READING, 4: NUMBERS}
    assert beginnings((READING, NUMBERS), [(1, 2), (2, 2)]) == {1: NUMBERS}
    assert beginnings((), [(1, 0), (2, 0)]) == {}


@both_databases
def test_an_earlier_version_can_be_read_again(bank, maker, clock):
    number = build(maker, bank, *items(bank), now=clock(), sections=(READING, NUMBERS))
    with transaction() as session:
        building.change_quiz(
            session, QUIZ, Design("Test", items=items(bank)[:1]), after=number, now=clock()
        )
    before = design_at(db.session(), QUIZ, number)
    assert before.sections == (READING, NUMBERS)
    assert len(before.items) == 5
    assert design_at(db.session(), QUIZ, 99) is None


def test_on_paper_sections_stand_in_their_order_in_every_version(bank, make_user, maker, clock):
    build(maker, bank, *items(bank), now=clock(), sections=(READING, NUMBERS))
    reader = builders.visitor_of(make_user("Dora", Role.ADMIN))
    latest = latest_design(db.session(), QUIZ)
    for sheet in papers.papers(db.session(), QUIZ, latest, reader, nothing_learned, 4):
        assert [each.begins for each in sheet.questions] == [None, READING, None, NUMBERS, None]
