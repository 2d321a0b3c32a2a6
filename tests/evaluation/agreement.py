"""Count grades: `python -m tests.evaluation.agreement A.jsonl B.jsonl --key SHEET.key.jsonl`.

Prints how far the graders agree and the shares of A, E and R with 95 % intervals. With --out, the
grades are joined with the features of the drafts, to be published and to train the ranking.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.evaluation.grading import (
    GRADES,
    Record,
    agreement,
    grades_of,
    kappa,
    read_records,
    share_lines,
    write_records,
)


def main() -> None:
    """Print the table and the agreement."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.agreement", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--key", type=Path, required=True, help="the file beside the sheet")
    parser.add_argument("--out", type=Path, help="join grades and features into this file")
    asked = parser.parse_args()
    graded = [read_records(asked.first), read_records(asked.second)]
    key = read_records(asked.key)
    sys.stdout.writelines(f"{line}\n" for line in report(graded, key))
    if asked.out:
        write_records(asked.out, joined(graded, key))


def report(graded: Sequence[Sequence[Record]], key: Sequence[Record]) -> Iterator[str]:
    """Yield the lines for people: agreement, who gave what, and the shares."""
    ranks = {(each["article"], each["question"]): int(each["rank"]) for each in key}
    first, second = (grades_of(records) for records in graded)
    both = [(first[name], second[name]) for name in sorted(first.keys() & second.keys())]
    yield f"Both graded {len(both)} drafts: {agreement(both):.0%} alike, kappa {kappa(both):.2f}."
    pairs = Counter(both)
    for one in GRADES:
        row = ", ".join(f"{other} {pairs[one, other]}" for other in GRADES)
        yield f"The first said {one}; the second: {row}."
    yield ""
    yield from share_lines([first, second], ranks)


def joined(graded: Sequence[Sequence[Record]], key: Sequence[Record]) -> Iterator[Record]:
    """Yield a record for each grade: article, question, kind, rank, features, grade, grader."""
    known = {(each["article"], each["question"]): each for each in key}
    for records in graded:
        for record in records:
            name = record["article"], record["question"]
            if record.get("grade") and name in known:
                yield {
                    **known[name],
                    "grade": str(record["grade"]).strip().upper(),
                    "grader": record.get("grader", ""),
                    **({"why": record["why"]} if record.get("why") else {}),
                }


if __name__ == "__main__":
    main()
