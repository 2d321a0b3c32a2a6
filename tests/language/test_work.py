"""Twice the article takes twice the work, however dense it is: counted, not timed."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

import pytest

from quizapp.domain.facts import Source
from quizapp.domain.generation import index
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.domain.generation.nearby import told
from quizapp.domain.generation.writers import ordering
from quizapp.language.cached_parser import CachedParser
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from quizapp.language.spacy_parser import load_parser

# fmt: off
FIRST = ("Anna", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Henry", "Irene", "James")
LAST = ("Adler", "Brenner", "Castillo", "Dupont", "Eriksen", "Ferrari", "Gruber", "Hansen")
PLACES = ("Paris", "Lyon", "Berlin", "Hamburg", "Rome", "Milan", "Madrid", "Lisbon", "Oslo")
BODIES = ("Northern Rail Company", "Royal Museum", "Eastern Water Authority", "National Institute")
MONTHS = ("January", "March", "May", "June", "August", "October", "December")
THINGS = ("bridge", "tunnel", "harbour", "library", "school", "station", "theatre", "canal")
DONE = ("opened", "closed", "rebuilt", "extended", "renamed", "flooded", "sold", "bought")
# fmt: on
SENTENCES = {
    "dates": (
        "The {thing} of {place} was {done} on {day} {month} {year}.",
        "On {day} {month} {year} the {body} {done} the {thing} in {place}.",
        "{person} {done} the old {thing} in {month} {year}.",
    ),
    "names": (
        "{person}, director of the {body}, met {other} in {place}.",
        "Minister {person} {done} the {thing} with {other}.",
        "The {body} was founded by {person}.",
    ),
    "numbers and places": (
        "The {thing} of {place} cost {number} million euros.",
        "About {number} people visited the {thing} in {year}.",
        "{person} moved from {place} to {elsewhere}.",
    ),
}


def article(sort: str, words: int, *, sentences_each: int) -> Source:
    """Return an article that is denser than any that people write."""
    drawn, written, count = random.Random(7), list[str](), 0
    while count < words:
        first, other = (f"{drawn.choice(FIRST)} {drawn.choice(LAST)}" for _ in range(2))
        sentence = drawn.choice(SENTENCES[sort]).format(
            thing=drawn.choice(THINGS),
            place=drawn.choice(PLACES),
            elsewhere=drawn.choice(PLACES),
            done=drawn.choice(DONE),
            body=drawn.choice(BODIES),
            month=drawn.choice(MONTHS),
            day=drawn.randint(1, 28),
            year=drawn.randint(1890, 2021),
            number=drawn.randint(20, 9_000),
            person=first,
            other=other,
        )
        written.append(sentence)
        count += len(sentence.split())
    paragraphs = (
        " ".join(written[start : start + sentences_each])
        for start in range(0, len(written), sentences_each)
    )
    return Source("a", "A town", "Paper", "2023-01-11", "\n\n".join(paragraphs))


@dataclass
class Work:
    """Calls of functions, and the letters of the texts that patterns were tried on throughout."""

    calls: int = 0
    letters: int = 0

    def measure(self, frame: FrameType, event: str, function: Any) -> None:
        if event not in {"call", "c_call"}:
            return
        self.calls += 1
        owner = getattr(function, "__self__", None)
        if isinstance(owner, re.Pattern) and function.__name__ not in {"match", "fullmatch"}:
            texts = (each for each in frame.f_locals.values() if type(each) is str)
            self.letters += max(map(len, texts), default=0)


def work_of(make: Callable[[], Drafted]) -> tuple[Work, Drafted]:
    work, before = Work(), sys.getprofile()
    sys.setprofile(work.measure)
    try:
        drafted = make()
    finally:
        sys.setprofile(before)
    return work, drafted


@pytest.mark.parametrize(
    ("sort", "sentences_each"),
    [("dates", 4), ("dates", 1_000), ("names", 4), ("numbers and places", 4)],
    ids=["dates", "one paragraph", "names", "numbers and places"],
)
def test_twice_the_article_takes_twice_the_work(
    sort: str, sentences_each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is compared for one fact has a limit that short articles do not reach.
    monkeypatch.setattr(index, "MOST_COMPARED", 12)
    monkeypatch.setattr(told, "MOST_NAMES", 12)
    monkeypatch.setattr(ordering, "MOST_ROUNDS", 2)
    parse, gazetteer, weights = load_parser(), load_gazetteer(), load_weights()

    def drafted(words: int) -> tuple[Work, Drafted]:
        source = article(sort, words, sentences_each=sentences_each)
        return work_of(lambda: draft((source,), CachedParser(parse), gazetteer, weights))

    drafted(40)  # What is loaded once is not counted.
    (small, few), (large, many) = drafted(300), drafted(600)
    assert len(many.facts) > 1.4 * len(few.facts) > 15
    assert large.calls < 2.4 * small.calls
    assert large.letters < 2.4 * small.letters
