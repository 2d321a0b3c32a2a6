"""Places with two names are one answer; neighbours with like names are two."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.other_names import names_place, usual_name
from quizapp.domain.generation.values import same_name

SAME = [
    ("Kyiv", "Kiev"),
    ("the United States", "USA"),
    ("U.S.", "America"),
    ("Burma", "Myanmar"),
    ("Türkiye", "Turkey"),
    ("Côte d'Ivoire", "Ivory Coast"),
    ("Wrocław", "Breslau"),
    ("the Netherlands", "Holland"),
    ("St Petersburg", "Leningrad"),
    ("Mumbai", "Bombay"),
]
APART = [
    ("Kyiv", "Lviv"),
    ("Austria", "Australia"),
    ("North Korea", "South Korea"),
    ("Vienna", "Vientiane"),
    ("Iran", "Iraq"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_names_of_a_place_are_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert usual_name(one) == usual_name(other)
    assert names_place(f"Ann Hart moved to {one} in 1998.", other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_like_names_of_two_places_are_two(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not names_place(f"Ann Hart moved to {one} in 1998.", other)
