"""Subjects that only the article around them names, with neighbours that name themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("Visitors can see 340 paintings by Dutch masters in Linz.", False),
        ("Visitors to the Linz Gallery can see 340 paintings by Dutch masters.", True),
        ("Guests from 34 countries came to a wedding in Linz in 2022.", False),
        ("Guests from Norway drank 340 bottles of wine in Linz in 2022.", True),
        ("Supporters collected 12,400 signatures in Linz in 2019.", False),
        ("The Green Alliance collected 12,400 signatures in Linz in 2019.", True),
        ("Residents raised 40,000 euros for the church in Wels in 2019.", False),
        ("Residents of Salzburg raised 40,000 euros for hospitals in Kenya in 2019.", True),
        ("Production ended in Linz in 1999 after 430,000 cars.", False),
        ("Production of the Halmobile ended in Linz in 1999 after 430,000 cars.", True),
        ("Tickets cost 12 euros and are sold at the station in Wels.", False),
        ("Tickets for the Linz Opera cost 12 euros and are sold in Wels.", True),
        ("Adults pay 12 euros and children 6 euros in Linz.", False),
        ("From 2019 adults pay 12 euros for the Linz Opera.", True),
        ("Adults need about 2,400 calories a day in Austria.", True),
        ("Voting takes place in Austria on 4 June 2024.", False),
    ],
)
def test_who_visits_pays_or_builds_is_of_something_that_must_be_named(
    read: Read, sentence: str, clear: bool
) -> None:
    assert bool(read(sentence).facts) == clear


@pytest.mark.parametrize("noun", ["visitors", "tickets", "construction"])
def test_what_only_the_title_tells_is_unnamed_in_a_question(read: Read, noun: str) -> None:
    sentence = f"{noun.capitalize()} cost the city of Linz 340,000 euros in 2019."
    assert not read(sentence, title=f"What {noun} cost Linz").facts


@pytest.mark.parametrize(
    ("title", "sentence", "clear"),
    [
        ("New bridge opens in Linz", "The bridge cost 12 million euros in 1999.", False),
        ("New bridge opens in Linz", "The Linz bridge cost 12 million euros in 1999.", True),
        ("Film made in Linz", "The film won three awards in Cannes in 2019.", False),
        ("Film made in Linz", "The film Orran won three awards in Cannes in 2019.", True),
        ("Nations agree on fish", "The agreement covers 34 ports and 12 islands.", False),
        ("Lorries compared", "The company employs 340 people in Linz.", False),
        ("Swimming pool reopens", "The pool has been shut since tiles fell in 2026.", False),
        ("Swimming pool reopens", "The main pool is 25 metres long.", False),
        ("Swimming pool reopens", "The main pool of Thornby Baths is 25 metres long.", True),
        ("Lake Orran", "Steamers ran on the lake from 1874 to 1912.", False),
        ("Lake Orran", "Steamers ran on Lake Orran from 1874 to 1912.", True),
        ("Storm Odette", "The storm was named on 5 January 2027 by Norway.", False),
        ("Storm Odette", "Storm Odette was named on 5 January 2027 by Norway.", True),
        ("Penlow works", "Fewer than 80 of the works' 410 employees will go in 2027.", False),
        ("Moss and peat", "Ann Lee planted the moss on 36 plots in Norway in 2019.", False),
        ("The Sun", "The Earth travels round the Sun in 365 days.", True),
        ("Elections in Austria", "The parliament passed 34 laws in 2019.", False),
        ("Elections in Austria", "The parliament of Austria passed 34 laws in 2019.", True),
    ],
)
def test_the_title_names_nothing_that_a_statement_speaks_of(
    read: Read, title: str, sentence: str, clear: bool
) -> None:
    made = read(sentence, title=title)
    assert bool(made.facts) == clear
    assert clear or not made.questions


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("The Institute spends 2.4 million euros a year.", False),
        ("The Quill Institute spends 2.4 million euros a year.", True),
        ("Council approved 340 new homes in Linz in 2019.", False),
        ("Linz City Council approved 340 new homes in Austria in 2019.", True),
        ("The Board of Trade approved 340 new ships in 1919.", True),
        ("The Club won 12 titles in Austria in 2019.", False),
    ],
)
def test_a_common_noun_with_a_capital_is_no_name(read: Read, sentence: str, clear: bool) -> None:
    assert bool(read(sentence, title="Quill Institute names new head").facts) == clear


def test_it_is_no_institute_that_has_no_name(read: Read) -> None:
    made = read("The Institute employs 86 people. It was founded in 1921 by Edith Quill.")
    assert not [fact for fact in made.facts if "1921" in fact.statement]


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("Net debt stood at 340 million euros in the summer of 2026.", False),
        ("Net debt of the Halm Group stood at 340 million euros in 2026.", True),
        ("Revenue rose by 3 per cent to 206 million pounds in 2026.", False),
        ("Revenue at Halm Motors rose by 3 per cent to 206 million pounds in 2026.", True),
        ("Timber made up half of exports in 1990 and a tenth in 2019.", False),
        ("Timber made up half of exports from Norway in 1990.", True),
        ("An extension to Linz was authorised by the king in 1907.", False),
        ("An extension of the Halm Railway to Linz was authorised in 1907.", True),
        ("The Mill Lane bridge is 400 metres upstream.", False),
        ("The Mill Lane bridge is 400 metres upstream of the Linz bridge.", True),
        ("Storm Odette is the sixth named storm of the winter.", False),
        ("Linz has had 340 storms in each of the past three summers.", True),
        ("Halm Motors expects sales of between 340 and 360 million euros in 2027.", True),
        ("Ann Lee asked the government for 340 million euros in Linz in 2019.", True),
    ],
)
def test_what_belongs_to_something_says_to_what(read: Read, sentence: str, clear: bool) -> None:
    assert bool(read(sentence, title="Notes on debt, revenue and timber").facts) == clear


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("The Mur mill is the largest, in Graz, and employs 340 people.", False),
        ("The Mur mill is the largest in Austria and employs 340 people.", True),
        ("The Mur mill is the oldest, near Linz, and employs 340 people.", False),
        ("The Mur mill, near Graz, is the oldest in Austria and employs 340 people.", True),
    ],
)
def test_a_superlative_says_of_what_before_a_comma_comes(
    read: Read, sentence: str, clear: bool
) -> None:
    made = read(sentence)
    assert any("est" in fact.statement.split("340")[0] for fact in made.facts) == clear


@pytest.mark.parametrize(
    ("first", "clear"),
    [
        ("Lake Orran is a freshwater lake in northern Norway.", True),
        ("Lake Orran was a lake in Norway, and so was another lake.", False),
        ("The weather was fine, and so was the food in Norway.", False),
    ],
)
def test_the_lake_is_told_of_only_behind_one_that_is_shown(
    read: Read, first: str, clear: bool
) -> None:
    later = "The lake is home to 23 species of fish, among them trout."
    assert any("23 species" in fact.statement for fact in read(f"{first} {later}").facts) is clear
    apart = read(first, later)
    assert not any("23 species" in fact.statement for fact in apart.facts)


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("Donald Griffin recorded the calls with a microphone from Harvard in 1938.", False),
        ("Donald Griffin signed the treaty with Norway in Linz in 1938.", True),
    ],
)
def test_with_something_does_not_say_which_one_is_meant(
    read: Read, sentence: str, clear: bool
) -> None:
    assert bool(read(sentence).facts) == clear
