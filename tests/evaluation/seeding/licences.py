"""Faults of statements made of quotes: words that nobody has said or resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from quizapp.domain.facts import Fact, Licence, Licensor, Text
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.licences import unlicensed
from quizapp.domain.generation.text import capitalised
from quizapp.domain.questions import Origin, Question, TrueFalse
from tests.evaluation.seeding.good import Faulty, Good

# fmt: off
_WORDS = (
    "secret", "former", "quickly", "nuclear", "largest", "twice", "failed", "wrongly", "alone",
    "rival", "only", "finally", "Danish", "northern", "cheap", "abroad", "privately", "against",
)
_NAMES = ("Baptist", "Helmont", "Ottawa", "Karelia", "Marguerite", "IUPAC", "Orinoco", "Tessaly")
_DENIALS = ("not", "never", "no longer", "without", "hardly", "nobody", "neither", "cannot")
# fmt: on


def wording(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """13: a statement that was made of its quote says more than the quote and its licences."""
    fact = _as_quoted(good.fact(question))
    if fact is None or unlicensed(fact, good.sources):
        return
    spans = [
        found
        for found in re.finditer(r"(?<![\w'’-])[^\W\d_]{3,}(?![\w'’-])", fact.statement)
        if found.group() not in fact.value.text
    ]
    if len(spans) < 3:
        return
    place = dice.choice(spans[1:])
    month, name = dice.choice(MONTHS), dice.choice(_NAMES)
    year = dice.randint(1600, 2090)
    for way, words, instead in (
        ("word put in", dice.choice(_WORDS), False),
        ("word exchanged", dice.choice(_WORDS), True),
        ("name put in", name, False),
        ("name exchanged", name, True),
        ("month put in", f"in {month} {year}", False),
        ("number put in", str(dice.randint(1001, 9999)), False),
        ("denial put in", dice.choice(_DENIALS), False),
    ):
        yield from _with(way, fact, place, words, good, instead=instead)
    for way, licence in (
        ("date nobody can mean", Licence(place.group(), f"in {month} {year}", Licensor.DATE)),
        ("name from nowhere", Licence(place.group(), f"{name} {name}sen", Licensor.NAME)),
        ("pronoun for nobody", Licence("she", f"{name} {name}sen", Licensor.REFERENCE)),
        ("frame of its own", Licence("", f"was {dice.choice(_WORDS)}", Licensor.FRAME)),
    ):
        claimed = replace(fact, licences=(licence,))
        yield from _with(way, claimed, place, licence.means, good, instead=True)
    capital = next((span for span in spans if re.fullmatch(r"[A-Z]{3,}", span.group())), None)
    if capital:
        yield from _with(
            "capitals lost", fact, capital, capital.group().capitalize(), good, instead=True
        )


def _as_quoted(fact: Fact) -> Fact | None:
    """Return the fact with its quote as its statement."""
    if not fact.evidence:
        return None
    first = fact.evidence[0]
    words = capitalised(f"{first.quote.rstrip('.')}.")
    if words.count(first.value) != 1:
        return None
    return replace(fact, statement=words, value=Text(first.value), evidence=(first,), licences=())


def _with(
    way: str, fact: Fact, place: re.Match[str], words: str, good: Good, *, instead: bool
) -> Iterator[Faulty]:
    after = place.end() if instead else place.start()
    gap = "" if instead else " "
    said = f"{fact.statement[: place.start()]}{words}{gap}{fact.statement[after:]}"
    if said.count(fact.value.text) != 1:
        return
    wrong = replace(fact, statement=said)
    question = TrueFalse(
        id=f"{fact.id}.true", topic=fact.topic, stem=said, fact=fact.id, key=True,
        origin=Origin.ENGINE,
    )  # fmt: skip
    yield Faulty(way, question, good.with_facts(wrong))
