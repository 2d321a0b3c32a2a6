"""What a model judges of drafts: whether a reader can tell what is meant, and what is worth it.

It judges and never words: what stands before a question is cut from the source, not from a reply.
A reply with any fault in it is no judgement at all, and without a judgement no draft is kept: the
drafts are the model's own, and whoever answers at random must not get one in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.errors import InvalidFact
from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.limits import CONTEXT_SENTENCES, CONTEXT_WORDS
from quizapp.domain.generation.model_drafts import FIELD_LIMIT, Rejected, shown
from quizapp.domain.generation.model_prompts import (
    CONTEXTS,
    MOST_NAMED,
    MOST_WORTH,
    Request,
    reader_request,
    worth_request,
)
from quizapp.domain.generation.text import sentences, words

LEAST_WORTH = 2
"""What a model finds less worth asking than this, from 0 to MOST_WORTH, is folded."""

_NO_JUDGEMENT = "The model's judgement cannot be read, so none of its drafts is kept."


@dataclass(frozen=True, slots=True)
class Weighed:
    """Facts that are kept, the ids of those of little worth among them, and the refused."""

    facts: tuple[Fact, ...]
    folded: frozenset[str]
    rejected: tuple[Rejected, ...]


def worth_wanted(facts: Sequence[Fact], source: Source) -> Request:
    """Return the request to judge worth and context of each fact's question."""
    return worth_request(
        [(each.question, each.evidence[0].quote, sentences_before(each, source)) for each in facts]
    )


def weighed(facts: Sequence[Fact], source: Source, reply: object) -> Weighed:
    """Return the facts that are understood, each behind the sentences that it was said to need.

    Nothing is raised, whatever the reply is.
    """
    given = judgements(reply, len(facts), {"worth": _is_worth, "context": _is_context})
    if given is None:
        return Weighed((), frozenset(), _all_refused(facts, "worth"))
    kept: list[Fact] = []
    folded: set[str] = set()
    rejected: list[Rejected] = []
    for fact, judged in zip(facts, given, strict=True):
        behind = _behind(fact, source, judged["context"])
        if isinstance(behind, str):
            rejected.append(Rejected(shown(fact.question), behind, "context"))
            continue
        kept.append(behind)
        if judged["worth"] < LEAST_WORTH:
            folded.add(fact.id)
    return Weighed(tuple(kept), frozenset(folded), tuple(rejected))


def reader_wanted(facts: Sequence[Fact], source: Source) -> Request:
    """Return the request to say what a reader of title, date, context and question cannot tell."""
    asked = [(each.context, each.question) for each in facts]
    return reader_request(source.title, source.published, asked)


def identified(
    facts: Sequence[Fact], reply: object
) -> tuple[tuple[Fact, ...], tuple[Rejected, ...]]:
    """Return the facts of whose question a reader named nothing as unclear, and the others."""
    given = judgements(reply, len(facts), {"unidentified": _are_named})
    if given is None:
        return (), _all_refused(facts, "reader")
    kept: list[Fact] = []
    rejected: list[Rejected] = []
    for fact, judged in zip(facts, given, strict=True):
        named = judged["unidentified"]
        if not named:
            kept.append(fact)
            continue
        reason = f"A reader of the question alone cannot tell what “{shown(named[0])}” is."
        rejected.append(Rejected(shown(fact.question), reason, "reader"))
    return tuple(kept), tuple(rejected)


def judgements(
    reply: object, count: int, fields: Mapping[str, Callable[[object], bool]]
) -> list[Mapping[str, Any]] | None:
    """Return one judgement for each number from 1 to ``count``, in their order.

    None where the reply is anything but one item for each number, with these fields and no others.
    """
    listed = reply.get("items") if isinstance(reply, dict) else None
    if not isinstance(listed, list) or len(listed) != count:
        return None
    found: dict[str, Mapping[str, Any]] = {}
    for item in listed:
        if not isinstance(item, dict) or set(item) != {"id", *fields}:
            return None
        number = item["id"]
        if not isinstance(number, str) or not all(sound(item[at]) for at, sound in fields.items()):
            return None
        found[number] = item
    numbers = [str(number) for number in range(1, count + 1)]
    return [found[number] for number in numbers] if found.keys() == set(numbers) else None


def sentences_before(fact: Fact, source: Source) -> str:
    """Return the last few sentences of the paragraph before a fact's own, as they stand there."""
    start, _ = source.locate(fact.evidence[0].quote)
    first, _ = source.paragraph(start, start)
    text = source.text[first:start].rstrip()
    starts = [low for low, _ in sentences(text)][-CONTEXT_SENTENCES:]
    fitting = (text[low:].strip() for low in starts)
    return next((each for each in fitting if len(words(each)) <= CONTEXT_WORDS), "")


def _behind(fact: Fact, source: Source, context: str) -> Fact | str:
    """Return the fact with the context it needs, or why it cannot be asked."""
    if context == "none":
        return fact
    before = sentences_before(fact, source)
    if context == "lacking" or not before:
        return "Not even the sentences before it tell what it is about, the model says."
    try:
        return replace(fact, context=before)
    except InvalidFact as error:
        return str(error.faults[0])


def _all_refused(facts: Sequence[Fact], step: str) -> tuple[Rejected, ...]:
    return tuple(Rejected(shown(each.question), _NO_JUDGEMENT, step) for each in facts)


def _is_worth(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_WORTH


def _is_context(value: object) -> bool:
    return isinstance(value, str) and value in CONTEXTS


def _are_named(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_NAMED
        and all(isinstance(each, str) and 0 < len(each.strip()) <= FIELD_LIMIT for each in value)
    )
