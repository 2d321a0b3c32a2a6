"""What a language model returns, to facts: every word is checked against the text or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quizapp.domain.errors import InvalidFact
from quizapp.domain.facts import (
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Flags,
    Period,
    Quantity,
    Source,
    Text,
    Value,
    count_overlapping,
)
from quizapp.domain.generation.identity import digest, slug
from quizapp.domain.generation.limits import KEY_WORDS, SENTENCE_WORDS, STEM_WORDS
from quizapp.domain.generation.model_kinds import KINDS, PLAIN, kind_named
from quizapp.domain.generation.model_prompts import MOST_ITEMS
from quizapp.domain.generation.text import (
    content_words,
    fold,
    numbers,
    plain,
    plain_words,
    sentences,
    without_quotations,
    words,
)

FIELD_LIMIT = 1_000
"""The longest quote, answer or question that is looked at, in characters."""

LEAST_SHARED = 0.6
"""The share of a question's words that its paragraph must have: the rest may be its own."""

_CODE = re.compile(
    r"<[/!a-zA-Z]|https?:|www\.|\]\(|[`{}\\]|&#?\w+;|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_NEGATED = re.compile(r"\b(?:no|not|never|none|nor|neither|cannot|without)\b|n't\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:about|could|(?-i:may)|might|would|should|likely|unlikely|possibl[ey]|perhaps|probabl[ey]"
    r"|expect\w*|plan\w*|intend\w*|propos\w*|alleg\w*|suggest\w*|seem\w*|appear\w*|estimat\w*"
    r"|around|approximately|roughly|nearly|almost|believ\w*|more than|less than|at least|up to)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|according to|claim\w*|warn\w*|argu\w*|announc\w*|call(?:s|ed))\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[\w,;:’'] )[\"“‘(]?([A-Z][\w’'.-]*\w)")
# fmt: off
_GENERIC = frozenset((
    "one", "many", "much", "kind", "name", "named", "called", "happen", "happened", "happens",
    "first", "according", "long", "often", "year", "month", "day", "time", "number", "person",
    "people", "place", "country", "city", "reason", "old", "function", "purpose", "mean", "means",
    "role", "job", "difference", "differ", "steps", "parts", "members", "main", "idea", "order",
))
"""Words that a question may add of its own."""
# fmt: on


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that a model returned and that was not taken, and why, for people to read.

    ``step`` is what refused it, a key of ``model_mode.STEPS``.
    """

    shown: str
    reason: str
    step: str = "text"


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The facts that stand in the text as the model said, and what was refused."""

    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...]


def facts_from(reply: object, source: Source, topic: str, known: Iterable[Fact] = ()) -> ModelFacts:
    """Return the facts in a model's reply of any shape.

    ``known`` are facts of the same bank: a value they have is taken with its type, and what they
    say already is refused as a repetition. Nothing is raised, whatever the reply is.
    """
    typed = {plain(text): fact.value for fact in known for text in fact.answers}
    told = {
        (evidence.quote, plain(evidence.value))
        for fact in known
        for evidence in fact.evidence
        if evidence.source == source.id
    }
    facts: dict[str, Fact] = {}
    rejected: list[Rejected] = []
    for item in items_of(reply, rejected):
        try:
            fact = _fact(item, source, topic, typed)
            if (fact.evidence[0].quote, plain(fact.value.text)) in told:
                raise _Refused("The rules have found this already.")
            if fact.id in facts:
                raise _Refused("The model gave it twice.")
            facts[fact.id] = fact
        except _Refused as refusal:
            asked = shown(item.get("question", item))
            rejected.append(Rejected(asked, str(refusal), refusal.step))
    return ModelFacts(tuple(facts.values()), tuple(rejected))


def items_of(reply: object, rejected: list[Rejected]) -> Iterator[Mapping[str, object]]:
    """Yield what can be an item, at most MOST_ITEMS; what cannot goes to ``rejected``."""
    listed = reply.get("items") if isinstance(reply, dict) else reply
    if not isinstance(listed, list):
        rejected.append(Rejected(shown(reply), "The model's answer is not a list of items."))
        return
    for item in listed[:MOST_ITEMS]:
        if isinstance(item, dict) and all(isinstance(key, str) for key in item):
            yield item
        else:
            rejected.append(Rejected(shown(item), "It is not an item with named fields."))
    if len(listed) > MOST_ITEMS:
        reason = f"The model was asked for {MOST_ITEMS} items; further ones are not read."
        rejected.append(Rejected(f"{len(listed) - MOST_ITEMS} more", reason))


def shown(thing: object) -> str:
    """Return the start of anything, fit to be shown on one line of a terminal or page."""
    text = thing if isinstance(thing, str) else repr(thing)[:400]
    text = "".join(char if char.isprintable() else " " for char in text[:400])
    return " ".join(text.split())[:100]


class _Refused(Exception):
    """Why an item was not taken, and by what."""

    def __init__(self, reason: str, step: str = "text") -> None:
        super().__init__(reason)
        self.step = step


def _fact(
    item: Mapping[str, object], source: Source, topic: str, typed: Mapping[str, Value]
) -> Fact:
    quote, answer, question = (_field(item, name) for name in ("quote", "answer", "question"))
    start, end = _place(quote, source)
    low, high = _sentence(source, start, end)
    evidence = source.text[low:high]
    at = _answer_place(answer, fold(source.text[start:end])) + start - low
    value_text = evidence[at : at + len(answer)]
    if evidence.count(value_text) != 1:
        raise _Refused("The answer stands twice in its sentence.")
    _check_question(question, answer, source, (low, high))
    kind = kind_named(item.get("kind", PLAIN), question)
    fault = kind.fault(question, value_text, evidence) if kind else "Its kind is none of the list."
    if kind is None or fault:
        raise _Refused(fault, "kind")
    value = typed.get(plain(value_text)) if kind is KINDS[PLAIN] else None
    if value is None or value.text != value_text:
        value = Text(value_text)
    try:
        return Fact(
            id=f"{slug(source.id, value_text, limit=40)}-{digest(evidence, question)[:8]}",
            topic=topic,
            kind=_kind(value, kind.fact),
            subject=question,
            relation=kind.relation,
            statement=evidence,
            value=value,
            question=question,
            as_of=source.published,
            evidence=(Evidence(source.id, evidence, value_text),),
            flags=_flags(evidence),
        )
    except InvalidFact as error:
        raise _Refused(str(error.faults[0])) from error


def _field(item: Mapping[str, object], name: str) -> str:
    text = item.get(name)
    if not isinstance(text, str) or not text.strip():
        raise _Refused(f"It has no {name}.")
    text = text.strip()
    if len(text) > FIELD_LIMIT:
        raise _Refused(f"Its {name} is too long.")
    if name != "quote" and _CODE.search(text):
        raise _Refused(f"Its {name} has code, an address or unseen characters in it.")
    return text


def _place(quote: str, source: Source) -> tuple[int, int]:
    """Return where the quote stands; other quotes and dashes than in the text are forgiven."""
    text, wanted = fold(source.text), fold(quote)
    count = count_overlapping(text, wanted)
    if count != 1:
        found = "nowhere" if count == 0 else f"{count} times"
        raise _Refused(f"Its quote stands {found} in the text.")
    start = text.index(wanted)
    return start, start + len(wanted)


def _sentence(source: Source, start: int, end: int) -> tuple[int, int]:
    """Return the sentence that holds a quote; a quote over several sentences proves too much."""
    first, last = source.paragraph(start, end)
    if "\n" in source.text[first:last]:
        raise _Refused("Its quote runs over several paragraphs.")
    for low, high in sentences(source.text[first:last]):
        inside = source.text[first + low : first + high]
        low += len(inside) - len(inside.lstrip())
        high = low + len(inside.strip())
        if low <= start - first and end - first <= high:
            if len(words(inside)) > SENTENCE_WORDS:
                raise _Refused("Its sentence is too long to be read beside a question.")
            return first + low, first + high
    raise _Refused("Its quote is not within one sentence.")


def _answer_place(answer: str, quote: str) -> int:
    wanted = fold(answer)
    if count_overlapping(quote, wanted) != 1:
        raise _Refused("Its answer does not stand exactly once in its quote.")
    at = quote.index(wanted)
    before, after = quote[at - 1 : at], quote[at + len(wanted) : at + len(wanted) + 1]
    if (wanted[0].isalnum() and before.isalnum()) or (wanted[-1].isalnum() and after.isalnum()):
        raise _Refused("Its answer is a part of a word.")
    if not words(answer) or len(words(answer)) > KEY_WORDS:
        raise _Refused(f"Its answer must have 1 to {KEY_WORDS} words.")
    return at


def _check_question(question: str, answer: str, source: Source, span: tuple[int, int]) -> None:
    """Refuse a question that says anything which its paragraph does not say."""
    if not question.endswith("?") or len(words(question)) > STEM_WORDS or "\n" in question:
        raise _Refused(f"Its question is not one question of up to {STEM_WORDS} words.")
    first, last = source.paragraph(*span)
    near, whole = _stems(source.text[first:last]), _stems(f"{source.title} {source.text}")
    foreign = [
        name for name in (*_CAPITAL.findall(question), *numbers(question)) if _stems(name) - whole
    ]
    if foreign:
        raise _Refused(f"Its question names what the text does not: “{shown(foreign[0])}”.")
    asked = [word for word in content_words(question) if word not in _GENERIC]
    shared = sum(bool(_stems(word) & near) for word in asked)
    if not asked or shared < LEAST_SHARED * len(asked):
        raise _Refused("Its question has too many words that the paragraph has not.")
    if plain(answer) and f" {plain(answer)} " in f" {plain(question)} ":
        raise _Refused("Its question holds the answer.")
    evidence = source.text[span[0] : span[1]]
    if _SAID.search(without_quotations(evidence)) and not re.search(
        r"\b(?:sa(?:y|id|ys)|told|according|claim\w*|warn\w*|argu\w*|announc\w*|call(?:ed|s)?|who)\b",
        question,
        re.IGNORECASE,
    ):
        raise _Refused("The text says who said this; the question does not.")


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of words, so that “opened” and “opening” are one."""
    return frozenset(word[:5] for word in plain_words(text))


def _flags(evidence: str) -> Flags:
    own = without_quotations(evidence)
    return Flags(negated=bool(_NEGATED.search(own)), hedged=bool(_HEDGED.search(own)))


def _kind(value: Value, proposed: FactKind) -> FactKind:
    match value:
        case Quantity():
            return FactKind.QUANTITY
        case Date():
            return FactKind.DATE
        case Period():
            return FactKind.PERIOD
        case Entity(entity="person"):
            return FactKind.PERSON
        case Entity(entity="organisation"):
            return FactKind.ORGANISATION
        case Entity():
            return FactKind.PLACE
        case Text():
            return proposed
