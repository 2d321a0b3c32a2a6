"""Numbers of a source with what they count and the clause they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizapp.domain.generation.conflicts.clauses import Clause, clause_around
from quizapp.domain.generation.conflicts.lexicon import counted_as, folded, sense
from quizapp.domain.generation.conflicts.measures import (
    currency_of,
    is_scale,
    number_of,
    rounding,
    unit_of,
)
from quizapp.domain.generation.conflicts.model import Mention, ParsedSource
from quizapp.domain.generation.parsing import Passage, Token

# fmt: off
_ABOUT = frozenset((
    "about", "around", "approximately", "roughly", "some", "nearly", "almost", "close", "estimated",
))
_ABOVE = frozenset(("over", "than", "least", "exceeding", "above"))
_BELOW = frozenset(("up", "below", "under", "most"))
_NOT_ALL = frozenset((
    "another", "other", "additional", "further", "more", "extra", "remaining", "including",
    "second",
))
_COMPARED = frozenset(("from", "against", "versus", "every", "per", "each"))
# fmt: on
_INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number between ``low`` and ``high`` of what ``counts`` says: ``count:soldier``, ``length``.

    ``specific`` is 0 for people and the like, 1 for other things, more for names such as Marines.
    """

    mention: Mention
    counts: str
    low: Decimal
    high: Decimal
    specific: float
    clause: Clause
    noun: str
    converted: bool = False

    @property
    def is_count(self) -> bool:
        """Whether it counts things, and measures none."""
        return self.counts.startswith(("count:", "share:"))


def read_amounts(parsed: ParsedSource) -> Iterator[Amount]:
    """Yield the amounts of a source in order; dates, ages and ordinals are none."""
    for passage in sorted(parsed.passages, key=lambda each: each.offset):
        index = 0
        while index < len(passage.tokens):
            last = _number_end(passage, index)
            if last is None:
                index += 1
                continue
            amount = _amount(parsed, passage, index, last)
            if amount is not None:
                yield amount
            index = last + 1
        yield from _nobody(parsed, passage)


def _number_end(passage: Passage, index: int) -> int | None:
    """Return the last token of the number that begins here, if one does."""
    tokens = passage.tokens
    if tokens[index].tag != "CD" or number_of([tokens[index].text]) is None:
        return None
    last = index
    while last + 1 < len(tokens):
        following = tokens[last + 1]
        hyphen = following.text == "-" and number_of([tokens[last].text, "-"]) is not None
        if is_scale(following.text) or (following.text in "½¼¾" and following.text):
            last += 1
        elif (
            hyphen
            and last + 2 < len(tokens)
            and tokens[last].text.isalpha()
            and (number_of([tokens[last + 2].text]) is not None and tokens[last + 2].text.isalpha())
        ):
            last += 2
        else:
            break
    return last


def _amount(parsed: ParsedSource, passage: Passage, first: int, last: int) -> Amount | None:
    tokens = passage.tokens
    number = number_of([token.text for token in tokens[first : last + 1]])
    if number is None or _not_an_amount(passage, first, last):
        return None
    low = high = number
    begin, end = first, last
    upper = _range_end(passage, first, last)
    if upper is not None:
        high_number = number_of([token.text for token in tokens[upper : upper + 1]])
        if high_number is None or high_number <= number:
            return None
        high, end = high_number, upper
        begin = first - 1 if first and tokens[first - 1].text.casefold() == "between" else first
    elif (
        first > 1 and tokens[first - 1].text in {"and", "to", "-"} and tokens[first - 2].tag == "CD"
    ):
        return None
    else:
        low, high = _bounds(passage, first, number)
    counted = _counted(passage, first, end) or _victims(passage, first)
    if counted is None:
        return None
    if (
        first > 1
        and tokens[first - 1].text == "in"
        and tokens[first - 2].text.casefold() in {"one", "1"}
    ):
        # “One in eight customers” is a share: the number under the line is never rounded.
        begin, low, high = first - 2, 1 / number, 1 / number
        counted = (f"share:{counted[0]}", *counted[1:])
    counts, factor, noun, specific, converted = counted
    skip = frozenset((*range(begin, end + 1), noun.index))
    clause = clause_around(
        passage, noun.index if noun.index > end or noun.index < first else first, skip
    )
    if clause.negated:
        return None
    start = tokens[begin].start
    stop = max(tokens[end].end, noun.end) if noun.start - tokens[end].end < 40 else tokens[end].end
    words = parsed.source.text[start:stop]
    mention = Mention(parsed.source.id, start, stop, words)
    return Amount(
        mention,
        counts,
        low * factor,
        high * factor,
        specific,
        clause,
        folded(noun.lemma),
        converted,
    )


def _not_an_amount(passage: Passage, first: int, last: int) -> bool:
    tokens = passage.tokens
    entity = tokens[first].entity
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if entity in {"DATE", "TIME", "LAW", "PRODUCT", "ORDINAL"}:
        return True
    if before is not None and (
        before.text in {"+", "/", ":"}
        or before.text.casefold() in _COMPARED | {"aged", "age", "article", "no."}
        or before.entity == "DATE"
        or (
            before.pos == "PROPN"
            and before.entity not in {"", "NORP", "GPE"}
            and before.text[0].isupper()
        )
    ):
        return True
    if any(
        each.text.casefold() in _NOT_ALL for each in tokens[max(0, first - 2) : first]
    ) and not any(each.text == "than" for each in tokens[max(0, first - 2) : first]):
        return True
    # “31 of them” and “3,400 of the staff” are parts of a total.
    if after is not None and after.text in {"of", "in", "+", "/"} and tokens[first].tag == "CD":
        return after.text != "of" or tokens[last].text.isdigit() or last == first
    # Between hyphens stands a description: “a 70-tonne tank”, “the 19-year-old”.
    return after is not None and after.text == "-" and after.start == tokens[last].end


def _range_end(passage: Passage, first: int, last: int) -> int | None:
    tokens = passage.tokens
    if last + 2 < len(tokens) and tokens[last + 2].tag == "CD":
        link = tokens[last + 1].text
        before = tokens[first - 1].text.casefold() if first else ""
        if (link == "and" and before == "between") or link in {"-", "–", "to"}:
            return last + 2
    return None


def _bounds(passage: Passage, first: int, number: Decimal) -> tuple[Decimal, Decimal]:
    before = [token.text.casefold() for token in passage.tokens[max(0, first - 3) : first]]
    if before and before[-1] in {"$", "€", "£"}:
        before.pop()
    near = set(before[-2:])
    if near & _ABOVE:
        return number, _INFINITY
    if near & _BELOW or before[-2:] == ["less", "than"]:
        return -_INFINITY, number
    margin = number / 10 if near & _ABOUT else rounding(number)
    return number - margin, number + margin


def _counted(
    passage: Passage, first: int, end: int
) -> tuple[str, Decimal, Token, float, bool] | None:
    """Return what is counted, the unit's factor and token, how specific, and if it converts."""
    tokens = passage.tokens
    if first:
        currency = currency_of(tokens[first - 1].text)
        if currency:
            return currency, Decimal(1), tokens[end], 0.0, False
    for token in tokens[end + 1 : end + 5]:
        if (
            token.pos in {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "DET", "PRON", "SCONJ"}
            and token.text != "%"
        ):
            return None
        unit = unit_of(token.text)
        if token.lemma == "pound" and is_scale(tokens[end].text):
            # Millions of pounds are money.
            return "money:pound", Decimal(1), token, 0.0, False
        if unit is not None and (token.index == end + 1 or token.tag.startswith("NN")):
            squared = tokens[token.index - 1].text.casefold()
            kind = f"{squared} {unit[0]}" if squared in {"square", "cubic", "nautical"} else unit[0]
            return (
                kind,
                unit[1],
                token,
                0.0,
                not unit[0].startswith("money") and unit[0] != "percent",
            )
        following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if token.pos in {"NOUN", "PROPN"} and (
            following is None
            or following.pos not in {"NOUN", "PROPN"}
            or following.head == token.index
        ):
            return _thing(token)
    return None


def _victims(passage: Passage, first: int) -> tuple[str, Decimal, Token, float, bool] | None:
    """Return what a number without a noun counts in “injuring 381” and “killed 15”: people."""
    token = passage.tokens[first]
    head = passage.tokens[token.head]
    if token.dep in {"dobj", "nsubjpass"} and sense(head.lemma) in {"die", "injure"}:
        return "count:people", Decimal(1), token, 0.0, False
    return None


def _thing(token: Token) -> tuple[str, Decimal, Token, float, bool] | None:
    word = counted_as(token.lemma)
    if token.tag in {"NNP", "NN"} and token.text[0].isupper() and not token.text.endswith("s"):
        return None
    if word in {
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "time",
        "point",
        "degree",
    }:
        return None
    generic = word in {"people", "man", "woman", "child", "thing", "country", "place", "other"}
    specific = 0.0 if generic else 1.5 if token.text[0].isupper() else 1.0
    return f"count:{word}", Decimal(1), token, specific, False


def _nobody(parsed: ParsedSource, passage: Passage) -> Iterator[Amount]:
    """Yield a count of nought for “no one was hurt”."""
    for token in passage.tokens:
        two = (
            token.text == "one"
            and token.index
            and passage.tokens[token.index - 1].text.casefold() == "no"
        )
        if not two and token.text.casefold() not in {"nobody", "none"}:
            continue
        first = passage.tokens[token.index - 1] if two else token
        clause = clause_around(passage, token.index, frozenset((first.index, token.index)))
        if clause.verb in {"die", "injure"}:
            words = parsed.source.text[first.start : token.end]
            mention = Mention(parsed.source.id, first.start, token.end, words)
            zero = Decimal(0)
            yield Amount(mention, "count:people", zero, zero, 0.0, clause, "people")
