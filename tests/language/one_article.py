"""What is made of one short article."""

from __future__ import annotations

from quizapp.domain.facts import Source
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from tests.parsed_texts import shared_parser


def drafted(*paragraphs: str, title: str = "Notes from the region", published: str = "") -> Drafted:
    """Return the facts and questions of an article with this title and these paragraphs."""
    text = "\n\n".join((title, *paragraphs))
    source = Source("it", title, "The Post", published, text)
    made = draft([source], shared_parser(), load_gazetteer(), load_weights())
    assert made.problems == ()
    return made


def statements(made: Drafted) -> set[str]:
    """Return what its facts say, behind the sentences that they lean on."""
    return {fact.told for fact in made.facts}
