"""What a text compares: which way (“faster ... than”), and one thing set against another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizapp.domain.facts import COMPARES, Fact, FactKind, Text
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import inside
from quizapp.domain.generation.extractors.building import Found, gapped
from quizapp.domain.generation.extractors.explained import answered, explained_fact, token_at
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import content_words, words

_PAIRS = """
    faster slower; more less; more fewer; larger smaller; bigger smaller; greater smaller
    higher lower; longer shorter; taller shorter; warmer colder; hotter cooler; stronger weaker
    heavier lighter; thicker thinner; deeper shallower; older younger; earlier later; wider narrower
    richer poorer; harder softer; brighter darker; louder quieter; cheaper dearer; nearer further
    closer further; steeper flatter; wetter drier; easier harder; sooner later
"""
MOST_WORDS, LEAST_WORDS = 28, 2
MOST_NAME = 6


def _opposites() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pair in _PAIRS.replace(";", "\n").split("\n"):
        if pair.split():
            one, other = pair.split()
            found.setdefault(one, other)
            found.setdefault(other, one)
    return found


OPPOSITES = _opposites()
_COMPARED = re.compile(rf"\b(?P<way>{'|'.join(OPPOSITES)})\b(?P<between>[^,;:.]*?) than\b")
_AMOUNT = re.compile(r"\b(?:no|any|not|never|much|even|the)\s+\Z|^(?:\W*)\Z", re.IGNORECASE)
_THAN_SOMETHING = re.compile(r"\bthan (?:then|now|today|before|ever|this|that|it|usual|they)\b")
_SO_MANY = re.compile(r"(?:\d|\b(?:one|two|three|four|five|six|ten|hundred|thousand|times)) \Z")
"""“12,000 more than”: what is told is how many."""
_UNLIKE = re.compile(r"Unlike (?P<other>[^,]+), ")
_TURN = re.compile(r"(?:, (?:whereas|while|but)|;(?: by contrast,)?) (?=\w)")
_WHILE = re.compile(r"(?:While|Whereas) ")
_VAGUE = re.compile(
    r"\b(?:it|they|this|these|that|those|he|she|we|you|others?|some|many|most|nobody|one|both|each"
    r"|there|none|all|another)\b",
    re.IGNORECASE,
)
_PERHAPS = frozenset(("may", "might", "could", "would", "should"))
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))


def contrasts(document: Document) -> Iterator[Fact]:
    """Yield which way a comparison goes, and what is told of one thing against another."""
    for told in explaining(document):
        if not told.teaches or told.context:
            continue
        yield from filter(None, (_direction(told), _unlike(told) or _against(told)))


def _direction(told: Explained) -> Fact | None:
    """Return “faster” of “travels faster in water than in air”, with “slower” as what is false."""
    match = _COMPARED.search(told.text)
    if match is None or len(_COMPARED.findall(told.text)) > 1:
        return None
    way, before = match["way"], told.text[: match.start()]
    if _AMOUNT.search(before) or (way == "more" and not match["between"] and _next_counts(match)):
        return None
    if told.text.count(way) != 1 or _THAN_SOMETHING.search(told.text) or _SO_MANY.search(before):
        return None
    where = tokens_of(told.reading, told.span, match.start(), way)
    if where is None or told.passage.tokens[where[0]].tag not in {"JJR", "RBR"}:
        return None
    other = OPPOSITES[way]
    if way == "more" and re.match(r" [a-z]+s\b", match["between"]):
        other = "fewer"
    elif way in {"more", "less"} and _qualifies(told, where[0]):
        other = "less" if way == "more" else "more"
    found = Found(
        FactKind.RANKING,
        gapped(told.text, way),
        COMPARES,
        told.text,
        Text(way, (other,)),
        "",
        where,
    )
    return explained_fact(told, found, general=True)


def _next_counts(match: re.Match[str]) -> bool:
    """Whether “more than” is followed by an amount: “more than half”."""
    after = match.string[match.end() :]
    return bool(re.match(r" (?:\d|half|a |an |one|two|three|\w+ty\b|enough)", after))


def _qualifies(told: Explained, index: int) -> bool:
    """Whether “more” stands before an adjective: “more acid than”."""
    return told.passage.tokens[told.passage.tokens[index].head].pos in {"ADJ", "ADV"}


def _unlike(told: Explained) -> Fact | None:
    """Return the fact of “Unlike A, B ...”: how B differs from A."""
    match = _UNLIKE.match(told.text)
    subject = _subject(told, told.span) if match else None
    if match is None or subject is None or _VAGUE.search(match["other"]):
        return None
    first, last = told.passage.subtree(subject.index)
    name = told.passage.words(first, last)
    if not _is_name(name):
        return None
    several = subject.tag in {"NNS", "NNPS"}
    question = f"How {'do' if several else 'does'} {name} differ from {match['other']}?"
    return answered(told, question, name, (first, told.span[1] - 1), FactKind.DEFINITION)


def _against(told: Explained) -> Fact | None:
    """Return the fact of “A ..., whereas B ...”: what about B, where A is told before."""
    passage, (first, last) = told.passage, told.span
    if match := _WHILE.match(told.text):
        root = next((each for each in passage.tokens[first:last] if each.dep == "ROOT"), None)
        subject = passage.child(root.index, *SUBJECTS) if root else None
        comma = passage.subtree(subject.index)[0] - 1 if subject else first
        one, other = (first + 1, comma - 1), (comma + 1, last - 1)
        if comma <= first + 1 or passage.tokens[comma].text != ",":
            return None
    else:
        found = list(_TURN.finditer(told.text))
        if len(found) != 1:
            return None
        match = found[0]
        end, begin = (token_at(told, at) for at in match.span())
        if end is None or begin is None:
            return None
        one, other = (first, end - 1), (begin, last - 1)
    return _set_against(told, one, other)


def _set_against(told: Explained, one: tuple[int, int], other: tuple[int, int]) -> Fact | None:
    passage = told.passage
    mine, its = _subject(told, one), _subject(told, other)
    if mine is None or its is None or mine.lemma == its.lemma:
        return None
    start, end = passage.subtree(its.index)
    verb = passage.tokens[end + 1]
    if start != other[0] or verb.tag not in _FINITE or verb.text in _PERHAPS:
        return None
    name, said = passage.words(start, end), passage.words(end + 1, other[1])
    given = passage.words(*one)
    if not _is_name(name) or not _is_name(passage.words(*passage.subtree(mine.index))):
        return None
    if not LEAST_WORDS <= len(words(said)) <= MOST_WORDS or not content_words(said):
        return None
    if len(content_words(given)) < LEAST_WORDS:
        return None
    told_first = f"{given[0].upper()}{given[1:]}"
    question = f"{told_first}. What about {inside(told.document, told.reading, start, name)}?"
    return answered(told, question, name, (end + 1, other[1]), FactKind.DEFINITION)


def _subject(told: Explained, span: tuple[int, int]) -> Token | None:
    """Return the first subject in a span whose verb stands in it too, not in a noun's clause."""
    tokens = told.passage.tokens
    for each in tokens[span[0] : span[1] + 1]:
        verb = tokens[each.head]
        if each.dep in SUBJECTS and span[0] <= verb.index <= span[1] and verb.dep != "relcl":
            return each if each.pos in {"NOUN", "PROPN"} else None
    return None


def _is_name(said: str) -> bool:
    return len(words(said)) <= MOST_NAME and not _VAGUE.search(said) and "," not in said
