from fractions import Fraction

import pytest

from quizapp.domain.answers import Matched, Ordered, Outcome, Recalled
from quizapp.domain.questions import Flashcard, Item, Matching, Ordering, Pair
from tests.grading import grade

MATCHING = Matching(
    id="q",
    topic="t",
    stem="Match.",
    pairs=(Pair("a", "Japan", "Tokyo", "f-a"), Pair("b", "France", "Paris", "f-b")),
    extra=("Rome", "Lima"),
)
ORDERING = Ordering(
    id="q",
    topic="t",
    stem="Order.",
    items=tuple(Item(each, each.upper(), f"f-{each}") for each in "abcd"),
)


def test_half_of_the_pairs_earns_half():
    mark = grade(MATCHING, Matched((("a", "Tokyo"), ("b", "Rome"))))
    assert (mark.points, mark.outcome) == (Fraction(1, 2), Outcome.PARTLY)
    assert [part.guess for part in mark.parts] == [0.25, 0.25]
    assert (mark.parts[1].given, mark.parts[1].expected) == ("Rome", "Paris")


def test_the_right_side_of_another_pair_is_a_confusion():
    parts = grade(MATCHING, Matched((("a", "Paris"), ("b", "Paris")))).parts
    assert [part.confused_with for part in parts] == ["f-b", ""]


def test_a_pair_left_empty_was_not_answered():
    parts = grade(MATCHING, Matched((("b", "Paris"),))).parts
    assert [(part.answered, part.right) for part in parts] == [(False, False), (True, True)]


@pytest.mark.parametrize(
    "pairs", [(("x", "Tokyo"),), (("a", "Oslo"),), (("a", "Tokyo"), ("a", "Paris"))]
)
def test_pairs_that_were_not_shown_are_malformed(pairs):
    assert grade(MATCHING, Matched(pairs)).outcome is Outcome.MALFORMED


def test_items_at_their_place_earn_their_share():
    mark = grade(ORDERING, Ordered.in_order("abdc"))
    assert mark.points == Fraction(1, 2)
    assert [part.right for part in mark.parts] == [True, True, False, False]
    assert (mark.parts[2].given, mark.parts[2].expected) == ("Place 4", "Place 3")
    assert {part.guess for part in mark.parts} == {0.25}


def test_a_place_given_twice_counts_for_none():
    mark = grade(ORDERING, Ordered((("a", 1), ("b", 1), ("c", 3))))
    assert mark.points == Fraction(1, 4)
    assert [part.answered for part in mark.parts] == [True, True, True, False]
    assert mark.parts[0].note == "You gave this place to more than one."


def test_items_without_a_place_are_not_told_that_they_share_one():
    parts = grade(ORDERING, Ordered((("c", 3),))).parts
    assert [part.note for part in parts] == ["", "", "", ""]


@pytest.mark.parametrize("places", [(("x", 1),), (("a", 0),), (("a", 5),), (("a", 1), ("a", 2))])
def test_places_that_do_not_exist_are_malformed(places):
    assert grade(ORDERING, Ordered(places)).outcome is Outcome.MALFORMED


def test_nothing_put_together_is_blank():
    assert grade(MATCHING, Matched(())).outcome is Outcome.BLANK
    assert grade(ORDERING, Ordered(())).outcome is Outcome.BLANK


@pytest.mark.parametrize(
    ("rating", "points", "given"), [(1, 0, "Again"), (2, 1, "Hard"), (3, 1, "Good"), (4, 1, "Easy")]
)
def test_a_learner_judges_a_flashcard(rating, points, given):
    card = Flashcard(id="q", topic="t", stem="Front", fact="f", back="Back")
    mark = grade(card, Recalled(rating))
    assert (mark.points, mark.parts[0].given, mark.parts[0].expected) == (points, given, "Back")
    assert grade(card, Recalled(5)).outcome is Outcome.MALFORMED


def remembered(order, items="abcde"):
    question = Ordering(
        id="q", topic="t", stem="?", items=tuple(Item(i, i.upper(), f"f-{i}") for i in items)
    )
    parts = grade(question, Ordered.in_order(order)).parts
    return "".join(part.part for part in parts if part.shows_memory)


@pytest.mark.parametrize(
    ("order", "known"),
    [
        ("abcde", "abcde"),
        ("bcdea", "bcde"),
        ("eabcd", "abcd"),
        ("abced", "abc"),
        ("acbde", "ade"),
        ("acdbe", "acde"),
        ("edcba", "c"),
        ("badce", "e"),
    ],
)
def test_only_what_was_misplaced_is_to_be_learnt_again(order, known):
    assert remembered(order) == known


def test_points_go_by_places_and_say_so_where_memory_does_not():
    mark = grade(ORDERING, Ordered.in_order("bcda"))
    assert mark.points == 0
    assert [part.right for part in mark.parts] == [False] * 4
    assert [part.shows_memory for part in mark.parts] == [False, True, True, True]
    assert "among the others" in mark.parts[1].note
    assert [part.guess for part in mark.parts] == [0.25, 0.5, 0.5, 0.5]


def test_places_given_twice_or_not_at_all_show_nothing():
    parts = grade(ORDERING, Ordered((("a", 2), ("b", 2), ("d", 3)))).parts
    assert [part.shows_memory for part in parts] == [False, False, False, False]
