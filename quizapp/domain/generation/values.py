"""What two values have in common: whether both could be right, and whether they look alike."""

from __future__ import annotations

from decimal import Decimal

from quizapp.domain.facts import Bound, Date, Entity, Period, Quantity, Value
from quizapp.domain.generation.other_names import usual_name
from quizapp.domain.generation.text import plain

ABOUT_SHARE = Decimal("0.1")
"""“About 50,000” is read as anything within a tenth of it when a distractor is judged."""

LIMITS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN})
"""Bounds that hold for many numbers, so that another number may be true as well."""

ROUGH = frozenset({Bound.ABOUT, Bound.JUST_UNDER, Bound.JUST_OVER})
"""Bounds that tell nearly how many it was, so that a number far off is surely wrong."""

_INFINITY = Decimal("Infinity")


def interval(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number that the words allow."""
    number = quantity.number
    margin = abs(number) * ABOUT_SHARE
    match quantity.bound:
        case Bound.ABOUT:
            return number - margin, number + margin
        case Bound.JUST_UNDER:
            return number - margin, number
        case Bound.JUST_OVER:
            return number, number + margin
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return number, _INFINITY
        case Bound.AT_MOST | Bound.LESS_THAN:
            return -_INFINITY, number
        case Bound.BETWEEN:
            return number, number if quantity.upper is None else quantity.upper
        case Bound.EXACT:
            return number, number


def compatible(first: Value, second: Value) -> bool:
    """Whether both values could be true of one thing at once."""
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        if first.counts != second.counts:
            return plain(first.text) == plain(second.text)
        low, high = interval(first)
        other_low, other_high = interval(second)
        return low <= other_high and other_low <= high
    if isinstance(first, Date) and isinstance(second, Date):
        shorter = min(len(first.date), len(second.date))
        return first.date[:shorter] == second.date[:shorter]
    if isinstance(first, Period) and isinstance(second, Period):
        return first.start <= second.end and second.start <= first.end
    return any(
        same_name(one, other, person=_person(first) or _person(second))
        for one in (first.text, *first.aliases)
        for other in (second.text, *second.aliases)
    )


def same_name(first: str, second: str, *, person: bool = False) -> bool:
    """Whether two texts name one thing, as Kyiv and Kiev; a person's name may be shortened."""
    one, other = usual_name(first), usual_name(second)
    if one == other:
        return True
    if not person:
        return False
    some, others = set(one.split()), set(other.split())
    return bool(some and others) and (some <= others or others <= some)


def similar_rounding(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities have one unit and are rounded alike (one digit apart at most)."""
    if first.unit.casefold() != second.unit.casefold():
        return False
    return abs(_significant(first.number) - _significant(second.number)) <= 1


def before(first: Date, second: Date) -> bool:
    """Whether the first date is certainly earlier, whatever their precision."""
    shorter = min(len(first.date), len(second.date))
    return first.date[:shorter] < second.date[:shorter]


def _significant(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _person(value: Value) -> bool:
    return isinstance(value, Entity) and value.entity == "person"
