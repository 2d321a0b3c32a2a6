"""Sections of a quiz: a title, what is said below it, and the questions that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_SECTIONS = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A heading above some questions of a quiz, with ``instructions`` or without."""

    title: str
    instructions: str = ""


def stored(sections: Iterable[Section]) -> list[dict[str, str]]:
    """Return sections as a design stores them."""
    return [{"title": each.title, "instructions": each.instructions} for each in sections]


def read(found: Iterable[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Return sections that a design has stored."""
    return tuple(Section(each["title"], each["instructions"]) for each in found)


def beginnings(
    sections: Sequence[Section], placed: Iterable[tuple[int, int]]
) -> Mapping[int, Section]:
    """Return the sections that begin at positions, from these with the sections they are in.

    Sections count from 1; whatever is in 0 stands before them all, without a heading.
    """
    found: dict[int, Section] = {}
    before = 0
    for position, number in sorted(placed):
        if number != before and 0 < number <= len(sections):
            found[position] = sections[number - 1]
        before = number
    return found
