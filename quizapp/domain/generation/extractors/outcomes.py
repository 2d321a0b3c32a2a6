"""What happens if something is so: “If a wire joins the two ends, the current becomes enormous”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import FOLLOWS, Fact, FactKind, Text
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.extractors.building import Found
from quizapp.domain.generation.extractors.explained import clause_asked, explained_fact
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import content_words, words

MOST_ASKED, MOST_ANSWERED, LEAST = 24, 30, 3
TELLING = 2
"""Telling words that a condition needs, to be one: “if so” has none."""

_FINITE = frozenset(("VBZ", "VBP", "MD"))
_SUPPOSED = re.compile(r"\b(?:would|had|were|should|must|ought)\b")
_ALSO = re.compile(r"[;:]|\b(?:I|we|our|us)\b")
_LEANS = re.compile(r"\A\w+ (?:one|both|each|it|they|this|that|these|those|so|not|nobody)\b")


_NAMED = re.compile(r"\b(?:is|are) (?:called|known as|named|termed)\b")
"""What something is called does not happen."""


def outcomes(document: Document) -> Iterator[Fact]:
    """Yield what happens “if” or “when” something is so, in a text that tells what holds."""
    for told in explaining(document):
        if told.holds and not _SUPPOSED.search(told.text):
            fact = _opens(told) or _ends(told)
            if fact is not None:
                yield fact


def _opens(told: Explained) -> Fact | None:
    """Return the fact of “If A, B”."""
    passage, (first, last) = told.passage, told.span
    if passage.tokens[first].text not in {"If", "When"}:
        return None
    root = _root(told)
    subject = passage.child(root.index, *SUBJECTS, "expl") if root else None
    if root is None or subject is None or not _is_finite(told, root):
        return None
    start = passage.subtree(subject.index)[0]
    condition = passage.child(root.index, "advcl")
    if condition is None or not first < condition.index < start:
        return None
    end = start - 2 if passage.tokens[start - 1].text == "," else start - 1
    if subject.tag == "PRP" and not _is_of(told, subject, condition):
        return None
    return _fact(told, (first, end), (start, last - 1))


def _ends(told: Explained) -> Fact | None:
    """Return the fact of “B if A”: what happens if A, or when B, where A leans on it."""
    passage, (first, last) = told.passage, told.span
    root = _root(told)
    condition = passage.child(root.index, "advcl") if root else None
    if root is None or condition is None or condition.index < root.index:
        return None
    start = passage.subtree(condition.index)[0]
    if passage.tokens[start].text not in {"if", "when"} or not _is_finite(told, root):
        return None
    if passage.subtree(condition.index)[1] != last - 1:
        return None
    end = start - 2 if passage.tokens[start - 1].text == "," else start - 1
    subject = passage.child(root.index, *SUBJECTS)
    if subject is None or subject.tag == "PRP" or subject.lemma.casefold() in _NOBODY:
        return None
    asked = passage.words(start, last - 1)
    if not _PRONOUN.search(asked):
        return _fact(told, (start, last - 1), (first, end))
    own = passage.child(condition.index, *SUBJECTS)
    if own is None or _ALSO.search(told.text) or not _is_of(told, own, root):
        return None
    return clause_asked(told, (first, end), (start, last - 1), FactKind.CAUSE, "when")


_NOBODY = frozenset(("nobody", "nothing", "no"))
_PRONOUN = re.compile(r"\b(?:it|its|they|their|them|he|she|his|her)\b")


def _is_of(told: Explained, pronoun: Token, verb: Token) -> bool:
    """Whether “it” or “they” can but be the subject of another verb, which has its number."""
    subject = told.passage.child(verb.index, *SUBJECTS)
    if subject is None or subject.pos not in {"NOUN", "PROPN"}:
        return False
    several = subject.tag in {"NNS", "NNPS"}
    return pronoun.text.casefold() == ("they" if several else "it")


def _root(told: Explained) -> Token | None:
    tokens = told.passage.tokens[told.span[0] : told.span[1]]
    return next((each for each in tokens if each.dep == "ROOT"), None)


def _fact(told: Explained, condition: tuple[int, int], outcome: tuple[int, int]) -> Fact | None:
    asked, said = told.passage.words(*condition), told.passage.words(*outcome)
    if _ALSO.search(f"{asked} {said}") or _LEANS.match(asked) or _NAMED.search(said):
        return None
    if (
        not LEAST <= len(words(asked)) <= MOST_ASKED
        or not LEAST <= len(words(said)) <= MOST_ANSWERED
    ):
        return None
    if len(content_words(asked)) < TELLING or not content_words(said):
        return None
    question = f"What happens {asked[0].lower()}{asked[1:]}?"
    if told.text.count(said) != 1:
        return None
    found = Found(FactKind.CAUSE, asked, FOLLOWS, told.text, Text(said), question, outcome)
    return explained_fact(told, found, general=True)


def _is_finite(told: Explained, root: Token) -> bool:
    helped = told.passage.dependents(root.index, "aux", "auxpass")
    return root.tag in _FINITE or any(each.tag in _FINITE for each in helped)
