"""Numbers and dates in a sentence that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Date, FactKind, Value
from quizapp.domain.generation.clauses.whole import WholeSentence
from quizapp.domain.generation.extractors.numbers import read_quantity, says_where
from quizapp.domain.generation.extractors.quantities import BURIED
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import in_a_span
from quizapp.domain.generation.reading.wordlists import word_set

_BEFORE = 4
"""So many tokens before a number may belong to it: “as many as”, “an estimated”, “$”."""

_HANDFUL = re.compile(r"[1-4]|(?:one|two|three|four|half)\b.*", re.IGNORECASE)
"""So few of something are seldom worth asking for."""

_ROUGH_YEAR = re.compile(r"(?:around|about|circa|roughly) (?:1?\d\d\d|20\d\d)\Z", re.IGNORECASE)
"""A year of long ago, where no noun follows: “was buried around 850”."""

_NUMBERED = word_set(
    """
    section article chapter number no page phase level room route flight line paragraph rule
    highway group round stage volume part act clause step week day grade class version
    """
)
"""Nouns whose number is a name: “section 28” counts nothing."""


def quantities_of(
    sentence: WholeSentence,
) -> Iterator[tuple[FactKind, Value, tuple[int, int]]]:
    """Yield the numbers of a sentence that count something, with the tokens that state them."""
    reading, passage = sentence.reading, sentence.reading.passage
    reached = -1
    first_token, last_token = sentence.tokens[0], sentence.tokens[-1]
    for index in sentence.tokens:
        token = passage.tokens[index]
        taken = index in reading.times or index in reading.names or index in reading.quoted
        if token.tag != "CD" or taken or index <= reached:
            continue
        for first in range(max(first_token, reached + 1, index - _BEFORE), index + 1):
            found = read_quantity(passage.words(first, last_token))
            last = _last_token(sentence, first, found.value.text) if found else -1
            if found is None or last < index:
                continue
            if BURIED.match(passage.words(first, last_token)) and first < index:
                continue
            if says_where(passage.tokens[first], found, verb_above(passage, token)):
                continue
            if first > 0 and _moves_up(passage.tokens[first - 1], found.value.text):
                continue
            reached = last
            if in_passing(sentence, index):
                break
            if _worth_counting(sentence, first, last, found.value.text):
                yield FactKind.QUANTITY, found.value, (first, last)
            break


def verb_above(passage: Passage, token: Token) -> Token:
    """Return the verb whose words a token is one of, or the head of what has none."""
    while token.head != token.index and token.pos not in {"VERB", "AUX"}:
        token = passage.tokens[token.head]
    return token


def _moves_up(before: Token, text: str) -> bool:
    """Whether “up to 5 %” goes with a verb (“edged up to”) and sets no limit."""
    return text.casefold().startswith("up to") and before.lemma in _RISING


_RISING = word_set(
    """
    edge rise go move climb creep inch jump push shoot tick nudge drive send bring take bump
    """
)


def _worth_counting(sentence: WholeSentence, first: int, last: int, text: str) -> bool:
    """Whether a number counts something: it numbers no section, and is not part of a range."""
    tokens = sentence.reading.passage.tokens
    if text.isalpha() or text.casefold().startswith("from ") or _HANDFUL.fullmatch(text):
        return False
    noun = tokens[last + 1].pos in {"NOUN", "PROPN", "ADJ"} if last + 1 < len(tokens) else False
    if _ROUGH_YEAR.match(text) and not noun:
        return False
    before = tokens[first - 1] if first > sentence.tokens[0] else None
    if before is not None and (
        before.text in {"-", "/", ":"}
        or (before.text.isdigit() and before.index not in sentence.reading.times)
    ):
        return False  # “12 000” is one number.
    numbered = before is not None and (
        before.lemma.casefold() in _NUMBERED or (before.pos == "PROPN" and before.tag == "NNP")
    )
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    money = "£" in text or "$" in text or "€" in text
    if money and before is not None and before.pos == "DET" and after is not None:
        return False  # “The £14.2m scheme” is not a question of how much.
    if before is not None and before.text == "of" and tokens[first - 2].lemma in _SHARES:
        return False  # “Three quarters of a million” is not a million.
    if before is not None and before.text == "by" and tokens[max(first - 2, 0)].tag == "CD":
        return False  # “3 by 2 centimetres” is one size.
    if text.isdigit() and before is not None and before.text.casefold() == "at":
        return after is not None and after.pos == "NOUN"  # “At 25” is an age, or a place.
    return (
        not numbered
        and not _compound(tokens, first, last)
        and (after is None or after.tag not in {"CD", "HYPH"})
    )


_SHARES = word_set("half quarter third fifth tenth")


def _compound(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether two numbers make one: “1 hour 40 minutes”, “2 hours, 5 minutes and 9 seconds”."""
    if _beside(tokens, first, last):
        return True
    before = [each for each in tokens[max(first - 4, 0) : first] if each.text not in _JOINS][-2:]
    after = [each for each in tokens[last + 1 : last + 5] if each.text not in _JOINS][:2]
    led = len(before) == 2 and before[0].tag == "CD" and before[1].lemma in _UNITS
    joined = last + 1 < len(tokens) and tokens[last + 1].text in _JOINS
    ahead = joined and len(after) == 2 and after[0].tag == "CD" and after[1].lemma in _UNITS
    follows = ahead and tokens[last].lemma in _UNITS
    return led or follows


def _beside(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether one noun alone parts two numbers that both count it: “4 marks 50”."""
    ahead, back = tokens[last + 1 : last + 3], tokens[max(first - 2, 0) : first]
    split = len(ahead) == 2 and ahead[0].tag == "NNS" and ahead[1].text.isdigit()
    after = len(back) == 2 and back[0].text.isdigit() and back[1].tag == "NNS"
    return (split and ahead[1].head == ahead[0].index) or (
        after and tokens[first].head == back[1].index
    )


_JOINS = frozenset((",", "and"))
_UNITS = word_set(
    """
    year month week day hour minute second foot inch yard mile metre meter centimetre pound
    ounce stone kilo gram
    """
)


def _last_token(sentence: WholeSentence, first: int, text: str) -> int:
    tokens = sentence.reading.passage.tokens
    end = tokens[first].start + len(text)
    for token in tokens[first : sentence.tokens[-1] + 1]:
        if token.end == end:
            return token.index
    return -1


def dates_of(sentence: WholeSentence) -> Iterator[tuple[FactKind, Value, tuple[int, int]]]:
    """Yield the dates of what happens in a sentence, with the tokens that state them."""
    times = sentence.reading.times
    for when in dict.fromkeys(times[i] for i in sentence.tokens if i in times):
        if not when.start or when.start != when.end:
            continue
        if _the_last(sentence, when.first) or _roughly(sentence, when.first):
            continue
        if in_a_span(sentence.reading, when):
            continue
        if _goes_on(sentence, when.last) or _went_before(sentence, when.first):
            continue
        if not _dates_a_verb(sentence, when.first):
            continue
        if when.start.count("-") < 2 and _tells_an_amount(sentence):
            continue
        if not when.text.startswith(("early", "late", "mid")):
            yield FactKind.DATE, Date(when.start, when.text), (when.first, when.last)


def _tells_an_amount(sentence: WholeSentence) -> bool:
    """Whether a year may only be that of a figure, which other years may share."""
    return any(True for _ in quantities_of(sentence))


def _dates_a_verb(sentence: WholeSentence, first: int) -> bool:
    """Whether a date says when something happened: not “a 2022 judgment”, “published in 2022”."""
    tokens = sentence.reading.passage.tokens
    token = tokens[first]
    while token.index in sentence.reading.times and token.head != token.index:
        token = tokens[token.head]
    if token.pos == "ADP" and token.head != token.index:
        token = tokens[token.head]
    return token.pos in {"VERB", "AUX"} and token.dep not in {"acl", "amod", "pcomp"}


def _roughly(sentence: WholeSentence, first: int) -> bool:
    """Whether a date is only about right, so that no near one is certainly wrong."""
    before = sentence.reading.passage.tokens[max(first - 1, 0) : first]
    return any(token.text.casefold() in {"about", "around", "circa", "c."} for token in before)


def _the_last(sentence: WholeSentence, first: int) -> bool:
    """Whether something “last” happened then: the article may tell that it has happened again."""
    before = sentence.reading.passage.tokens[max(first - 4, 0) : first]
    return any(token.text == "last" and token.dep == "advmod" for token in before)


def _goes_on(sentence: WholeSentence, last: int) -> bool:
    """Whether a date is the first of two, as in “on 30 and 31 July”."""
    after = sentence.reading.passage.tokens[last + 1 : last + 3]
    return len(after) == 2 and after[0].text in {"and", "or", "to", "-"} and after[1].tag == "CD"


def _went_before(sentence: WholeSentence, first: int) -> bool:
    """Whether a date is the second of two, of which the first all but tells it: “1916 to 1917”."""
    before = sentence.reading.passage.tokens[max(first - 2, 0) : first]
    joined = len(before) == 2 and before[1].text in {"and", "or", "to", "-"}
    return joined and before[0].index in sentence.reading.times


def in_passing(sentence: WholeSentence, index: int) -> bool:
    """Whether words stand in what is told of a person by the way: “Lee, who was in Vienna, ...”."""
    reading = sentence.reading
    tokens = reading.passage.tokens
    while tokens[index].head != index:
        token = tokens[index]
        mention = reading.names.get(token.head)
        if token.dep in {"relcl", "acl"} and mention is not None and mention.kind == "person":
            return True
        index = token.head
    return False
