"""Two spellings of one name, told from two names: over every mention, captions included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from rapidfuzz.distance import OSA

from quizapp.domain.generation.conflicts.lexicon import short_for
from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind
from quizapp.domain.generation.conflicts.names import NameMention
from quizapp.domain.generation.conflicts.relatedness import RELATED, Relatedness
from quizapp.domain.generation.conflicts.roles import is_about, is_head

MOST_PAIRS = 45_000
"""The most pairs of names that are compared: those of 300 that share a word."""

Names = Mapping[str, Sequence[NameMention]]


def compare_names(
    names: Names, common: frozenset[str], relatedness: Relatedness
) -> Iterator[Conflict]:
    """Yield spellings and same things among names; ``common`` are words that stand small somewhere.

    ``names`` is in the order of the sources. Beyond ``MOST_PAIRS`` nothing more is compared.
    """
    mentions = [each for source in names.values() for each in source if len(each.words) > 1]
    together = _together(mentions)
    done: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for one, other in islice(_candidates(mentions), MOST_PAIRS):
        pair = (one.written, other.written)
        if pair in done or pair[::-1] in done:
            continue
        related = relatedness.between(one.mention.source, other.mention.source) >= RELATED
        parted = one.full != other.full and bool(together[one.full] & together[other.full])
        kind, why = _judge(one, other, related=related, parted=parted, common=common)
        if kind is None:
            continue
        done.add(pair)
        subject = one.mention.words
        explanation = f"“{one.mention.words}” and “{other.mention.words}”: {why}"
        yield Conflict(kind, subject, one.mention, other.mention, explanation)


def _together(mentions: Iterable[NameMention]) -> dict[tuple[str, ...], set[object]]:
    """Return the sentences that name each: two in one sentence are told apart by it."""
    sentences: dict[tuple[str, ...], set[object]] = defaultdict(set)
    for each in mentions:
        sentences[each.full].add((each.mention.source, each.sentence))
    return sentences


def _skeleton(word: str) -> str:
    """Return a word as a careless ear keeps it: its consonants, no double ones."""
    kept = ""
    for letter in word.translate(str.maketrans("zckqwv", "ssssff")):
        if letter not in "aeiouyh-'" and not kept.endswith(letter):
            kept += letter
    return kept or word


def _candidates(mentions: Sequence[NameMention]) -> Iterator[tuple[NameMention, NameMention]]:
    """Yield pairs of different names that share a word, or the sound of one, once per spelling."""
    first: dict[tuple[str, tuple[str, ...]], NameMention] = {}
    for each in mentions:
        first.setdefault((each.mention.source, each.written), each)
    blocks: dict[str, list[NameMention]] = defaultdict(list)
    for each in first.values():
        for key in {_skeleton(word) for word in each.words if len(word) > 2}:
            blocks[key].append(each)
    met: set[tuple[object, object]] = set()
    place = {each.mention: number for number, each in enumerate(mentions)}
    for block in blocks.values():
        # Every spelling is compared once; the same two in other sources would say nothing new.
        spelt = {(each.written, each.office is not None): each for each in reversed(block)}
        listed = sorted(spelt.values(), key=lambda each: place[each.mention])
        for number, one in enumerate(listed):
            for other in listed[number + 1 :]:
                if one.written != other.written and (one.mention, other.mention) not in met:
                    met.add((one.mention, other.mention))
                    yield one, other


def _judge(
    one: NameMention, other: NameMention, *, related: bool, parted: bool, common: frozenset[str]
) -> tuple[ConflictKind | None, str]:
    same = ConflictKind.SAME_THING
    person = one.person or other.person
    if one.full == other.full and one.suffix == other.suffix:
        if one.words == other.words:
            accents = "one name, in two usual spellings."
            plain = one.mention.words.casefold() != other.mention.words.casefold()
            return (same, accents) if plain else (None, "")
        swapped = sorted(one.words) == sorted(other.words)
        if swapped and not (person or related):
            return None, ""
        return (
            same,
            "one name in two orders." if swapped else "one name, with and without an initial.",
        )
    if parted or _offices_part(one, other):
        return None, ""
    if person and _shortened(one, other, related=related):
        return same, "one name, once in a shorter form."
    if not any(_is_name(word, common) for word in set(one.words) ^ set(other.words)):
        return None, ""
    if _alike(one, other, related=related, common=common):
        return ConflictKind.SPELLING, "one name in two spellings; one of them must be wrong."
    return None, ""


def _is_name(word: str, common: frozenset[str]) -> bool:
    return word not in common and not is_head(word) and not is_about(word)


def _offices_part(one: NameMention, other: NameMention) -> bool:
    """Whether offices tell two people apart: those of two countries, or of two subjects."""
    first, second = one.office, other.office
    if first is None or second is None:
        return False
    if first.country and second.country and first.country != second.country:
        return True
    return bool(first.about and second.about) and not first.about & second.about


def same_office(one: NameMention, other: NameMention) -> bool:
    """Whether both are given one office, as far as their words say."""
    first, second = one.office, other.office
    if first is None or second is None or first.head != second.head:
        return False
    return first.about == second.about and first.country == second.country


def _shortened(one: NameMention, other: NameMention, *, related: bool) -> bool:
    """Whether one is the other with a short first name, or without a middle name or suffix."""
    if one.words[-1] == other.words[-1] or one.words[0] == other.words[0]:
        pairs = (one.words[0], other.words[0])
        if one.words[1:] == other.words[1:] and short_for(*pairs):
            return related or same_office(one, other)
        small, large = sorted((set(one.words), set(other.words)), key=len)
        if one.words[-1] == other.words[-1] and one.words[0] == other.words[0]:
            return small <= large
        initial = {word for word in small if len(word) == 1}
        if initial and one.words[-1] == other.words[-1]:
            return pairs[0][0] == pairs[1][0] and 1 in map(len, pairs) and related
    return False


def _alike(one: NameMention, other: NameMention, *, related: bool, common: frozenset[str]) -> bool:
    """Whether two names of as many words differ in a few letters and the context makes them one."""
    if len(one.full) != len(other.full) or not (related or same_office(one, other)):
        return False
    pairs = _paired(one.full, other.full)
    changed = [(first, second) for first, second in pairs if first != second]
    kept = len(pairs) - len(changed)
    if not all(_is_name(word, common) for pair in changed for word in pair):
        return False
    if one.suffix != other.suffix or any(map(_inflected, changed)):
        return False
    if kept:
        close = all(_near(*pair, lenient=same_office(one, other)) for pair in changed)
        return len(changed) == 1 and close
    # Every word differs: only long words that nearly agree can be one name.
    return all(
        OSA.normalized_similarity(*pair) >= 0.65 and min(map(len, pair)) >= 6 for pair in changed
    ) and any(OSA.distance(*pair) == 1 for pair in changed)


def _paired(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]]:
    """Return the words of two names, each beside the one that it is nearest to."""
    left, pairs = list(other), []
    for word in sorted(one, key=lambda word: min(OSA.distance(word, each) for each in other)):
        nearest = min(left, key=lambda each: (OSA.distance(word, each), each))
        left.remove(nearest)
        pairs.append((word, nearest))
    return pairs


def _near(one: str, other: str, *, lenient: bool) -> bool:
    distance, length = OSA.distance(one, other), max(len(one), len(other))
    if short_for(one, other):
        return False
    if lenient:
        return distance <= 2 and length >= 4
    return length >= 4 and (distance == 1 or (distance == 2 and length >= 7 and one[0] == other[0]))


def _inflected(pair: tuple[str, str]) -> bool:
    """Whether the words differ by an ending only, as “American” from “America” and a plural do."""
    short, long = sorted(pair, key=len)
    ending = long[len(short) :]
    return long.startswith(short) and ending in {
        "s",
        "'s",
        "n",
        "an",
        "ian",
        "i",
        "ese",
        "ish",
        "er",
    }
