"""Graded drafts: their files, how far two graders agree, and how sure the shares are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
GRADES = ("A", "E", "R")


def read_records(path: Path) -> list[Record]:
    """Return the objects of a JSON Lines file; raises ValueError with the line that is none."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
    return found


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write one object a line."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def grades_of(records: Iterable[Record]) -> dict[tuple[str, str], str]:
    """Return the grades by article and question; raises ValueError for one that is not A, E or R.

    Records without a grade are left out: not every grader gets through.
    """
    found: dict[tuple[str, str], str] = {}
    for record in records:
        grade = str(record.get("grade", "")).strip().upper()
        if grade and grade not in GRADES:
            raise ValueError(f"{record['question']}: the grade “{grade}” is not A, E or R")
        if grade:
            found[record["article"], record["question"]] = grade
    return found


def agreement(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the share of drafts with equal grades."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa: agreement beyond what the graders' habits give by chance."""
    if not pairs:
        return 0.0
    total = len(pairs)
    by_chance = sum(
        sum(one == grade for one, _ in pairs) * sum(other == grade for _, other in pairs)
        for grade in GRADES
    ) / (total * total)
    return 1.0 if by_chance == 1 else (agreement(pairs) - by_chance) / (1 - by_chance)


def wilson(hits: float, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); the whole range without any draft."""
    if not total:
        return 0.0, 1.0
    share = hits / total
    middle = share + z * z / (2 * total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def share_lines(
    graders: Sequence[Mapping[tuple[str, str], str]], ranks: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    """Yield a Markdown table: shares of A, E and R in the top 10, the top 20 and all.

    A draft with two grades counts half for each grader. The interval is that of as many
    drafts, because two grades of one draft are not two drafts.
    """
    yield "| drafts | n | A | E | R |"
    yield "| --- | --- | --- | --- | --- |"
    graded = {name for grades in graders for name in grades}
    for label, most in (("top 10", 10), ("top 20", 20), ("all", None)):
        chosen = [name for name in graded if most is None or 1 <= ranks.get(name, 0) <= most]
        cells = []
        for grade in GRADES:
            hits = 0.0
            for name in chosen:
                given = [grades[name] for grades in graders if name in grades]
                hits += sum(each == grade for each in given) / len(given)
            low, high = wilson(hits, len(chosen))
            share = hits / len(chosen) if chosen else 0.0
            cells.append(f"{share:.0%} ({low:.0%}-{high:.0%})")
        yield f"| {label} | {len(chosen)} | {' | '.join(cells)} |"
