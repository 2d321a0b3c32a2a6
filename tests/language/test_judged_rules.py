"""Of each rule: sentences of which something is offered, and sentences of which nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.language.one_article import drafted

PATH = Path(__file__).resolve().parents[1] / "data" / "judgements" / "rules.yaml"
RULES = yaml.safe_load(PATH.read_text("utf-8"))


def offered(sentence: str) -> set[str]:
    """Return the statements of the facts that a draft which may be kept asks for."""
    made = drafted(sentence, published="2024-05-06")
    asked = {fact for question in made.questions for fact in question.facts}
    return {fact.statement for fact in made.facts if fact.id in asked}


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule["accept"]])
def test_a_sentence_that_stands_alone_is_offered(sentence: str) -> None:
    assert offered(sentence)


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule["refuse"]])
def test_a_sentence_that_does_not_is_refused(sentence: str) -> None:
    assert offered(sentence) == set()
