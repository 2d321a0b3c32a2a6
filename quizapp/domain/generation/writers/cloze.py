"""Cloze: the statement with one gap, or with gaps for two facts that it states."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizapp.domain.facts import (
    COMPARES,
    DOES,
    FOLLOWS,
    LISTS,
    MEANS,
    STEPS,
    TELLS_OF,
    Date,
    Entity,
    Fact,
    Flags,
    Quantity,
    Source,
    Text,
)
from quizapp.domain.generation.dates import spellings
from quizapp.domain.generation.text import content_words, numbers, sentences, without_article, words
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.generation.writers.short_answer import month_alone, unique
from quizapp.domain.questions import Cloze, Gap

GAP_WORDS = 4
"""More words than this are not asked for in a gap."""

PHRASE_WORDS = 3

REST_WORDS = 6
"""So many telling words must remain beside two gaps, or nobody could know what is meant."""


def write_cloze(fact: Fact, context: WritingContext) -> Cloze | None:
    """Return the statement with its value left out; none for what cannot be typed.

    What a term means, and why, can be said in many ways; the term is the gap of its other fact.
    """
    if fact.relation in _AT_LENGTH or _REASON.match(fact.value.text):
        return None
    gap = _gap(fact, "1", context)
    if gap is None or len(context.index.companions(fact)) > 1:
        return None
    return Cloze(
        **context.common("cloze", fact),
        stem=f"Fill the gap{hint(fact)}.",
        text=_text(fact, (fact,), (gap,), context),
        gaps=(gap,),
    )


_AT_LENGTH = frozenset((MEANS, DOES, FOLLOWS, LISTS, STEPS))


def hint(fact: Fact) -> str:
    """Return “: a year” where the gap of a fact is one; empty where its sort has no plain name.

    Where “in 1890” and “in Paris” would both be true, nobody should have to guess what is wanted.
    Names that no list knows are often taken for bodies, so of those nothing is said.
    """
    match fact.value:
        case Date():
            sort = {"year": "a year", "month": "a month and year", "day": "a date"}
            said = sort[fact.value.precision]
        case Quantity():
            money = re.search(r"[$€£¥]", fact.value.text)
            said = "a sum of money" if money else "a number"
        case Entity():
            said = _SORTS.get(fact.value.entity, "")
        case Text() if fact.relation == COMPARES:
            said = " or ".join(sorted((fact.value.text, *fact.value.false)))
        case _:
            said = ""
    return f": {said}" if said else ""


_SORTS = {
    "person": "a person",
    "country": "a country",
    "city": "a city",
    "island": "an island",
    "region": "a region",
    "river": "a river",
    "lake": "a lake",
    "sea": "a sea",
    "term": "a term",
}


_REASON = re.compile(r"(?:because|since|due to|owing to|thanks to|as a result|so that|in order)\b")


def write_gaps(context: WritingContext) -> Iterator[Cloze]:
    """Yield statements with two gaps: one for their own fact, one for a fact of the same sentence.

    The other fact's value stands in the statement exactly once, and the same sentence of a source
    proves both.
    """
    seen: set[frozenset[str]] = set()
    beside = _of_one_sentence(context)
    for fact in context.index.facts:
        for other in beside(fact):
            pair = frozenset((fact.id, other.id))
            if len(pair) == 1 or pair in seen or not _belong(fact, other, context):
                continue
            cloze = _two_gaps(fact, other, context)
            if cloze is not None:
                seen.add(pair)
                yield cloze
                break


def _two_gaps(fact: Fact, other: Fact, context: WritingContext) -> Cloze | None:
    pair = sorted((fact, other), key=lambda each: fact.statement.index(each.value.text))
    gaps = [
        gap
        for place, each in enumerate(pair, start=1)
        if (gap := _gap(each, str(place), context)) is not None
    ]
    if len(gaps) < len(pair):
        return None
    return Cloze(
        **context.common("gaps", fact, other),
        stem="Fill the gaps.",
        text=_text(fact, pair, gaps, context),
        gaps=tuple(gaps),
    )


def _belong(fact: Fact, other: Fact, context: WritingContext) -> bool:
    mine, its = fact.value.text, other.value.text
    if fact.statement.count(its) != 1 or _overlap(fact.statement, mine, its):
        return False
    if TELLS_OF in {fact.relation, other.relation}:
        return False
    several = len(context.index.companions(fact)) > 1 or len(context.index.companions(other)) > 1
    if several or context.index.open_rivals(other) or other.flags != Flags():
        return False
    rest = fact.statement.replace(mine, "").replace(its, "")
    return len(content_words(rest)) >= REST_WORDS


def _overlap(statement: str, one: str, other: str) -> bool:
    """Whether two of its words share any: what was cut out for one gap is not there for another."""
    first, second = sorted((statement.index(each), len(each)) for each in (one, other))
    return one in other or other in one or sum(first) > second[0]


def _of_one_sentence(context: WritingContext) -> Callable[[Fact], list[Fact]]:
    """Return what finds the facts, in order, that a sentence of a fact's evidence proves too."""
    spans = {name: list(sentences(source.text)) for name, source in context.sources.items()}
    places = {fact.id: place for place, fact in enumerate(context.index.facts)}
    told: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    proved_by: dict[str, set[tuple[str, int]]] = {}
    for fact in context.index.facts:
        proved_by[fact.id] = set(_sentences_of(fact, context.sources, spans))
        for sentence in proved_by[fact.id]:
            told[sentence].append(fact)

    def beside(fact: Fact) -> list[Fact]:
        found = {each.id: each for sentence in proved_by[fact.id] for each in told[sentence]}
        return sorted(found.values(), key=lambda each: places[each.id])

    return beside


def _sentences_of(
    fact: Fact, sources: Mapping[str, Source], spans: Mapping[str, Sequence[tuple[int, int]]]
) -> Iterator[tuple[str, int]]:
    """Yield source and beginning of each sentence that holds words of the evidence."""
    for evidence in fact.evidence:
        source = sources.get(evidence.source)
        at = source.text.find(evidence.quote) if source else -1
        if at < 0:
            continue
        listed = spans[evidence.source]
        first = bisect_right(listed, at, key=lambda span: span[1])
        last = bisect_left(listed, at + len(evidence.quote), key=lambda span: span[0])
        yield from ((evidence.source, start) for start, _ in listed[first:last])


def _gap(fact: Fact, gap_id: str, context: WritingContext) -> Gap | None:
    accepted = _accepted(fact, context)
    return Gap(gap_id, accepted, fact.id) if accepted else None


def _accepted(fact: Fact, context: WritingContext) -> tuple[str, ...]:
    """Return what fills the gap, first the very words that were taken out."""
    match fact.value:
        case Quantity():
            return _number(fact.value.text)
        case Date():
            texts = (*spellings(fact.value), *month_alone(fact))
        case Entity() if len(words(fact.value.text)) <= GAP_WORDS:
            texts = tuple(without_article(text) for text in context.accepted(fact))
        case Text() if len(words(fact.value.text)) <= PHRASE_WORDS:
            texts = tuple(without_article(text) for text in context.accepted(fact))
        case _:
            return ()
    return unique(texts)


def _number(text: str) -> tuple[str, ...]:
    """Return the number of a quantity, with its sign of money and its million.

    What stands around it, “about” and the unit, stays in the sentence.
    """
    found = numbers(text)
    whole = _WHOLE.search(text)
    if len(found) != 1 or whole is None:
        return ()
    said = whole.group().strip()
    if re.search(r"[$€£¥]|illion", said):
        return unique((said, re.sub(r"[A-Z]*[$€£¥]", "", said), text))
    # Whoever types “11%” before the sign that stands there already knows it all the same.
    return unique((found[0], found[0].replace(",", ""), text))


_WHOLE = re.compile(
    r"(?:[A-Z]{0,2}[$€£¥] ?)?\d[\d,]*(?:\.\d+)?(?: ?(?:thousand|million|billion|trillion|bn|m)\b)?"
)


def _text(fact: Fact, facts: Sequence[Fact], gaps: Sequence[Gap], context: WritingContext) -> str:
    """Return the gapped statement; a speaker it names already is not named once more."""
    text = _with_gaps(fact.statement, facts, gaps)
    named = context.says(fact, fact.statement) == fact.statement
    return text if named else context.says(fact, text)


def _with_gaps(statement: str, facts: Sequence[Fact], gaps: Sequence[Gap]) -> str:
    """Return the statement with gaps; the last is cut first, so that the others keep their place.

    Only words inside the value are cut: its article, unit or “about” stays in the text.
    """
    for fact, gap in reversed(list(zip(facts, gaps, strict=True))):
        words_cut = gap.accepted[0]
        start = statement.index(fact.value.text) + fact.value.text.index(words_cut)
        statement = f"{statement[:start]}{{{{{gap.id}}}}}{statement[start + len(words_cut) :]}"
    return statement
