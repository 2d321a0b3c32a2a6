"""Drafts that a bank has no need of: it knows what they ask for, or asks it already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizapp.domain.banks import named_facts
from quizapp.domain.facts import Fact
from quizapp.domain.generation.checks import CheckContext
from quizapp.domain.generation.checks.whole import nothing_is_asked_twice
from quizapp.domain.generation.text import plain
from quizapp.domain.questions import Question
from quizapp.language.article_drafts import ArticleDrafts


def without_known(made: ArticleDrafts, bank: CheckContext) -> ArticleDrafts:
    """Return the drafts that ask a bank for something new, with the facts that it needs for them.

    A question that was rejected once does not come back: its facts stayed in the bank.
    """
    known = _known(made.facts, bank)
    kept = tuple(
        question
        for question in made.questions
        if not known.issuperset(question.facts) and not _is_asked(question, bank)
    )
    needed = {name for question in kept for _, name in named_facts(question)}
    facts = (fact for fact in made.facts if fact.id not in known or fact.id in needed)
    central = {question.id for question in made.questions[: made.central]}
    return replace(
        made,
        questions=kept,
        facts=tuple(facts),
        central=sum(question.id in central for question in kept),
    )


def without_asked(questions: Iterable[Question], bank: CheckContext) -> tuple[Question, ...]:
    """Return the drafts that a bank does not ask in this way yet, published, waiting or retired.

    Its facts may be known: whoever wants to ask them once more, in another way, may.
    """
    return tuple(each for each in questions if not _is_asked(each, bank))


def _known(facts: Iterable[Fact], bank: CheckContext) -> frozenset[str]:
    """Return the ids of the facts that a bank has, from whichever article it has them."""
    said = {_said(fact) for fact in bank.index.facts}
    return frozenset(
        fact.id for fact in facts if fact.id in bank.index.by_id or _said(fact) in said
    )


def _said(fact: Fact) -> tuple[str, str]:
    return plain(fact.statement), plain(fact.value.text)


def _is_asked(question: Question, bank: CheckContext) -> bool:
    # The check passes over a question of the same id, taking it for this one.
    stranger = replace(question, id=f"{question.id}-again")
    return any(nothing_is_asked_twice(stranger, bank))
