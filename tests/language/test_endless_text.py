"""Text without an end to its words or sentences: no fact, and no failure either."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import Source
from quizapp.language.article_drafting import draft_article
from quizapp.language.spacy_parser import load_parser

OPENING = "The bridge opened in May. "
ENDLESS = {
    "names after each other": "Ann Lee " + "and Ann Lee " * 700 + "came.",
    "owners of owners": "Ann's " * 1_200 + "cat came on Tuesday.",
    "words before a noun": "The " + "very " * 1_200 + "large bridge opened in May.",
    "one who said that one said": "He said that she said that " * 300 + "it rained.",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_sentence_costs_its_own_facts_only(name: str) -> None:
    text = f"In 2019 the Norland Rail Company opened a bridge in Paris.\n\n{ENDLESS[name]}"
    drafts = draft_article(Source("a", "A bridge", "", "2023-01-11", text), (), load_parser())
    assert drafts.problems == ()
    assert drafts.facts


def test_a_paragraph_with_an_endless_word_is_not_taken_apart() -> None:
    endless, bridge = load_parser()([(0, "A-" * 600 + " opened."), (1_300, OPENING)])
    # Words without tokens would be found by patterns, and their tokens looked for in vain.
    assert (endless.text, endless.tokens, endless.sentences) == ("", (), ())
    assert bridge.tokens[0].start == 1_300


def test_a_day_beside_an_endless_word_makes_no_fact() -> None:
    text = f"On Tuesday 3 May 2022 Ann Lee of Paris {'a-' * 600} opened 12 bridges."
    assert draft_article(Source("a", "A", "", "2023-01-11", text), (), load_parser()).facts == ()
