from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.generation.text import (
    capitalised,
    contains,
    content_words,
    fold,
    name_in,
    numbers,
    plain,
    quotations,
    sentences,
    uncapitalised,
    without_article,
    without_quotations,
    words,
)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(without_quotations(text)) == len(text)


def test_folding_makes_one_kind_of_space_quote_and_dash() -> None:
    assert fold("12th\u00a0Marine “Regiment” – it’s") == '12th Marine "Regiment" - it\'s'


def test_spellings_of_an_abbreviation_and_a_possessive_compare_equal() -> None:
    assert plain("the U.S. Secretary") == plain("US secretary") == "us secretary"
    assert plain("Japan’s coast") == "japan coast"


def test_words_keep_numbers_whole() -> None:
    assert words("About 1,650.5 of F-35B jets.") == ["About", "1,650.5", "of", "F", "35B", "jets"]
    assert numbers("between 1,800 and 2.5 million") == ["1,800", "2.5"]
    assert plain("$1.65 million") == "1.65 million"


def test_a_phrase_stands_in_a_text_by_whole_words_only() -> None:
    assert contains("the port of Port Arden.", "Port Arden")
    assert not contains("the port of Port Ardennes", "Port Arden")
    assert not contains("anything", "…")


def test_content_words_leave_out_the_small_ones() -> None:
    assert content_words("What did the minister of trade say?") == ["minister", "trade", "say"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. fleet met in Washington, D.C. on Monday. It left.", 2),
        ("On Jan. 11 Mr. Berg spoke. “Yes,” he said. No!", 3),
        ("One line\nanother line", 2),
        ("It grew by 2.5 per cent. 4,000 came.", 2),
        ("", 0),
        ("End. ", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


@given(st.text(alphabet="aA. \n?", max_size=60))
def test_sentences_do_not_overlap_and_leave_only_space_out(text: str) -> None:
    spans = list(sentences(text))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert sum(len(text[a:b].split()) for a, b in spans) >= len(text.split())


def test_only_a_function_word_loses_its_capital() -> None:
    assert uncapitalised("The fleet") == "the fleet"
    assert uncapitalised("Norland") == "Norland"
    assert uncapitalised("2 % of GDP") == "2 % of GDP"
    assert uncapitalised("US ships") == "US ships"
    assert uncapitalised("HUNDREDS of people") == "HUNDREDS of people"
    assert uncapitalised("Hundreds of people") == "hundreds of people"
    assert uncapitalised("Two Rivers Energy") == "Two Rivers Energy"
    assert uncapitalised("Coal from Linz") == "Coal from Linz"
    assert uncapitalised("Coal from Linz", common=True) == "coal from Linz"
    assert uncapitalised("Coal Aid", common=True) == "Coal Aid"
    assert capitalised("about 5") == "About 5"


def test_an_article_is_left_out_unless_nothing_remains() -> None:
    assert without_article("the State Department") == "State Department"
    assert without_article("a") == "a"


def test_quotations_are_what_stands_between_marks() -> None:
    assert quotations('She said “never again” and "no".') == ["never again", "no"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two ships", "Two ships"),
        ("iPhone sales rose", "iPhone sales rose"),
        ("mRNA", "mRNA"),
        ("eBay", "eBay"),
        ("de Gaulle", "De Gaulle"),
        ("élan", "Élan"),
        ("", ""),
    ],
)
def test_a_word_with_capitals_of_its_own_gets_no_other(text: str, shown: str) -> None:
    assert capitalised(text) == shown


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talvik bridge for the harbour company", "Talvik bridge"),
        ("the Elbrin prize of 50,000 dollars", "the Elbrin prize"),
        ("Bank of England", "Bank of England"),
        ("Order of the Garter", "Order of the Garter"),
        ("Belka dam", "Belka dam"),
    ],
)
def test_a_name_ends_where_something_is_told_of_it(text: str, name: str) -> None:
    assert name_in(text) == name
