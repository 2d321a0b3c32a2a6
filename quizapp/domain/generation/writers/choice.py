"""Multiple choice: the fact's question, its value, and wrong ones of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from quizapp.domain.facts import TELLS_OF, Date, Entity, Fact, Period, Quantity, Text
from quizapp.domain.generation.distractors import ENOUGH, Distractor, distractors, option_text
from quizapp.domain.generation.identity import chance
from quizapp.domain.generation.limits import STEM_WORDS
from quizapp.domain.generation.option_forms import form_stands_out
from quizapp.domain.generation.text import has_article, without_article, words
from quizapp.domain.generation.writers.context import WritingContext, asks_for_one
from quizapp.domain.questions import MultipleChoice, Option

LETTERS = "abcdefghijkl"
LEAST_WRONG = 2
OFFERED = 6
"""So many wrong answers are looked through for three that are written as the right one is."""
_PLURAL = re.compile(
    r"(?:Which|What)(?: two| three| four| other)? ((?:\w+ )?\w+s|people) "
    r"(?:did|do|does|will|would|can|could|may|might)\b"
)


def write_choice(fact: Fact, context: WritingContext) -> MultipleChoice | None:
    """Return a choice of three or four; none when fewer than two wrong answers are proved."""
    asked = _of_these(fact, context) if fact.question else _completion(fact, context)
    if not asked:
        return None
    wrong = _wrong(fact, context)
    if len(wrong) < LEAST_WRONG:
        return None
    small = not fact.question and _inside(fact)
    texts = [
        (_small(text) if small else text, name)
        for text, name in (
            (option_text(fact.value), fact.id),
            *((each.option, each.fact) for each in wrong),
        )
    ]
    options, letters = lettered(texts, fact.id)
    return MultipleChoice(
        **context.common("choice", fact),
        stem=context.says(fact, asked) if fact.question else asked,
        fact=fact.id,
        options=options,
        key=letters[0],
    )


def _wrong(fact: Fact, context: WritingContext) -> Sequence[Distractor]:
    """Return the nearest wrong answers among which nothing but what it says tells the right one.

    None where the right one is alone in its form, as the only fraction among whole numbers.
    """
    offered = distractors(
        fact, context.index, count=OFFERED, salt="choice", background=context.background
    )
    key = option_text(fact.value)
    if isinstance(fact.value, Entity) and not fact.question:
        offered = tuple(each for each in offered if _fits_article(fact, each))
    if not isinstance(fact.value, Quantity | Date | Period):
        return offered[:ENOUGH]
    for count in (ENOUGH, LEAST_WRONG):
        for chosen in combinations(offered, count):
            if not form_stands_out(key, [each.option for each in chosen]):
                return chosen
    return ()


def _fits_article(fact: Fact, wrong: Distractor) -> bool:
    """Whether a wrong name takes “the” inside the sentence if the right one does, and only then.

    “By 1944 the … made it” would tell that it was not Mexico.
    """
    return bool(wrong.inserted) and has_article(wrong.inserted) == has_article(fact.value.text)


def _inside(fact: Fact) -> bool:
    """Whether an amount or period is left out inside its sentence, where it is written small."""
    return isinstance(fact.value, Quantity | Period) and not fact.value.text[:1].isupper()


def _small(text: str) -> str:
    """Return “eight years” for “Eight years”: it is to be read in the middle of a sentence."""
    return f"{text[0].lower()}{text[1:]}" if text[1:2].islower() else text


def _completion(fact: Fact, context: WritingContext) -> str:
    """Return the statement with a gap to choose for; empty where it would be too long to read."""
    if fact.relation == TELLS_OF:
        return ""  # What holds of one term may hold of another that would stand beside it.
    if isinstance(fact.value, Text) or len(context.index.companions(fact)) > 1:
        return ""
    # The article stays where it is, because every option of a name takes the same.
    gapped = fact.statement.replace(without_article(fact.value.text), "…", 1)
    # A gap at the end has the look of one already: “in ….” would have four dots.
    stem = re.sub(r"…\.\Z", "…", f"{FILL} {context.says(fact, gapped)}")
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
