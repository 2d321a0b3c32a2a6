"""Gaps that may be filled in any order, and those that the text gives a place of their own."""

from __future__ import annotations

from itertools import permutations

import pytest

from quizapp.domain.answers import Filled, Outcome
from quizapp.domain.questions import Cloze, Gap
from tests.grading import grade


def treaty(text, one=("Japan",), other=("France",), **more):
    gaps = (Gap("a", one, "f-a"), Gap("b", other, "f-b"))
    return Cloze(id="q", topic="t", stem="Fill in.", text=text, gaps=gaps, **more)


EXCHANGEABLE = [
    treaty("{{a}} and {{b}} signed the treaty."),
    treaty("The treaty was signed by {{a}} and {{b}} in 1951."),
    treaty("After the war, {{a}} & {{b}} met."),
    treaty("The treaty between {{a}} and {{b}} holds."),
    treaty("Its colours are {{a}}, {{b}}.", ("red",), ("blue",)),
    treaty("It was {{a}} or {{b}}."),
    treaty("It fell in {{a}} and {{b}}.", ("1914",), ("1918",)),
]


@pytest.mark.parametrize("question", EXCHANGEABLE)
def test_gaps_of_which_the_text_reads_the_same_may_be_exchanged(question):
    one, other = question.expected
    mark = grade(question, Filled((("a", other), ("b", one))))
    assert mark.outcome is Outcome.RIGHT
    assert [(part.fact, part.right) for part in mark.parts] == [("f-a", True), ("f-b", True)]
    assert "another gap" in mark.parts[0].note
    straight = grade(question, Filled((("a", one), ("b", other))))
    assert straight.outcome is Outcome.RIGHT
    assert straight.parts[0].note == ""


def test_of_exchanged_gaps_the_one_that_is_known_is_right_and_a_name_counts_once():
    question = EXCHANGEABLE[0]
    mark = grade(question, Filled((("a", "France"), ("b", "Peru"))))
    assert [(part.fact, part.right, part.given) for part in mark.parts] == [
        ("f-a", False, "Peru"),
        ("f-b", True, "France"),
    ]
    twice = grade(question, Filled((("a", "France"), ("b", "France"))))
    assert [part.right for part in twice.parts] == [False, True]
    alone = grade(question, Filled((("a", "France"),)))
    assert [(part.right, part.answered) for part in alone.parts] == [(False, False), (True, True)]


@pytest.mark.parametrize(
    "question",
    [
        treaty("{{a}} invaded {{b}}."),
        treaty("{{a}} and then {{b}} signed."),
        treaty("{{a}} and {{b}} won gold and silver, respectively."),
        treaty("{{a}} and {{b}} are ruled from Tokyo and Paris."),
        treaty("First came {{a}} and {{b}}."),
        treaty("Between {{a}} and {{b}} there was war.", ("1914",), ("1918",)),
        treaty("Men and women numbered {{a}} and {{b}}.", ("3",), ("5",)),
        treaty("{{a}} and {{b}} belong together.", ("Japan",), ("1951",)),
        treaty("{{a}} and {{b}} belong together.", ("Japan",), ("coal",)),
    ],
)
def test_gaps_with_a_place_of_their_own_are_not_exchanged(question):
    one, other = question.expected
    assert grade(question, Filled((("a", other), ("b", one)))).points == 0


@pytest.mark.parametrize(
    ("corresponding", "apart"),
    [
        (
            "The capital of France and the capital of Spain are {{a}} and {{b}}.",
            "The capitals of the two kingdoms are {{a}} and {{b}}.",
        ),
        (
            "{{a}} and {{b}} are the capital of France and the capital of Spain.",
            "{{a}} and {{b}} are members of the league and leave it this year.",
        ),
        (
            "The capital of France & that of Spain are {{a}} & {{b}}.",
            "The capital of France was that of {{a}} & {{b}}.",
        ),
        (
            "France's capital and Spain's are {{a}} and {{b}}.",
            "France's oldest and best friends are {{a}} and {{b}}.",
        ),
        (
            "France's king and the queen of Spain were {{a}} and {{b}}.",
            "France's king and his court knew {{a}} and {{b}}.",
        ),
        (
            "Its army and the navy of Spain were led by {{a}} and {{b}}.",
            "Its army and that day's weather beat {{a}} and {{b}}.",
        ),
        (
            "The towns of the north and those of the south are ruled by {{a}} and {{b}}.",
            "The towns of the north and their people are ruled by {{a}} and {{b}}.",
        ),
        (
            "Its army and its navy were led by {{a}} and {{b}}.",
            "Its army and navy were beaten by {{a}} and {{b}}.",
        ),
        (
            "Both the army and the navy were led by {{a}} and {{b}}.",
            "Both {{a}} and {{b}} led the army.",
        ),
        (
            "{{a}} or {{b}} is a city or an island.",
            "{{a}} or {{b}} is a city or larger.",
        ),
        (
            "The north and the south are ruled by {{a}} and {{b}}.",
            "The border between the north and the south was drawn by {{a}} and {{b}}.",
        ),
        (
            "{{a}} and {{b}} led the army and the navy.",
            "{{a}} and {{b}} led the army, and the war ended.",
        ),
        (
            "{{a}} and {{b}} wrote the treaty and the annex.",
            "{{a}} and {{b}} signed the treaty and its annex.",
        ),
        (
            "A minister of trade and minister of defence were {{a}} and {{b}}.",
            "A minister of trade met with {{a}} and {{b}}.",
        ),
        (
            "The ministers of trade and defence were {{a}} and {{b}}.",
            "The treaty on trade and defence was signed by {{a}} and {{b}}.",
        ),
        (
            "{{a}} and {{b}} are the ministers of trade and defence.",
            "{{a}} and {{b}} are neighbours, allies and partners.",
        ),
        (
            "Its president and prime minister were {{a}} and {{b}}.",
            "Its president met {{a}} and {{b}} and went north.",
        ),
        (
            "{{a}} and {{b}} won gold and silver.",
            "{{a}} and {{b}} won gold and were proud of it.",
        ),
        (
            "The largest and smallest of its states are {{a}} and {{b}}.",
            "Two rich and powerful states are {{a}} and {{b}}.",
        ),
        (
            "The author and chief composer of the song were {{a}} and {{b}}.",
            "{{a}} and {{b}} met the author of the book and signed and sealed a treaty.",
        ),
    ],
)
def test_a_second_pair_gives_each_gap_its_place_and_what_is_no_pair_does_not(corresponding, apart):
    swapped = Filled((("a", "France"), ("b", "Japan")))
    assert grade(treaty(corresponding), swapped).points == 0
    assert grade(treaty(apart), swapped).points == 1


SIGNERS = ("Japan", "France", "Peru")


def three(text):
    gaps = tuple(Gap(each, (name,), f"f-{each}") for each, name in zip("abc", SIGNERS, strict=True))
    return Cloze(id="q", topic="t", stem="Fill in.", text=text, gaps=gaps)


def test_three_gaps_in_a_list_may_stand_in_any_order():
    question = three("{{a}}, {{b}} and {{c}} signed.")
    for order in permutations(SIGNERS):
        assert grade(question, Filled(tuple(zip("abc", order, strict=True)))).points == 1


@pytest.mark.parametrize(
    "text",
    [
        "The army, the navy, and the fleet are led by {{a}}, {{b}} and {{c}}.",
        "Its army, its navy, and its fleet are led by {{a}}, {{b}} and {{c}}.",
        "The army, the navy and the fleet are led by {{a}}, {{b}} and {{c}}.",
    ],
)
def test_a_second_list_of_three_gives_each_of_three_gaps_its_place(text):
    order = ("France", "Peru", "Japan")
    assert grade(three(text), Filled(tuple(zip("abc", order, strict=True)))).points == 0


def test_a_gap_that_is_not_in_the_list_may_be_part_of_the_second_pair():
    text = "The king of {{c}} and the queen of Spain are {{a}} and {{b}}."
    answer = Filled((("a", "France"), ("b", "Japan"), ("c", "Peru")))
    assert [part.right for part in grade(three(text), answer).parts] == [True, False, False]


BORDER = "The dam, on the border between {{a}} and {{b}},"


@pytest.mark.parametrize(
    "text",
    [
        f"{BORDER} was built between 1955 and 1959.",
        f"{BORDER} was built from 1955 to 1959.",
        f"{BORDER} was built between March 1955 and June 1959.",
        f"{BORDER} was built between 3 May and 4 June 1959.",
        f"{BORDER} cost between $120 and $135 million.",
        f"{BORDER} cost between 1.2 million and 1.3 million pounds.",
        f"{BORDER} lies between the kilometres 20 and 30 of its course.",
        "Between 1955 and 1959, {{a}} and {{b}} built the dam.",
        "{{a}} and {{b}} were at war between March and May 1914.",
    ],
)
def test_the_ends_of_a_time_or_an_amount_are_no_pair_that_gaps_belong_to(text):
    assert grade(treaty(text), Filled((("a", "France"), ("b", "Japan")))).points == 1


@pytest.mark.parametrize(
    "text",
    [
        "{{a}} and {{b}} became independent in 1955 and 1959.",
        "{{a}} and {{b}} have 20 and 30 dams.",
        "{{a}} and {{b}} joined in March 1955 and June 1959.",
        "{{a}} in Africa and {{b}} in Asia built it between 1955 and 1959.",
        "{{a}} and {{b}} were led by Smith and Jones between 1955 and 1959.",
        "{{a}} and {{b}}, respectively, built it between 1955 and 1959.",
        "{{a}} and {{b}} won between 20 and 30 and between 40 and 50 seats and are ruled from Tokyo"
        " and Paris.",
    ],
)
def test_two_times_or_amounts_and_whatever_else_is_a_pair_still_give_each_gap_its_place(text):
    assert grade(treaty(text), Filled((("a", "France"), ("b", "Japan")))).points == 0
