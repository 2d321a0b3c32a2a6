"""It is counted how many of the points that matter the drafts of a text ask."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quizapp.domain.facts import Evidence
from quizapp.domain.questions import (
    Item,
    Matching,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    Question,
)
from tests.builders import BRIEF, FACTS, choice, fact
from tests.builders import QUESTIONS as BUILT
from tests.evaluation import recall
from tests.evaluation.points import NAMES_AND_NUMBERS, UNDERSTANDING, Point, PointedText
from tests.evaluation.recall import Reached, Recall, Top, reach, recall_table, top_of

FACT_BY_ID = {fact.id: fact for fact in FACTS}
POINTS = (
    Point("Ida Berg kept the lighthouse.", "who", ("Its keeper was Ida Berg.",)),
    Point("It was lit in 1871.", "when", ("It was lit in 1871.",)),
    Point("The tower is of stone.", "what is", ("Its walls are of granite.",)),
    Point("First it was built, then lit.", "sequence", ("Work on it began in 1868. It was lit",)),
)
TEXT = PointedText(BRIEF, POINTS)
ORDERING = Ordering(
    id="order",
    topic="history",
    stem="Put them in order.",
    items=(Item("one", "It was built", "begun"), Item("two", "It was closed", "closed")),
)
MATCHING = Matching(
    id="match",
    topic="tower",
    stem="What belongs together?",
    pairs=(Pair("one", "Walls", "Granite", "walls"), Pair("two", "Lit", "1871", "lit")),
)
RESPONSE = next(each for each in BUILT if isinstance(each, MultipleResponse))


def reached(*questions: Question) -> list[tuple[str, bool, bool]]:
    return [(each.kind, each.touched, each.tested) for each in reach(TEXT, questions, FACT_BY_ID)]


def test_without_drafts_nothing_is_reached() -> None:
    assert reached() == [
        ("who", False, False),
        ("when", False, False),
        ("what is", False, False),
        ("sequence", False, False),
    ]


def test_a_point_is_tested_where_its_quote_proves_the_draft_and_its_sentence_has_the_answer() -> (
    None
):
    assert reached(choice())[0] == ("who", True, True)
    assert not any(touched for _, touched, _ in reached(choice())[1:])


def test_a_point_is_only_touched_where_the_draft_asks_something_else_of_its_quote() -> None:
    assert reached(RESPONSE)[2] == ("what is", True, False)


def test_each_part_of_an_answer_is_looked_for() -> None:
    assert reached(ORDERING)[3] == ("sequence", True, True)
    assert [each[1:] for each in reached(MATCHING)] == [
        (False, False),
        (True, True),
        (True, False),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("sentence", "tested"),
    [
        ("The keepers of the light were called Ida Berg.", True),
        ("Somebody called Berg kept it.", True),
        ("Somebody kept it.", False),
    ],
)
def test_half_of_the_telling_words_of_an_answer_are_enough(sentence: str, tested: bool) -> None:
    point = Point(sentence, "who", ("Its keeper was Ida Berg.",))
    (found,) = reach(PointedText(BRIEF, (point,)), (choice(),), FACT_BY_ID)
    assert found == Reached("who", touched=True, tested=tested)


def test_an_answer_without_a_telling_word_tests_nothing() -> None:
    empty = choice(options=(Option("right", "They"), Option("other", "Jon Lund")))
    assert reached(empty)[0] == ("who", True, False)


def test_evidence_in_another_text_reaches_nothing() -> None:
    quote = "Its keeper was Ida Berg."
    evidence = (Evidence("other", quote, "Ida Berg"),)
    elsewhere = fact("keeper", FACT_BY_ID["keeper"].value, quote, evidence=evidence)
    found = reach(TEXT, (choice(),), {"keeper": elsewhere})
    assert not any(each.touched for each in found)


def test_it_is_counted_how_many_drafts_reach_a_point() -> None:
    wrong = choice(options=(Option("right", "They"), Option("other", "Jon Lund")))
    top = top_of(TEXT, (choice(), wrong, MATCHING), FACT_BY_ID)
    assert (top.drafts, top.touching, top.testing) == (3, 3, 2)
    assert top_of(TEXT, (), FACT_BY_ID) == Top(tuple(reach(TEXT, (), FACT_BY_ID)))


def test_the_best_drafts_of_a_text_are_counted_apart_from_all(monkeypatch) -> None:
    made = SimpleNamespace(
        facts=FACTS, questions=(RESPONSE,) * 10 + (choice(),) + (RESPONSE,) * 9 + (MATCHING,)
    )
    monkeypatch.setattr(recall, "draft", lambda *_: made)
    found = recall.measure_recall([TEXT, TEXT], parse=None, gazetteer=None)
    assert found.texts == 2
    tested = {
        top: [each.kind for each in of.points if each.tested] for top, of in found.tops.items()
    }
    assert tested == {
        "top 10": [],
        "top 20": ["who"] * 2,
        "all drafts": ["who", "when", "sequence"] * 2,
    }
    assert [of.drafts for of in found.tops.values()] == [20, 40, 42]
    assert [of.testing for of in found.tops.values()] == [0, 2, 4]


def test_the_table_has_a_column_for_each_set_and_parts_the_kinds() -> None:
    some = [Reached("who", touched=True, tested=True), Reached("why", touched=True, tested=False)]
    tops = {"top 10": Top(some[1:], 4, 2, 1), "top 20": Top(some, 4, 4, 3), "all drafts": Top()}
    rows = {
        row.split(" | ")[0].removeprefix("| "): row.removesuffix(" |").split(" | ")[1:]
        for row in recall_table(
            {"one": Recall(1, tops), "two": Recall(0, dict.fromkeys(tops, Top()))}
        )
    }
    assert rows["texts"] == ["1", "0"]
    assert rows["top 10: all"] == ["0% / 100% of 1", "none"]
    assert rows["top 20: all"] == ["50% / 100% of 2", "none"]
    assert rows["all drafts: all"] == ["none", "none"]
    assert rows[f"top 20: {', '.join(NAMES_AND_NUMBERS)}"] == ["100% / 100% of 1", "none"]
    assert rows["top 20: all others"] == ["0% / 100% of 1", "none"]
    assert {f"top 20: {kind}" for kind in (*NAMES_AND_NUMBERS, *UNDERSTANDING)} < set(rows)
    assert rows["top 10: drafts that reach a point"] == ["25% / 50% of 4", "none"]
