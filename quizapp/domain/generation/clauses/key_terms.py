"""The nouns that a lesson is about: those of its title and headings, and those it keeps naming."""

from __future__ import annotations

from collections import Counter

from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.lines import Role
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import plain_words

OFTEN = 3
"""Sentences of a text in which one of its terms stands."""
_NO_TERMS = word_set(
    """
    thing way time day year month week hour minute second number part place side end beginning
    example case kind sort type form word name reason result answer question problem idea point
    fact step job work use life world country people person man woman child lot bit amount piece
    half rest one other hand eye foot side top bottom front back line table picture drawing figure
    state change difference century metre kilometre percent degree reader book page
    """
)
"""Nouns that every text has."""


def headed(document: Document) -> frozenset[str]:
    """Return the words of the title and of the headings, small."""
    article = document.article
    lines = (line for line in article.lines if line.role in {Role.TITLE, Role.HEADING})
    texts = (article.title, *map(article.words, lines))
    return frozenset(word for text in texts for word in plain_words(text))


def key_terms(document: Document) -> frozenset[str]:
    """Return the lemmas of the nouns that a text is about, small."""
    named = headed(document)
    counts: Counter[str] = Counter()
    for reading in document.readings:
        for first, last in reading.passage.sentences:
            tokens = reading.passage.tokens[first : last + 1]
            counts.update(
                {
                    each.lemma.casefold()
                    for each in tokens
                    if each.tag in {"NN", "NNS"} and each.index not in reading.names
                }
            )
    return frozenset(
        lemma
        for lemma, count in counts.items()
        if lemma.isalpha()
        and lemma not in _NO_TERMS
        and lemma not in HUMANS
        and not is_human(lemma)
        and (count >= OFTEN or lemma in named or f"{lemma}s" in named)
    )
