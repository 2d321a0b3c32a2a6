"""Checks 1 and 2: the evidence is exact, and the key is in it but not in the stem."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Evidence, Fact, Quantity, Source
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import (
    Ask,
    asks,
    facts_of,
    right_options,
    wrong_options,
)
from quizapp.domain.generation.checks.sameness import NUMBER_WORDS
from quizapp.domain.generation.limits import LEAK_SHARE
from quizapp.domain.generation.reading.article import Line, read_article
from quizapp.domain.generation.reading.lines import Role
from quizapp.domain.generation.text import (
    contains,
    content_words,
    numbers,
    plain,
    plain_words,
    words,
)
from quizapp.domain.questions import Flashcard, Numeric, Ordering, Question
from quizapp.domain.term_cards import says_its_pair

_ASKED = re.compile(
    r"\b(?:which|what|how many|how much|whose)\s+((?:[^\s?]+\s+){1,5}?)"
    r"(?:of|in|on|at|by|to|for|from|with|did|does|do|is|was|are|were|will|would|has|have|had|can|"
    r"could|may|might|should|that|who)\b",
    re.IGNORECASE,
)


def evidence_is_exact(question: Question, context: CheckContext) -> Iterator[Finding]:
    """1: each quote stands once in its source, in its running text, and the value in the quote."""
    for fact in facts_of(question, context):
        yield from evidence_findings(fact, context.sources)


def evidence_findings(fact: Fact, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Return what is wrong with the evidence of a fact, whoever asks for it."""
    for evidence in fact.evidence:
        source = sources.get(evidence.source)
        if source is None:
            message = f"The source “{evidence.source}” of its evidence is missing."
            yield Finding("evidence", "fact", message, "Add the source, or name another.")
            continue
        try:
            start, _ = source.locate(evidence.quote)
        except EvidenceNotFound as error:
            remedy = "Copy the proving words from the source again."
            yield Finding("evidence", "fact", f"{error}.", remedy)
        else:
            yield from _misplaced(source, start)
            yield from _of_something_else(fact, evidence)
        if not evidence.value or evidence.value not in evidence.quote:
            message = f"“{evidence.value}” does not stand in the quoted words."
            yield Finding("evidence", "fact", message, "Quote the words that state the value.")


def _of_something_else(fact: Fact, evidence: Evidence) -> Iterator[Finding]:
    """Find marked words that share none with the value, as they must unless it is derived."""
    marked = _stems(evidence.value)
    if marked and not fact.flags.derived and not marked & _stems(*fact.answers, *fact.also_true):
        message = f"“{evidence.value}” does not say “{fact.value.text}”."
        yield Finding("evidence", "fact", message, "Quote the words that state the value.")


def _stems(*texts: str) -> set[str]:
    return {word[:STEM_LETTERS] for text in texts for word in content_words(text)}


STEM_LETTERS = 3
"""Enough for “Jan. 11” and “January”; a fact of something else shares fewer."""


def _misplaced(source: Source, start: int) -> Iterator[Finding]:
    lines = _lines(source)
    at = bisect_right(lines, start, key=lambda line: line.start) - 1
    role = lines[at].role if at >= 0 and start < lines[at].end else Role.BODY
    if role in _NOT_READ:
        yield Finding(
            "evidence",
            "fact",
            f"The quoted words stand in a {role} of the source, not in its text.",
            "Quote a sentence of the text.",
        )


_NOT_READ = frozenset({Role.TITLE, Role.HEADING, Role.CAPTION, Role.BOILERPLATE})


@lru_cache(maxsize=64)
def _lines(source: Source) -> tuple[Line, ...]:
    """Return the lines of an article in order; none of notes that are no running text."""
    lines = read_article(source).lines
    body = sum(line.end - line.start for line in lines if line.role is Role.BODY)
    prose = 2 * body >= sum(line.end - line.start for line in lines)
    return lines if prose else ()


def key_is_proved_and_hidden(question: Question, context: CheckContext) -> Iterator[Finding]:
    """2: the right answer follows from the evidence, and the stem does not give it away."""
    same = _shared_by_options(question)
    for ask in asks(question, context):
        if not _proved(ask, question):
            key = ask.keys[0]
            yield Finding(
                "key",
                ask.field,
                f"“{key}” is not what the fact says: “{ask.fact.value.text}”.",
                "Give the value of the fact, or choose the fact that this answers.",
            )
        yield from _leaks(ask, same)
    if isinstance(question, Ordering):
        yield from _dated_items(question, context)


def card_says_its_fact(card: Flashcard, fact: Fact) -> Iterator[Finding]:
    """2, for a card of a term: its two sides are the term and the definition."""
    if not says_its_pair(card, fact):
        yield Finding(
            "key",
            "back",
            f"It is not what its fact says: “{fact.statement}”.",
            "Change the wording of the fact; its cards follow it.",
        )


def _proved(ask: Ask, question: Question) -> bool:
    value = ask.fact.value
    if isinstance(question, Numeric):
        return isinstance(value, Quantity) and (question.value, question.upper) == (
            value.number,
            value.upper,
        )
    allowed = {plain(text) for text in (*ask.fact.answers, *ask.fact.also_true)}
    inside = (value.text, *(evidence.value for evidence in ask.fact.evidence))
    return all(
        plain(key) in allowed or any(contains(text, key) for text in inside) for key in ask.keys[:1]
    )


def _leaks(ask: Ask, same: frozenset[str]) -> Iterator[Finding]:
    if isinstance(ask.fact.value, Quantity):
        # The unit and “about” stay beside a gap: the number alone is what must not be told.
        written = (*numbers(ask.fact.value.text), ask.fact.value.text, *_spelt(ask.fact))
        hit = next((text for text in written if contains(ask.prompt, text)), "")
    else:
        hit = next((key for key in ask.keys if _given_away(ask.prompt, key, same)), "")
        hit = hit or next((text for text in ask.fact.answers if contains(ask.prompt, text)), "")
    if hit:
        yield Finding(
            "key",
            "stem",
            f"The question gives away its answer, “{hit}”.",
            "Ask without the words of the answer.",
        )


def _spelt(fact: Fact) -> tuple[str, ...]:
    number = fact.value.number if isinstance(fact.value, Quantity) else 0
    return (NUMBER_WORDS[int(number)],) if number in range(2, len(NUMBER_WORDS)) else ()


def _given_away(prompt: str, key: str, same: frozenset[str]) -> bool:
    if contains(prompt, key):
        return True
    asked_for = {word for match in _ASKED.finditer(prompt) for word in content_words(match[1])}
    telling = [word for word in content_words(key) if word not in asked_for and word not in same]
    sort = _sort_named(prompt, key)
    # Where nothing else is left to tell, the words of the sort are what is asked for.
    telling = [word for word in telling if word not in sort] or telling
    stem = set(content_words(prompt))
    held = sum(word in stem for word in telling)
    return bool(telling) and held / len(telling) >= LEAK_SHARE


def _sort_named(prompt: str, key: str) -> set[str]:
    """Return what a name tells of its sort only: “river” of “Colorado River”, asked for a river.

    A question has to say which sort of thing it asks for, and may do so in any place. It names
    the thing itself in capitals, as the key does.
    """
    named = {plain(word) for word in words(key) if word[:1].isupper()}
    small = {plain(word) for word in words(prompt) if word[:1].islower()}
    capital = {plain(word) for word in words(prompt) if not word[:1].islower()}
    return (named & small) - capital


def _shared_by_options(question: Question) -> frozenset[str]:
    texts = [option.text for option in (*right_options(question), *wrong_options(question))]
    sets = [set(plain_words(text)) for text in texts]
    return frozenset(set.intersection(*sets)) if sets else frozenset()


def _dated_items(question: Ordering, context: CheckContext) -> Iterator[Finding]:
    for item in question.items:
        fact: Fact | None = context.index.by_id.get(item.fact)
        if fact and any(contains(item.text, text) for text in fact.answers):
            yield Finding(
                "key",
                f"items.{item.id}.text",
                f"It names its own date, {fact.value.text}.",
                "Tell the event without its date.",
            )
