"""Paragraphs that the extraction of a web page's article leaves out, and how they come back.

It leaves out whatever has a class that furniture often has, “widget” or “bar”. What stands between
two paragraphs of an article, and is a sentence and no furniture by what it says, is one of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizapp.importers.html_paragraphs import is_running_text
from quizapp.importers.html_seen import BLOCKS

_LEAVES = ("p", "li", "blockquote", "dd")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FURNITURE_TAGS = ("nav", "footer", "form", "dialog", "figcaption", "table")
_FURNITURE = re.compile(
    r"(?<![a-z])(?:nav|menu|footer|sidebar|cookie|consent|comments?(?![a-z])|related|share(?![a-z])"
    r"|sharing|social|newsletter|subscri|advert|ad(?:s|slot)?(?![a-z])|promo|popup|modal|dialog"
    r"|breadcrumb|pagination|gdpr|login|copyright|legal|author|bio(?![a-z])|contributor|profile"
    r"|sponsor|donat|paywall|sign-?up|recommend|trending|popular|teaser|read-?(?:more|also|next)"
    r"|more-|tags|outbrain|taboola|poll|survey|feedback|references|footnotes?|endnotes?|rich-?link"
    r"|disclaimer|hatnote)",
    re.IGNORECASE,
)
_NAMES = ("class", "id", "role", "aria-label", "data-component", "data-testid", "itemprop")
_NOT_A_LETTER = re.compile(r"\W+")
_ENOUGH = 40
"""So many letters at the end of a paragraph tell which one it is."""
_NEAR = 4
_ALMOST_ALL = 0.9
_FEWEST_FUSED = 2
_MOST_PARTED = 20
"""Of so many blocks at most it is looked whether they are several; the extraction fuses one."""


@dataclass(frozen=True, slots=True, eq=False)
class _Holder:
    """An element around words: whether it is furniture, and what it stands in."""

    is_furniture: bool
    above: _Holder | None

    def around(self) -> Iterator[_Holder]:
        """Yield the element, and those that it stands in."""
        holder: _Holder | None = self
        while holder is not None:
            yield holder
            holder = holder.above


@dataclass(frozen=True, slots=True, eq=False)
class PageText:
    """A block of a page's words: what it is, and whether it holds sentences."""

    words: str
    letters: str
    kind: str
    is_running: bool
    holder: _Holder


def texts_of(tree: Any) -> list[PageText]:
    """Return the blocks of words of a page in their order."""
    found = []
    holders: dict[Any, _Holder] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        holder = _Holder(_is_furniture(element), holders.get(element.getparent()))
        holders[element] = holder
        is_heading = element.tag in _HEADINGS
        if not is_heading and element.tag not in _LEAVES:
            continue
        if next(element.iterdescendants(*BLOCKS, "li"), None) is not None:
            continue
        words = " ".join(element.text_content().split())
        is_running = not is_heading and is_running_text(element)
        kind = "li" if element.tag == "li" else "p"
        found.append(PageText(words, _letters(words), kind, is_running, holder))
    return found


def parted(
    blocks: Iterable[tuple[str, str]], texts: Sequence[PageText]
) -> Iterator[tuple[str, str]]:
    """Yield the blocks of an article, those apart that were run together.

    The extraction does so where it finds little in a page, and takes all that there is.
    """
    known = {each.letters for each in texts}
    looked_at = 0
    for words, kind in blocks:
        letters = _letters(words)
        if letters in known or kind == "tr" or looked_at == _MOST_PARTED:
            yield words, kind
            continue
        looked_at += 1
        inside = [each for each in texts if each.letters and each.letters in letters]
        is_whole = sum(len(each.letters) for each in inside) >= _ALMOST_ALL * len(letters)
        if is_whole and sum(each.is_running for each in inside) >= _FEWEST_FUSED:
            yield from map(_block, inside)
        else:
            yield words, kind


def in_page_order(
    blocks: Iterable[tuple[str, str]], texts: Sequence[PageText]
) -> list[tuple[str, str]]:
    """Return the blocks of an article in the order in which they stand on the page.

    The extraction puts what it finds later behind what it found first. Where words stand on the
    page twice, or in no block of it, they stay behind the block before them.
    """
    times = Counter(each.letters for each in texts)
    places = {each.letters: place for place, each in enumerate(texts) if times[each.letters] == 1}
    keyed = []
    at = -1
    for block in blocks:
        at = places.get(_letters(block[0]), at)
        keyed.append((at, block))
    return [block for _, block in sorted(keyed, key=lambda each: each[0])]


def with_lost(
    blocks: Iterable[tuple[str, str]], texts: Sequence[PageText]
) -> list[tuple[str, str]]:
    """Return the blocks of an article with the paragraphs between them that were left out."""
    found = list(blocks)
    letters = [_letters(words) for words, _ in found]
    lost = _lost(texts, "".join(letters))
    below: dict[int, list[tuple[str, str]]] = defaultdict(list)
    at = 0
    for text in texts if lost else ():
        if text in lost:
            below[at].append(_block(text))
        elif (place := _place_of(text, letters, at)) is not None:
            at = place
    return [each for place, block in enumerate(found) for each in (block, *below[place])]


def _lost(texts: Sequence[PageText], whole: str) -> set[PageText]:
    """Return the paragraphs that are not in an article and stand between two that are."""
    running = [each for each in texts if each.is_running]
    there = [place for place, each in enumerate(running) if each.letters in whole]
    return {
        each
        for start, end in pairwise(there)
        for each in running[start + 1 : end]
        if not _is_in_furniture(each, (running[start], running[end]))
    }


def _block(text: PageText) -> tuple[str, str]:
    return (f"- {text.words}" if text.kind == "li" else text.words), text.kind


def _is_in_furniture(text: PageText, neighbours: Sequence[PageText]) -> bool:
    """Whether an element around a text, and around none of its neighbours, is furniture."""
    shared = {each for other in neighbours for each in other.holder.around()}
    return any(each.is_furniture for each in text.holder.around() if each not in shared)


def _place_of(text: PageText, letters: Sequence[str], start: int) -> int | None:
    """Return the block from ``start`` on that a text ends in; a short one is near, and all of it.

    None where it is in none alone.
    """
    if not text.is_running:
        near = range(start, min(start + _NEAR, len(letters)))
        return next((place for place in near if letters[place] == text.letters), None)
    end = text.letters[-_ENOUGH:]
    return next((place for place in range(start, len(letters)) if end in letters[place]), None)


def _is_furniture(element: Any) -> bool:
    names = " ".join(element.get(name) or "" for name in _NAMES)
    return element.tag in _FURNITURE_TAGS or bool(_FURNITURE.search(names))


def _letters(words: str) -> str:
    return _NOT_A_LETTER.sub("", words).casefold()
