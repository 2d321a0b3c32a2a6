"""What the figures of a question give reason to look at, as a list of rules.

A flag is a question to the teacher and no verdict. Each rule says from how many learners on it is
asked, for of a few the figures jump about; the reasons stand beside the bounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.statistics.figures import ItemFigures
from quizapp.domain.statistics.samples import (
    LEAST,
    LEAST_COMPARED,
    LEAST_FLAT,
    NOISE,
    SMALL,
)


class Flag(StrEnum):
    """What there may be about a question, the most urgent first."""

    KEY_DOUBTED = "key_doubted"
    REVERSED = "reversed"
    GUESSED = "guessed"
    TOO_HARD = "too_hard"
    LEFT_EMPTY = "left_empty"
    FLAT = "flat"
    KNOWN_BY_ALL = "known_by_all"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that a question has, the options it is about, and whether the class is small."""

    flag: Flag
    options: tuple[str, ...]
    is_small: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """When a flag is raised: of so many learners at least, where ``finds`` holds.

    ``finds`` returns the ids of the options that the flag is about, which may be none; None where
    it does not hold.
    """

    flag: Flag
    least: int
    finds: Callable[[ItemFigures], tuple[str, ...] | None]


_HOLDS: tuple[str, ...] = ()
_ALL_KNOW, _FEW_KNOW = 0.95, 0.2
_MANY_EMPTY = 0.3
_FLAT = 0.2
_HARDLY_CHANCE = 0.02


def _key_doubted(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether the best third prefers one wrong option to the right one, and the worst does less."""
    if len(item.asked.right) != 1:
        return None
    key = _upper(item, next(iter(item.asked.right)))
    found = []
    for option in item.asked.options:
        use = item.options[option]
        if option in item.asked.right or use.thirds is None:
            continue
        upper, rise = use.thirds.upper, use.thirds.rise
        if upper is None or key is None or rise is None:
            continue
        if upper > key + NOISE and rise > NOISE:
            found.append(option)
    return tuple(found) or None


def _reversed(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether it goes against the rest by more than chance alone would often make it.

    Where there is no connection, the correlation of n pairs strays by about 1/√n.
    """
    found = item.correlation
    return _HOLDS if found is not None and found < -_strays(item) else None


def _guessed(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether no more was earned than by guessing, but for what chance adds to that."""
    guess = item.asked.guess
    if not guess:
        return None
    strays = math.sqrt(guess * (1 - guess) / item.learners)
    return _HOLDS if item.facility <= guess + strays + NOISE else None


def _too_hard(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether hardly anybody gets it, where guessing is not all that there is to say."""
    return _HOLDS if item.facility < _FEW_KNOW and _guessed(item) is None else None


def _left_empty(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether many did not try, as where time was short or the question is not understood."""
    return _HOLDS if item.empty >= _MANY_EMPTY * item.learners else None


def _flat(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether it hardly tells who knows from who does not, where it could: neither end of it.

    It is so far below what tells weakly that chance alone seldom makes it so.
    """
    found = item.correlation
    if found is None or not _FEW_KNOW <= item.facility < _ALL_KNOW:
        return None
    return _HOLDS if -_strays(item) <= found < _FLAT - _strays(item) else None


def _known_by_all(item: ItemFigures) -> tuple[str, ...] | None:
    """Whether it tells nobody from anybody because all know it; there may be reasons to ask it."""
    return _HOLDS if item.facility >= _ALL_KNOW else None


def _unused(item: ItemFigures) -> tuple[str, ...] | None:
    """Which wrong options nobody takes: they make the question easier to guess than it looks.

    It is said where so many took other wrong ones that chance alone would hardly have left one out
    if all tempted alike. Haladyna & Downing, "How many options is enough for a multiple-choice
    test item?" (1993), ask of an option that works that a twentieth of the class takes it.
    """
    wrong = [each for each in item.asked.options if each not in item.asked.right]
    taken = sum(item.options[each].learners for each in wrong)
    if not wrong or (1 - 1 / len(wrong)) ** taken >= _HARDLY_CHANCE:
        return None
    return tuple(each for each in wrong if not item.options[each].learners) or None


RULES: Sequence[Rule] = (
    Rule(Flag.KEY_DOUBTED, LEAST_COMPARED, _key_doubted),
    Rule(Flag.REVERSED, LEAST_COMPARED, _reversed),
    Rule(Flag.GUESSED, LEAST_COMPARED, _guessed),
    Rule(Flag.TOO_HARD, LEAST, _too_hard),
    Rule(Flag.LEFT_EMPTY, LEAST, _left_empty),
    Rule(Flag.FLAT, LEAST_FLAT, _flat),
    Rule(Flag.KNOWN_BY_ALL, LEAST, _known_by_all),
    Rule(Flag.UNUSED, LEAST_COMPARED, _unused),
)


def flags_of(item: ItemFigures) -> list[Raised]:
    """Return what there may be about a question, the most urgent first."""
    return [
        Raised(rule.flag, options, item.learners < SMALL)
        for rule in RULES
        if item.learners >= rule.least and (options := rule.finds(item)) is not None
    ]


def _upper(item: ItemFigures, option: str) -> float | None:
    use = item.options[option]
    return None if use.thirds is None else use.thirds.upper


def _strays(item: ItemFigures) -> float:
    return 1 / math.sqrt(item.rest.count)
