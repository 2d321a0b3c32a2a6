"""Of texts of news and of school books that is told which is right, and nothing of the rest."""

from __future__ import annotations

import pytest

from tests.language.judged_texts import Judged, judged_texts, outcome


@pytest.mark.parametrize(
    "text", list(judged_texts()), ids=lambda text: text.get("article") or text["title"]
)
def test_what_was_judged_right_is_told_and_what_cannot_stand_alone_is_not(text: Judged) -> None:
    made = outcome(text)
    assert [line for line in text["accept"] if line not in made["accept"]] == []
    assert {stem: made["choices"].get(stem) for stem in text["choices"]} == text["choices"]
    assert [line for line in text.get("refuse", ()) if line not in made["refuse"]] == []
