"""What may tell the right amount or date from the others by its form alone, and what may not."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.option_forms import form_stands_out


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("7", ("6.5", "8.4", "9.1")),
        ("7.5", ("6", "8", "9")),
        ("43", ("20", "60", "90")),
        ("40", ("23", "61", "94")),
        ("40%", ("20 metres", "60 metres", "90 metres")),
        ("40 metres", ("20", "60", "90")),
        ("12 million", ("11", "14", "16")),
        ("twelve", ("11", "14", "16")),
        ("1899", ("1904", "1911", "1923")),
        ("4 June 2026", ("3 May 2026", "9 May 2026", "12 May 2026")),
        ("4 May 2004", ("4 May 1990", "7 June 1994", "2 April 1997")),
    ],
)
def test_a_key_that_is_alone_in_its_form_stands_out(key: str, others: tuple[str, ...]) -> None:
    assert form_stands_out(key, others)


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("7", ("6.5", "8", "9.1")),
        ("7.5", ("6.5", "8", "9.1")),
        ("43", ("27", "61", "94")),
        ("20", ("10", "15", "25")),
        ("40 metres", ("20 metres", "60 metres", "90 metres")),
        ("1899", ("1894", "1911", "1923")),
        ("4 June 2026", ("3 May 2026", "9 July 2026", "12 May 2026")),
        ("4 June 2026", ("3 June 2026", "9 May 2026", "12 May 2026")),
        ("20 June 2025", ("29 June 2025", "26 June 2025", "24 June 2025")),
        ("7", ("6.5", "sixteen", "9")),
        ("7", ()),
    ],
)
def test_a_key_that_shares_its_form_with_one_does_not(key: str, others: tuple[str, ...]) -> None:
    assert not form_stands_out(key, others)
