"""Checks 11 and 12: duplicates, limits of length, and conflicts nobody has settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Text
from quizapp.domain.generation.attribution import is_answer, names, speakers
from quizapp.domain.generation.checks.findings import (
    CheckContext,
    Finding,
    answer_of,
    form_of,
    telling_words,
    wording_of,
)
from quizapp.domain.generation.checks.reading import (
    asks,
    facts_of,
    right_options,
    shown,
    wrong_options,
)
from quizapp.domain.generation.limits import (
    KEY_WORDS,
    OPTION_WORDS,
    SENTENCE_WORDS,
    STEM_WORDS,
    TYPED_WORDS,
)
from quizapp.domain.generation.text import content_words, plain, words
from quizapp.domain.questions import (
    GAP,
    Cloze,
    Flashcard,
    MultipleChoice,
    Numeric,
    Question,
    ShortAnswer,
)


def words_are_new(question: Question, context: CheckContext) -> Iterator[Finding]:
    """11a, of a question without facts: no other of its kind asks in the same words."""
    same = context.wordings.get(wording_of(question), ())
    if any(other != question.id for other in same):
        message = "Another question asks this in the same words."
        yield Finding("duplicate", "stem", message, "Retire one of them.")


def nothing_is_asked_twice(question: Question, context: CheckContext) -> Iterator[Finding]:
    """11a: no other question asks for the same facts in the same form, or in the same words."""
    same = (
        *context.forms.get(form_of(question), ()),
        *context.wordings.get(wording_of(question), ()),
    )
    others = [other for other in (*same, *_reworded(question, context)) if other != question.id]
    if others:
        other = next(each for each in context.questions if each.id == others[0])
        asked = GAP.sub("…", other.text) if isinstance(other, Cloze) else other.stem
        yield Finding(
            "duplicate",
            "stem",
            f"“{asked}” asks for the same in this form already.",
            "Retire one of them.",
        )


def _reworded(question: Question, context: CheckContext) -> Iterator[str]:
    """Yield the questions that ask for the same answer with nearly the same words, in any order."""
    mine = telling_words(question)
    for other, words_there in context.askings.get((question.kind, answer_of(question)), ()):
        if len(mine & words_there) >= SAME_WORDS * len(mine | words_there):
            yield other


SAME_WORDS = 0.85
"""Questions with one answer are doubles when they share this much of their telling words."""


def lengths_are_within_limits(question: Question, context: CheckContext) -> Iterator[Finding]:
    """11b: stems, options and answers can be read at a glance, and typed."""
    for text in shown(question):
        limit = SENTENCE_WORDS if text.sentence else STEM_WORDS
        yield from _too_long(text.field, text.text, limit)
    if isinstance(question, MultipleChoice | ShortAnswer | Numeric | Flashcard):
        yield from _too_short(question)
    for option in (*right_options(question), *wrong_options(question)):
        yield from _too_long(f"options.{option.id}.text", option.text, OPTION_WORDS)
    typed = isinstance(question, ShortAnswer | Cloze)
    for ask in asks(question, context):
        # Nobody types what a card says: it is compared with an answer in own words.
        said = ask.fact.value
        told = isinstance(said, Text) and plain(said.text) == plain(ask.keys[0])
        told = told and isinstance(question, Flashcard)
        limit = TYPED_WORDS if typed else SENTENCE_WORDS if told else KEY_WORDS
        yield from _too_long(ask.field, ask.keys[0], limit)


def conflicts_are_settled(question: Question, context: CheckContext) -> Iterator[Finding]:
    """12: where sources disagree, the wording says whose word it takes."""
    shown_text = " ".join([question.stem, *(text.text for text in shown(question))])
    for fact in facts_of(question, context):
        rivals = context.index.open_rivals(fact)
        required = speakers(fact, context.index, context.sources)
        named = any(names(shown_text, each) and not is_answer(fact, each) for each in required)
        if rivals and not named:
            yield Finding(
                "conflict",
                "stem",
                f"The sources disagree: “{rivals[0].statement}”",
                "Say which source says it, or decide the conflict.",
            )


def _too_short(question: Question) -> Iterator[Finding]:
    asking = re.match(r"(?:who|what|when|where|why|how|which)\b", question.stem, re.IGNORECASE)
    telling = [word for word in content_words(question.stem) if word not in _EMPTY]
    if not telling or (asking and len(words(question.stem)) < LEAST_WORDS):
        message = "It says too little to be answered."
        yield Finding("length", "stem", message, "Say what is asked about.")


_EMPTY = frozenset({"many", "much", "happened", "did", "long", "often"})
LEAST_WORDS = 3


def _too_long(field: str, text: str, limit: int) -> Iterator[Finding]:
    count = len(words(text))
    if count > limit:
        message = f"It has {count} words."
        yield Finding("length", field, message, f"Stay within {limit} words.")
