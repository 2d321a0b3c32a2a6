"""Names that sound like a month or a day of the week, beside times in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.times import read_times

WRITTEN = date(2026, 1, 20)

# fmt: off
NAMES = [
    "the Flemish doctor Jan Baptist van Helmont reported",
    "the painter Jan van Eyck finished the altar",
    "Jan Smuts drafted the text",
    "then Jan de Vries spoke",
    "the singer June Carter died",
    "June Carter and Johnny Cash married",
    "the inventor August Wilhelm Hofmann taught",
    "August Strindberg wrote plays",
    "the actor January Jones was cast",
    "April Jones went missing",
    "Ms April resigned",
    "Prime Minister Theresa May resigned",
    "Julia Roberts and May Smith agreed",
    "the March of Dimes paid for it",
    "the film March of the Penguins won",
    "Fredric March won twice",
    "Sun Yat-sen founded the party",
    "Mark Rutte chaired the talks",
    "Oct Vine opened",
    "the October Revolution began",
    "the band Black September split",
    "Dec Cronin captained the side",
    "Nov Halloran kept goal",
    "a play by Sep Ruf",
    "Avril August and her sister",
]
"""No time stands here, or none that may be resolved."""

TIMES = [
    ("reported in January that", "2026-01"),
    ("closed in June because", "2025-06"),
    ("has been shut since August.", "2025-08"),
    ("will open by April, he said", "2025-04"),
    ("resigned in May after", "2025-05"),
    ("sold last March at auction", "2025-03"),
    ("fell in Jan. and rose", "2026-01"),
    ("fell in October, November brought", "2025-10"),
    ("was founded in June 1999 by", "1999-06"),
    ("left on 3 May 2020 for", "2020-05-03"),
    ("left on Jan. 6 for", "2026-01-06"),
    ("met on Tuesday in", "2026-01-20"),
    ("On Monday Macron said", "2026-01-19"),
    ("said Sunday that", "2026-01-18"),
    ("in March of 2019 the", ""),
]
# fmt: on


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_never_resolved_to_a_time(flat: Callable[[str], Passage], text: str) -> None:
    assert not [when for when in read_times(flat(text), WRITTEN, lambda _: False) if when.start]


@pytest.mark.parametrize(("text", "iso"), TIMES)
def test_a_time_beside_it_is(flat: Callable[[str], Passage], text: str, iso: str) -> None:
    found = [when.start for when in read_times(flat(text), WRITTEN, lambda _: False)]
    assert iso in found or not iso


@pytest.mark.parametrize(
    "text",
    [
        "resigned in May Smith said",
        "a book by June Carter",
        "a letter from April Jones",
        "a gift of Jan de Bont",
        "shops opened on Black Friday",
        "signed the Good Friday Agreement",
        "the actor Tuesday Weld was cast",
        "wrote The Sunday Times",
        "a song about Ruby Tuesday",
        "since May's resignation",
    ],
)
def test_what_may_be_either_is_left_open(flat: Callable[[str], Passage], text: str) -> None:
    found = read_times(flat(text), WRITTEN, lambda _: False)
    assert found
    assert not any(when.resolved for when in found)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("The ice is today 3 kilometres thick", False),
        ("Today the ice is thinner", False),
        ("Farmers of tomorrow need less water", False),
        ("on 3 May 2020 the ice broke", True),
    ],
)
def test_in_a_lesson_today_is_no_day(
    flat: Callable[[str], Passage], text: str, resolved: bool
) -> None:
    (when,) = read_times(flat(text), WRITTEN, lambda _: False, lesson=True)
    assert when.resolved is resolved
    (when,) = read_times(flat(text), WRITTEN, lambda _: False)
    assert when.resolved


@pytest.mark.parametrize("text", NAMES[:8])
def test_a_sure_name_is_no_time_at_all(flat: Callable[[str], Passage], text: str) -> None:
    assert read_times(flat(re.sub(r" and .*", "", text)), WRITTEN, lambda _: False) == []
