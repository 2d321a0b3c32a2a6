"""Check 13: every word stands in the quote, or somebody who may has put it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Fact
from quizapp.domain.generation.attribution import speakers
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import facts_of, shown
from quizapp.domain.generation.licences import (
    lost_capitals,
    lost_denial,
    unlicensed,
    unlicensed_asking,
    unlicensed_sentence,
)
from quizapp.domain.questions import Origin, Question, TrueFalse


def words_are_licensed(question: Question, context: CheckContext) -> Iterator[Finding]:
    """13: a statement that was made of its quote says no more; nor does what is made of it.

    What a person has worded is theirs: the statement of a fact, or a draft that they mended.
    """
    facts = [fact for fact in facts_of(question, context) if _is_drafted(fact, context)]
    for fact in facts:
        missing = unlicensed(fact, context.sources)
        if missing:
            yield _finding("fact", missing)
        lost = lost_denial(fact)
        if lost:
            message = f"The source says “{lost}”; the statement lost the denial."
            yield Finding("wording", "fact", message, "Put the denial back.")
        for field, told in _told(question, fact):
            for word in lost_capitals(told, fact, context.sources):
                message = f"“{word}” has lost the capital of a name."
                yield Finding("wording", field, message, "Write the name as the source does.")
    false = isinstance(question, TrueFalse) and not question.key
    drafted = len(facts) == len(set(question.facts)) and question.origin is Origin.ENGINE
    # What a false sentence says in place of the truth is for check 10.
    if drafted and not false:
        named = [each for fact in facts for each in speakers(fact, context.index, context.sources)]
        for text in shown(question):
            missing = (
                unlicensed_sentence(text.text, facts, named)
                if text.sentence
                else unlicensed_asking(text.text, facts, context.sources, named)
            )
            if missing:
                yield _finding(text.field, missing)


def _told(question: Question, fact: Fact) -> Iterator[tuple[str, str]]:
    yield "fact", fact.statement
    if question.origin is Origin.ENGINE:
        yield from ((text.field, text.text) for text in shown(question))


def _is_drafted(fact: Fact, context: CheckContext) -> bool:
    """Whether the engine has made the statement, of sources that can be looked at."""
    known = all(evidence.source in context.sources for evidence in fact.evidence)
    return fact.licences is not None and fact.sourced and known


def _finding(field: str, missing: Sequence[str]) -> Finding:
    said = ", ".join(f"“{word}”" for word in dict.fromkeys(missing))
    many = len(set(missing)) > 1
    return Finding(
        "wording",
        field,
        f"{said} {'do' if many else 'does'} not stand in the quoted words.",
        "Say it with the words of the source.",
    )
