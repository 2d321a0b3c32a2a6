"""From a sentence that explains to its fact: told whole, behind what it leans on."""

from __future__ import annotations

import re

from quizapp.domain.facts import Fact, FactKind, Text
from quizapp.domain.generation.clauses.grammar import SAYING
from quizapp.domain.generation.clauses.lessons import Explained
from quizapp.domain.generation.clauses.turning import turned
from quizapp.domain.generation.extractors.building import Found, fact_of, gapped
from quizapp.domain.generation.reading.wordlists import word_set

_POINTS = re.compile(r"\b(?:like|of|for|in|with) (?:this|these|that)\Z")
_OPINION = SAYING | word_set("hope fear want wish doubt feel worry complain hint expect")


def explained_fact(told: Explained, found: Found, *, general: bool) -> Fact | None:
    """Return the fact; nothing where what is shown before tells its value, or it is not exact.

    A ``general`` truth needs no name to be understood.
    """
    if found.value.text in told.context:
        return None
    return fact_of(
        told.document,
        told.reading,
        told.span,
        found,
        whole=True,
        general=general,
        clausal=isinstance(found.value, Text),
        context=told.context,
    )


def clause_asked(
    told: Explained,
    clause: tuple[int, int],
    answer: tuple[int, int],
    kind: FactKind,
    wh: str,
) -> Fact | None:
    """Return the fact that a clause is turned into a question for, with other words as its answer.

    Who says so, and why they say it, is another matter: of what is said there is no fact.
    """
    passage = told.passage
    verbs = passage.tokens[clause[0] : clause[1] + 1]
    if any(each.lemma.casefold() in _OPINION and each.pos == "VERB" for each in verbs):
        return None
    question = turned(told.document, told.reading, clause, wh)
    return answered(told, question, passage.words(*clause), answer, kind)


def answered(
    told: Explained,
    question: str,
    subject: str,
    answer: tuple[int, int],
    kind: FactKind,
    relation: str = "",
) -> Fact | None:
    """Return the fact that some words of a sentence answer a question; none without a question."""
    said, text = told.passage.words(*answer), told.text
    if not question or text.count(said) != 1 or _POINTS.search(said):
        return None
    relation = relation or gapped(text, said)
    found = Found(kind, subject, relation, text, Text(said), question, answer)
    return explained_fact(told, found, general=told.teaches)


def token_at(told: Explained, letters: int) -> int | None:
    """Return the token that begins so many letters from the beginning of a sentence."""
    start = told.passage.tokens[told.span[0]].start + letters
    tokens = told.passage.tokens[told.span[0] : told.span[1]]
    return next((each.index for each in tokens if each.start == start), None)
