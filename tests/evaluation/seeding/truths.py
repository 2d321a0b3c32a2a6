"""Faults of facts: inexact evidence, false sentences that are true, doubles, conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from quizapp.domain.facts import Bound, Entity, Fact, FactStatus, Quantity
from quizapp.domain.generation.attribution import names, speakers
from quizapp.domain.generation.checks.findings import CheckContext
from quizapp.domain.generation.distractors import replaced
from quizapp.domain.generation.text import plain
from quizapp.domain.questions import Flashcard, Matching, Ordering, Origin, Question, TrueFalse
from tests.evaluation.seeding.good import (
    Faulty,
    Good,
    any_of,
    prompt,
    requoted,
    reworded,
)

# fmt: off
_FURNITURE = (
    "Photo: {}", "Caption: {} Photograph: Kyodo", "Also Read: {}", "File photo: {} (AFP)",
    "Related: {}", "Editor's note: {}", "{} | Getty Images", "Copyright 2023. {}",
    "Correction: {}", "Share this: {}",
)
# fmt: on


def evidence(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """1: the quote is not in the source as it stands, or not in its text, or without the value."""
    fact = good.fact(question)
    if not fact.evidence:
        return
    first = fact.evidence[0]
    source, quote, value = good.sources[first.source], first.quote, first.value
    spans = [m for m in re.finditer(r"\b[a-z]{3,}\b", quote) if m.group() not in value.split()]
    for word in (dice.choice(spans),) if spans else ():
        before, after = quote[: word.start()], quote[word.end() :]
        other = dice.choice(sorted(set(re.findall(r"\b[a-z]{3,}\b", source.text)) - {word.group()}))
        for way, changed in (
            ("word exchanged", f"{before}{other}{after}"),
            ("word left out", f"{before}{after.lstrip()}"),
            ("word put in", f"{before}{word.group()} {other}{after}"),
            ("ellipsis", f"{before}...{after}"),
        ):
            if changed.count(value) == 1 and changed not in source.text:
                yield Faulty(way, question, good.with_facts(requoted(fact, changed, value)))
    for old, new in (('"', "“"), ("'", "’"), ("-", "–"), (" ", "\u00a0"), ("US", "U.S.")):
        changed = quote.replace(old, new, 1)
        if changed != quote and changed.count(value) == 1:
            yield Faulty("typed anew", question, good.with_facts(requoted(fact, changed, value)))
    if source.text.count(value) > 1:
        yield Faulty(
            "cut to a value that stands twice",
            question,
            good.with_facts(requoted(fact, value, value)),
        )
    elsewhere = sorted(set(good.sources) - {first.source})
    wrong = dice.choice((*elsewhere, "no-such-source"))
    yield Faulty("another source", question, good.with_facts(requoted(fact, quote, value, wrong)))
    others = [
        each
        for each in good.facts.values()
        if each.evidence
        and not set(plain(each.value.text).split()) & set(plain(value).split())
        and not set(plain(each.evidence[0].value).split())
        & {word for text in fact.answers for word in plain(text).split()}
    ]
    other = dice.choice(others).evidence[0]
    yield Faulty(
        "evidence of another fact", question, good.with_facts(replace(fact, evidence=(other,)))
    )
    line = dice.choice(_FURNITURE).format(quote.replace("\n", " "))
    if source.text.count(quote) == 1:
        moved = (
            f"{source.text.replace(quote, 'This was reported by several newspapers.')}\n\n{line}"
        )
        yield Faulty(
            "not in the text", question, good.with_facts(sources=(replace(source, text=moved),))
        )


def true_false(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """10: two changes, a changed bound or quotation, a verdict or correction that is wrong."""
    if not isinstance(question, TrueFalse) or question.origin is not Origin.ENGINE:
        return
    fact = good.fact(question)
    if question.key:
        values = [
            each.value.text
            for each in good.context.index.by_level[fact.value.level]
            if not any(
                plain(each.value.text) in plain(text) or plain(text) in plain(each.value.text)
                for text in (*good.context.index.right_texts(fact), question.stem)
            )
        ]
        for text in any_of(dice, values):
            altered = question.stem.replace(fact.value.text, text)
            yield Faulty("marked true, but altered", reworded(question, altered), good.context)
        flipped = replace(question, key=False, correction=fact.value.text)
        yield Faulty("marked false, but true", flipped, good.context)
        for alias in any_of(
            dice, (a for a in fact.value.aliases if plain(a) != plain(fact.value.text))
        ):
            same = question.stem.replace(fact.value.text, alias)
            yield Faulty("false by an alias only", replace(flipped, stem=same), good.context)
        return
    names_there = [
        m
        for m in re.finditer(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b", question.stem)
        if m.start() and m.group() in fact.statement and m.group() not in fact.value.text
    ]
    value_at = next(
        (n for n, (a, b) in enumerate(zip(question.stem, fact.statement, strict=False)) if a != b),
        0,
    )
    far = [m for m in names_there if abs(m.start() - value_at) > 40]
    for name in (dice.choice(far),) if far else ():
        other = dice.choice(("Norway", "Marta Lindqvist", "the Baltic Council", "Lake Vanern"))
        twice = question.stem[: name.start()] + other + question.stem[name.end() :]
        yield Faulty("two changes", reworded(question, twice), good.context)
    numbers = [
        m
        for m in re.finditer(r"\b(?:19|20)\d\d\b", question.stem)
        if m.group() in fact.statement
        and m.group() not in fact.value.text
        and abs(m.start() - value_at) > 30
    ]
    for year in (dice.choice(numbers),) if numbers else ():
        later = str(int(year.group()) - dice.randrange(3, 30))
        twice = question.stem[: year.start()] + later + question.stem[year.end() :]
        yield Faulty("a year changed too", reworded(question, twice), good.context)
    if isinstance(fact.value, Quantity):
        bound = dice.choice((Bound.MORE_THAN, Bound.AT_LEAST, Bound.AT_MOST, Bound.LESS_THAN))
        open_ended = replace(fact, value=replace(fact.value, bound=bound, upper=None))
        yield Faulty("changed bound", question, good.with_facts(open_ended))
    yield Faulty("no correction", replace(question, correction=""), good.context)
    wrong = dice.choice(
        sorted(
            each.value.text
            for each in good.facts.values()
            if not any(
                plain(text) in plain(each.value.text)
                for text in good.context.index.right_texts(fact)
            )
        )
    )
    yield Faulty("wrong correction", replace(question, correction=wrong), good.context)
    for part in re.findall(r"\b[a-z]+ [a-z]{5,}\b", question.stem)[-1:]:
        quoted = question.stem.replace(part, f"“{part}, so to speak”")
        yield Faulty("invented quotation", reworded(question, quoted), good.context)
    told = next(
        (each for each in good.facts.values() if each.id != fact.id and each.topic == fact.topic),
        None,
    )
    if told:
        yield Faulty(
            "another truth, marked false", reworded(question, told.statement), good.context
        )
    second = _second(fact, question.stem, good)
    if second:
        yield Faulty("true by another source", question, good.with_facts(second))


def duplicate(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """11a: the same is asked twice."""
    text = prompt(question)
    again = replace(question, id="asked-before")
    yield Faulty("same question", question, _beside(good, again))
    if isinstance(question, Matching | Ordering):
        return
    marked = dice.choice(
        (
            text.replace(",", ""),
            text.upper(),
            text.replace("the ", "The "),
            text.rstrip("?.") + " ?",
            text.replace("-", " "),
        )
    )
    if "{{" not in text:
        yield Faulty("other marks", question, _beside(good, reworded(again, marked)))
        yield Faulty("other wording", question, _beside(good, reworded(again, _turned(text))))
    if isinstance(question, Flashcard | TrueFalse) or not hasattr(question, "fact"):
        return
    fact = good.fact(question)
    twin = replace(fact, id="same-fact-again", subject=f"{fact.subject}, again", evidence=())
    elsewhere = replace(again, fact=twin.id)
    if hasattr(elsewhere, "options"):
        options = tuple(
            replace(each, fact=twin.id if each.fact == fact.id else each.fact)
            for each in elsewhere.options
        )
        elsewhere = replace(elsewhere, options=options)
    known = good.with_facts(twin)
    for way, wording in (("same fact twice", text), ("same fact twice, turned", _turned(text))):
        yield Faulty(way, question, replace(known, questions=(reworded(elsewhere, wording),)))


def conflict(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """12: another source contradicts the fact, and the wording takes no notice."""
    fact = good.fact(question)
    shown = " ".join([question.stem, prompt(question)])
    lefts = [pair.left for pair in getattr(question, "pairs", ())]
    shown = " ".join([shown, *lefts, *(item.text for item in getattr(question, "items", ()))])
    neighbours = [
        each.value.text
        for each in good.context.index.by_level[fact.value.level]
        if plain(each.value.text) not in plain(fact.statement)
    ]
    for status in (FactStatus.DRAFT, FactStatus.APPROVED):
        for text in any_of(dice, neighbours):
            statement = replaced(fact, text)
            if statement.count(text) != 1:
                continue
            rival = replace(
                fact,
                id="rival",
                statement=statement,
                value=Entity(text, "thing"),
                evidence=(),
                conflicts_with=(fact.id,),
                status=status,
                also_true=(),
            )
            context = good.with_facts(rival)
            required = speakers(fact, context.index, context.sources)
            if not any(names(shown, each) for each in required):
                yield Faulty(f"contradicted by a fact that is {status}", question, context)
                named = replace(rival, conflicts_with=())
                marked = replace(fact, conflicts_with=("rival",))
                yield Faulty(
                    "contradiction noted on the fact", question, good.with_facts(named, marked)
                )


def _second(fact: Fact, stem: str, good: Good) -> Fact | None:
    """Return a fact of another source that makes the false sentence true."""
    start = next(
        (n for n, (a, b) in enumerate(zip(stem, fact.statement, strict=False)) if a != b), 0
    )
    value = next(
        (
            each.value
            for each in good.facts.values()
            if each.value.text in stem and each.value.text not in fact.statement
        ),
        None,
    )
    if value is None or not start or stem.count(value.text) != 1:
        return None
    return replace(
        fact,
        id="second",
        subject=f"{fact.subject} as well",
        statement=stem,
        value=value,
        evidence=(),
        conflicts_with=(),
        also_true=(),
        question="",
    )


def _beside(good: Good, other: Question) -> CheckContext:
    return replace(good.context, questions=(other,))


def _turned(text: str) -> str:
    """Return the sentence with its beginning put to its end."""
    head = re.match(r"((?:According to|In|On|At) [^,?]{3,40}), (.+)([?.])\Z", text)
    if head:
        return f"{head[2][0].upper()}{head[2][1:]}, {head[1][0].lower()}{head[1][1:]}{head[3]}"
    return f"Again: {text}"
