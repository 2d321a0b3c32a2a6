"""Regenerate the shipped bank: `python -m tests.evaluation.regeneration [--new] [--missed]`.

The engine reads the bank's sources as if it had never seen its facts, and the difference is shown:
what it finds again, what only the shipped bank has, what only the engine has. What was decided of
each is in `tests/data/regenerated.yaml`: new facts by id, and shipped facts that were not found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizapp.cli.bank_files import read_files
from quizapp.domain.banks import Bank
from quizapp.domain.facts import Fact, FactStatus, Quantity
from quizapp.domain.formats.native import read_bank
from quizapp.domain.generation.extraction import extract
from quizapp.domain.generation.text import contains, plain
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.spacy_parser import load_parser

ROOT = Path(__file__).resolve().parents[2]
BANK = ROOT / "questions" / "us-japan-alliance"
DECISIONS = ROOT / "tests" / "data" / "regenerated.yaml"


@dataclass(frozen=True, slots=True)
class Difference:
    """The shipped facts found again and not, and the facts that only the engine found."""

    again: tuple[tuple[Fact, Fact], ...]
    missed: tuple[Fact, ...]
    new: tuple[Fact, ...]


def main() -> None:
    """Print the difference, with what was decided."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.regeneration", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--new", action="store_true", help="list what only the engine found")
    parser.add_argument("--missed", action="store_true", help="list what it did not find")
    parser.add_argument("--again", action="store_true", help="list what it found again")
    asked = parser.parse_args()
    found = difference(shipped_bank())
    decided = decisions()
    rows: list[str] = []
    if asked.again:
        rows += [f"= {told(one)}\n    {told(other)}" for one, other in found.again]
    if asked.missed:
        rows += [f"- {told(each)}  [{decided.get(each.id, 'undecided')}]" for each in found.missed]
    if asked.new:
        rows += [f"+ {told(each)}  [{decided.get(each.id, 'undecided')}]" for each in found.new]
    open_ones = [each.id for each in (*found.new, *found.missed) if each.id not in decided]
    rows.append(
        f"{len(found.again)} facts found again, {len(found.missed)} not, {len(found.new)} new; "
        f"{len(open_ones)} undecided"
    )
    sys.stdout.writelines(f"{row}\n" for row in rows)


def shipped_bank() -> Bank:
    """Return the bank in the repository."""
    return read_bank(read_files(BANK))


def decisions() -> Mapping[str, str]:
    """Return what was decided, by the id of the fact."""
    if not DECISIONS.is_file():
        return {}
    content = yaml.safe_load(DECISIONS.read_text("utf-8")) or {}
    return {str(name): str(why) for part in content.values() for name, why in part.items()}


def difference(bank: Bank) -> Difference:
    """Return how the facts that the engine finds in a bank's sources differ from the bank's own."""
    parse, gazetteer = load_parser(), load_gazetteer()
    made = [fact for each in bank.sources for fact in extract(each, parse, gazetteer).facts]
    shipped = [fact for fact in bank.facts if fact.status is FactStatus.APPROVED]
    again = [(one, other) for one in shipped if (other := _counterpart(one, made))]
    known = {other.id for fact in made for other in (fact,) if _counterpart(fact, shipped)}
    found = {one.id for one, _ in again}
    return Difference(
        tuple(again),
        tuple(fact for fact in shipped if fact.id not in found),
        tuple(fact for fact in made if fact.id not in known),
    )


def told(fact: Fact) -> str:
    """Return a fact in one line."""
    return f"{fact.id}: {fact.statement} ({fact.value.text})"


def _counterpart(fact: Fact, others: Sequence[Fact]) -> Fact | None:
    return next((other for other in others if _same(fact, other)), None)


def _same(one: Fact, other: Fact) -> bool:
    """Whether two facts have the same value from the same words."""
    words = any(
        mine.source == its.source and (mine.quote in its.quote or its.quote in mine.quote)
        for mine in one.evidence
        for its in other.evidence
    )
    return words and _same_value(one, other)


def _same_value(one: Fact, other: Fact) -> bool:
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        return one.value.number == other.value.number
    mine, its = one.value.text, other.value.text
    return plain(mine) == plain(its) or contains(mine, its) or contains(its, mine)


if __name__ == "__main__":
    main()
