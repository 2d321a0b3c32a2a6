"""Plain features of a draft, about 0 to 1 each, by name: what a ranking can learn from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Date, Entity, Fact, FactKind, Quantity, Source
from quizapp.domain.generation.salience import signals_at
from quizapp.domain.generation.text import content_words, numbers, quotations, words
from quizapp.domain.generation.worth import central
from quizapp.domain.questions import (
    GAP,
    Cloze,
    Flashcard,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Question,
    ShortAnswer,
    TrueFalse,
)

Features = Mapping[str, float]

_OPENINGS = (
    ("who", r"(?:to |by |with |for )?(?:who|whom|whose)\b"),
    ("when", r"when\b|(?:in|on|by|since|from) (?:which|what) (?:year|month|date|day)"),
    (
        "where",
        r"where\b|(?:in|at|to|from|on) (?:which|what) (?:city|town|country|place|island|village)",
    ),
    ("how-many", r"(?:.{0,30}\b)?how (?:many|much|old|long|far|high|large|tall|often)\b"),
    ("how", r"how\b"),
    ("why", r"why\b|for what (?:reason|purpose)"),
    ("which", r"(?:\w+ )?which\b"),
    ("what", r"(?:\w+ )?what\b"),
)
_NAME = re.compile(r"(?<=\s)[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def draft_features(
    question: Question, facts: Mapping[str, Fact], sources: Mapping[str, Source]
) -> Features:
    """Return the features of a draft; facts and sources by id. Features that are 0 are left out."""
    fact = facts.get(question.facts[0])
    signals = _signals(fact, sources)
    if leans(signals, question.context):
        signals[LEANS] = 1.0
    if fact is not None and explains(fact):
        return {EXPLAINS: 1.0, f"{EXPLAINS}:{fact.kind}": 1.0, **signals}
    found = {**_wording(question), **_answers(question), **signals}
    if isinstance(question, TrueFalse) and not question.key:
        found["verdict:false"] = 1.0
        found[f"false:{fact.kind if fact else 'unknown'}"] = 1.0
    if isinstance(question, MultipleChoice):
        found[f"choice:{fact.kind if fact else 'unknown'}"] = 1.0
    if fact is not None:
        found |= dict(_of_fact(question, fact, sources))
    return {name: round(value, 4) for name, value in found.items() if value}


EXPLAINS = "explains"
"""The feature of drafts that ask what something is, or why, beside where they stand: hardly any of
them has been graded, and what wording is good for names and numbers says nothing of them."""
_EXPLAINING = frozenset((FactKind.DEFINITION, FactKind.CAUSE, FactKind.PURPOSE))


LEANS = "leans"
"""The feature of drafts from a sentence inside a paragraph that are shown without those before."""


def leans(signals: Features, context: str) -> bool:
    """Whether a draft is shown without the sentences before its own, of which there are some."""
    return bool(signals) and "first-of-paragraph" not in signals and not context


def _signals(fact: Fact | None, sources: Mapping[str, Source]) -> dict[str, float]:
    """Return how much the sentence matters that proves a fact."""
    for evidence in fact.evidence[:1] if fact else ():
        source = sources.get(evidence.source)
        try:
            where = source.locate(evidence.quote) if source else None
        except EvidenceNotFound:
            return {}
        if source and where:
            return dict(signals_at(source, *where))
    return {}


def explains(fact: Fact) -> bool:
    """Whether a fact tells in a whole sentence what something is, or why it is so."""
    said = fact.statement.rstrip(".").casefold()
    return fact.kind in _EXPLAINING and any(
        each.quote.rstrip(".").casefold().endswith(said) for each in fact.evidence
    )


def prompt_of(question: Question) -> str:
    """Return what a learner reads: the sentence of a cloze with an ellipsis, else the stem."""
    return GAP.sub("…", question.text) if isinstance(question, Cloze) else question.stem


def key_of(question: Question, fact: Fact | None) -> str:
    """Return the right answer as a text; empty where a question has several."""
    match question:
        case MultipleChoice():
            return question.option(question.key).text
        case ShortAnswer():
            return question.accepted[0]
        case Flashcard():
            return question.back
        case Cloze():
            return question.gaps[0].accepted[0]
        case Numeric() | TrueFalse():
            return fact.value.text if fact else ""
        case _:
            return ""


def _wording(question: Question) -> dict[str, float]:
    text = prompt_of(question)
    count = len(words(text))
    asked = re.sub(r"\AAccording to [^,]*, ", "", text).casefold()
    opening = next((name for name, pattern in _OPENINGS if re.match(pattern, asked)), "other")
    return {
        f"form:{question.kind}": 1.0,
        f"opening:{opening}": float(not isinstance(question, TrueFalse | Cloze)),
        "stem-words": min(count / 30, 1.5),
        "stem-short": float(count < 7),
        "stem-long": float(count > 22),
        "stem-names": min(len(_NAME.findall(text)) / 4, 1.0),
        "stem-nameless": float(not _NAME.search(text)),
        "stem-year": float(bool(_YEAR.search(text))),
        "stem-commas": min(text.count(",") / 4, 1.0),
        "stem-quotation": float(bool(quotations(text))),
        "stem-according": float("according to" in text.casefold()),
    }


def _answers(question: Question) -> dict[str, float]:
    options: tuple[Option, ...] = getattr(question, "options", ())
    wrong = [option for option in options if option.id not in _keys(question)]
    if not wrong:
        return {}
    return {
        "distractors": len(wrong) / 3,
        "distractors-few": float(len(wrong) < 3),
        "distractors-linked": sum(bool(option.fact) for option in wrong) / len(wrong),
    }


def _keys(question: Question) -> tuple[str, ...]:
    if isinstance(question, MultipleChoice):
        return (question.key,)
    return question.keys if isinstance(question, MultipleResponse) else ()


def _of_fact(
    question: Question, fact: Fact, sources: Mapping[str, Source]
) -> Iterator[tuple[str, float]]:
    key = key_of(question, fact)
    count = len(words(key))
    yield f"kind:{fact.kind}", 1.0
    yield "role", float(fact.kind is FactKind.OFFICE)
    yield "key-words", min(count / 10, 1.5)
    yield "key-long", float(count > 8)
    yield "key-digit", float(bool(numbers(key)))
    if isinstance(fact.value, Entity):
        yield f"value:{fact.value.entity}", 1.0
    if isinstance(fact.value, Quantity):
        yield "value:bounded", float(fact.value.bound != "exact")
    yield "hedged", float(fact.flags.hedged)
    yield "negated", float(fact.flags.negated)
    yield "derived", float(fact.flags.derived)
    yield "attributed", float(bool(fact.flags.attributed_to))
    yield "evidence-several", float(len(fact.evidence) > 1)
    yield "sentence", float(not fact.question)
    yield "quoted", float(bool(quotations(fact.statement)) and fact.relation == "was said by")
    yield "reported", float(fact.relation == "was said by" and not quotations(fact.statement))
    said = words(fact.statement)
    yield "statement-words", min(len(said) / 40, 1.5)
    yield "statement-definites", min(sum(word.casefold() == "the" for word in said) / 4, 1.0)
    yield "number-small", float(_small_number(fact))
    yield from _standing(fact, sources)
    for evidence in fact.evidence[:1]:
        yield "evidence-words", min(len(words(evidence.quote)) / 40, 1.5)
        asked, proved = set(content_words(prompt_of(question))), content_words(evidence.quote)
        yield "stem-in-evidence", len(asked & set(proved)) / max(1, len(asked))
        source = sources.get(evidence.source)
        if source is not None:
            yield "position", _position(source, evidence.quote)
            title = set(content_words(source.title))
            yield "stem-in-title", len(asked & title) / max(1, len(title))


def _small_number(fact: Fact) -> bool:
    """Whether the value is a handful of something, which is seldom worth remembering."""
    return isinstance(fact.value, Quantity) and abs(fact.value.number) <= HANDFUL


HANDFUL = 4


def _standing(fact: Fact, sources: Mapping[str, Source]) -> Iterator[tuple[str, float]]:
    """Yield how much the article is about what the fact says."""
    source = sources.get(fact.evidence[0].source) if fact.evidence else None
    if source is None:
        return
    title, said = set(content_words(source.title)), set(content_words(fact.statement))
    yield "title-said", len(title & said) / max(1, len(title))
    yield "title-silent", float(not title & said)
    if isinstance(fact.value, Entity):
        yield "value-often", min(source.text.count(fact.value.text.split()[-1]) / 6, 1.0)
        person = fact.value.entity == "person"
        yield "value-central", float(person and central(fact.value.text, source))
    if isinstance(fact.value, Date):
        yield "date-of-report-year", float(fact.value.date == source.published[:4])
        yield "date-near", float(fact.value.date[:7] == source.published[:7])


def _position(source: Source, quote: str) -> float:
    """Return how far down the article the words stand: 0 at its beginning, 1 at its end."""
    try:
        start, _ = source.locate(quote)
    except EvidenceNotFound:
        return 1.0
    return start / max(1, len(source.text))
