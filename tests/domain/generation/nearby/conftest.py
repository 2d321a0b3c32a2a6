"""Facts of a made-up article, as plain values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Evidence, Fact, FactKind, Flags, Source, Value
from quizapp.domain.generation.nearby import Background
from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.reading.gazetteer import Gazetteer

Ask = Callable[..., Fact]
Around = Callable[..., Background]

PLACES = Gazetteer(
    levels={
        "Hungary": "country", "Slovakia": "country", "Poland": "country", "Kenya": "country",
        "Szeged": "city", "Debrecen": "city", "Brno": "city", "Nairobi": "capital",
        "Budapest": "capital", "Warsaw": "capital", "Bratislava": "capital",
        "Britain": "country", "Scotland": "country", "France": "country", "Belgium": "country",
        "Netherlands": "country", "Germany": "country",
    },
    countries={
        "Szeged": "Hungary", "Debrecen": "Hungary", "Budapest": "Hungary", "Warsaw": "Poland",
        "Brno": "Slovakia", "Bratislava": "Slovakia", "Nairobi": "Kenya",
    },
    regions={
        "Hungary": "Central Europe", "Slovakia": "Central Europe", "Poland": "Central Europe",
        "Kenya": "East Africa", "Britain": "British Isles", "Scotland": "British Isles",
        "France": "Western Europe", "Belgium": "Western Europe", "Netherlands": "Western Europe",
        "Germany": "Western Europe",
    },
)  # fmt: skip


@pytest.fixture
def ask() -> Ask:
    """Make a fact of a statement and its value; the statement is its evidence."""

    def make(
        statement: str, value: Value, question: str = "Which is it?", *, name: str = "f",
        negated: bool = False,
    ) -> Fact:  # fmt: skip
        return Fact(
            id=name,
            topic="t",
            kind=FactKind.STATEMENT,
            subject=f"the subject of {name}",
            relation="does",
            statement=statement,
            value=value,
            question=question,
            evidence=(Evidence("article", statement, value.text),),
            flags=Flags(negated=negated),
        )

    return make


@pytest.fixture
def around() -> Around:
    """Make the background of the article: its other words, its names and its day."""

    def make(text: str = "", *names: Named, published: str = "2024-06-18") -> Background:
        source = Source("article", "Title", "Paper", published, text)
        return Background.of((source,), {"article": names}, PLACES)

    return make
