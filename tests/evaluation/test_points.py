"""Points that matter are whole, and stand in their texts; what is frozen stays as it was."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from tests.evaluation import __main__ as evaluation
from tests.evaluation.articles import HELD_OUT
from tests.evaluation.points import (
    KINDS,
    SCHOOL,
    SCHOOL_HELD_OUT,
    UNDERSTANDING,
    PointedText,
    pointed_sets,
    pointed_texts,
)

TEXTS = [text for texts in pointed_sets(held_out=True).values() for text in texts]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.source.id)
def test_every_quote_of_a_point_stands_exactly_once_in_its_text(text: PointedText) -> None:
    quotes = [quote for point in text.points for quote in point.quotes]
    assert {quote: text.source.text.count(quote) for quote in quotes} == dict.fromkeys(quotes, 1)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.source.id)
def test_every_text_has_points_of_known_kinds_each_with_its_words(text: PointedText) -> None:
    assert 12 <= len(text.points) <= 18
    assert {point.kind for point in text.points} <= set(KINDS)
    assert all(point.quotes and point.sentence.endswith(".") for point in text.points)
    assert Counter(point.sentence for point in text.points).most_common(1)[0][1] == 1
    understood = [point for point in text.points if point.kind in UNDERSTANDING]
    assert 2 * len(understood) > len(text.points)


def test_all_school_texts_and_all_held_out_articles_have_points() -> None:
    for folder in (SCHOOL, SCHOOL_HELD_OUT, HELD_OUT):
        files = (*folder.glob("*.md"), *folder.glob("*.txt"))
        assert {file.stem for file in files} == {text.source.id for text in pointed_texts(folder)}
    assert len(pointed_sets(held_out=False)["development"]) == 12


@pytest.mark.parametrize("folder", [SCHOOL, SCHOOL_HELD_OUT], ids=lambda folder: folder.name)
def test_school_texts_are_as_long_as_a_section_of_a_book(folder: Path) -> None:
    for text in pointed_texts(folder):
        assert 450 <= len(text.source.text.split()) <= 900, text.source.id


@pytest.mark.parametrize("folder", [HELD_OUT, SCHOOL_HELD_OUT], ids=lambda folder: folder.name)
def test_held_out_texts_and_their_points_are_those_that_were_frozen(folder: Path) -> None:
    frozen = dict(
        reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    files = (*folder.glob("*.txt"), *folder.glob("*.md"), *folder.glob("*.yaml"))
    assert frozen == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_held_out_points_are_measured_only_when_asked_for() -> None:
    assert set(pointed_sets(held_out=False)) == {"development", "school-development"}
    assert {"held-out", "school-held-out"} < set(pointed_sets(held_out=True))


def test_the_recall_alone_is_not_written_into_the_report(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["evaluation", "--points", "--write"])
    with pytest.raises(SystemExit):
        evaluation.main()
    assert "leave --points away" in capsys.readouterr().err
