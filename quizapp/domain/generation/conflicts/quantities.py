"""Amounts of one thing in two sources: matched by what their clauses share, then compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quizapp.domain.generation.conflicts.amounts import Amount, read_amounts
from quizapp.domain.generation.conflicts.clauses import Clause
from quizapp.domain.generation.conflicts.dates import days_between
from quizapp.domain.generation.conflicts.lexicon import ANAPHORS, LIGHT
from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, ParsedSource
from quizapp.domain.generation.conflicts.relatedness import RELATED, Relatedness

COUNT_THRESHOLD = 2.0
MEASURE_THRESHOLD = 3.0
"""How much two clauses must share; measured on the sets of articles in tests/data."""

AGREEING = 1.0
"""How much two clauses with one number must share to be taken for one statement."""

CONVERSION = Decimal("0.03")
"""Share by which a figure in another unit may differ through rounding."""

_GROWING = frozenset(
    ("die", "injure", "force", "burn", "rescue", "fight", "miss", "spend", "collect")
)
_ONCE = frozenset(("cost", "open", "found", "build", "win", "sell", "buy", "pay", "come", "kill"))


def compare_amounts(
    sources: Sequence[ParsedSource], relatedness: Relatedness
) -> Iterator[Conflict]:
    """Yield the numbers that two sources give differently for what looks like one thing."""
    dates = {each.source.id: each.source.published for each in sources}
    blocks: dict[str, dict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    for parsed in sources:
        for amount in read_amounts(parsed):
            blocks[amount.counts][parsed.source.id].append(amount)
    for block in blocks.values():
        listed = list(block.items())
        said: set[tuple[Decimal, Decimal, Decimal, Decimal]] = set()
        for number, (source, ones) in enumerate(listed):
            for rival, others in listed[number + 1 :]:
                if relatedness.between(source, rival) < RELATED:
                    continue
                for one, other in _matched(ones, others):
                    values = (one.low, one.high, other.low, other.high)
                    if values not in said:
                        said.add(values)
                        yield _conflict(one, other, dates)


def _matched(ones: Sequence[Amount], others: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Yield the pairs that disagree, each amount in its best pair only."""
    scored = [
        (score, one, other)
        for one in ones
        for other in others
        if (score := likeness(one, other)) >= AGREEING
    ]
    scored.sort(key=lambda each: (-each[0], each[1].mention, each[2].mention))
    taken: set[object] = set()
    for score, one, other in scored:
        if one.mention in taken or other.mention in taken:
            continue
        enough = COUNT_THRESHOLD if one.is_count else MEASURE_THRESHOLD
        agree = compatible(one, other)
        if agree or score >= enough:
            taken |= {one.mention, other.mention}
        if not agree and score >= enough and _comparable(one, other):
            yield one, other


def likeness(one: Amount, other: Amount) -> float:
    """Return how much two amounts look like statements of one thing."""
    first, second = one.clause, other.clause
    score = min(one.specific, other.specific)
    if first.verb == second.verb and first.verb not in LIGHT:
        score += 2
    elif _nominal(first, second) or _nominal(second, first):
        score += 3
    elif first.stock and second.stock:
        score += 0.5
    else:
        score += max(second.words.get(first.verb, 0), first.words.get(second.verb, 0))
    shared = (
        min(first.words[word], second.words[word]) for word in first.words if word in second.words
    )
    score += min(sum(shared), 3.0)
    if first.subject and second.subject:
        score += 1 if first.subject == second.subject else -1
    if first.topic != second.topic and {first.topic, second.topic} <= ANAPHORS:
        # “The airline” and “the carrier”: two words for what the sources are about.
        score += 0.5
    return score


def _nominal(one: Clause, other: Clause) -> bool:
    """Whether one says with its verb what the other says with its subject: “the bill came to”."""
    return one.verb not in LIGHT and one.verb == other.topic and not one.subject


def compatible(one: Amount, other: Amount) -> bool:
    """Whether one number can be both: within bounds, ranges, rounding and conversion of units."""
    low, high, other_low, other_high = one.low, one.high, other.low, other.high
    if one.converted:
        low, high = low * (1 - CONVERSION), high * (1 + CONVERSION)
    return low <= other_high and other_low <= high


def _comparable(one: Amount, other: Amount) -> bool:
    """Whether a difference means something: a plan beside an outcome, or another year, does not."""
    if one.clause.planned != other.clause.planned:
        return False
    return bool(one.clause.years) == bool(other.clause.years) or not (
        one.clause.years ^ other.clause.years
    )


def _conflict(one: Amount, other: Amount, dates: Mapping[str, str]) -> Conflict:
    apart = days_between(dates[one.mention.source], dates[other.mention.source]) or 0
    kind = ConflictKind.CHANGE_OVER_TIME if _changes(one, other, apart) else ConflictKind.VALUE
    why = (
        "the sources are of different dates, and the number may have changed."
        if kind is ConflictKind.CHANGE_OVER_TIME
        else "both cannot be right if they count the same."
    )
    subject = one.noun if one.is_count else one.clause.subject or one.clause.verb
    explanation = f"“{one.mention.words}” and “{other.mention.words}”: {why}"
    return Conflict(kind, subject, one.mention, other.mention, explanation)


def _changes(one: Amount, other: Amount, apart: int) -> bool:
    if one.clause.years and other.clause.years and not one.clause.years & other.clause.years:
        return True
    verbs = {one.clause.verb, other.clause.verb}
    if verbs & _ONCE and not (one.clause.planned or one.clause.perfect or other.clause.perfect):
        return False
    return apart >= (1 if verbs & _GROWING else 2)
