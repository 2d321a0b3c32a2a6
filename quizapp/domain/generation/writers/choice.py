"""Multiple choice: the fact's question, its value, and wrong ones of its kind."""

from __future__ import annotations

import re

from quizapp.domain.facts import Fact, Text
from quizapp.domain.generation.distractors import distractors, option_text
from quizapp.domain.generation.identity import chance
from quizapp.domain.generation.limits import STEM_WORDS
from quizapp.domain.generation.text import words
from quizapp.domain.generation.writers.context import WritingContext, asks_for_one
from quizapp.domain.questions import MultipleChoice, Option

LETTERS = "abcdefghijkl"
LEAST_WRONG = 2
_PLURAL = re.compile(
    r"(?:Which|What)(?: two| three| four| other)? ((?:\w+ )?\w+s|people) "
    r"(?:did|do|does|will|would|can|could|may|might)\b"
)


def write_choice(fact: Fact, context: WritingContext) -> MultipleChoice | None:
    """Return a choice of three or four; none when fewer than two wrong answers are proved."""
    asked = _of_these(fact, context) if fact.question else _completion(fact, context)
    if not asked:
        return None
    wrong = distractors(fact, context.index, salt="choice", background=context.background)
    if len(wrong) < LEAST_WRONG:
        return None
    texts = [(option_text(fact.value), fact.id), *((each.option, each.fact) for each in wrong)]
    options, letters = lettered(texts, fact.id)
    return MultipleChoice(
        **context.common("choice", fact),
        stem=context.says(fact, asked) if fact.question else asked,
        fact=fact.id,
        options=options,
        key=letters[0],
    )


def _completion(fact: Fact, context: WritingContext) -> str:
    """Return the statement with a gap to choose for; empty where it would be too long to read."""
    if isinstance(fact.value, Text) or len(context.index.companions(fact)) > 1:
        return ""
    # “The …” would tell which options fit, so the article goes into the gap.
    gapped = re.sub(rf"(?:\b[Tt]he )?{re.escape(fact.value.text)}", "…", fact.statement, count=1)
    stem = f"{FILL} {context.says(fact, gapped)}"
    return stem if len(words(stem)) <= STEM_WORDS else ""


FILL = "Which of these fills the gap?"


def _of_these(fact: Fact, context: WritingContext) -> str:
    """Return the question; where several answers are right, one that asks for one of them."""
    if len(context.index.companions(fact)) == 1 or asks_for_one(fact.question):
        return fact.question
    asked = _PLURAL.match(fact.question)
    return f"Which of these {fact.question[asked.start(1) :]}" if asked else ""


def lettered(texts: list[tuple[str, str]], seed: str) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """Return options in an order drawn from the seed, and the letter of each text as given."""
    order = list(range(len(texts)))
    chance("order", seed).shuffle(order)
    options = tuple(
        Option(LETTERS[place], texts[number][0], texts[number][1])
        for place, number in enumerate(order)
    )
    return options, tuple(LETTERS[order.index(number)] for number in range(len(texts)))
