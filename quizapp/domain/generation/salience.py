"""How much a sentence matters in its text, by signals of the text alone: about 0 to 1 each.

They are places (first of a paragraph), words shared with title, lead and headings, chains of
mentions, the centrality in the graph of sentences that share words, and markers of reasons,
contrasts and definitions. What they weigh is learnt elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from quizapp.domain.facts import Source
from quizapp.domain.generation.reading.article import Article, read_article
from quizapp.domain.generation.reading.lines import Role
from quizapp.domain.generation.salience_markers import MARKERS
from quizapp.domain.generation.text import content_words, numbers, quotations, sentences, words

Signals = Mapping[str, float]

STEM_LETTERS = 6
"""So many letters tell words apart, but not the forms of one word."""
CHAIN = 4
"""A word that stands in so many sentences is what the text is about."""
ROUNDS = 12
"""Steps of the power method: more change no order of sentences in texts of this kind."""


SIGNALS = frozenset((
    "first-of-paragraph", "last-of-paragraph", "paragraph-alone", "paragraph-first",
    "paragraph-last", "deep-in-paragraph", "deep-in-text", "opens-section",
    "shares-title", "of-title", "shares-lead", "shares-heading", "of-headings", "chained",
    "chain-spread", "new-words", "centrality",
    "sentence-words", "sentence-short", "sentence-long", "sentence-quotation",
    "sentence-question", "sentence-names", "sentence-nameless",
    "figures", "figure-repeated", "figures-compared",
    *(f"marks-{name}" for name in MARKERS),
))  # fmt: skip
"""What the signals are called."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the running text: offsets in the raw text, and its signals without noughts."""

    start: int
    end: int
    signals: Signals


def stems(text: str) -> list[str]:
    """Return how the words that carry meaning begin, so that forms of a word are alike."""
    return [_stem(word) for word in content_words(text)]


def signals_at(source: Source, start: int, end: int) -> Signals:
    """Return the signals of the sentence that most of these letters stand in.

    Empty for what is no running text: captions, tables, and lists of single words.
    """
    best, most = None, 0
    for each in sentences_of(source):
        shared = min(end, each.end) - max(start, each.start)
        if shared > most:
            best, most = each, shared
    return best.signals if best else {}


@lru_cache(maxsize=8)
def sentences_of(source: Source) -> tuple[Sentence, ...]:
    """Return the sentences of a source's running text in their order, each with its signals.

    Takes milliseconds for a page, and grows with the length of the text.
    """
    article = read_article(source)
    places = _places(article)
    said = [stems(place.words) for place in places]
    central = _centrality(said)
    text = _Whole.of(article, places, said)
    return tuple(
        Sentence(
            place.start,
            place.end,
            {
                name: round(value, 4)
                for name, value in {
                    **_standing(place),
                    **_shared(words_, place, text),
                    **_marked(place.words),
                    **_numbers(place.words, text),
                    "centrality": each,
                }.items()
                if value
            },
        )
        for place, words_, each in zip(places, said, central, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence and where it stands: in which of how many paragraphs, under which heading."""

    start: int
    end: int
    words: str
    before: int
    after: int
    paragraph: int
    paragraphs: int
    heading: str
    opens_section: bool


@dataclass(frozen=True, slots=True)
class _Whole:
    """What sentences are compared with: words of title, lead and headings, and all counts."""

    title: frozenset[str]
    lead: frozenset[str]
    headings: frozenset[str]
    mentions: Counter[str]
    paragraphs_of: Mapping[str, int]
    numbers: Counter[str]

    @classmethod
    def of(
        cls, article: Article, places: Sequence[_Place], said: Sequence[Sequence[str]]
    ) -> _Whole:
        lead = {
            word
            for place, found in zip(places, said, strict=True)
            if place.paragraph == 0
            for word in found
        }
        seen: dict[str, set[int]] = {}
        for place, found in zip(places, said, strict=True):
            for word in found:
                seen.setdefault(word, set()).add(place.paragraph)
        return cls(
            frozenset(stems(article.title)),
            frozenset(lead),
            frozenset(word for place in places for word in stems(place.heading)),
            Counter(word for found in said for word in set(found)),
            {word: len(where) for word, where in seen.items()},
            Counter(number for place in places for number in set(numbers(place.words))),
        )


def _places(article: Article) -> list[_Place]:
    headings = [line for line in article.lines if line.role is Role.HEADING]
    found: list[_Place] = []
    last_heading = None
    for number, paragraph in enumerate(article.paragraphs):
        above = [line for line in headings if line.end <= paragraph.start]
        heading = above[-1] if above else None
        spans = list(sentences(article.folded[paragraph.start : paragraph.end]))
        for place, (start, end) in enumerate(spans):
            text = article.folded[paragraph.start + start : paragraph.start + end]
            found.append(
                _Place(
                    paragraph.start + start,
                    paragraph.start + end,
                    text,
                    place,
                    len(spans) - place - 1,
                    number,
                    len(article.paragraphs),
                    article.words(heading) if heading else "",
                    opens_section=heading is not None and heading != last_heading and place == 0,
                )
            )
        last_heading = heading
    return found


def _standing(place: _Place) -> dict[str, float]:
    return {
        "first-of-paragraph": float(not place.before),
        "last-of-paragraph": float(not place.after and place.before > 0),
        "paragraph-alone": float(not place.before and not place.after),
        "paragraph-first": float(place.paragraph == 0),
        "paragraph-last": float(place.paragraph == place.paragraphs - 1),
        "deep-in-paragraph": float(place.before > 2),
        "deep-in-text": place.paragraph / max(1, place.paragraphs - 1),
        "opens-section": float(place.opens_section),
    }


def _shared(said: Sequence[str], place: _Place, text: _Whole) -> dict[str, float]:
    own = set(said)
    if not own:
        return {}
    heading = set(stems(place.heading))
    chained = [word for word in own if text.mentions[word] >= CHAIN]
    spread = max(text.paragraphs_of[word] for word in own)
    return {
        "shares-title": len(own & text.title) / max(1, len(text.title)),
        "of-title": len(own & text.title) / len(own),
        "shares-lead": len(own & text.lead) / len(own) if place.paragraph else 0.0,
        "shares-heading": len(own & heading) / max(1, len(heading)),
        "of-headings": len(own & text.headings) / len(own),
        "chained": len(chained) / len(own),
        "chain-spread": spread / max(1, place.paragraphs),
        "new-words": sum(text.mentions[word] == 1 for word in own) / len(own),
    }


def _marked(text: str) -> dict[str, float]:
    count = len(words(text))
    found = {f"marks-{name}": float(bool(mark.search(text))) for name, mark in MARKERS.items()}
    return {
        **found,
        "sentence-words": min(count / 30, 2.0),
        "sentence-short": float(count < 9),
        "sentence-long": float(count > 28),
        "sentence-quotation": float(bool(quotations(text))),
        "sentence-question": float(text.rstrip("\"' \n").endswith("?")),
        "sentence-names": min(len(_NAME.findall(text)) / 4, 1.0),
        "sentence-nameless": float(not _NAME.search(text)),
    }


def _numbers(text: str, whole: _Whole) -> dict[str, float]:
    found = numbers(text)
    return {
        "figures": min(len(found) / 3, 1.0),
        "figure-repeated": float(any(whole.numbers[each] > 1 for each in found)),
        "figures-compared": float(bool(found) and bool(MARKERS["compared"].search(text))),
    }


def _centrality(said: Sequence[Sequence[str]]) -> list[float]:
    """Return for each sentence how central it is, as its place among all: 1 for the most central.

    The graph has an edge between sentences for each word that they share, the rarer the heavier.
    Words stand between them, so that a step takes as long as the text and not its square.
    """
    count = len(said)
    df = Counter(word for found in said for word in set(found))
    rare = {word: log(1 + count / many) for word, many in df.items()}
    vectors = []
    for found in said:
        weights = {word: rare[word] for word in dict.fromkeys(found) if df[word] > 1}
        length = sqrt(sum(value * value for value in weights.values())) or 1.0
        vectors.append({word: value / length for word, value in weights.items()})
    scores = [1.0] * count
    for _ in range(ROUNDS):
        of_word: dict[str, float] = {}
        for score, vector in zip(scores, vectors, strict=True):
            for word, value in vector.items():
                of_word[word] = of_word.get(word, 0.0) + score * value
        scores = [
            sum(value * of_word[word] for word, value in vector.items()) for vector in vectors
        ]
        largest = max(scores, default=0.0) or 1.0
        scores = [0.15 + 0.85 * score / largest for score in scores]
    order = sorted(range(count), key=lambda place: (scores[place], -place))
    ranks = [0.0] * count
    for rank, place in enumerate(order):
        ranks[place] = rank / max(1, count - 1)
    return ranks


def _stem(word: str) -> str:
    return word if word[0].isdigit() else word.rstrip("s")[:STEM_LETTERS]


_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*")
"""A capital inside a sentence; the first word is no sign of a name."""
