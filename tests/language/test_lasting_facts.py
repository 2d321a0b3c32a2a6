"""What is no fact to learn: the weather to come, half of a turn, what is left out or undated."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted, statements

Read = Callable[[str], Drafted]


@pytest.fixture
def read() -> Read:
    return partial(drafted, title="News of Linz", published="2027-01-07")


@pytest.mark.parametrize(
    ("sentence", "lasts"),
    [
        ("Gusts of 110 km/h are likely on the headlands of Kintyre in Scotland.", False),
        ("Gusts of 110 km/h were measured on the headlands of Kintyre in Scotland.", True),
        ("Between 20 and 30 mm of rain is forecast for Linz and Wels in Austria.", False),
        ("Some 30 mm of rain fell on Linz and Wels in Austria in May 2026.", True),
        ("Storm Odette is expected to reach the coast of Norway on 8 January 2027.", False),
        ("Storm Odette reached the coast of Norway on 3 January 2027.", True),
        ("Winds of 130 km/h cannot be ruled out on the Isle of Skye in Scotland.", False),
        ("The Linz Opera is expected to cost 340 million euros and to open in Linz.", True),
    ],
)
def test_the_weather_to_come_is_no_fact(read: Read, sentence: str, lasts: bool) -> None:
    assert bool(read(sentence).facts) == lasts


@pytest.mark.parametrize(
    ("span", "whole"),
    [
        ("from Friday evening to Saturday noon", False),
        ("from Friday to Saturday at noon", True),
        ("from Friday to Saturday", True),
    ],
)
def test_a_part_of_a_day_is_no_whole_day(read: Read, span: str, whole: bool) -> None:
    made = read(f"The Linz Opera will sell 340 tickets for Parsifal {span}.")
    days = [fact for fact in made.facts if "8 January 2027" in fact.statement]
    assert whole or not days


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        (
            "The Linz Canal was authorised by Austria in 1907 but never built.",
            "The Linz Canal was authorised by Austria in 1907.",
        ),
        (
            "Ann Lee was cleared of theft in Linz in 2019 but will be tried for fraud in Wels.",
            "Ann Lee was cleared of theft in Linz in 2019.",
        ),
        (
            "The Linz Canal was authorised by Austria in 1907 and cancelled by Norway in 1909.",
            "The Linz Canal was authorised by Austria in 1907.",
        ),
    ],
)
def test_a_second_verb_that_turns_the_first_is_not_cut_off(
    read: Read, sentence: str, wrong: str
) -> None:
    assert wrong not in {fact.statement for fact in read(sentence).facts}


def test_a_second_verb_that_goes_on_is_cut_off(read: Read) -> None:
    made = read("The Linz Canal was opened by Austria in 1907 and carried coal to Wels.")
    assert any(f.statement == "The Linz Canal was opened by Austria in 1907." for f in made.facts)


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        ("", True),
        (", although the paper itself makes no such claim", False),
        (", but the paper makes no such claim", False),
    ],
)
def test_a_quotation_is_not_told_without_its_disclaimer(read: Read, after: str, kept: bool) -> None:
    said = '"Linz has solved the problem of bare peat in Austria," Ann Lee told reporters'
    made = read(f"Ann Lee is a biologist in Linz.\n\n{said}{after}.")
    assert any("solved" in fact.statement for fact in made.facts) == kept


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Ann Lee, at present deputy head of the Linz Opera, will go to Wels in 2028.", False),
        ("Ann Lee, the deputy head of the Linz Opera, will go to Wels in 2028.", True),
        ("Ann Lee will be sentenced in Linz on 16 October 2027.", False),
        ("Ann Lee will be sentenced for fraud in Linz on 16 October 2027.", True),
        ("Ann Lee of the Green Alliance took charge in Linz in September 2026.", False),
        ("Ann Lee of the Green Alliance took charge of Linz in September 2026.", True),
    ],
)
def test_what_is_left_out_or_has_no_day_is_no_fact(read: Read, sentence: str, whole: bool) -> None:
    told = [f for f in read(sentence).facts if "202" in f.statement]
    assert bool(told) == whole


@pytest.mark.parametrize("verb", ["married", "divorced"])
def test_who_is_married_is_whom(read: Read, verb: str) -> None:
    made = read(f"Augusta Ferring {verb} the engraver Hugh Lancaster in Linz in 1957.")
    asked = [fact.question for fact in made.facts]
    assert not any(each.startswith("What did Augusta") for each in asked)


def test_the_stop_behind_a_sum_ends_its_sentence(read: Read) -> None:
    made = read("Revenue at Halm Motors rose by 3 per cent to £206m. Its works are in Linz.")
    told = {fact.statement for fact in made.facts}
    assert told == {"Revenue at Halm Motors rose by 3 per cent to £206m."}
    assert any("£206m" in fact.value.text for fact in made.facts)


@pytest.mark.parametrize(
    ("sentence", "span", "lasts"),
    [
        ("The Linz library is 41 years old.", "41 years", False),
        ("The oldest tree in Linz is 400 years old.", "400 years", False),
        ("Joan Archer is 41 and leads the Linz museum.", "41", False),
        ("The Linz museum has been closed for 12 years.", "12 years", False),
        ("The Linz museum has been closed for the last 12 years.", "12 years", False),
        ("Joan Archer has been mayor of Linz for 18 months.", "18 months", False),
        ("The Linz museum was closed for 12 years.", "12 years", True),
        ("By 2016 the Linz museum has been closed for 12 years.", "12 years", True),
        ("The Linz cave is about 40 million years old.", "about 40 million years", True),
        ("The Linz cave is 12,000 years old.", "12,000 years", True),
        ("Children in Linz start school when they are 6 years old.", "6 years", True),
        ("The Linz museum is more than 400 years old.", "more than 400 years", True),
        ("Members of the Linz club have to pay for 12 years.", "12 years", True),
        ("Joan Archer became mayor of Linz in 2004 at the age of 41.", "41", True),
    ],
)
def test_how_old_something_is_grows_unless_a_year_is_told(
    read: Read, sentence: str, span: str, lasts: bool
) -> None:
    assert (span in {fact.value.text for fact in read(sentence).facts}) == lasts


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Joan Archer, 41, runs the Linz library.",
        "Mayor Joan Archer, who is 41, runs the Linz library.",
        "Mayor Joan Archer is 41.",
        "Mayor Joan Archer is 41 years old and runs the Linz library.",
        "Mayor Joan Archer runs the Linz library. She is 41.",
        "Mayor Joan Archer runs the Linz library. She is 41 years old.",
    ],
)
def test_the_age_of_somebody_is_that_of_the_month_of_the_article(text: str) -> None:
    dated = drafted(text, title="The mayor Joan Archer", published="2027-01-07")
    assert "Joan Archer was 41 years old in January 2027." in statements(dated)
    assert not any("is 41" in each for each in statements(dated))
    undated = drafted(text, title="The mayor Joan Archer")
    assert not any("41" in each for each in statements(undated))


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Joan Archer runs the Linz library. She is 41 metres away.",
        "Mayor Joan Archer runs the Linz library. “I know that she is 41.”",
        "Mayor Joan Archer met Mayor Ann Lee in Linz. She is 41.",
    ],
)
def test_a_number_that_is_nobodys_age_is_told_of_nobody(text: str) -> None:
    made = drafted(text, title="The mayor Joan Archer", published="2027-01-07")
    assert not any("years old" in each for each in statements(made))
