"""Numeric: the fact's question, answered with a number."""

from __future__ import annotations

import re
from decimal import Decimal

from quizapp.domain.facts import Bound, Fact, Quantity
from quizapp.domain.generation.text import capitalised, contains
from quizapp.domain.generation.values import LIMITS, ROUGH
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import Numeric, Side

ABOUT_TOLERANCE = Decimal("0.05")
"""“About 50,000” is answered rightly by any number within 5 % of it; exact numbers by none."""
SIDES = {Bound.JUST_UNDER: Side.BELOW, Bound.JUST_OVER: Side.ABOVE}
"""Of “just under 50,000” a smaller number is right, and no larger one."""

_UNITS = (
    ("%", "percent", "per cent"),
    ("km", "kilometres", "kilometers"),
    ("years", "year"),
    ("km/h", "kilometres an hour", "kilometres per hour", "kilometers per hour", "kph"),
    ("mph", "miles an hour", "miles per hour"),
    ("m/s", "metres a second", "metres per second", "meters per second"),
)
_BOUND_WORDS = {
    Bound.AT_LEAST: ("at least",),
    Bound.MORE_THAN: ("more than", "over"),
    Bound.AT_MOST: ("at most", "up to", "no more than"),
    Bound.LESS_THAN: ("less than", "fewer than", "under", "below"),
}


def write_number(fact: Fact, context: WritingContext) -> Numeric | None:
    """Return a question for a number; a bounded one only where the question says the bound."""
    value = fact.value
    if not isinstance(value, Quantity) or not fact.question:
        return None
    if len(context.index.companions(fact)) > 1 or not _says_bound(value, fact.question):
        return None
    rough = value.bound in ROUGH
    return Numeric(
        **context.common("number", fact),
        stem=context.says(fact, _with_its_bound(value, fact.question)),
        fact=fact.id,
        value=value.number,
        upper=value.upper,
        tolerance=abs(value.number) * ABOUT_TOLERANCE if rough else Decimal(0),
        side=SIDES.get(value.bound, Side.BOTH),
        units=units(value.unit),
    )


def units(unit: str) -> tuple[str, ...]:
    """Return the accepted spellings of a unit, the given one first."""
    if not unit:
        return ()
    known = next((row for row in _UNITS if unit.casefold() in row), ())
    return tuple(dict.fromkeys((unit, *known)))


_HOW_MANY = re.compile(r"\b[Hh]ow (?:many|much)\b|\b[Ww]hat percentage\b")
_SAID = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|close to|just under|just over"
    r"|(?:a little|slightly) (?:over|under|above|below|(?:more|less|fewer) than)"
    r"|just (?:above|below))\b",
    re.IGNORECASE,
)
"""Words of nearness that English lets stand before “how many”."""


def _with_its_bound(value: Quantity, question: str) -> str:
    """Return the question with the words that say how near it is: “Nearly how many ...?”."""
    said, asked = _SAID.match(value.text), _HOW_MANY.search(question)
    if value.bound not in ROUGH or said is None or asked is None:
        return question
    rest = f"{asked.group()[0].lower()}{question[asked.start() + 1 :]}"
    return capitalised(f"{question[: asked.start()]}{said.group().lower()} {rest}")


def _says_bound(value: Quantity, question: str) -> bool:
    if value.bound not in LIMITS:
        return True
    return any(contains(question, phrase) for phrase in _BOUND_WORDS[value.bound])
