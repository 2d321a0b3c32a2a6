"""Every name that a source mentions, captions and headlines included, and its office."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.generation.conflicts.lexicon import folded
from quizapp.domain.generation.conflicts.model import Mention, ParsedSource
from quizapp.domain.generation.conflicts.roles import TITLES, Office, is_about, is_head, office_of
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.text import STOP_WORDS, fold

_WORD = re.compile(r"(?:[^\W\d_]\.)+(?!\w)|[^\W\d_][^\W_]*(?:[-'.][^\W\d_][^\W_]*)*")
_PARTICLE = re.compile(
    r" (?:de|da|do|dos|das|di|del|della|van|von|der|den|ten|bin|ibn|al|el|la|le|du|y|e|zu) ",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"-(?:born|made|based|led|backed|owned|wide|era|old|style|trained|run|built)\Z"
)
_NICKNAME = re.compile(r' (?:"[^"\s]{2,12}"|\([A-Z][a-z]{1,10}\)) ')
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NOT_NAMES = frozenset(
    (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
        "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
        "oct", "nov", "dec", "photo", "caption", "image", "credit", "gmt",
    )
)  # fmt: skip
_BEFORE = re.compile(
    r"((?:[\w'.-]+ ){0,3}[\w'-]+(?: (?:of|for) (?:the )?[\w'-]+(?: [\w'-]+)?)?),? \Z"
)
_OFFICE_LENGTH = 70
_AFTER = re.compile(r", (?:the |a |an |its |their |who is (?:the )?)?([^,;:.()\"]{3,60})")


@dataclass(frozen=True)
class NameMention:
    """A run of capitalised words: ``words`` are folded, without titles, suffixes and dots.

    ``person`` is what the parser, a title or an office says; ``sentence`` tells apart sentences of
    one source.
    """

    mention: Mention
    words: tuple[str, ...]
    person: bool
    sentence: tuple[int, int]
    office: Office | None = None
    suffix: str = ""

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The words as they stand, each with a capital: one for every spelling."""
        return tuple(self.mention.words.title().split())

    @cached_property
    def full(self) -> tuple[str, ...]:
        """The words without initials, in alphabetical order: one for every order of the name."""
        return tuple(sorted(word for word in self.words if len(word) > 1))


def read_names(parsed: ParsedSource, countries: Mapping[str, str]) -> tuple[NameMention, ...]:
    """Return the names of a source in the order of the text."""
    found: list[NameMention] = []
    for passage in sorted(parsed.passages, key=lambda each: each.offset):
        found += _names(parsed.source.id, passage, countries)
    return tuple(found)


def country_of(words: str, countries: Mapping[str, str]) -> str:
    """Return the last country that the words name, as a noun or as an adjective."""
    found = [folded(word.group()).removesuffix("'s") for word in _WORD.finditer(words)]
    bare = [word.replace(".", "") for word in found if word]
    country = ""
    for number, word in enumerate(bare):
        pair = f"{bare[number - 1]} {word}" if number else ""
        country = countries.get(pair) or countries.get(word) or country
    return country


def _names(source: str, passage: Passage, countries: Mapping[str, str]) -> Iterator[NameMention]:
    text = fold(passage.text)
    at = {token.start - passage.offset: token for token in passage.tokens}
    sentences = _sentence_starts(passage)
    for run in _runs(text, at, passage):
        run = _without_country(run, countries)
        titled = _name_of(run, text)
        if titled is None:
            continue
        office_words, start, parts = titled
        words = [folded(part.group().removesuffix("'s")).replace(".", "") for part in parts]
        # A line in capitals writes the small words of a name large.
        words = [word for word in words if not _PARTICLE.fullmatch(f" {word} ")] or words
        suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
        if not words or all(word in _NOT_NAMES for word in words):
            continue
        end = parts[-1].end() - 2 * parts[-1].group().endswith("'s")
        before = text[max(0, parts[0].start() - _OFFICE_LENGTH) : parts[0].start()]
        office = _office(office_words, before, text[end : end + 80], countries)
        labels = [at[part.start()].entity for part in parts if part.start() in at]
        person = labels.count("PERSON") * 2 >= len(labels) > 0 or bool(office and len(words) < 4)
        first = bisect_right(sentences, parts[0].start())
        yield NameMention(
            Mention(source, passage.offset + start, passage.offset + end, passage.text[start:end]),
            tuple(words),
            person,
            (passage.offset, first),
            office,
            suffix,
        )


def _sentence_starts(passage: Passage) -> list[int]:
    return [passage.tokens[first].start - passage.offset for first, _ in passage.sentences]


def _runs(text: str, at: Mapping[int, Token], passage: Passage) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    firsts = {passage.tokens[first].index for first, _ in passage.sentences}
    for word in _WORD.finditer(text):
        token = at.get(word.start())
        if not _capital(word.group(), token, token is not None and token.index in firsts):
            continue
        gap = text[run[-1].end() : word.start()] if run else ""
        if run and _NICKNAME.match(text, word.start() - 2) and gap in {' "', " ("}:
            continue
        joined = gap == " " or _PARTICLE.fullmatch(gap) or _NICKNAME.fullmatch(gap)
        if run and not (joined and not run[-1].group().endswith("'s")):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _capital(word: str, token: Token | None, first: bool) -> bool:
    if not word[0].isupper() or (folded(word) in STOP_WORDS and word != "US"):
        return False
    if _DESCRIBED.search(word):
        return False
    if word.isupper() and len(word) > 2:
        return True
    if (
        token is None
        or token.pos == "PROPN"
        or token.entity in {"PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"}
    ):
        return True
    # The first word of a sentence is capital whatever it is.
    return not first and token.pos in {"NOUN", "ADJ", "X", "VERB"}


def _without_country(run: list[re.Match[str]], countries: Mapping[str, str]) -> list[re.Match[str]]:
    if len(run) > 2 and folded(run[0].group()).replace(".", "") in countries:
        return run[1:] if any(is_head(word.group()) for word in run[1:]) else run
    return run


def _name_of(run: list[re.Match[str]], text: str) -> tuple[str, int, list[re.Match[str]]] | None:
    """Return the words of the office, the place where the name begins, and the name's words."""
    cut = 0
    for number, word in enumerate(run):
        bare = word.group().strip(".")
        if is_head(bare) or folded(bare) in TITLES:
            cut = number + 1
    begins = run[0].start()
    # Looked for from the beginning, it would be looked for as often as there are names.
    near = max(0, begins - _OFFICE_LENGTH)
    led = re.search(r"\b([A-Z]\w+) (?:of|for) (?:the )?\Z", text[near:begins])
    if led and is_head(led.group(1)):
        begins = near + led.start()
        while cut < len(run) and is_about(run[cut].group()):
            cut += 1
    parts = run[cut:]
    if not parts:
        return None
    # A possessive ends the name that it is of.
    if parts[-1].group().endswith("'s") and len(parts) == 1 and len(parts[0].group()) < 4:
        return None
    return text[begins : parts[0].start()], parts[0].start(), parts


def _office(words: str, before: str, after: str, countries: Mapping[str, str]) -> Office | None:
    """Return the office named before the person, or after a comma."""
    lead = before.rstrip(", ")
    phrase = re.split(r"[,;:()\"]| and ", lead)[-1]
    ahead = _BEFORE.search(f"{phrase.lstrip()} ")
    if words.strip() or (ahead and is_head(_last_word(ahead.group(1)))):
        country = country_of(phrase, countries)
        if not country and re.search(r" and (?:[A-Z]\w+ (?:of |for )?)+\Z", before):
            # “Japanese Minister for ... and Minister of Defense”: said once for both.
            country = country_of(before, countries)
        office = office_of(ahead.group(1) if ahead else words, country)
        if office is not None:
            return office
    behind = _AFTER.match(after)
    if behind:
        head = next((w for w in behind.group(1).split() if is_head(w.strip("'s"))), "")
        if head and not re.match(r"(?:who|said|told|when|where|and)\b", behind.group(1)):
            phrase = behind.group(1)
            phrase = phrase[: phrase.index(head) + len(head) + 25]
            return office_of(phrase, country_of(phrase, countries))
    return None


def _last_word(phrase: str) -> str:
    main = re.split(r" (?:of|for) ", phrase)[0]
    return main.split()[-1]
