"""A read article: its passages, and for each token what it stands for here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from quizapp.domain.generation.dates import MONTHS, WEEKDAYS
from quizapp.domain.generation.parsing import Parser, Passage
from quizapp.domain.generation.phrases import Phrases
from quizapp.domain.generation.reading.article import Article
from quizapp.domain.generation.reading.context import Context
from quizapp.domain.generation.reading.described import resolve_described
from quizapp.domain.generation.reading.edits import Edit, edits_of
from quizapp.domain.generation.reading.eras import era_after
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.reading.listed_names import with_listed_names
from quizapp.domain.generation.reading.names import Directory, Mention, read_names
from quizapp.domain.generation.reading.opening_years import with_opening_years
from quizapp.domain.generation.reading.past_tenses import with_past_tenses
from quizapp.domain.generation.reading.pronouns import resolve_people, resolve_things
from quizapp.domain.generation.reading.spans import BETWEEN, joined
from quizapp.domain.generation.reading.teaching import teaches
from quizapp.domain.generation.reading.tenses import looks_ahead
from quizapp.domain.generation.reading.times import read_times
from quizapp.domain.generation.reading.when import When
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import contains

_COMPANY_SIGNS = word_set(
    """
    company firm start-up startup shares maker builder manufacturer profit airline retailer
    carmaker bank revenue up
    """
)
_GENERIC = frozenset(("company", "firm", "start-up", "startup"))
_BODIES = word_set(
    """
    union ministry museum university council court bank agency club party consortium
    association foundation institute forum committee commission chamber regiment estate
    """
)


@dataclass(frozen=True)
class Reading:
    """One passage as it is read: names, times, and the texts that stand for tokens.

    ``edits`` gives, for the first token of a span, what replaces it.
    ``outside`` marks tokens of which the reader cannot be sure what they mean.
    """

    number: int
    passage: Passage
    names: Mapping[int, Mention]
    times: Mapping[int, When]
    edits: Mapping[int, Edit]
    people: Mapping[int, str]
    quoted: frozenset[int]


def in_a_span(reading: Reading, when: When) -> bool:
    """Whether a time is the beginning or the end of a span, which is told as a whole."""
    times, passage = reading.times, reading.passage
    earlier = (times.get(when.first - step) for step in range(1, BETWEEN + 1))
    later = (times.get(when.last + step) for step in range(1, BETWEEN + 1))
    return any(each and joined(each, when, passage) for each in earlier) or any(
        each and joined(when, each, passage) for each in later
    )


@dataclass(frozen=True)
class Document:
    """An article, parsed and read."""

    article: Article
    directory: Directory
    gazetteer: Gazetteer
    readings: tuple[Reading, ...]
    written: date | None
    context: Context = field(default_factory=lambda: Context.of(""))
    always_capital: frozenset[str] = field(default_factory=frozenset)
    """Words that have a capital inside sentences and are never written small."""
    small: frozenset[str] = frozenset()
    """Words that are written small somewhere."""

    def kind(self, mention: Mention) -> str:
        """Return the kind or level of a name."""
        return mention.kind

    @cached_property
    def anchors(self) -> Phrases:
        """The names by which somebody who knows the title knows what is spoken of."""
        return Phrases(
            mention.text
            for row in self.directory.mentions
            for mention in row
            if mention.kind != "people" and len(mention.text) > 2 and self._is_name(mention)
        )

    def names_something(self, word: str) -> bool:
        """Whether a word is part of a name by its capital alone: “the Orvel mill”."""
        if word not in self.always_capital or word in {*MONTHS, *WEEKDAYS}:
            return False
        return not self.gazetteer.home(word)

    def only_opens(self, word: str) -> bool:
        """Whether a word has its capital perhaps only from the beginning of its sentences."""
        if not word[1:].islower() or word in self.always_capital:
            return False
        if self.gazetteer.level(word) or self.gazetteer.country(word):
            return False
        return word not in self.article.title.split()[1:]

    def _is_name(self, mention: Mention) -> bool:
        """Whether a name is more than a word that begins a sentence: “House prices have risen”."""
        alone = " " not in mention.text and mention.text not in self.always_capital
        doubtful = mention.kind in {"organisation", "name", "thing", "place"}
        return not (alone and doubtful) or contains(self.article.title, mention.text)


def read_document(article: Article, parse: Parser, gazetteer: Gazetteer) -> Document:
    """Return the article with names, times and pronouns resolved as far as is certain."""
    spans = [
        (each.start, article.folded[each.start : each.end].replace("\n", " "))
        for each in article.paragraphs
    ]
    passages = [
        with_listed_names(with_opening_years(with_past_tenses(each))) for each in parse(spans)
    ]
    names = read_names(passages, gazetteer, article.title)
    written = written_on(article)
    people = resolve_people(passages, names, article.title)
    known = _only_bodies(passages, names)
    bodies = [_bodies(passage, names.at(n), known) for n, passage in enumerate(passages)]
    company = _topic_company(passages, names, article.title)
    for number, passage in enumerate(passages):
        bodies[number] |= _companies(passage, names.at(number), company)
    for described, own in zip(resolve_described(passages, names), bodies, strict=True):
        own |= {index: text for index, text in described.items() if index not in own}
    context = Context.of(article.title)
    things = resolve_things(passages, names, bodies)
    readings, era, lesson = [], "", teaches(article.source)
    for number, passage in enumerate(passages):
        times = read_times(passage, written, looks_ahead(passage), era, lesson=lesson)
        era = era_after(times, passage, written, era) if written else ""
        edits = edits_of(
            passage, number, names, times, people[number], {**bodies[number], **things[number]}
        )
        readings.append(
            Reading(
                number,
                passage,
                names.at(number),
                {token: when for when in times for token in range(when.first, when.last + 1)},
                edits,
                people[number],
                _quoted(passage),
            )
        )
    return Document(
        article,
        names,
        gazetteer,
        tuple(readings),
        written,
        context,
        _always_capital(article.folded),
        frozenset(re.findall(r"\b[a-z]\w+", article.folded)),
    )


def _always_capital(text: str) -> frozenset[str]:
    """Return the words that have a capital inside sentences and are never written small."""
    inside = {word for word in re.findall(r"(?<=[a-z,] )[^\W\d_]\w+", text) if word[0].isupper()}
    small = set(re.findall(r"\b[a-z]\w+", text))
    return frozenset(word for word in inside if word.lower() not in small)


def written_on(article: Article) -> date | None:
    """Return the day an article was written: its dateline near its date of publication."""
    published = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", article.source.published)
    if not published:
        return None
    day = date(*map(int, published.groups()))
    found = re.search(r"\d{1,2}", article.dateline_date)
    month = re.search(r"[A-Z][a-z]{2}", article.dateline_date)
    year = re.search(r"\d{4}", article.dateline_date)
    if found and month:
        names = [name[:3] for name in MONTHS]
        if month.group() in names:
            try:
                of = int(year.group()) if year else day.year
                line = date(of, names.index(month.group()) + 1, int(found.group()))
            except ValueError:
                return day
            if 0 <= (day - line).days <= NEAR_DAYS:
                return line
    return day


NEAR_DAYS = 3
"""A dateline further from the day of publication is taken for something else."""


def _bodies(
    passage: Passage, at: Mapping[int, Mention], known: Mapping[str, str]
) -> dict[int, str]:
    """Return what “the union” stands for, where one name of the text only holds the word."""
    found: dict[int, str] = {}
    for token in passage.tokens:
        word = token.lemma.casefold()
        if word not in _BODIES or token.tag != "NN" or token.index in at:
            continue
        kids = [passage.tokens[child] for child in passage.children[token.index]]
        plain = [kid for kid in kids if kid.dep not in {"punct", "case"}]
        if (
            len(plain) != 1
            or plain[0].text.casefold() != "the"
            or plain[0].index != token.index - 1
        ):
            continue
        if token.dep in {"compound", "nmod"}:
            continue
        name = known.get(word, "")
        if name:
            found[token.index] = name if name.split()[0] == "The" else f"the {name}"
    return found


def _topic_company(passages: list[Passage], names: Directory, title: str) -> str:
    """Return the company that the title names, in its most frequent form; empty for none or two."""
    counts: Counter[str] = Counter()
    described: set[str] = set()
    title_words = set(re.findall(r"[^\W_][\w&.-]*", title.replace("'s", "")))
    for number, passage in enumerate(passages):
        for mention in names.mentions[number]:
            first = mention.text.split()[0]
            if mention.kind in {"organisation", "name", "thing", "place"} and first in title_words:
                counts[mention.text] += 1
                near = {
                    t.text.casefold()
                    for t in passage.tokens[max(0, mention.first - 3) : mention.last + 8]
                }
                if near & _COMPANY_SIGNS or re.search(
                    r"\b(?:ASA|Inc|Ltd|Corp|plc|AG|Co)\b", mention.text
                ):
                    described.add(first)
    firsts = {text.split()[0] for text in counts}
    if len(firsts) != 1 or not described:
        return ""
    return max(counts, key=lambda text: (counts[text], len(text)))


def _companies(passage: Passage, at: Mapping[int, Mention], company: str) -> dict[int, str]:
    """Return “the company” as the company of the title, where no other is spoken of just before."""
    found: dict[int, str] = {}
    if not company:
        return found
    key = company.split()[0]
    previous = False
    for first, last in passage.sentences:
        other = previous
        previous = False
        for token in passage.tokens[first : last + 1]:
            mention = at.get(token.index)
            if (
                mention
                and mention.kind in {"organisation", "name"}
                and mention.first == token.index
            ):
                foreign = mention.text.split()[0] != key
                subject = passage.tokens[mention.last].dep in {"nsubj", "nsubjpass", "appos"}
                other = other or (foreign and passage.tokens[mention.last].dep != "appos")
                previous = previous or (foreign and subject)
            kids = [
                passage.tokens[k].text.casefold()
                for k in passage.children[token.index]
                if passage.tokens[k].dep not in {"punct", "acl", "relcl", "case"}
            ]
            bare = kids == ["the"]
            company_noun = token.lemma in _GENERIC and token.tag == "NN" and bare
            if company_noun and not other and token.dep not in {"compound", "nmod"}:
                found[token.index] = company
    return found


def _only_bodies(passages: list[Passage], names: Directory) -> dict[str, str]:
    """Return the name for each word such as “union”, if the text has one body of the sort only.

    The name must come before the first bare “the union”, and no other union may be spoken of.
    """
    found: dict[str, str] = {}
    spoiled: set[str] = set()
    for number, passage in enumerate(passages):
        at = names.at(number)
        for token in passage.tokens:
            word = token.lemma.casefold()
            mention = at.get(token.index)
            if mention is not None and mention.kind == "organisation" and " " in mention.text:
                low = token.text.casefold()
                if low in _BODIES:
                    old = found.get(low, mention.text)
                    if old in mention.text or mention.text in old:
                        found[low] = max(old, mention.text, key=len)
                    else:
                        spoiled.add(low)
            elif word in _BODIES and token.pos == "NOUN" and mention is None:
                kids = [passage.tokens[c] for c in passage.children[token.index]]
                described = any(
                    k.dep in {"amod", "compound", "nmod", "poss"} or k.text in {"a", "an"}
                    for k in kids
                )
                if described or word not in found or token.tag == "NNS":
                    spoiled.add(word)
    return {word: name for word, name in found.items() if word not in spoiled}


def _quoted(passage: Passage) -> frozenset[int]:
    """Return the tokens that stand inside quotation marks."""
    inside, found = False, set[int]()
    for token in passage.tokens:
        if token.text == '"' or (token.tag in {"``", "''"} and token.text in {'"', "''", "``"}):
            inside = not inside
            found.add(token.index)
        elif inside:
            found.add(token.index)
    return frozenset(found)
