"""What something consists of, and which kinds of it there are: lists that the text says are whole.

“Three kinds of rock: igneous, sedimentary and metamorphic” names all; “rocks such as granite” and
“rocks include granite” do not, and are no lists here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import CONSISTS, Fact, FactKind, Text
from quizapp.domain.generation.checks.sameness import NUMBER_WORDS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import turned
from quizapp.domain.generation.extractors.building import Found, gapped
from quizapp.domain.generation.extractors.explained import explained_fact
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import items_of, words

LEAST_ITEMS, MOST_ITEMS = 2, 7
ITEM_WORDS = 8

_NUMBERS = "|".join(NUMBER_WORDS[2:])
_COUNTED = re.compile(
    rf"\b(?P<count>{_NUMBERS}) (?P<what>(?:[\w-]+ ){{0,3}}?[\w-]+s(?: of [\w -]+?)?)"
    rf"(?P<tail> (?:of|in|for|on) [\w -]+?)?(?: are)?(?:: |, namely |, )(?P<said>[^:;()]+)\.\Z"
)
_ARE = re.compile(
    rf"\AThe (?P<count>{_NUMBERS}) (?P<what>(?:[\w-]+ ){{0,4}}?[\w-]+s(?: of [\w -]+?)?) are "
    r"(?P<said>[^:;()]+)\.\Z"
)
_MADE = re.compile(
    r"\b(?P<verb>(?:consists?|consisted|composed|made up|made|built up) of|comprises?|comprised) "
    r"(?P<said>[^:;()]+)\.\Z"
)
_OPEN = re.compile(
    r"\b(?:such as|for example|for instance|including|includes?|like|among|mostly|mainly|largely"
    r"|partly|etc|so on|others?|many|several|some|more|not|first|then|finally|that|which|who|whose"
    r"|where|if|because|but)\b"
)
"""Words of lists that leave something out, or that are more than a list."""
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))


def parts(document: Document) -> Iterator[Fact]:
    """Yield the lists that are whole: counted and named, or all that something is made of."""
    for told in explaining(document):
        if told.context and not told.teaches:
            continue  # Of what the news counts, the sentences before seldom tell enough.
        fact = _counted(told) or _made(told)
        if fact is not None:
            yield fact


def _counted(told: Explained) -> Fact | None:
    match = _ARE.match(told.text) or _COUNTED.search(told.text)
    if match is None or not _is_list(told, match["said"]):
        return None
    if len(items_of(match["said"])) != NUMBER_WORDS.index(match["count"]):
        return None
    tail = match.groupdict().get("tail") or ""
    question = f"Name the {match['count']} {match['what']}{tail}."
    return _fact(told, match["said"], question)


def _made(told: Explained) -> Fact | None:
    match = _MADE.search(told.text)
    if match is None or not _is_list(told, match["said"]):
        return None
    where = tokens_of(told.reading, told.span, match.start("said"), match["said"])
    if where is None:
        return None
    question = turned(told.document, told.reading, (told.span[0], where[0] - 1), "what")
    return _fact(told, match["said"], question) if question else None


def _is_list(told: Explained, said: str) -> bool:
    """Whether words are members and nothing besides, each of them short."""
    items = items_of(said)
    if not LEAST_ITEMS <= len(items) <= MOST_ITEMS or _OPEN.search(said):
        return False
    if len(set(items)) < len(items) or any(len(words(item)) > ITEM_WORDS for item in items):
        return False
    where = tokens_of(told.reading, told.span, told.text.index(said), said)
    if where is None or not re.search(r" (?:and|or) ", said):
        return False
    return not any(each.tag in _FINITE for each in told.passage.tokens[where[0] : where[1] + 1])


def _fact(told: Explained, said: str, question: str) -> Fact | None:
    text = told.text
    where = tokens_of(told.reading, told.span, text.index(said), said)
    if where is None or text.count(said) != 1:
        return None
    found = Found(
        FactKind.DEFINITION,
        gapped(text, said).split("…")[0].strip(" ,:"),
        CONSISTS,
        text,
        Text(said),
        question,
        where,
    )
    return explained_fact(told, found, general=told.teaches)
