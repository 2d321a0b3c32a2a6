"""A quiz on paper asks the same in every version, and its code says which is which."""

from dataclasses import replace
from uuid import UUID

import pytest

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.quizzes import papers as service
from quizapp.quizzes.designs import Design, Item, Numbered
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import chosen, nothing_learned

pytestmark = both_databases
QUIZ = UUID(int=7)
ALL = ("place-short", "height-number", "keeper-choice", "years-order", "light-cloze")


@pytest.fixture
def teacher(make_user):
    return builders.visitor_of(make_user("Clara", Role.ADMIN))


@pytest.fixture
def printed(bank, teacher):
    """Print a design: printed(count, number=1, items=...)."""

    def printed(count, *, number=1, reader=teacher, **settings):
        design = Design("Test", **{"items": chosen(bank, *ALL)} | settings)
        return service.papers(
            db.session(), QUIZ, Numbered(number, design), reader, nothing_learned, count
        )

    return printed


def stems(paper):
    return [each.prompt.stem for each in paper.questions]


def test_one_version_keeps_the_order_of_the_quiz(printed):
    [paper] = printed(1)
    assert stems(paper)[:2] == ["On which island does it stand?", "How tall is it?"]
    assert paper.code.startswith("1A-")
    assert {each.language for each in paper.questions} == {"en"}


def test_a_quiz_that_shuffles_does_so_on_paper(printed):
    assert stems(printed(1, shuffles=True)[0]) != stems(printed(1)[0])


def test_several_versions_ask_the_same_in_orders_of_their_own(printed):
    made = printed(service.MOST_PAPERS)
    assert len({tuple(stems(each)) for each in made}) > 3
    assert len({frozenset(stems(each)) for each in made}) == 1
    choices = {
        tuple(choice.text for choice in each.prompt.choices)
        for paper in made
        for each in paper.questions
        if each.prompt.stem == "Who kept the lighthouse?"
    }
    assert len(choices) > 1


def test_what_is_drawn_is_the_same_for_all(printed, bank):
    made = printed(4, items=(Item(bank, count=3),))
    assert len({frozenset(stems(each)) for each in made}) == 1
    assert len(made[0].questions) == 3


def test_printed_again_it_is_the_same(printed):
    assert printed(3) == printed(3)


def test_codes_differ_between_versions_and_change_with_what_is_asked(printed, bank):
    codes = [each.code for each in printed(3)]
    assert [code[:3] for code in codes] == ["1A-", "1B-", "1C-"]
    assert printed(1, number=2)[0].code.startswith("2A-")
    fewer = printed(1, items=chosen(bank, *ALL[1:]))
    assert fewer[0].code not in codes


def test_what_its_reader_may_not_see_the_key_of_is_not_printed(printed, make_user, bank):
    with transaction() as session:
        session.get_one(Bank, bank).visibility = "private"
    other = builders.visitor_of(make_user("Theo", Role.TEACHER))
    assert printed(1, reader=other) == ()
    assert printed(1, reader=replace(other, role=Role.STUDENT)) == ()


@pytest.mark.parametrize("count", [0, service.MOST_PAPERS + 1])
def test_there_are_no_more_versions_than_letters_for_them(printed, count):
    with pytest.raises(ValueError, match="1 to"):
        printed(count)
