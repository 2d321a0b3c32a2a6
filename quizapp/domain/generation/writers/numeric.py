"""Numeric: the fact's question, answered with a number."""

from __future__ import annotations

from decimal import Decimal

from quizapp.domain.facts import Bound, Fact, Quantity
from quizapp.domain.generation.text import contains
from quizapp.domain.generation.values import LIMITS
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import Numeric

ABOUT_TOLERANCE = Decimal("0.05")
"""“About 50,000” is answered rightly by any number within 5 % of it; exact numbers by none."""

_UNITS = (("%", "percent", "per cent"), ("km", "kilometres", "kilometers"), ("years", "year"))
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
    about = value.bound is Bound.ABOUT
    return Numeric(
        **context.common("number", fact),
        stem=context.says(fact, fact.question),
        fact=fact.id,
        value=value.number,
        upper=value.upper,
        tolerance=abs(value.number) * ABOUT_TOLERANCE if about else Decimal(0),
        units=units(value.unit),
    )


def units(unit: str) -> tuple[str, ...]:
    """Return the accepted spellings of a unit, the given one first."""
    if not unit:
        return ()
    known = next((row for row in _UNITS if unit.casefold() in row), ())
    return tuple(dict.fromkeys((unit, *known)))


def _says_bound(value: Quantity, question: str) -> bool:
    if value.bound not in LIMITS:
        return True
    return any(contains(question, phrase) for phrase in _BOUND_WORDS[value.bound])
