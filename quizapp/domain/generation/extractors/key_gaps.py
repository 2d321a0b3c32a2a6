"""Sentences of a lesson that tell of one of its terms, which is to be filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quizapp.domain.facts import TELLS_OF, Entity, Fact, FactKind
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.key_terms import headed, key_terms
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.extractors.building import Found, gapped
from quizapp.domain.generation.extractors.explained import explained_fact
from quizapp.domain.generation.extractors.terms import TERM
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import content_words

MOST = 2
"""Sentences in which one term is to be filled in; more would tell each other."""
LEAST_TOLD = 5
"""Telling words beside the term, without which it could be any other."""
_SAID_OF = frozenset(("JJ", "JJR", "JJS", "CD", "VBN", "VBG", "POS"))


def key_gaps(document: Document) -> Iterator[Fact]:
    """Yield what a text that teaches tells of its terms, once for each sentence."""
    known = key_terms(document)
    asked: Counter[str] = Counter()
    for told in explaining(document):
        if not told.holds or re.search(r"\d", told.text):
            continue
        for term in _terms(told, known):
            lemma = term.lemma.casefold()
            fact = _fact(told, term) if asked[lemma] < MOST else None
            if fact is not None:
                asked[lemma] += 1
                yield fact
                break


def _terms(told: Explained, known: frozenset[str]) -> Iterator[Token]:
    """Yield the terms of a sentence, the subject of its main verb first."""
    tokens = [
        each
        for each in told.passage.tokens[told.span[0] : told.span[1]]
        if each.tag in {"NN", "NNS"} and each.lemma.casefold() in known
    ]
    named = headed(told.document)
    tokens = [
        each
        for each in tokens
        if each.dep in SUBJECTS
        or (each.dep in {"dobj", "pobj", "conj"} and (each.lemma in named or _of_two(told, each)))
    ]
    yield from sorted(tokens, key=lambda each: (each.dep not in SUBJECTS, each.index))


def _of_two(told: Explained, head: Token) -> bool:
    """Whether a term has two words: “T cells”, not “water”."""
    return head.index > told.span[0] and told.passage.tokens[head.index - 1].dep == "compound"


def _fact(told: Explained, head: Token) -> Fact | None:
    passage, text = told.passage, told.text
    first = head.index
    while first > told.span[0] and passage.tokens[first - 1].dep == "compound":
        first -= 1
    before = passage.tokens[first - 1] if first > told.span[0] else None
    if before is not None and (before.tag in _SAID_OF or before.text in {"-", "'s"}):
        return None  # “Red” of “red blood cells” would stand beside the gap.
    term = passage.words(first, head.index)
    alone = text.casefold().count(head.lemma.casefold()[:5]) == 1
    if not alone or text.count(term) != 1 or head.lemma.casefold() in told.context.casefold():
        return None
    if len(content_words(text.replace(term, " "))) < LEAST_TOLD:
        return None
    said = gapped(text, term)
    found = Found(
        FactKind.DEFINITION, said, TELLS_OF, text, Entity(term, TERM), "", (first, head.index)
    )
    return explained_fact(told, found, general=True)
