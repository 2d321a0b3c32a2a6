"""Cards of a term and its definition: a fact of its own for each pair, asked from one side or both.

They are words to be learnt and no questions, so the rules of wording a question do not apply: a
term may be one small letter of any script. What they have to do is say what their fact says.
"""

from __future__ import annotations

from quizapp.domain.facts import MEANS, Fact, FactKind, FactStatus, Text
from quizapp.domain.questions import Flashcard, Origin, QuestionStatus

_RELATION = MEANS


def term_fact(fact_id: str, topic: str, term: str, definition: str) -> Fact:
    """Return the fact that a term has a definition, vouched for by whoever wrote it."""
    return Fact(
        id=fact_id,
        topic=topic,
        kind=FactKind.DEFINITION,
        subject=term,
        relation=_RELATION,
        statement=f"{term}: {definition}",
        value=Text(definition),
        status=FactStatus.APPROVED,
    )


def is_term_fact(fact: Fact) -> bool:
    """Whether a fact is a term with its definition, as somebody listed them."""
    return fact.kind is FactKind.DEFINITION and fact.relation == _RELATION and not fact.sourced


def term_card(card_id: str, fact: Fact, status: QuestionStatus, *, reverse: bool) -> Flashcard:
    """Return the card that shows the term, or in ``reverse`` the definition."""
    sides = fact.subject, fact.value.text
    front, back = sides[::-1] if reverse else sides
    return Flashcard(
        id=card_id,
        topic=fact.topic,
        stem=front,
        status=status,
        origin=Origin.HAND,
        fact=fact.id,
        back=back,
    )


def says_its_pair(card: Flashcard, fact: Fact) -> bool:
    """Whether the two sides of a card are the term and the definition."""
    return {card.stem, card.back} == {fact.subject, fact.value.text}
