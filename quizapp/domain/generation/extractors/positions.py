"""What somebody ruled, found, argued or demanded: “What did the court rule?”."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.facts import Fact, FactKind
from quizapp.domain.generation.clauses.grammar import FALSELY, SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import turned
from quizapp.domain.generation.extractors.explained import answered
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words, words

MOST_WORDS, LEAST_TELLING = 32, 3
"""The most words of what is held, and the fewest telling ones."""

_HOLDING = word_set(
    """
    rule find hold decide conclude argue claim maintain contend complain object demand propose
    recommend insist warn suggest show estimate calculate promise agree require fear hope
    """
)
"""Verbs whose “that ...” is a finding, a decision or a view; what is only said is none."""
_WITHOUT = frozenset(("it", "he", "she", "they", "we", "i", "you", "this", "that", "which", "who"))


def positions(document: Document) -> Iterator[Fact]:
    """Yield what a text reports that somebody holds, with whoever holds it in the question."""
    for told in explaining(document):
        if not told.teaches:
            fact = _held(told)
            if fact is not None:
                yield fact


def _held(told: Explained) -> Fact | None:
    passage, (first, last) = told.passage, told.span
    root = next((each for each in passage.tokens[first:last] if each.dep == "ROOT"), None)
    if root is None or root.lemma not in _HOLDING or passage.child(root.index, "neg"):
        return None
    if any(each.text.casefold() in FALSELY for each in passage.tokens[first:last]):
        return None  # What somebody “falsely claimed” is not to be learnt.
    subject = passage.child(root.index, *SUBJECTS)
    if subject is None or subject.dep != "nsubj" or subject.text.casefold() in _WITHOUT:
        return None
    start = _that(told, root)
    if start is None:
        return None
    end = _end(told, root, start)
    said = passage.words(start, end)
    if len(words(said)) > MOST_WORDS or len(content_words(said)) < LEAST_TELLING:
        return None
    question = turned(told.document, told.reading, (first, _before_day(told, start)), "what")
    name = passage.words(*passage.subtree(subject.index))
    return answered(told, question, name, (start, end), FactKind.DEFINITION)


def _before_day(told: Explained, start: int) -> int:
    """Return the last token before “that ...” and before the day of the report, if that is told.

    Nobody who is asked “What did the court rule on Monday?” knows which Monday.
    """
    times = told.reading.times.values()
    day = next((each for each in times if each.relative and each.last == start - 1), None)
    if day is None:
        return start - 1
    before = day.first - 1
    return before - 1 if told.passage.tokens[before].pos == "ADP" else before


def _that(told: Explained, root: Token) -> int | None:
    """Return the “that” which opens what is held: no other verb stands before it."""
    for each in told.passage.tokens[root.index + 1 : told.span[1]]:
        if each.text == "that" and each.tag == "IN":
            return each.index
        if each.pos in {"VERB", "AUX"} or each.text == ",":
            return None
    return None


def _end(told: Explained, root: Token, start: int) -> int:
    """Return where what is held ends: before “, and ordered ...”, or at the stop."""
    passage, last = told.passage, told.span[1]
    for each in passage.tokens[start + 1 : last - 1]:
        after = passage.tokens[each.index + 1 : each.index + 3]
        joins = each.text == "," and after[0].pos == "CCONJ" and after[1].tag == root.tag
        if joins or (each.dep == "cc" and each.head == root.index):
            return each.index - 1
    return last - 1
