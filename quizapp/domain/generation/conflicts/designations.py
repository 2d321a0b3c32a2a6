"""Numbered things: units of which one word differs, articles of a treaty however numbered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.generation.conflicts.lexicon import LIGHT, folded
from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, Mention, ParsedSource
from quizapp.domain.generation.conflicts.relatedness import RELATED, Relatedness
from quizapp.domain.generation.text import content_words, fold

_CAPITAL = r"[A-Z][\w'-]+"
# fmt: off
_ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth", "Thirteenth",
)
_NUMERALS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX",
)
_WORDS = (
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    "Twenty",
)
# fmt: on
_UNIT = re.compile(
    rf"\b(\d{{1,4}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}) ({_CAPITAL}(?: {_CAPITAL}){{0,4}})"
)
_ARTICLE = re.compile(
    r"\b(Article|Section|Chapter|Protocol|Clause|Annex|Amendment|Title)"
    rf" (\d{{1,3}}|[IVX]{{1,6}}|{'|'.join(_WORDS)})\b"
    r"(?: of (?:the |their |its |our |a )?([^,.;:()\"]{0,60}))?"
)
_CHARTERS = {
    "constitution": "constitution",
    "charter": "charter",
    "statute": "statute",
    "code": "code",
    "law": "law",
    "act": "law",
    **dict.fromkeys(("treaty", "pact", "agreement", "convention", "accord", "alliance"), "treaty"),
}


@dataclass(frozen=True, slots=True)
class Designation:
    """A numbered name: its number, its other words (folded), and the words of its sentence."""

    mention: Mention
    number: str
    words: tuple[str, ...]
    context: frozenset[str]


def compare_units(sources: Sequence[ParsedSource], relatedness: Relatedness) -> Iterator[Conflict]:
    """Yield units of one number that differ in one word: 12th Artillery, 12th Marine Regiment.

    Units that one source names both are two units.
    """
    found = [unit for each in sources for unit in _units(each)]
    named: dict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for unit in found:
        named[unit.mention.source].add((unit.number, unit.words))
    groups: dict[tuple[str, str, int], list[Designation]] = defaultdict(list)
    for unit in found:
        groups[unit.number, unit.words[-1], len(unit.words)].append(unit)
    for group in groups.values():
        for one, other in _once_each(group, lambda unit: unit.words):
            pair = {(one.number, one.words), (other.number, other.words)}
            if any(pair <= listed for listed in named.values()):
                continue
            differing = sum(a != b for a, b in zip(one.words, other.words, strict=True))
            if differing != 1 or not one.context & other.context:
                continue
            if relatedness.between(one.mention.source, other.mention.source) < RELATED:
                continue
            yield Conflict(
                ConflictKind.VALUE,
                one.mention.words,
                one.mention,
                other.mention,
                f"The sources name one thing “{one.mention.words}” and “{other.mention.words}”: "
                "one word differs, so one of them may be wrong.",
            )


def compare_articles(
    sources: Sequence[ParsedSource], relatedness: Relatedness
) -> Iterator[Conflict]:
    """Yield articles of a treaty that are one: Article V, Article 5 and Article Five."""
    groups: dict[tuple[str, str], list[Designation]] = defaultdict(list)
    for parsed in sources:
        for each in _articles(parsed):
            groups[each.words[0], each.number].append(each)
    for group in groups.values():
        for one, other in _once_each(group, lambda each: each.mention.words):
            related = relatedness.between(one.mention.source, other.mention.source) >= RELATED
            if related and _one_charter(one.words[1:], other.words[1:]):
                yield Conflict(
                    ConflictKind.SAME_THING,
                    one.mention.words,
                    one.mention,
                    other.mention,
                    f"“{one.mention.words}” and “{other.mention.words}” are one thing, "
                    "spelt in two ways.",
                )


def _once_each(
    group: Sequence[Designation], key: Callable[[Designation], object]
) -> Iterator[tuple[Designation, Designation]]:
    """Yield the pairs of different spellings, each by its first mention."""
    first: dict[object, Designation] = {}
    for each in group:
        first.setdefault(key(each), each)
    listed = list(first.values())
    for number, one in enumerate(listed):
        for other in listed[number + 1 :]:
            yield one, other


def _units(parsed: ParsedSource) -> Iterator[Designation]:
    for passage in sorted(parsed.passages, key=lambda each: each.offset):
        text = fold(passage.text)
        for match in _UNIT.finditer(text):
            end = match.end() - 2 * match.group().endswith("'s")
            words = tuple(folded(word) for word in text[match.start(2) : end].split())
            number = match.group(1)
            if number in _ORDINALS:
                number = str(_ORDINALS.index(number) + 1)
            if len(words) < 2:
                continue
            mention = _mention(parsed, passage.offset, match.start(), end)
            context = frozenset(_context(text)) - set(words) - {number}
            yield Designation(mention, re.sub(r"\D", "", number), words, context)


def _articles(parsed: ParsedSource) -> Iterator[Designation]:
    for passage in sorted(parsed.passages, key=lambda each: each.offset):
        text = fold(passage.text)
        for match in _ARTICLE.finditer(text):
            mention = _mention(parsed, passage.offset, match.start(), match.end(2))
            charter = tuple(folded(word) for word in re.findall(r"[\w'-]+", match.group(3) or ""))
            words = (folded(match.group(1)), *_charter(charter))
            yield Designation(mention, _number(match.group(2)), words, frozenset())


def _charter(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a treaty's name up to the word that says it is one."""
    for number, word in enumerate(words):
        if word in _CHARTERS:
            return words[: number + 1]
    return ()


def _one_charter(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two treaties named (or not) may be one: a treaty and a constitution are not."""
    if not one or not other:
        return True
    if _CHARTERS[one[-1]] != _CHARTERS[other[-1]]:
        return False
    return len(one) == 1 or len(other) == 1 or bool(set(one[:-1]) & set(other[:-1]))


def _number(word: str) -> str:
    if word in _NUMERALS:
        return str(_NUMERALS.index(word) + 1)
    return str(_WORDS.index(word) + 1) if word in _WORDS else word


def _context(text: str) -> Iterator[str]:
    return (folded(word) for word in content_words(text) if word not in LIGHT and len(word) > 2)


def _mention(parsed: ParsedSource, offset: int, start: int, end: int) -> Mention:
    text = parsed.source.text[offset + start : offset + end]
    return Mention(parsed.source.id, offset + start, offset + end, text)
