"""Short ways to write a question of each kind about the harbour bank."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from quizapp.domain.generation.checks import CheckContext, Finding
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Origin,
    Pair,
    ShortAnswer,
    TrueFalse,
)

TOWN = "In which city did Norland and Sudland sign the Harbour Pact?"


SIGNED = "Norland and Sudland signed the Harbour Pact in Port Arden."


def choice(
    *,
    fact: str = "pact-signed-where",
    stem: str = TOWN,
    key: str = "Port Arden",
    wrong: tuple[tuple[str, str], ...] = (("Kallvik", "home-of-fourth"), ("Vestby", "")),
) -> MultipleChoice:
    options = (Option("a", key, fact), *(Option(i, *w) for i, w in zip("bcd", wrong, strict=False)))
    return MultipleChoice(id="q", topic="pact", stem=stem, fact=fact, options=options, key="a")


def short(fact: str, stem: str, *accepted: str) -> ShortAnswer:
    return ShortAnswer(id="q", topic="pact", stem=stem, fact=fact, accepted=accepted)


def cloze(fact: str, text: str, *accepted: str) -> Cloze:
    gaps = (Gap("1", accepted, fact),)
    return Cloze(id="q", topic="pact", stem="Fill the gap.", text=text, gaps=gaps)


def verdict(
    fact: str, stem: str, *, key: bool, correction: str = "", origin: Origin = Origin.ENGINE
) -> TrueFalse:
    return TrueFalse(
        id="q",
        topic="pact",
        stem=stem,
        fact=fact,
        key=key,
        correction=correction,
        origin=origin,
    )


def card(fact: str, stem: str, back: str) -> Flashcard:
    return Flashcard(id="q", topic="pact", stem=stem, fact=fact, back=back)


def numeric(stem: str, value: str, fact: str = "third-squadron-size") -> Numeric:
    return Numeric(id="q", topic="pact", stem=stem, fact=fact, value=Decimal(value))


def matching(*pairs: tuple[str, str, str]) -> Matching:
    made = tuple(Pair(str(i), *pair) for i, pair in enumerate(pairs))
    return Matching(id="q", topic="pact", stem="Match them.", pairs=made)


def ordering(*items: tuple[str, str]) -> Ordering:
    made = tuple(Item(fact, text, fact) for text, fact in items)
    return Ordering(id="q", topic="pact", stem="Order them.", items=made)


def responses(*texts: tuple[str, str], keys: tuple[str, ...]) -> MultipleResponse:
    options = tuple(Option(letter, *text) for letter, text in zip("abcdef", texts, strict=False))
    stem = "Which countries did the ministers of Norland and Sudland condemn?"
    return MultipleResponse(id="q", topic="people", stem=stem, options=options, keys=keys)


def named(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.check, finding.field) for finding in findings}


def context_with(checking: CheckContext, **changes: object) -> CheckContext:
    facts = [
        dataclasses.replace(fact, **changes) if fact.id == "pact-signed-where" else fact  # type: ignore[arg-type]
        for fact in checking.index.facts
    ]
    return CheckContext.around(facts, checking.sources.values())
