"""What happens if something is so: “If a wire joins the two ends, the current becomes enormous”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Fact, FactKind, Text
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.extractors.building import Found
from quizapp.domain.generation.extractors.explained import explained_fact
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import content_words, words

FOLLOWS = "what happens"
"""The relation of a fact that tells what follows from a condition."""
MOST_ASKED, MOST_ANSWERED, LEAST = 24, 30, 3
TELLING = 2
"""Telling words that a condition needs, to be one: “if so” has none."""

_FINITE = frozenset(("VBZ", "VBP", "MD"))
_SUPPOSED = re.compile(r"\b(?:would|had|were|should|must|ought)\b")
_ALSO = re.compile(r"[;:]|\b(?:I|you|we|your|our|us)\b")
_LEANS = re.compile(r"\A\w+ (?:one|both|each|it|they|this|that|these|those|so|not|nobody)\b")


_NAMED = re.compile(r"\b(?:is|are) (?:called|known as|named|termed)\b")
"""What something is called does not happen."""


def outcomes(document: Document) -> Iterator[Fact]:
    """Yield what happens “if” or “when” something is so, in a text that tells what holds."""
    for told in explaining(document):
        if told.holds and not told.context:
            fact = _outcome(told)
            if fact is not None:
                yield fact


def _outcome(told: Explained) -> Fact | None:
    passage, (first, last) = told.passage, told.span
    opening = passage.tokens[first].text
    if opening not in {"If", "When"} or _SUPPOSED.search(told.text):
        return None
    root = next((each for each in passage.tokens[first:last] if each.dep == "ROOT"), None)
    subject = passage.child(root.index, *SUBJECTS, "expl") if root else None
    if root is None or subject is None or not _is_finite(told, root):
        return None
    start = passage.subtree(subject.index)[0]
    condition = passage.child(root.index, "advcl")
    if condition is None or condition.index > start or passage.tokens[start - 1].text != ",":
        return None
    asked, said = passage.words(first, start - 2), passage.words(start, last - 1)
    if _ALSO.search(f"{asked} {said}") or _LEANS.match(asked) or subject.tag == "PRP":
        return None
    if (
        not LEAST <= len(words(asked)) <= MOST_ASKED
        or not LEAST <= len(words(said)) <= MOST_ANSWERED
    ):
        return None
    if min(len(content_words(asked)), len(content_words(said))) < TELLING:
        return None
    if told.text.count(said) != 1 or _NAMED.search(said):
        return None
    question = f"What happens {asked[0].lower()}{asked[1:]}?"
    found = Found(
        FactKind.CAUSE, asked, FOLLOWS, told.text, Text(said), question, (start, last - 1)
    )
    return explained_fact(told, found, general=True)


def _is_finite(told: Explained, root: Token) -> bool:
    helped = told.passage.dependents(root.index, "aux", "auxpass")
    return root.tag in _FINITE or any(each.tag in _FINITE for each in helped)
