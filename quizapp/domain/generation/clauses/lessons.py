"""Sentences that explain: what something is, why it is so. A text that teaches has many of them.

A lesson is about what its title says: “the source” is that of any river. So of a text that teaches
only the words that surely point back are taken to lean on the sentences before; of news every word
that may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.generation.clauses.contexts import as_written, context_before
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.left_open import left_open
from quizapp.domain.generation.clauses.standing import PRONOUNS, SPOKEN, Part, leaning
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.teaching import teaches as is_lesson
from quizapp.domain.generation.reading.wordlists import word_set

LONGEST = 45
"""Words of a sentence that explains; its parts are read apart, as a question and an answer."""
_ANYBODY = frozenset(("you", "your", "yours", "yourself"))
"""Whoever reads a lesson is anybody."""
_POINTING = PRONOUNS | (SPOKEN - _ANYBODY) | word_set("this these those that such here there")
_POINTING_IN_FRONT = word_set(
    "then another other others latter former both each neither either same so one ones"
)
"""Words that point back where a sentence opens with them, and seldom behind its verb."""
FRONT = 3
_LINKS = re.compile(
    r"(?:But|And|So|Also|Yet|Still|Or|However|Moreover|Furthermore|Instead|Nevertheless|Besides"
    r"|First|Second|Third|Therefore|Thus|Hence|Indeed|Otherwise|Meanwhile|Then|Finally|Again)\b,? "
    r"|(?:In (?:addition|other words|turn|short)|For (?:example|instance)|Of course"
    r"|On the other hand|By contrast|As a result), ",
)
"""What joins a sentence to the one before, and can be left away where nothing else leans."""
_NOT_PLAIN = re.compile(
    r"[?!\[\]\"“”|=→•]|\.\.\.|…|\b(?:[Aa]ccording to|for example|for instance)\b"
)
_ADDRESSED = re.compile(r"\b(?:you|your|yours|we|us|our|ours|let's|I|me|my)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence: its tokens without “But” or “However,”, and what is shown before it."""

    document: Document
    reading: Reading
    span: tuple[int, int]
    text: str
    context: str
    teaches: bool
    holds: bool
    """Whether it is told of no day and of nobody, in a text that teaches."""

    @property
    def passage(self) -> Passage:
        """The passage that the sentence stands in."""
        return self.reading.passage


def explaining(document: Document) -> Iterator[Explained]:
    """Yield the sentences that can be told behind as little as they lean on, in their order."""
    teaches = is_lesson(document.article.source)
    for reading in map(as_written, document.readings):
        for number, span in enumerate(reading.passage.sentences):
            told = _told(document, reading, number, span, teaches=teaches)
            if told is not None:
                yield told


def _told(
    document: Document, reading: Reading, number: int, span: tuple[int, int], *, teaches: bool
) -> Explained | None:
    passage = reading.passage
    text = passage.words(*span)
    if not is_plain(text):
        return None
    link = _LINKS.match(text)
    if link is not None:
        start = passage.tokens[span[0]].start + link.end()
        first = next((at for at in range(*span) if passage.tokens[at].start >= start), span[1])
        span = first, span[1]
    if teaches and _is_ordered(passage, span):
        return None
    part = Part(document, reading, tuple(range(span[0], span[1] + 1)))
    leans = [each for each in leaning(part) if not teaches or _points(each, span[0])]
    if not teaches and (left_open(reading, part.chosen) or _ADDRESSED.search(text)):
        return None
    # What is told of nobody and of no day holds at all times.
    holds = teaches and not any(_happened(passage.tokens[at]) for at in part.tokens)
    if not leans:
        text = passage.words(*span)
        return Explained(document, reading, span, text[0].upper() + text[1:], "", teaches, holds)
    if link is not None or number == 0:
        return None
    shown = context_before(document, reading, number)
    if shown is None or not _explains(leans):
        return None
    context = passage.words(*shown)
    if _NOT_PLAIN.search(context):
        return None
    return Explained(document, reading, span, text, context, teaches, holds)


def is_plain(text: str) -> bool:
    """Whether words are one whole sentence that tells something, without speech or signs."""
    whole = re.match(r"[A-Z]", text) and text.endswith(".") and text.count("(") == text.count(")")
    return bool(whole) and not _NOT_PLAIN.search(text) and len(text.split()) <= LONGEST


def _is_ordered(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether a sentence tells its reader to do something: “Put a finger on your throat”."""
    root = next((each for each in passage.tokens[span[0] : span[1]] if each.dep == "ROOT"), None)
    subject = root and passage.child(root.index, *SUBJECTS, "expl", "csubj", "csubjpass")
    return root is not None and root.tag in {"VB", "VBP"} and subject is None


def _points(token: Token, first: int) -> bool:
    word = token.text.casefold()
    return word in _POINTING or (word in _POINTING_IN_FRONT and token.index < first + FRONT)


def _happened(token: Token) -> bool:
    return token.tag == "VBD" or (token.entity in {"PERSON", "DATE"} and token.tag in {"NNP", "CD"})


def _explains(leans: list[Token]) -> bool:
    """Whether what leans is of the words that the sentence before can tell the meaning of."""
    return all(
        token.text.casefold() not in SPOKEN | {"here", "one", "ones", "then"} for token in leans
    )
