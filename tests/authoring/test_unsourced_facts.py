"""Facts that come with a question written by hand: how many, under which ids, and shared when."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.authoring.details import question_detail
from quizapp.authoring.services import create_question
from quizapp.authoring.unsourced_parts import own_facts
from quizapp.banks.models import Fact, FactVersion
from quizapp.db import db, transaction
from quizapp.domain.questions import Cloze, Gap, Matching, Ordering, Pair, QuestionKind
from tests.databases import both_databases
from tests.teaching import questions

LONG = "Match each of the rivers of the country with the city at which it reaches the sea at last."
PAIRS = (
    Pair("a", "Ems", "Emden", "own-1"),
    Pair("b", "Trave", "Travemünde", "own-2"),
    Pair("c", "Weser", "Bremerhaven", "weser-mouth"),
)
MATCHING: Matching = replace(questions()[QuestionKind.MATCHING], stem=LONG, pairs=PAIRS, extra=())
OWN = ("own-1", "own-2", "own-3")


def create(bank, question, now):
    with transaction() as session:
        return create_question(
            session,
            bank.id,
            question,
            author_id=None,
            now=now,
            own_facts=own_facts(question, OWN),
        )


def asked(row):
    return question_detail(db.session(), row).question.facts


def count():
    return len(db.session.scalars(select(Fact.id)).all())


@both_databases
def test_each_part_without_a_fact_gets_one_and_the_others_keep_theirs(rivers, clock):
    before = count()
    row = create(rivers, MATCHING, clock())
    assert asked(row) == ("ems-emden", "trave-travemunde", "weser-mouth")
    assert count() == before + 2


@both_databases
def test_the_same_question_again_adds_neither_question_nor_fact(rivers, clock):
    first = create(rivers, MATCHING, clock())
    before = count()
    assert create(rivers, MATCHING, clock()).id == first.id
    assert count() == before


@both_databases
def test_facts_whose_words_begin_alike_get_ids_of_their_own(rivers, clock):
    items = questions()[QuestionKind.ORDERING].items
    ordering: Ordering = replace(
        questions()[QuestionKind.ORDERING],
        stem=LONG,
        items=tuple(replace(i, fact=name) for i, name in zip(items, OWN, strict=False)),
    )
    names = asked(create(rivers, ordering, clock()))
    assert len(set(names)) == len(ordering.items)
    assert asked(create(rivers, ordering, clock())) == names


@both_databases
def test_a_gap_of_another_answer_in_the_same_text_is_another_fact(rivers, clock):
    text = Cloze(
        id="new",
        topic="mouths",
        stem="Fill in the gaps.",
        text="The {{1}} meets the {{2}}, never the {{3}}.",
        gaps=(
            Gap("1", ("Elbe", "Labe"), "own-1"),
            Gap("2", ("sea",), "own-2"),
            Gap("3", ("e",), "own-3"),
        ),
    )
    row = create(rivers, text, clock())
    detail = question_detail(db.session(), row)
    assert len(detail.question.facts) == 3
    contents = {
        version.fact.slug: version.content
        for version in db.session.scalars(select(FactVersion)).unique()
    }
    values = [contents[name]["value"]["text"] for name in detail.question.facts]
    # “e” stands in many words: what that gap asks for is then said by the whole text.
    assert values == ["Elbe", "sea", "The Elbe meets the sea, never the e."]
    assert contents[detail.question.facts[0]]["also_true"] == ["Labe"]


def test_no_fact_is_made_where_none_is_wanted():
    assert own_facts(MATCHING, ()) == []


@pytest.mark.parametrize("kind", ["multiple_response", "cloze", "matching", "ordering"])
def test_only_the_parts_that_want_a_fact_get_one(kind):
    question = questions()[QuestionKind(kind)]
    name = question.facts[0]
    assert {each.id for each in own_facts(question, [name])} == {name}
