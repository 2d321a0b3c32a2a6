"""Check 14: the sentences before a question are the source's, few, and do not tell the answer."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Evidence, Fact, Quantity
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import Ask, asks, facts_of
from quizapp.domain.generation.limits import CONTEXT_SENTENCES, CONTEXT_WORDS
from quizapp.domain.generation.text import contains, fold, numbers, sentences, words
from quizapp.domain.questions import Origin, Question


def context_is_sound(question: Question, context: CheckContext) -> Iterator[Finding]:
    """14: what stands before a question is short and hides the key; a draft's is the source's own.

    A person may write a context in words of their own.
    """
    if not question.context:
        return
    for ask in asks(question, context):
        if hit := _told(question.context, ask):
            yield Finding(
                "context",
                "context",
                f"The sentences before give away the answer, “{hit}”.",
                "Leave out the sentence that tells it.",
            )
    sentence_count = sum(1 for _ in sentences(question.context))
    if sentence_count > CONTEXT_SENTENCES or len(words(question.context)) > CONTEXT_WORDS:
        message = f"It has {sentence_count} sentences and {len(words(question.context))} words."
        remedy = f"Stay within {CONTEXT_SENTENCES} sentences and {CONTEXT_WORDS} words."
        yield Finding("context", "context", message, remedy)
    facts = facts_of(question, context)
    if question.origin is Origin.ENGINE and not any(
        _before(each, question, context) for each in facts
    ):
        yield Finding(
            "context",
            "context",
            "They do not stand before the quoted words in the source.",
            "Copy the sentences before the quoted words.",
        )


def _told(said: str, ask: Ask) -> str:
    """Return the text of the key, or a number of it, that the sentences hold."""
    value = ask.fact.value
    written = numbers(value.text) if isinstance(value, Quantity) else ask.keys
    return next((text for text in (*written, *ask.fact.answers) if contains(said, text)), "")


def _before(fact: Fact, question: Question, context: CheckContext) -> bool:
    return any(_leads_to(each, question.context, context) for each in fact.evidence)


def _leads_to(evidence: Evidence, said: str, context: CheckContext) -> bool:
    """Whether the paragraph of the quote has these words directly before it."""
    source = context.sources.get(evidence.source)
    if source is None:
        return False
    try:
        start, end = source.locate(evidence.quote)
    except EvidenceNotFound:
        return False
    first, _ = source.paragraph(start, end)
    return _plain(source.text[first:start]).endswith(_plain(said))


def _plain(text: str) -> str:
    return "".join(fold(text).replace('"', "").split())
