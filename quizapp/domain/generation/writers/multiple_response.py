"""Multiple response: one question with several right answers, each a fact of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Fact
from quizapp.domain.generation.distractors import Distractor, distractors, option_text
from quizapp.domain.generation.values import same_name
from quizapp.domain.generation.writers.choice import lettered
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import MultipleResponse

_SEVERAL = re.compile(
    r"(?:Which|What)(?: two| three| four| other)? (?:\w+ )?(?:\w+s|people) "
    r"(?:did|do|were|are|will|have|would|can|may)\b"
)
MOST_RIGHT, MOST_WRONG, LEAST_WRONG = 4, 3, 2


def write_responses(context: WritingContext) -> Iterator[MultipleResponse]:
    """Yield a question for each subject and relation with two to four right answers."""
    for asks, facts in sorted(context.index.by_asks.items()):
        right = [fact for fact in facts if not context.index.rivals(fact)]
        question = _stem(right) if 2 <= len(right) <= MOST_RIGHT else ""
        if not question:
            continue
        wrong = _wrong(right, context)
        if len(wrong) < LEAST_WRONG:
            continue
        texts = [
            *((option_text(fact.value), fact.id) for fact in right),
            *((each.option, each.fact) for each in wrong),
        ]
        options, letters = lettered(texts, "|".join(asks))
        yield MultipleResponse(
            **context.common("choices", *right, about=asks),
            stem=context.says(right[0], question),
            options=options,
            keys=tuple(sorted(letters[: len(right)])),
        )


def _stem(right: Sequence[Fact]) -> str:
    """Return the question of the group, where it asks for several; else its sentence to complete.

    The sentence is what remains of the statements without their values, if all agree on it.
    """
    questions = {fact.question for fact in right}
    if len(questions) == 1 and _SEVERAL.match(right[0].question):
        return right[0].question
    sentences = {fact.statement.replace(fact.value.text, "…").replace("….", "…") for fact in right}
    if len(sentences) > 1 or right[0].statement.startswith(right[0].value.text):
        return ""
    return f"Which of these make a true sentence? {sentences.pop()}"


def _wrong(right: Sequence[Fact], context: WritingContext) -> tuple[Distractor, ...]:
    """Return wrong answers for the whole group: proved false for each of its facts."""
    offered = [distractors(fact, context.index, count=8, salt="choices") for fact in right]
    chosen: list[Distractor] = []
    for each in offered[0]:
        everywhere = all(
            any(same_name(each.option, other.option) for other in others) for others in offered
        )
        if everywhere and len(chosen) < min(MOST_WRONG, len(right) + 1):
            chosen.append(each)
    return tuple(chosen)
