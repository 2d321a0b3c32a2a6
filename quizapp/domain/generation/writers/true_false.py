"""True or false: the statement as it is, or with one thing in it exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import (
    CALLED,
    CONSISTS,
    DOES,
    FOLLOWS,
    LISTS,
    MEANS,
    STEPS,
    TELLS_OF,
    Entity,
    Fact,
    Quantity,
)
from quizapp.domain.generation.distractors import Distractor, distractors, replaced
from quizapp.domain.generation.nearby.plausible import could_stand_in
from quizapp.domain.generation.text import fold, quotations
from quizapp.domain.generation.values import LIMITS
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import TrueFalse

MOST_TRIED = 3
_ABLE = re.compile(
    r"\b(?:can|could|may|might|right to|(?:able|allowed|permitted|free|entitled) to)\b"
)
"""What is possible for a number is mostly possible for a smaller one."""


_LEARNT = frozenset((CALLED, MEANS, CONSISTS, TELLS_OF, DOES, FOLLOWS, LISTS, STEPS))


def write_true(fact: Fact, context: WritingContext) -> TrueFalse | None:
    """Return the statement, which is true; none of what is learnt: whoever reads it would nod."""
    if fact.relation in _LEARNT:
        return None
    return TrueFalse(
        **context.common("true", fact),
        stem=context.says(fact, fact.statement),
        fact=fact.id,
        key=True,
    )


def write_false(fact: Fact, context: WritingContext) -> TrueFalse | None:
    """Return the statement with its value exchanged for one that is proved false here.

    There is none where several values are right, because one more may be; for a quantity with a
    bound (“over 25 %” is true where “over 70 %” is); for a value inside a quotation; and where no
    other value fits the sentence.
    """
    if not can_be_altered(fact) or not _exclusive(fact, context):
        return None
    wrong = next((each for each in _exchangeable(fact, context) if fits(fact, each)), None)
    if wrong is None:
        return None
    return TrueFalse(
        **context.common("false", fact),
        stem=context.says(fact, replaced(fact, wrong.inserted)),
        fact=fact.id,
        key=False,
        correction=fact.value.text,
    )


def _exchangeable(fact: Fact, context: WritingContext) -> Iterator[Distractor]:
    background = context.background
    found = distractors(fact, context.index, count=MOST_TRIED, salt="false", background=background)
    if background is None:
        yield from found
        return
    speakers = context.index.speakers
    yield from (each for each in found if could_stand_in(fact, each.option, speakers, background))


def _exclusive(fact: Fact, context: WritingContext) -> bool:
    several = len(context.index.companions(fact)) > 1 or bool(fact.also_true)
    return not several and not re.search(r"\b(?:among|one of|besides|includ)", fact.statement, re.I)


def can_be_altered(fact: Fact) -> bool:
    """Whether a false variant may be made: no bound on the number, no words of a quotation."""
    if isinstance(fact.value, Quantity) and (
        fact.value.bound in LIMITS or _ABLE.search(fact.statement)
    ):
        return False  # What can be seen 15 miles away can be seen 10 miles away.
    if isinstance(fact.value, Entity) and not fact.question and fact.statement:
        return False  # Others may have done so as well: nothing asks for the only one.
    value = fold(fact.value.text)
    return not any(value in quotation for quotation in quotations(fact.statement))


def fits(fact: Fact, wrong: Distractor) -> bool:
    """Whether the wrong value can stand in the statement: an “a” before it stays right."""
    if not wrong.inserted:
        return False
    before = fact.statement[: fact.statement.index(fact.value.text)]
    indefinite = re.search(r"\ban? \Z", before)
    return not indefinite or (fact.value.text[0].lower() in "aeiou") == (
        wrong.inserted[0].lower() in "aeiou"
    )
