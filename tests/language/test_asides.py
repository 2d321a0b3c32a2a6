"""What a statement may lose between two marks, and what belongs to the claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted, statements

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    "sentence",
    [
        "The Halmouth museum, except for its north wing, was opened in 1921 by the mayor of Linz.",
        "The Halmouth museum (except for its north wing) was opened in 1921 by the mayor of Linz.",
        "All 340 houses of Halmouth, excluding those on the hill, were flooded in 1921.",
        "All 340 houses of Halmouth (except those on the hill) were flooded in 1921.",
        "All 340 houses of Halmouth – not counting those on the hill – were flooded in 1921.",
        "Nearly all members of the Halmouth club, those over 60 apart, pay 340 crowns a year.",
        "The Korvel Company, as its rivals claim, sold 3,400 bicycles in Norway in 2011.",
        "The Korvel Company (according to its rivals) sold 3,400 bicycles in Norway in 2011.",
        "The Korvel Company, it is claimed, sold 3,400 bicycles in Norway in 2011.",
        "The Korvel Company will (if the price falls) sell 3,400 bicycles in Norway in 2031.",
        "The Korvel Company will – unless the price falls – sell 3,400 bicycles there in 2031.",
        "The Korvel Company, though not in Linz, sold 3,400 bicycles to schools in Norway in 2011.",
        "The Korvel Company sold 3,400 bicycles (only 12 of them in Norway) to schools in 2011.",
        "Visitors to the Halmouth museum (only on Sundays) pay 4 pounds for a ticket.",
        "The tower of Halmouth (without its spire) is 120 metres high and 12 metres wide.",
        "The tower of Halmouth, excluding its spire, is 120 metres high and 12 metres wide.",
        "The tower of Halmouth (including its spire) is 120 metres high and 12 metres wide.",
        "The Halmouth bridge (until 1945) was the longest bridge of Norway with its 12 arches.",
        "The Halmouth mine, although this is disputed, killed 340 workers from Norway in 1921.",
        "The Halmouth mine (allegedly) killed 340 workers from Norway in 1921.",
        "The Halmouth club, before it was closed, had 340 members in 12 towns of Norway.",
        "The Halmouth club, while it still existed, had 340 members in 12 towns of Norway.",
        "The Halmouth club had 340 members (300 of them women) in 12 towns of Norway in 1921.",
        "The Halmouth club (women) had 340 members in 12 towns of Norway in 1921.",
        "The Halmouth club bought 12 ships (one a wreck) from Norway for 340 crowns in 1921.",
        "Norway will give Halmouth 340 crowns in 2031, subject to approval by its parliament.",
    ],
)
def test_an_aside_that_limits_what_is_claimed_stays_or_nothing_is_asked(
    read: Read, sentence: str
) -> None:
    assert statements(read(sentence)) <= {sentence}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Halmouth museum, which was never finished, has 40,000 books in 12 rooms.",
         "The Halmouth museum has 40,000 books in 12 rooms."),
        ("The Halmouth museum, a copy of one in Linz, was opened in 1921 with 340 paintings.",
         "The Halmouth museum was opened in 1921 with 340 paintings."),
        ("The Halmouth club, whereas others lost members, won 340 members in 12 towns of Norway.",
         "The Halmouth club won 340 members in 12 towns of Norway."),
        ("The Halmouth honeybee (Apis mellifera) was brought to Norway in 1822 with 12 queens.",
         "The Halmouth honeybee was brought to Norway in 1822 with 12 queens."),
        ("The Halmouth club bought 12 km (about 7.5 miles) of road from Norway in 1921.",
         "The Halmouth club bought 12 km of road from Norway in 1921."),
        ("Gdansk (then Danzig) had 340 schools in 12 towns of Norway in 1921.",
         "Gdansk had 340 schools in 12 towns of Norway in 1921."),
        ("The Halmouth club will lose 340 members in 2031, although its rivals were not asked.",
         "The Halmouth club will lose 340 members in 2031."),
        ("Joan Archer, who opened the Halmouth museum in 1921, said that it had never closed.",
         "Joan Archer opened the Halmouth museum in 1921."),
    ],
)  # fmt: skip
def test_an_aside_that_only_adds_something_is_left_out(
    read: Read, sentence: str, told: str
) -> None:
    assert told in statements(read(sentence))
