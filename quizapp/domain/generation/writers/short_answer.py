"""Short answer: the fact's question, answered by typing."""

from __future__ import annotations

from quizapp.domain.facts import DOES, FOLLOWS, LISTS, Date, Entity, Fact, Text
from quizapp.domain.generation.dates import MONTHS, spellings
from quizapp.domain.generation.limits import TYPED_WORDS
from quizapp.domain.generation.text import name_in, without_article, words
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import ShortAnswer


def write_short(fact: Fact, context: WritingContext) -> ShortAnswer | None:
    """Return a question whose answer a learner can type; none for several right answers."""
    accepted = typed(fact, context)
    if not fact.question or not accepted or not context.single(fact):
        return None
    return ShortAnswer(
        **context.common("short", fact),
        stem=context.says(fact, fact.question),
        fact=fact.id,
        accepted=accepted,
    )


def typed(fact: Fact, context: WritingContext) -> tuple[str, ...]:
    """Return what may be typed, the preferred text first; empty for what cannot be typed.

    Articles are left out: marking ignores them.
    """
    match fact.value:
        case Date():
            texts = (*spellings(fact.value), *month_alone(fact))
        case Entity():
            texts = tuple(without_article(text) for text in context.accepted(fact))
        case Text() if fact.relation not in {DOES, FOLLOWS, LISTS} and _is_name(fact.value.text):
            texts = tuple(without_article(text) for text in context.accepted(fact))
        case _:
            return ()
    if len(words(texts[0])) > TYPED_WORDS:
        return ()
    return unique(texts)


def month_alone(fact: Fact) -> tuple[str, ...]:
    """Return the month where the source says no more: whoever types its words is right."""
    if not isinstance(fact.value, Date) or fact.value.precision != "month":
        return ()
    month = MONTHS[int(fact.value.date[5:7]) - 1]
    return (month,) if any(each.value == month for each in fact.evidence) else ()


def _is_name(text: str) -> bool:
    """Whether a phrase is a name and nothing more; any other can be said in too many ways.

    Of “Talvik bridge for the harbour company”, whoever types “Talvik bridge” is right too.
    """
    return without_article(text)[:1].isupper() and name_in(text) == text


def unique(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts without those that differ in capitals alone; the first of each stays."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(" ".join(text.casefold().split()), text)
    return tuple(found.values())
