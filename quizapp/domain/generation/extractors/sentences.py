"""Numbers, dates and names in sentences that stand alone as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Date, Entity, Fact, FactKind, Value
from quizapp.domain.generation.clauses.grammar import SAYING, SUBJECTS
from quizapp.domain.generation.clauses.whole import WholeSentence, whole_sentences
from quizapp.domain.generation.extractors.building import Found, fact_of, gapped, surname
from quizapp.domain.generation.extractors.numbers import read_quantity
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.names import Mention
from quizapp.domain.generation.reading.people import is_title
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import contains

MOST = 3
"""Values that are asked for in one sentence; more would tell each other."""

_BEFORE = 4
"""So many tokens before a number may belong to it: “as many as”, “an estimated”, “$”."""

_HANDFUL = re.compile(r"[1-4]|(?:one|two|three|four|half)\b.*", re.IGNORECASE)
"""So few of something are seldom worth asking for."""

_NUMBERED = word_set(
    """
    section article chapter number no page phase level room route flight line paragraph rule
    highway group round stage volume part act clause step week day grade class
    """
)
"""Nouns whose number is a name: “section 28” counts nothing."""

_NAMES = {
    "person": FactKind.PERSON,
    "organisation": FactKind.ORGANISATION,
    "country": FactKind.PLACE,
    "capital": FactKind.PLACE,
    "city": FactKind.PLACE,
    "island": FactKind.PLACE,
    "region": FactKind.PLACE,
    "river": FactKind.PLACE,
    "lake": FactKind.PLACE,
    "sea": FactKind.PLACE,
}


def values_in_sentences(document: Document) -> Iterator[Fact]:
    """Yield facts whose statement is a sentence of the article, numbers first, then dates, names.

    They have no question of their own: the sentence is asked with a gap.
    """
    for sentence in whole_sentences(document):
        count = 0
        for kind, value, words in (*_quantities(sentence), *_dates(sentence), *_names(sentence)):
            fact = _fact(sentence, kind, value, words)
            if fact is not None and count < MOST:
                count += 1
                yield fact


def _quantities(sentence: WholeSentence) -> Iterator[tuple[FactKind, Value, tuple[int, int]]]:
    reading, passage = sentence.reading, sentence.reading.passage
    reached = -1
    for token in passage.tokens[sentence.first : sentence.span[1] + 1]:
        index = token.index
        taken = index in reading.times or index in reading.names or index in reading.quoted
        if token.tag != "CD" or taken or index <= reached:
            continue
        for first in range(max(sentence.first, reached + 1, index - _BEFORE), index + 1):
            found = read_quantity(passage.words(first, sentence.span[1]))
            last = _last_token(sentence, first, found.value.text) if found else -1
            if found is None or last < index:
                continue
            if first > 0 and _moves_up(passage.tokens[first - 1], found.value.text):
                continue
            reached = last
            if _in_passing(sentence, index):
                break
            if _worth_counting(sentence, first, last, found.value.text):
                yield FactKind.QUANTITY, found.value, (first, last)
            break


def _moves_up(before: Token, text: str) -> bool:
    """Whether “up to 5 %” goes with a verb (“edged up to”) and sets no limit."""
    return text.casefold().startswith("up to") and before.pos == "VERB"


def _worth_counting(sentence: WholeSentence, first: int, last: int, text: str) -> bool:
    """Whether a number counts something: it numbers no section, and is not part of a range."""
    tokens = sentence.reading.passage.tokens
    if text.isalpha() or text.casefold().startswith("from ") or _HANDFUL.fullmatch(text):
        return False
    before = tokens[first - 1] if first > sentence.first else None
    if before is not None and before.text in {"-", "/", ":"}:
        return False
    numbered = before is not None and (
        before.lemma.casefold() in _NUMBERED or (before.pos == "PROPN" and before.tag == "NNP")
    )
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return not numbered and (after is None or after.tag not in {"CD", "HYPH"})


def _last_token(sentence: WholeSentence, first: int, text: str) -> int:
    tokens = sentence.reading.passage.tokens
    end = tokens[first].start + len(text)
    for token in tokens[first : sentence.span[1] + 1]:
        if token.end == end:
            return token.index
    return -1


def _dates(sentence: WholeSentence) -> Iterator[tuple[FactKind, Value, tuple[int, int]]]:
    times = sentence.reading.times
    for when in dict.fromkeys(times[i] for i in sorted(times) if i >= sentence.first):
        inside = sentence.first <= when.first and when.last <= sentence.span[1]
        if not inside or not when.start or when.start != when.end:
            continue
        if _goes_on(sentence, when.last) or not _dates_a_verb(sentence, when.first):
            continue
        if when.start.count("-") < 2 and _tells_an_amount(sentence):
            continue
        if not when.text.startswith(("early", "late", "mid")):
            yield FactKind.DATE, Date(when.start, when.text), (when.first, when.last)


def _tells_an_amount(sentence: WholeSentence) -> bool:
    """Whether a year may only be that of a figure, which other years may share."""
    return any(True for _ in _quantities(sentence))


def _dates_a_verb(sentence: WholeSentence, first: int) -> bool:
    """Whether a date says when something happened: not “a 2022 judgment”, “published in 2022”."""
    tokens = sentence.reading.passage.tokens
    token = tokens[first]
    while token.index in sentence.reading.times and token.head != token.index:
        token = tokens[token.head]
    if token.pos == "ADP" and token.head != token.index:
        token = tokens[token.head]
    return token.pos in {"VERB", "AUX"} and token.dep not in {"acl", "amod", "pcomp"}


def _goes_on(sentence: WholeSentence, last: int) -> bool:
    """Whether a date is the first of two, as in “on 30 and 31 July”."""
    after = sentence.reading.passage.tokens[last + 1 : last + 3]
    return len(after) == 2 and after[0].text in {"and", "or", "to", "-"} and after[1].tag == "CD"


def _names(sentence: WholeSentence) -> Iterator[tuple[FactKind, Value, tuple[int, int]]]:
    reading, document = sentence.reading, sentence.document
    if _open(sentence):
        return
    mentions = dict.fromkeys(
        reading.names[i]
        for i in range(sentence.first, sentence.span[1] + 1)
        if i in reading.names and i not in reading.quoted
    )
    for mention in mentions:
        kind = _NAMES.get(mention.kind)
        name = document.directory.person(mention) if mention.kind == "person" else mention.text
        if kind is None or (mention.kind == "person" and " " not in name):
            continue
        if _is_surname(sentence, mention) or _speaks(sentence, mention):
            continue
        if _in_passing(sentence, mention.last):
            continue
        if _in_a_name(sentence, mention) or contains(document.article.title, name.split()[-1]):
            continue
        level = "city" if mention.kind == "capital" else mention.kind
        short = surname(document, name) if mention.kind == "person" else ()
        yield kind, Entity(name, level, short), (mention.first, mention.last)


def _open(sentence: WholeSentence) -> bool:
    """Whether other names would be as right: in a denial, or as “one of 8,000”."""
    tokens = sentence.reading.passage.tokens[sentence.first : sentence.span[1] + 1]
    denied = any(token.dep == "neg" for token in tokens)
    return denied or bool(re.search(r"\b(?:is|was|are|were) (?:one|some|among) ", sentence.text))


def _is_surname(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a place or body is called as a person of the article: “Austin”."""
    return mention.kind != "person" and any(
        name.split()[-1] == mention.text for name in sentence.document.directory.people
    )


def _in_passing(sentence: WholeSentence, index: int) -> bool:
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


def _speaks(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a person only says what the sentence tells."""
    tokens = sentence.reading.passage.tokens
    last = tokens[mention.last]
    if last.dep == "appos":
        last = tokens[last.head]
    return last.dep in SUBJECTS and tokens[last.head].lemma in SAYING


def _in_a_name(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a name only describes the noun after it, as in “the Paris treaty”."""
    passage = sentence.reading.passage
    outer = passage.tokens[mention.last]
    before = passage.tokens[mention.first - 1] if mention.first > sentence.first else None
    after = passage.tokens[mention.last + 1]
    joined = [
        each
        for each in (before, after)
        if each is not None and each.pos == "PROPN" and not is_title(each.text)
    ]
    ordinal = before is not None and re.fullmatch(r"\d+(?:st|nd|rd|th)", before.text)
    return outer.dep in {"compound", "nmod", "amod", "poss"} or bool(joined) or bool(ordinal)


def _fact(
    sentence: WholeSentence, kind: FactKind, value: Value, words: tuple[int, int]
) -> Fact | None:
    if sentence.text.count(value.text) != 1:
        return None
    said = gapped(sentence.text, value.text)
    found = Found(
        kind,
        said.split("…")[0].strip(" ,") or said.strip("… ,"),
        said,
        sentence.text,
        value,
        "",
        words,
    )
    return fact_of(
        sentence.document,
        sentence.reading,
        sentence.span,
        found,
        derived=kind is FactKind.DATE and sentence.reading.times[words[0]].relative,
    )
