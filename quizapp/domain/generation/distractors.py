"""Wrong answers, proved false here: real values of other facts first, then what is near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import log10

from quizapp.domain.facts import CALLED, MEANS, Date, Entity, Fact, Period, Quantity, Text, Value
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.limits import alike
from quizapp.domain.generation.nearby import Background, Candidate, nearby
from quizapp.domain.generation.nearby.plausible import could_be_taken_for
from quizapp.domain.generation.other_names import names_place
from quizapp.domain.generation.text import (
    capitalised,
    has_article,
    numbers,
    plain,
    plain_words,
    without_article,
)
from quizapp.domain.generation.values import LIMITS, compatible, same_name, similar_rounding

ENOUGH = 3
"""Wrong options that are looked for; a choice with fewer than two is not written."""

SPREAD = 0.9
"""How far chance may move a candidate: near ones stay near, but not the same ones everywhere."""


_THAN = re.compile(r"(?<!more )(?<!less )(?<!fewer )(?<!rather )\bthan\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong answer, worded to stand in place of the right one.

    ``option`` is its wording as an option, ``inserted`` its wording inside the statement (empty
    when it does not fit there), ``fact`` the id of the fact that it is true of: empty for a
    completion that a person has listed as false, and for what no fact gives.
    """

    option: str
    inserted: str
    fact: str


def distractors(
    fact: Fact,
    index: FactIndex,
    *,
    count: int = ENOUGH,
    salt: str = "",
    background: Background | None = None,
) -> tuple[Distractor, ...]:
    """Return up to ``count`` wrong answers, the nearest first; the salt varies the choice.

    Without a background all are values of other facts, or completions that a person has listed.
    """
    chosen: list[Distractor] = []
    person = _is_person(fact.value)
    for candidate in _listed(fact, index):
        _take(candidate, chosen, person=person)
    if _compares(fact) or _tied(fact) or _only_possible(fact):
        return tuple(chosen[:count])
    for other in _nearest(fact, index, salt):
        if len(chosen) >= count:
            break
        if background and not could_be_taken_for(fact, other.value, background):
            continue
        if not any(each.fact in _of_one_thing(other, index) for each in chosen):
            _take(_worded(fact, other), chosen, person=person)
    if background and not fact.flags.negated:
        taken = [index.by_id[each.fact].value for each in chosen if each.fact]
        for near in nearby(fact, background, taken):
            if len(chosen) >= count:
                break
            if _false_beside(fact, near, index):
                _take(_as_distractor(fact, near), chosen, person=person)
    return tuple(chosen[:count])


def option_text(value: Value) -> str:
    """Return the value as an option: a name without its article, and a capital letter."""
    text = without_article(value.text) if isinstance(value, Entity) else value.text
    return capitalised(text)


def replaced(fact: Fact, text: str) -> str:
    """Return the statement with another text in place of its value."""
    statement = fact.statement.replace(fact.value.text, text, 1)
    return capitalised(statement)


def false_here(fact: Fact, text: str, value: Value | None, index: FactIndex) -> bool:
    """Whether the text is certainly a wrong answer to what the fact asks.

    It is neither a right answer under any name, nor the value of a fact in conflict, nor words
    of the evidence or of the question; put into the statement, it makes no other fact.
    """
    person = _is_person(fact.value)
    rivals = index.rivals(fact)
    taken = (*index.right_texts(fact), *(text for rival in rivals for text in rival.answers))
    if any(same_name(text, other, person=person) for other in taken):
        return False
    if value is not None:
        if _night_between(fact, value):
            return False
        values = [each.value for each in (*index.companions(fact), *rivals)]
        if any(compatible(value, other) for other in values):
            return False
    shown = (fact.question, fact.statement, *(evidence.quote for evidence in fact.evidence))
    if any(names_place(each, text) for each in shown):
        return False
    return plain(replaced(fact, text)) not in index.statements


_AT_NIGHT = re.compile(
    r"\b(?:nights?|evenings?|overnight|midnight|tonight|nightfall|dusk)\b", re.IGNORECASE
)


def _night_between(fact: Fact, value: Value) -> bool:
    """Whether a day is next to that of something at night, which may have lasted into it."""
    mine = fact.value
    if not (isinstance(mine, Date) and isinstance(value, Date)):
        return False
    if not any(_AT_NIGHT.search(each.quote) for each in fact.evidence):
        return False
    try:
        apart = date.fromisoformat(mine.date) - date.fromisoformat(value.date)
    except ValueError:
        return False  # A month or a year is no day.
    return abs(apart.days) <= 1


def article(fact: Fact) -> str:
    """Return “the” or “a” as the statement uses it before the value, inside it or outside."""
    if has_article(fact.value.text):
        return fact.value.text.split()[0].lower()
    before = fact.statement[: fact.statement.index(fact.value.text)].split()
    return before[-1].lower() if before and before[-1].lower() in {"the", "a", "an"} else ""


def _compares(fact: Fact) -> bool:
    """Whether the value is what something is compared with: another may hold as well."""
    before = fact.statement[: fact.statement.index(fact.value.text)].split()
    return bool(_THAN.search(" ".join(before[-8:])))


def _tied(fact: Fact) -> bool:
    """Whether another number of the sentence limits this one: “from 4 to 5 %”, “27 of them”."""
    return isinstance(fact.value, Quantity) and bool(_FROM_TO.search(fact.statement))


_FROM_TO = re.compile(
    r"\bfrom (?:about |some )?[$€£]?\d.*\bto (?:about |some )?[$€£]?\d"
    r"|\bto (?:about |some )?[$€£]?\d.*\bfrom (?:about |some )?[$€£]?\d|\d%? of them\b"
)


def _only_possible(fact: Fact) -> bool:
    """Whether something may happen at the time: then it may as well happen at another."""
    timed = isinstance(fact.value, Date | Period)
    told = fact.question or fact.statement
    return timed and bool(_MAY.search(fact.statement) and _MAY.search(told))


_MAY = re.compile(r"\b(?:may|might|could)\b")
"""In a question “may” is the verb's own: not that of “the bridge that may be pulled down”."""


def _of_one_thing(fact: Fact, index: FactIndex) -> frozenset[str]:
    """Return the ids of facts that contradict this one: two spellings are not two options."""
    return frozenset(rival.id for rival in index.rivals(fact))


def _listed(fact: Fact, index: FactIndex) -> Iterator[Distractor]:
    if isinstance(fact.value, Text):
        for text in fact.value.false:
            if false_here(fact, text, None, index):
                yield Distractor(capitalised(text), text, "")


def _nearest(fact: Fact, index: FactIndex, salt: str) -> Iterator[Fact]:
    candidates = sorted(
        (other for other in index.near(fact) if other.id != fact.id and _same_sort(fact, other)),
        key=lambda other: (
            -_nearness(fact, other, index) - SPREAD * share(salt, fact.id, other.id),
            other.id,
        ),
    )
    # To be sure that one is wrong takes longest, and few are wanted of many.
    return (other for other in candidates if _false(fact, other, index))


def _same_sort(fact: Fact, other: Fact) -> bool:
    mine, its = fact.value, other.value
    if fact.relation == MEANS:
        return False  # What a kind of plague is, plague may be as well.
    if fact.relation == CALLED:
        return not set(plain_words(mine.text)) & set(plain_words(its.text))
    if isinstance(mine, Quantity) and isinstance(its, Quantity):
        same_script = bool(numbers(mine.text)) == bool(numbers(its.text))
        worded_alike = its.bound not in LIMITS or _adaptable(mine, its)
        return same_script and worded_alike and similar_rounding(mine, its)
    if isinstance(mine, Period):
        return plain_words(mine.text)[:1] == plain_words(its.text)[:1]  # “From ...”, “between ...”
    if isinstance(mine, Text):
        same_opening = plain_words(mine.text)[:1] == plain_words(its.text)[:1]
        return fact.relation.casefold() == other.relation.casefold() and same_opening
    return True


def _false(fact: Fact, other: Fact, index: FactIndex) -> bool:
    text = _wording(fact, other)
    return (
        alike(option_text(fact.value), capitalised(text))
        and false_here(fact, text, _as_worded(fact.value, other.value), index)
        and false_here(fact, other.value.text, None, index)
    )


def _false_beside(fact: Fact, candidate: Candidate, index: FactIndex) -> bool:
    return alike(option_text(fact.value), candidate.text) and false_here(
        fact, candidate.text, candidate.value, index
    )


def _as_distractor(fact: Fact, candidate: Candidate) -> Distractor:
    inserted = "" if candidate.alone else candidate.text
    if isinstance(fact.value, Entity):
        inserted = _with_article(fact, candidate.text, candidate.article)
    return Distractor(capitalised(candidate.text), inserted, "")


def _as_worded(mine: Value, its: Value) -> Value:
    """Return the other number under this one's bound, because it is shown in its wording."""
    if isinstance(mine, Quantity) and isinstance(its, Quantity) and _adaptable(mine, its):
        return Quantity(its.number, mine.unit, mine.counts, its.text, mine.bound)
    return its


def _adaptable(mine: Quantity, its: Quantity) -> bool:
    return len(numbers(mine.text)) == 1 and len(numbers(its.text)) == 1


def _wording(fact: Fact, other: Fact) -> str:
    mine, its = fact.value, other.value
    if isinstance(mine, Quantity) and isinstance(its, Quantity) and _adaptable(mine, its):
        return mine.text.replace(numbers(mine.text)[0], numbers(its.text)[0], 1)
    return without_article(its.text) if isinstance(its, Entity) else its.text


def _worded(fact: Fact, other: Fact) -> Distractor:
    text = _wording(fact, other)
    return Distractor(capitalised(text), _inserted(fact, other, text), other.id)


def _inserted(fact: Fact, other: Fact, text: str) -> str:
    """Return the text with the article that it needs in the statement, or nothing."""
    if not isinstance(other.value, Entity):
        return _inside_a_sentence(text, other.value)
    return _with_article(fact, text, article(other))


def _inside_a_sentence(text: str, value: Value) -> str:
    """Return “Five” and “From 1914 to 1918” without the capital of the sentence they opened."""
    opens = isinstance(value, Quantity) or text.startswith(("From ", "Between "))
    return f"{text[0].lower()}{text[1:]}" if opens and text[1:2].islower() else text


def _with_article(fact: Fact, text: str, its: str) -> str:
    mine = article(fact)
    if has_article(fact.value.text):
        return f"{its} {text}" if its else text
    if mine:
        return text if its == mine else ""
    return f"{its} {text}" if its else text


def _take(candidate: Distractor, chosen: list[Distractor], *, person: bool) -> None:
    if not any(same_name(candidate.option, each.option, person=person) for each in chosen):
        chosen.append(candidate)


def _nearness(fact: Fact, other: Fact, index: FactIndex) -> float:
    near = 2.0 * (fact.relation.casefold() == other.relation.casefold())
    near += 0.5 * (fact.kind is other.kind) + 0.5 * (fact.topic == other.topic)
    near -= bool(index.rivals(other))
    mine, its = fact.value, other.value
    match mine, its:
        case Quantity(), Quantity() if mine.number > 0 and its.number > 0:
            return near - abs(log10(mine.number / its.number))
        case Date(), Date():
            return near - abs(_months(mine.date) - _months(its.date)) / 24
        case Period(), Period():
            return near - abs(_months(mine.start) - _months(its.start)) / 24
        case Entity(), Entity():
            return near + 3 * _overlap(index.profile(mine.text), index.profile(its.text))
        case _:
            return near


def _months(date: str) -> int:
    year, _, rest = date.partition("-")
    return 12 * int(year) + int(rest[:2] or 6)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, min(len(some), len(others)))


def _is_person(value: Value) -> bool:
    return isinstance(value, Entity) and value.entity == "person"
