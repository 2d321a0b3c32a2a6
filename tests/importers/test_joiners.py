"""Marks that nobody sees: gone where they mean nothing, kept where letters are made of them."""

import pytest

from quizapp.importers.plain import visible

DROPPED = ["\u200c", "\u200d", "\u034f", "\u061c", "\u180e", "\u2060", "\u206a", "\ufff9", "\u00ad"]


@pytest.mark.parametrize("mark", DROPPED)
@pytest.mark.parametrize(
    ("before", "after"), [("4", "50"), ("Mar", "n"), ("of Kent", "."), ("a", " b")]
)
def test_a_mark_between_latin_letters_and_digits_is_dropped(before, mark, after):
    assert visible(f"{before}{mark}{after}")[0] == before + after


@pytest.mark.parametrize("mark", DROPPED)
def test_a_mark_at_the_end_is_dropped(mark):
    assert visible(f"of Kent{mark}")[0] == "of Kent"


@pytest.mark.parametrize(
    "word", ["می\u200cخواهم", "क्\u200dष", "\U0001f468\u200d\U0001f469\u200d\U0001f467"]
)
def test_a_joiner_that_is_part_of_its_word_stays(word):
    assert visible(word)[0] == word
