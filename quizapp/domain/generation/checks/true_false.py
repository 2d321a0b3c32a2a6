"""Check 10: a false sentence differs from the truth in one thing that is certainly false."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from quizapp.domain.facts import Fact, Quantity
from quizapp.domain.generation.attribution import attributed
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.distractors import replaced
from quizapp.domain.generation.text import (
    contains,
    fold,
    plain,
    plain_words,
    quotations,
    uncapitalised,
)
from quizapp.domain.generation.values import LIMITS
from quizapp.domain.questions import Origin, Question, TrueFalse


def one_thing_is_changed(question: Question, context: CheckContext) -> Iterator[Finding]:
    """10: one change only, never of a bounded quantity, never inside a quotation."""
    if not isinstance(question, TrueFalse):
        return
    fact = context.index.by_id.get(question.fact)
    if fact is None:
        return
    if question.key:
        yield from _true(question, fact)
    else:
        yield from _false(question, fact, context)


def _true(question: TrueFalse, fact: Fact) -> Iterator[Finding]:
    stated = any(contains(question.stem, text) for text in (*fact.answers, *fact.also_true))
    if question.origin is not Origin.HAND and not stated:
        message = f"The sentence is marked true but does not say “{fact.value.text}”."
        yield Finding("true-false", "stem", message, "Say what the fact says.")


def _false(question: TrueFalse, fact: Fact, context: CheckContext) -> Iterator[Finding]:
    value = fact.value
    if isinstance(value, Quantity) and value.bound in LIMITS:
        message = f"“{value.text}” leaves room for other numbers, so the sentence may be true."
        yield Finding("true-false", "stem", message, "Change something else than the number.")
    known = fold(" ".join([fact.statement, *(each.quote for each in fact.evidence)]))
    for words in quotations(question.stem):
        if words not in known:
            message = f"“{words}” is a quotation that nobody said."
            yield Finding("true-false", "stem", message, "Leave quotations as they are.")
    right = (*context.index.right_texts(fact),)
    same = {plain(replaced(fact, text)) for text in right}
    truth = attributed(fact, fact.statement, context.index, context.sources)
    if (
        plain(question.stem) in {plain(truth), plain(fact.statement)}
        or plain(question.stem) in context.index.statements
        or plain(question.stem.removeprefix(truth.removesuffix(uncapitalised(fact.statement))))
        in same
    ):
        message = "The sentence is marked false, but it states a fact of the bank."
        yield Finding("true-false", "stem", message, "Change one thing, or mark it true.")
    elif question.origin is Origin.ENGINE and _changes(truth, question.stem) > 1:
        message = "More than one thing is changed."
        yield Finding("true-false", "stem", message, "Change one thing only.")
    if not question.correction.strip():
        message = "It does not say what should stand there."
        yield Finding("true-false", "correction", message, f"Write “{value.text}”.")
    elif not any(contains(question.correction, text) for text in right):
        message = f"The correction is not what the fact says: “{value.text}”."
        yield Finding("true-false", "correction", message, f"Write “{value.text}”.")


def _changes(truth: str, sentence: str) -> int:
    matcher = SequenceMatcher(None, plain_words(truth), plain_words(sentence), autojunk=False)
    blocks = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    # Words that old and new value share (“12th ... Regiment”) part one change into several.
    return sum(
        1
        for place, code in enumerate(blocks)
        if place == 0 or code[1] - blocks[place - 1][2] > SHARED_WORDS
    )


SHARED_WORDS = 3
"""Changes with no more than this many equal words between them count as one."""
