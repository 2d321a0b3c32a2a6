"""What something is for: “is used to”, “serves to”, “the job of ... is to”, as the text says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Fact, FactKind, Text
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import inside
from quizapp.domain.generation.extractors.building import Found
from quizapp.domain.generation.extractors.explained import explained_fact
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import content_words, words

SERVES = "is for"
"""The relation of a fact that tells what something is for."""
MOST_WORDS = 26
SUBJECT_WORDS = 8

_USED = re.compile(
    r"(?P<subject>[A-Z][\w' -]*?) (?P<verb>is|are|was|were) (?:often |usually |mainly |also )?"
    r"used (?P<said>(?:to|for) .+)\.\Z"
)
_SERVES = re.compile(
    r"(?P<subject>[A-Z][\w' -]*?) (?P<verb>serves?|served) (?P<said>to (?!as\b)[a-z]+ .+)\.\Z"
)
_JOB = re.compile(
    r"(?P<subject>The (?:job|task|role|function|purpose|aim) of [\w' -]+?) (?P<verb>is|was) "
    r"(?P<said>to [a-z]+ .+)\.\Z"
)
_OPEN = re.compile(
    r"\b(?:not|never|no|may|might|could|would|it|this|these|they|he|she|which|who)\b"
)
_SUPPORT = {"serve": "do", "serves": "does", "served": "did"}
_ACCUSTOMED = frozenset(("VBG", "NN", "NNS", "DT", "PRP", "PRP$"))


def uses(document: Document) -> Iterator[Fact]:
    """Yield what things are for, as a whole sentence tells it of the thing that opens it."""
    for told in explaining(document):
        for pattern, ask in ((_USED, _used), (_SERVES, _serves), (_JOB, _job)):
            match = pattern.match(told.text)
            if match is not None and _is_clear(told, match):
                fact = _fact(told, match, ask(match, _subject(told, match)))
                if fact is not None:
                    yield fact
                break


def _is_clear(told: Explained, match: re.Match[str]) -> bool:
    subject, said = match["subject"], match["said"]
    if len(words(subject)) > SUBJECT_WORDS or not 2 <= len(words(said)) <= MOST_WORDS:
        return False
    if _OPEN.search(subject.casefold()) or not content_words(said) or ";" in said or ":" in said:
        return False
    where = tokens_of(told.reading, told.span, told.text.index(said), said)
    if where is None:
        return False
    # Whoever “is used to the cold” knows it; what “is used to cool” serves for it.
    after = told.passage.tokens[where[0] + 1]
    return not (said.startswith("to ") and after.tag in _ACCUSTOMED)


def _used(match: re.Match[str], subject: str) -> str:
    return f"What {match['verb']} {subject} used for?"


def _serves(match: re.Match[str], subject: str) -> str:
    return f"What {_SUPPORT[match['verb']]} {subject} serve to do?"


def _job(match: re.Match[str], subject: str) -> str:
    return f"What {match['verb']} {subject}?"


def _subject(told: Explained, match: re.Match[str]) -> str:
    return inside(told.document, told.reading, told.span[0], match["subject"])


def _fact(told: Explained, match: re.Match[str], question: str) -> Fact | None:
    said, text = match["said"], told.text
    where = tokens_of(told.reading, told.span, text.index(said), said)
    if where is None or text.count(said) != 1:
        return None
    found = Found(FactKind.PURPOSE, match["subject"], SERVES, text, Text(said), question, where)
    return explained_fact(told, found, general=told.teaches)
