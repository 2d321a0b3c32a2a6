"""Who and what an article names: people with their full names, organisations, places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from quizapp.domain.generation.dates import MONTHS, WEEKDAYS
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.calendar_names import Standing, month_standing
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.reading.people import (
    LIKE_PEOPLE,
    ORGANISATION,
    first_names,
    has_a_calling,
    is_title,
    text_of,
    title_before,
    weigh_people,
)

_PLACE = {
    "river": "river",
    "lake": "lake",
    "sea": "sea",
    "ocean": "sea",
    "island": "island",
    "islands": "island",
    "isle": "island",
    "mountain": "mountain",
    "mount": "mountain",
    "valley": "valley",
    "bay": "bay",
    "sound": "bay",
    "strait": "strait",
    "peninsula": "region",
    "province": "region",
    "county": "region",
    "region": "region",
    "street": "street",
    "road": "street",
    "avenue": "street",
    "square": "street",
    "park": "park",
    "airport": "building",
    "palace": "building",
    "cathedral": "building",
    "bridge": "bridge",
    "tower": "building",
    "stadium": "building",
    "station": "building",
    "desert": "region",
    "village": "village",
    "canal": "canal",
    "hotel": "building",
    "base": "base",
    "port": "port",
    "dock": "port",
    "harbour": "port",
    "harbor": "port",
    "pier": "port",
    "tunnel": "building",
    "dam": "building",
    "castle": "building",
    "lighthouse": "building",
    "church": "building",
    "abbey": "building",
    "chapel": "building",
    "viaduct": "bridge",
    "creek": "river",
    "glacier": "mountain",
    "mountains": "mountain",
    "forest": "park",
    "gulf": "bay",
}
_OPENING = {
    "lake": "lake",
    "mount": "mountain",
    "mt": "mountain",
    "port": "port",
    "river": "river",
    "cape": "region",
    "gulf": "bay",
    "bay": "bay",
    "isle": "island",
}
"""What a place is by the first word of its name: “River Enns”."""
_WHEN = frozenset(
    ("in", "on", "since", "until", "by", "last", "next", "this", "early", "late", "mid")
)


_MISTAKEN = frozenset(("organisation", "place", "building", "thing", "city", "name"))
"""Kinds that the surname of a person who is named in full is often taken for."""


_LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "building",
    "NORP": "people",
    "PRODUCT": "thing",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "LANGUAGE": "language",
    "MISC": "name",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a passage; ``kind`` is person, organisation, or a level of place."""

    first: int
    last: int
    kind: str
    text: str


@dataclass(frozen=True)
class Directory:
    """The names of one article: mentions by passage, people by their short names."""

    mentions: tuple[tuple[Mention, ...], ...]
    full: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)
    """The first office or title that stands before a person's name, by full name."""

    def at(self, passage: int) -> Mapping[int, Mention]:
        """Return the mention that each token of a passage belongs to."""
        return self._by_token[passage]

    @cached_property
    def people(self) -> frozenset[str]:
        """The full names."""
        return frozenset(self.full.values())

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the full names."""
        return frozenset(name.split()[-1] for name in self.people)

    def person(self, mention: Mention) -> str:
        """Return the full name of a person, or the name as it stands."""
        return self.full.get(mention.text.casefold(), mention.text)

    @cached_property
    def _by_token(self) -> tuple[dict[int, Mention], ...]:
        return tuple(
            {token: each for each in row for token in range(each.first, each.last + 1)}
            for row in self.mentions
        )


def read_names(passages: Sequence[Passage], gazetteer: Gazetteer, title: str = "") -> Directory:
    """Return the names of the passages, with the parser's frequent mistakes mended.

    The label of a name is voted on by all its mentions; a known place is a place; a short name gets
    the one full name that ends with it, if there is one only.
    """
    small = {token.text for passage in passages for token in passage.tokens if token.text.islower()}
    raw = [
        [span for span in _spans(passage) if text_of(passage, *span[:2]).lower() not in small]
        for passage in passages
    ]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for passage, row in zip(passages, raw, strict=True):
        for first, last, label in row:
            votes[text_of(passage, first, last)][label] += 1
    kinds = {text: _kind(text, counts, gazetteer) for text, counts in votes.items()}
    for passage, row in zip(passages, raw, strict=True):
        for first, last, _ in row:
            if _titled(passage, first) and " " not in text_of(passage, first, last).strip():
                kinds[text_of(passage, first, last)] = "person"
    weigh_people(passages, raw, kinds)
    for passage, row in zip(passages, raw, strict=True):
        for first, last, _ in row:
            name = text_of(passage, first, last)
            if kinds.get(name) in LIKE_PEOPLE and has_a_calling(passage, last):
                kinds[name] = "name"
    kinds |= dict.fromkeys(first_names(passages, raw, kinds), "name")
    people = [text for text, kind in kinds.items() if kind == "person"]
    last_names = {name.split()[-1] for name in people}
    of_months = [
        text
        for text in kinds
        if text.split()[0] in MONTHS and " " in text and text.split()[-1] in last_names
    ]
    full = _full_names([*people, *of_months], title)
    for text in list(kinds):
        if text.casefold() in full and kinds[text] in _MISTAKEN:
            kinds[text] = "person"
    mentions: list[tuple[Mention, ...]] = []
    titles: dict[str, str] = {}
    for passage, row in zip(passages, raw, strict=True):
        found = [
            Mention(first, last, kinds[text], text)
            for first, last, _ in row
            if (text := text_of(passage, first, last))
        ]
        found += _missed(passage, found, kinds, full)
        mentions.append(tuple(sorted(found, key=lambda each: each.first)))
        for each in found:
            if each.kind == "person" and (title := title_before(passage, each.first)):
                titles.setdefault(full.get(each.text.casefold(), each.text), title)
    return Directory(tuple(mentions), full, titles)


def _spans(passage: Passage) -> list[tuple[int, int, str]]:
    """Return the names that the parser sees, trimmed, and runs of names that it has missed."""
    trimmed = (
        _trimmed(passage, name.first, name.last, name.label)
        for name in passage.names
        if name.label in _LABELS
    )
    found = [each for each in trimmed if each is not None]
    return sorted(found + _unlabelled(passage, found))


def _titled(passage: Passage, first: int) -> bool:
    return first > 0 and is_title(passage.tokens[first - 1].text)


_ERAS = frozenset(("BC", "BCE", "AD", "CE"))


def _counts_years(tokens: Sequence[Token], index: int) -> bool:
    """Whether the letters after a year or a century say from when it is counted: no province."""
    before = tokens[index - 1] if index else None
    return before is not None and (
        before.tag == "CD" or before.lemma.casefold() in {"century", "millennium", "year"}
    )


def _trimmed(passage: Passage, first: int, last: int, label: str) -> tuple[int, int, str] | None:
    tokens = passage.tokens
    while first <= last and (
        tokens[first].pos in {"DET", "PUNCT", "SPACE"} or tokens[first].text in {"'s", "-"}
    ):
        if tokens[first].text == "'" and tokens[first].end == tokens[first + 1].start:
            break  # It is the first letter of a name such as “'Ana”.
        first += 1
    while last >= first and (
        tokens[last].tag in {"POS", "DT"} or tokens[last].pos in {"PUNCT", "SPACE", "ADP", "PART"}
    ):
        last -= 1
    if first == last and tokens[first].text in _ERAS and _counts_years(tokens, first):
        return None
    person = label == "PERSON"
    before = tokens[first - 1].text.casefold() if first else ""
    if person and first < last and before in _WHEN and tokens[first].text in {*MONTHS, *WEEKDAYS}:
        first += 1  # “In April Hart's orchid flowers” names no April Hart.
    while first < last and (
        (person and (is_title(tokens[first].text) or tokens[first].text in {"D.C.", "U.S."}))
        or (first > 1 and tokens[first - 1].text == "of" and is_title(tokens[first - 2].text))
    ):
        first += 1
    if first > last or not any(token.text[:1].isupper() for token in tokens[first : last + 1]):
        return None
    if person and first and _is_first_name(passage, tokens[first - 1]):
        first -= 1
    return first, last, label


def _unlabelled(
    passage: Passage, row: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return runs of two to four capitalised names that the parser has given no label."""
    taken = {token for first, last, _ in row for token in range(first, last + 1)}
    found: list[tuple[int, int, str]] = []
    run: list[int] = []
    for token in (*passage.tokens, None):
        if token is not None and (
            token.index not in taken
            and token.pos == "PROPN"
            and (not token.entity or _is_first_name(passage, token))
            and re.fullmatch(r"[A-Z][^\W\d_]*[a-z][\w'-]*|[A-Z]\.", token.text)
            and not is_title(token.text)
        ):
            run.append(token.index)
            continue
        if 2 <= len(run) <= 4:
            found.append((run[0], run[-1], "MISC"))
        run = []
    return found


def _is_first_name(passage: Passage, token: Token) -> bool:
    """Whether a month opens a name, though the parser takes it for a date: “August Ruhl”."""
    if token.text not in MONTHS:
        return False
    start = token.start - passage.offset
    return month_standing(passage.text, start, start + len(token.text)) is Standing.NAME


def _kind(text: str, counts: Counter[str], gazetteer: Gazetteer) -> str:
    level = gazetteer.level(text)
    if level:
        return level
    if gazetteer.home(text):
        return "people"
    words = [word.casefold() for word in re.findall(r"[\w.'-]+", text)]
    if words and (words[-1] in ORGANISATION or words[0] in ORGANISATION):
        return "organisation"
    if words and words[-1] in _PLACE and len(words) > 1:
        return _PLACE[words[-1]]
    if words and words[0] in _OPENING and len(words) > 1:
        return _OPENING[words[0]]
    label = _LABELS[sorted(counts.items(), key=lambda each: (-each[1], each[0]))[0][0]]
    if label == "person" and (any(char.isdigit() for char in text) or "&" in text):
        return "organisation"
    return label


def _full_names(names: Sequence[str], title: str) -> dict[str, str]:
    """Return the full name for every short form that only one full name ends with.

    Of several, the one that the title names is meant.
    """
    every = {name for name in names if len(name.split()) > 1}
    long = sorted(
        name
        for name in every
        if not any(other.casefold().endswith(f" {name.casefold()}") for other in every)
    )
    ends: dict[str, set[str]] = defaultdict(set)
    for name in long:
        words = name.split()
        for cut in range(1, len(words)):
            ends[" ".join(words[cut:]).casefold()].add(name)
        ends[name.casefold()].add(name)
        if re.fullmatch(r"I{1,3}|Jr\.?|Sr\.?", words[-1]):
            ends[words[-2].casefold()].add(name)
    for end, found in ends.items():
        named = {name for name in found if name in title}
        if len(found) > 1 and len(named) == 1:
            ends[end] = named
    return {end: min(found) for end, found in ends.items() if len(found) == 1}


def _missed(
    passage: Passage, found: Sequence[Mention], kinds: Mapping[str, str], full: Mapping[str, str]
) -> list[Mention]:
    """Return known names that the parser did not see here."""
    taken = {token for each in found for token in range(each.first, each.last + 1)}
    known = {name: kind for name, kind in kinds.items() if kind in {"person", "organisation"}}
    more = []
    for token in passage.tokens:
        if token.index in taken or token.pos not in {"PROPN", "NOUN", "ADJ"}:
            continue
        if not token.text[0].isupper():
            continue
        kind = "person" if token.text.casefold() in full else known.get(token.text, "")
        if kind and not (token.index + 1 < len(passage.tokens) and token.index + 1 in taken):
            more.append(Mention(token.index, token.index, kind, token.text))
    return more
