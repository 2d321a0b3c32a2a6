"""Grades are counted, joined and learnt from as they are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation import agreement
from tests.evaluation.grading import (
    Record,
    grades_of,
    kappa,
    read_records,
    share_lines,
    wilson,
    write_records,
)


def graded(grades: str, grader: str) -> list[Record]:
    return [
        {"article": "a", "question": f"q{n}", "grade": grade, "grader": grader}
        for n, grade in enumerate(grades)
        if grade != " "
    ]


def key(count: int) -> list[Record]:
    return [
        {
            "article": "a",
            "question": f"q{n}",
            "kind": "cloze",
            "rank": n + 1,
            "features": {"x": 1.0},
        }
        for n in range(count)
    ]


def test_kappa_of_a_textbook_table() -> None:
    # Cohen 1960 as told everywhere: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
    pairs = [("A", "A")] * 20 + [("A", "R")] * 5 + [("R", "A")] * 10 + [("R", "R")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_equal_and_of_no_grades() -> None:
    assert kappa([("A", "A")] * 5) == 1
    assert kappa([]) == 0


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_shares_are_told_for_the_best_ten_the_best_twenty_and_all() -> None:
    first, second = "A" * 10 + "E" * 10 + "R" * 5, "A" * 10 + "A" * 10 + "R" * 5
    grades = [grades_of(graded(each, "g")) for each in (first, second)]
    ranks = {(each["article"], each["question"]): each["rank"] for each in key(25)}
    lines = list(share_lines(grades, ranks))
    assert lines[2].startswith("| top 10 | 10 | 100% (72%-100%) | 0%")
    assert lines[3].startswith("| top 20 | 20 | 75% (")
    assert lines[4].startswith("| all | 25 | 60% (")


def test_the_report_counts_what_both_have_graded() -> None:
    lines = list(agreement.report([graded("AAER", "x"), graded("AER ", "y")], key(4)))
    assert lines[0] == "Both graded 3 drafts: 33% alike, kappa 0.00."
    assert lines[1] == "The first said A; the second: A 1, E 1, R 0."


def test_grades_are_joined_with_the_features_of_their_drafts() -> None:
    records = list(agreement.joined([graded("a", "x"), graded("R", "y")], key(1)))
    assert [(each["grade"], each["grader"]) for each in records] == [("A", "x"), ("R", "y")]
    assert all(each["features"] == {"x": 1.0} and each["rank"] == 1 for each in records)


def test_a_grade_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="q0: the grade “B”"):
        grades_of(graded("B", "x"))


def test_records_go_to_a_file_and_back(tmp_path: Path) -> None:
    file = tmp_path / "graded.jsonl"
    write_records(file, graded("AER", "Zoë"))
    assert read_records(file) == graded("AER", "Zoë")
    file.write_text("{}\nno\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_records(file)
