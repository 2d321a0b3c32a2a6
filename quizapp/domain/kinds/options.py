"""Options to choose from: what one of several and any of several share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import OPTION_LIMIT, list_faults
from quizapp.domain.kinds.prompts import shuffled
from quizapp.domain.stored import Stored
from quizapp.domain.typed.dates import reading_order_of_dates
from quizapp.domain.typed.numerals import reading_order_of_numbers


@dataclass(frozen=True, slots=True)
class Option(Stored):
    """A choice; ``fact`` of a wrong one names the fact that it would be right for, if any."""

    id: str
    text: str
    fact: str = ""


def by_id(options: Iterable[Option], option_id: str) -> Option:
    """Return the option with this id; raises KeyError."""
    for option in options:
        if option.id == option_id:
            return option
    raise KeyError(option_id)


def options_faults(options: tuple[Option, ...], *, least: int) -> Iterator[Fault]:
    """Say what is wrong with options of which there must be at least so many."""
    ids, texts = [option.id for option in options], [option.text for option in options]
    yield from list_faults("options", ids, texts, least=least, most=OPTION_LIMIT)


def shown_options(question_id: str, seed: str, options: tuple[Option, ...]) -> list[Option]:
    """Return the options as shown: numbers and dates ascending, all else shuffled."""
    texts = tuple(option.text for option in options)
    order = _reading_order(texts)
    if order is None:
        order = shuffled(question_id, seed, texts)
    return [options[index] for index in order]


def marked(options: Iterable[Option], right: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Return the text of each option with whether its id is among the right ones."""
    right = frozenset(right)
    return tuple((option.text, option.id in right) for option in options)


@lru_cache(maxsize=4096)
def _reading_order(texts: tuple[str, ...]) -> tuple[int, ...] | None:
    return reading_order_of_numbers(texts) or reading_order_of_dates(texts)
