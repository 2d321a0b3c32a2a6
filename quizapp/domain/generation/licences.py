"""Which words of a statement stand in its quote, and which others have leave to be there.

A statement of an article is made of the words of its quote. What else it says must have been
resolved by somebody, who says so in a licence: a full date, a full name, a name for a pronoun, or
words that every statement of its kind has. A licence is not believed: whether it can be true is
looked for in the article, by other means than those which gave it. One judgement alone is that of
the reading as well: whether a bare “March” or “Friday” is a time or a name
(reading/calendar_names.py). Of what the engine has just drafted, it finds nothing; it is for
licences that were stored by an earlier version, or came in a file that somebody wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise

from quizapp.domain.facts import Fact, Licence, Licensor, Source
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.inflections import same_verb
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.wordlists import BODIES, word_set
from quizapp.domain.generation.reckoning import can_mean
from quizapp.domain.generation.text import COUNTING, STOP_WORDS, fold, words

_TOKEN = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*|[$€£¥%°²³½¼¾]")
_CONTRACTED = {
    "n't": ("not",),
    "'ll": ("will",),
    "'ve": ("have",),
    "'re": ("are",),
    "'d": ("would", "had"),
    "'s": ("is", "has"),
    "'m": ("am",),
}
_WHOLE = {"can't": ("can", "not", "cannot"), "won't": ("will", "not"), "cannot": ("can", "not")}
_DENIALS = frozenset(("not", "never", "no", "longer", "hardly", "scarcely", "barely", "nor"))

ACCORDING = "According to"
SAID, SAID_THAT = "said", "said that"
IS, IS_THE = "is", "is the"
WAS, WERE = "was", "were"
_FRAMES = frozenset((ACCORDING, SAID, SAID_THAT, IS, IS_THE, WAS, WERE))
_AGE = re.compile(rf"was years old in (?:{'|'.join(MONTHS)}) \d{{4}}\Z")

_PRONOUNS = word_set(
    """
    he she it they him her them his hers its their theirs himself herself itself themselves this
    that these those who
    """
)


def age_frame(month: str) -> str:
    """Return the words around an age: “Ann Lee was 52 years old in March 2024”."""
    return f"was years old in {month}"


def unlicensed(fact: Fact, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the words of the statement that neither its quotes nor its licences give.

    Each word may be said as often as it is given. Letters count, capitals too, but for the first.
    None may be missing where a person or a model worded the statement: it has no licences then.
    """
    if fact.licences is None:
        return ()
    given = Supply(_given(fact, sources), _small_words(fact, sources))
    return tuple(word for word in tokens(fact.statement) if not given.takes(word))


def lost_capitals(text: str, fact: Fact, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the words that stand small before a capital where the quote has both in capitals.

    They have lost the capital of a name: “brandt Foods”. What the sources write small elsewhere,
    and what somebody is (“sculptor Ann Lee”), has its capital only from its sentence.
    """
    quoted = {pair for each in fact.evidence for pair in pairwise(words(each.quote))}
    small = _small_words(fact, sources) | STOP_WORDS | COUNTING
    return tuple(
        word
        for word, after in pairwise(words(text))
        if word[:1].islower()
        and after[:1].isupper()
        and (word[:1].upper() + word[1:], after) in quoted
        and word not in small
        and not is_human(word)
    )


def lost_denial(fact: Fact) -> str:
    """Return words of a quote from which the statement has lost the “not”; empty for none."""
    if fact.licences is None:
        return ""
    said = set(pairwise(map(_key, _spelt_out(fact.statement))))
    for evidence in fact.evidence:
        quoted = list(_spelt_out(evidence.quote))
        plain = set(pairwise(map(_key, quoted)))
        for first in range(len(quoted)):
            last = first
            while last < len(quoted) and quoted[last].casefold() in _DENIALS:
                last += 1
            if not 0 < first < last < len(quoted):
                continue
            around = _key(quoted[first - 1]), _key(quoted[last])
            if around in said and around not in plain:
                return " ".join(quoted[first - 1 : last + 1])
    return ""


def _spelt_out(text: str) -> Iterator[str]:
    """Yield the words of a text with “did not” for “didn't”."""
    for word in tokens(text):
        denied = word.casefold().endswith("n't") or word.casefold() == "cannot"
        yield from _parts(word)[:2] if denied else (word,)


def unlicensed_sentence(
    text: str, facts: Iterable[Fact], speakers: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words of a sentence that the statements of its facts do not have.

    ``speakers`` may be named beside them: “According to the Post, ...”.
    """
    named = (f"{ACCORDING} the {speaker}" for speaker in speakers)
    given = Supply((*(fact.statement for fact in facts), *named), frozenset())
    return tuple(word for word in tokens(text) if not given.takes(word))


def unlicensed_asking(
    text: str, facts: Iterable[Fact], sources: Mapping[str, Source], speakers: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words of a question that its facts do not give, and that are not for asking.

    A verb may have another form. ``speakers`` may be named, too.
    """
    asked = tuple(facts)
    given = Supply(
        (
            *(words for fact in asked for words in _given(fact, sources)),
            *(fact.statement for fact in asked),
            *speakers,
        ),
        frozenset(),
    )
    return tuple(
        word
        for word in tokens(text)
        if not given.takes(word)
        and word.casefold() not in ASKING
        and not any(same_verb(word.casefold(), each.casefold()) for each in given.words)
    )


class Supply:
    """Words that may be said, each as often as it was given."""

    def __init__(self, texts: Iterable[str], small: frozenset[str]) -> None:
        self._left: Counter[str] = Counter()
        self._small = small
        for text in texts:
            for word in tokens(text):
                self._left[_key(word)] += 1
                self._left.update(map(_key, _parts(word)))

    @property
    def words(self) -> frozenset[str]:
        """The words that were given."""
        return frozenset(self._left)

    def takes(self, word: str) -> bool:
        """Take a word out, if there is one left."""
        keys = [_key(word)]
        if word[1:].islower() and word.casefold() in self._small:
            keys.append(_key(word.upper()))  # “RESEARCHERS have found”, at the top of an article.
        for key in keys:
            if self._left[key] > 0:
                self._left[key] -= 1
                return True
        return False


def tokens(text: str) -> Iterator[str]:
    """Yield the words, numbers and signs of a text that carry meaning, without “'s”."""
    for word in _TOKEN.findall(fold(text)):
        yield word.removesuffix("'s") if not word.startswith("'") else word


def _key(word: str) -> str:
    return word[:1].casefold() + word[1:]


def _parts(word: str) -> tuple[str, ...]:
    """Return what a contraction stands for."""
    low = word.casefold()
    if low in _WHOLE:
        return _WHOLE[low]
    for ending, meant in _CONTRACTED.items():
        if low.endswith(ending) and len(low) > len(ending):
            return (word[: -len(ending)], *meant)
    return ()


def _given(fact: Fact, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the texts whose words a statement may have."""
    quotes = tuple(evidence.quote for evidence in fact.evidence)
    contracted = tuple(
        meant
        for quote in quotes
        for word in _TOKEN.findall(fold(quote))
        if word.casefold().endswith("'s")
        for meant in _CONTRACTED["'s"]
    )
    allowed = (each.means for each in fact.licences or () if may_be(each, fact, sources))
    return (*quotes, *contracted, *allowed)


def _small_words(fact: Fact, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the words that the sources write small, so that their capitals are but a style."""
    return frozenset[str]().union(*map(_small_words_of, _of(fact, sources)))


def _of(fact: Fact, sources: Mapping[str, Source]) -> list[Source]:
    return [sources[each.source] for each in fact.evidence if each.source in sources]


@lru_cache(maxsize=8)
def _small_words_of(source: Source) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]+\b", source.text))


def may_be(licence: Licence, fact: Fact, sources: Mapping[str, Source]) -> bool:
    """Whether the article bears a licence out."""
    match licence.by:
        case Licensor.FRAME:
            return licence.means in _FRAMES or _age_fits(licence.means, fact, sources)
        case Licensor.DATE:
            return any(
                can_mean(fold(each.quote), fold(licence.words), licence.means, day)
                for each in fact.evidence
                for day in _published(each.source, sources)
            )
        case Licensor.NAME:
            return _is_longer(licence.words, licence.means) and any(
                _bare(licence.means) in _small_letters(source) for source in _of(fact, sources)
            )
        case Licensor.REFERENCE:
            return any(
                _bare(licence.means) in _small_letters(source)
                and _stands_for(licence.words, licence.means, source)
                for source in _of(fact, sources)
            )


def _age_fits(frame: str, fact: Fact, sources: Mapping[str, Source]) -> bool:
    if not _AGE.match(frame):
        return False
    days = (day for each in fact.evidence for day in _published(each.source, sources))
    return any(frame.endswith(f" in {MONTHS[day.month - 1]} {day.year}") for day in days)


def _published(name: str, sources: Mapping[str, Source]) -> Iterator[date]:
    """Yield the days on which an article may have been written: its own and the days before."""
    if name not in sources:
        return
    try:
        day = date.fromisoformat(sources[name].published)
    except ValueError:
        return
    yield from (date.fromordinal(day.toordinal() - back) for back in range(DATELINE_DAYS + 1))


DATELINE_DAYS = 3
"""An article is published so many days after its dateline, at most."""


def _is_longer(short: str, full: str) -> bool:
    """Whether a full name has a word of the short one."""
    return bool({*map(_key, tokens(short))} & {*map(_key, tokens(full))})


def _stands_for(words: str, name: str, source: Source) -> bool:
    """Whether a pronoun, or a noun that the article has for a name, stands for that name."""
    said, called = fold(words).casefold(), _bare(name)
    if said in _PRONOUNS or said in {word.casefold() for word in tokens(name)}:
        return True
    told_by_title = called.split()[0] in fold(source.title).casefold()
    if said in _FIRMS:
        return told_by_title
    apposed = rf"{re.escape(called)}, (?:an?|the) (?:[\w'-]+ ){{0,6}}{re.escape(said)}\b"
    fits = said not in _COLLECTIVES or told_by_title
    return fits and bool(re.search(apposed, _small_letters(source)))


_FIRMS = word_set("company firm start-up startup")
_COLLECTIVES = word_set("group team body unit organisation organization family class")
"""Nouns that fit a thing told in passing too: “Durusdinium, a hardier group” of algae."""


def _bare(name: str) -> str:
    """Return a name in small letters, without an article or “'s”."""
    return fold(name).casefold().removesuffix("'s").removeprefix("the ")


@lru_cache(maxsize=8)
def _small_letters(source: Source) -> str:
    """Return title and text of an article in small letters, with single spaces."""
    return " ".join(fold(f"{source.title}\n{source.text}").split()).casefold()


IN_ORDER = "Put these steps in order."
"""What stands before the line that leads to some steps."""
ASKING = word_set(
    """
    what which who whom whose when where why how many much long old percentage year years month
    country city island region organisation person article sort kind temperature speed dates
    did do does is are was were has have had will to by in on at from into until since for of as
    according between during and the a an these fills gap name happens result
    differ about complete list put steps order
    """
).union(BODIES)
"""Words that questions have of their own."""
