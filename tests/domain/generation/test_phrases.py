"""Many phrases at once are found as each alone is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.generation.phrases import Phrases
from quizapp.domain.generation.text import contains

SOME_WORDS = st.lists(st.sampled_from(["the", "Ann", "Lee", "Lee's", "U.S.", "1,200", "-"]))
TEXTS = SOME_WORDS.map(" ".join)


@given(phrases=st.lists(TEXTS), text=TEXTS)
def test_a_text_holds_one_of_the_phrases_where_it_contains_one(
    phrases: list[str], text: str
) -> None:
    assert Phrases(phrases).any_in(text) == any(contains(text, each) for each in phrases)
