"""What a term means: “Osmosis is the movement of ...”, “... are called antigens”.

Each definition is two facts: one asks what the term means, the other which term is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.domain.facts import CALLED, MEANS, Entity, Fact, FactKind, Text
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import inside
from quizapp.domain.generation.extractors.building import Found
from quizapp.domain.generation.extractors.explained import explained_fact
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words, without_article, words

TERM = "term"
"""The sort of name that a term is."""
TERM_WORDS = 4
LEAST_SAID, MOST_SAID = 1, 30
"""Words of a definition, from “carrying” to what can still be learnt."""

_NO_TERMS = word_set(
    """
    thing things reason reasons result results problem problems question answer point example
    examples case cases idea aim goal purpose task job way ways step part time day year place side
    it this that these those they there he she we you one ones what which who nobody everybody all
    both each every none some many most few people man men woman women child children unit
    first second third last next other another difference advantage drawback trick secret key fact
    truth
    news story situation matter rest number amount trouble danger risk challenge hope dream
    exception symbol sign evidence proof
    """
)
"""Nouns that are told of, but are no terms."""
_NO_CLASSES = word_set(
    """
    reason problem question matter success failure mystery challenge threat pleasure shame pity joke
    example part piece sign result one good bad better worse sort kind type lot bit number pair way
    mistake risk danger help favourite hero star winner must blow relief surprise case time mix
    symbol must concern priority
    """
)
"""Nouns that judge or count, and say of nothing what it is."""
_DOUBT = re.compile(
    r"\b(?:may|might|could|would|should|can|cannot|not|n't|no|never|only|just|also|still|often|usually"
    r"|sometimes|perhaps|probably|likely|seem\w*|almost|hardly|mainly|mostly|now|currently|once)\b"
)
_RESTRICTS = re.compile(
    r"\b(?:that|which|who|whose|where|when|in which|of|for|to|from|with|between|in|on|by|\w+ing"
    r"|\w+ed|made|given|called|such)\b"
)
_ARTICLE = r"(?:(?:An?|The|a|an|the) )?"
_WORD = r"[\w'-]+"
_IS = re.compile(
    rf"(?P<term>{_ARTICLE}{_WORD}(?: {_WORD}){{0,3}}?)(?P<aside>, [^,.;:]+,)? (?P<verb>is|are) "
    r"(?P<said>(?P<article>an?|the|any|all)\b .+)\.\Z"
)
_BARE = re.compile(
    rf"(?P<term>{_WORD}(?: {_WORD}){{0,2}}?) (?:is|are) "
    rf"(?P<said>(?P<class>(?:{_WORD} ){{0,2}}{_WORD}) "
    r"(?:that|which|who|whose|in which|made of)\b .+)\.\Z"
)
"""“Mammals are animals that ...”, “magma is molten rock that ...”."""
_MEANS = re.compile(
    rf"(?P<term>{_ARTICLE}{_WORD}(?: {_WORD}){{0,2}}) (?P<verb>means?) (?P<said>.+)\.\Z"
)
_CALLED = re.compile(
    r"(?P<said>.+?),? (?:is|are) (?:usually |also |often |commonly )?(?:called|known as|termed"
    rf"|named|referred to as) (?P<term>{_ARTICLE}{_WORD}(?: {_WORD}){{0,2}})"
    r"(?P<rest>[,;:] .+|)\.\Z"
)
_INSIDE = re.compile(
    rf"(?P<said>(?:{_WORD} ){{1,6}}?{_WORD}),? (?P<verb>called|known as) "
    rf"(?P<term>{_ARTICLE}{_WORD}(?: {_WORD})?)"
    r"(?=[,.;:]| (?:that|which|who|in|on|at|is|are|to|and)\b)"
)
"""A term in passing: “in large bends called meanders”; it can be typed, not asked for."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A term and what it means, as they stand in a sentence."""

    term: str
    said: str
    question: str


_GOES_ON = re.compile(r";|, (?:and|but|so|yet|or) (?:when|if|it|they|there|the|a|an|this|in)\b|: ")
"""Where a sentence has said what something is, and goes on to tell more of it."""


def terms(document: Document) -> Iterator[Fact]:
    """Yield for each term that the text explains what it means, and what it is called."""
    known: set[str] = set()
    for told in explaining(document):
        for found in (_defined(told), _in_passing(told)):
            if found is None:
                continue
            name = without_article(found.term).casefold()
            if name in known:
                continue
            facts = list(_facts(told, replace(found, said=_GOES_ON.split(found.said)[0])))
            if facts:
                known.add(name)
                yield from facts
                break


def _defined(told: Explained) -> Defined | None:
    """Return the definition that a whole sentence is."""
    text = told.text
    if match := _CALLED.match(text):
        if not _is_term(told, match["term"]):
            return None
        if told.context and _THIS.match(match["said"]):
            return Defined(match["term"], match["said"], "")
        if not _says_what(match["said"], opens=True):
            return None
        return Defined(match["term"], match["said"], _what_is(told, match["term"]))
    if match := _MEANS.match(text):
        if _is_term(told, match["term"]) and _says_what(match["said"], opens=False):
            term = _small(told, match["term"])
            plural = "do" if match["verb"] == "mean" else "does"
            return Defined(match["term"], match["said"], f"What {plural} {term} mean?")
        return None
    if (match := _IS.match(text)) and _is_a_class(told, match):
        # “The source” of what? The sentence with a gap tells it, the bare question would not.
        named = "" if match["term"].startswith("The ") else _what_is(told, match["term"])
        return Defined(match["term"], match["said"], named)
    match = _BARE.match(text)
    if match and told.holds and _is_term(told, match["term"]) and _names_a_class(told, match):
        return Defined(match["term"], match["said"], _what_is(told, match["term"]))
    return None


def _names_a_class(told: Explained, match: re.Match[str]) -> bool:
    *before, noun = words(match["class"])
    tags = {each.text: each.tag for each in told.passage.tokens[told.span[0] : told.span[1] + 1]}
    judged = noun.casefold().rstrip("s") in _NO_CLASSES or _DOUBT.search(match["class"])
    compared = any(tags.get(each) in {"JJR", "JJS", "IN", "DT", "PRP$"} for each in before)
    return tags.get(noun) in {"NN", "NNS"} and not judged and not compared


_THIS = re.compile(r"(?:This|It|They|That|These|Such)\b(?: an?)?(?: [\w-]+){0,2}\Z")


def _in_passing(told: Explained) -> Defined | None:
    match = _INSIDE.search(told.text)
    if match is None or told.text.count(f" {match['verb']} ") != 1:
        return None
    if not _is_term(told, match["term"]) or _HAS_NAME.search(match["said"][1:]):
        return None
    return Defined(match["term"], match["said"], "")


_HAS_NAME = re.compile(r"\b[A-Z][a-z]")


def _is_a_class(told: Explained, match: re.Match[str]) -> bool:
    """Whether “X is a Y that ...” says what X is, of all that are called so."""
    term, said, article = match["term"], match["said"], match["article"]
    definite = term.startswith("The ")
    if definite and not told.holds:
        return False  # “The mill is a ruin that ...” tells of one mill.
    if article in {"the", "any", "all"} and not told.holds:
        return False
    if not _is_term(told, term) or (match["aside"] and not told.holds):
        return False
    if _DOUBT.search(" ".join(said.split()[:2])):
        return False
    head = re.split(
        r"\b(?:that|which|who|whose|where|when|in which|of|for|to|by|with|from)\b", said
    )
    noun = [word for word in words(head[0]) if word not in {"a", "an", "the", "any", "all"}]
    if noun and noun[-1].casefold() in _NO_CLASSES:
        return False
    if not noun or re.search(
        r"\b(?:most|best|first|second|third|fourth|fifth|last|only|different|\w{3,}est|more|less|same)\b",
        head[0],
    ):
        return False  # What ranks or compares does not say what something is.
    return bool(_RESTRICTS.search(said)) and _says_what(said, opens=False)


def _says_what(said: str, *, opens: bool) -> bool:
    count = len(words(said))
    if not LEAST_SAID <= count <= MOST_SAID or not content_words(said):
        return False
    if opens:
        first = said.split()[0].casefold()
        narrowed = count > NARROWED and _RESTRICTS.search(said)
        return bool(narrowed) and first not in _NO_OPENING
    return not re.match(r"(?:that|a lot|more|less|trouble|it|they|he|she|you|we)\b", said)


NARROWED = 2
_NO_OPENING = word_set("this that these those such it they he she we you there what who when if in")


def _is_term(told: Explained, term: str) -> bool:
    """Whether words can be a term: common nouns, no name, nobody who is told of."""
    bare = without_article(term)
    said = words(bare)
    if not said or len(said) > TERM_WORDS or any(each.casefold() in _NO_TERMS for each in said):
        return False
    if any(each[:1].isdigit() or each.endswith("'s") for each in said):
        return False
    tokens = [
        token
        for token in told.passage.tokens[told.span[0] : told.span[1] + 1]
        if token.text in said
    ]
    if not tokens or _DOUBT.search(bare):
        return False
    head = next((token for token in tokens if token.text == said[-1]), None)
    if head is None or head.tag not in {"NN", "NNS", "NNP", "NNPS", "VBG", "JJ"}:
        return False
    if any(
        token.tag in {"JJR", "JJS", "PRP", "PRP$", "DT", "CD", "VBD", "VBZ"} for token in tokens
    ):
        return False
    person = head.lemma.casefold() in HUMANS or is_human(head.lemma)
    if person and not told.holds:
        return False
    return all(_is_common(told, each) for each in said)


def _is_common(told: Explained, word: str) -> bool:
    """Whether a word is no part of a name: it stands small, or opens its sentence."""
    if not word[:1].isupper() or not word[1:].islower():
        return word[:1].islower() or (told.holds and word.isupper())
    document = told.document
    return (
        told.text.startswith((word, f"The {word}", f"A {word}", f"An {word}"))
        and word not in document.always_capital
        and not document.gazetteer.level(word)
        and not document.gazetteer.country(word)
    )


def _small(told: Explained, term: str) -> str:
    return inside(told.document, told.reading, told.span[0], term)


def _what_is(told: Explained, term: str) -> str:
    last = words(term)[-1]
    tokens = told.passage.tokens[told.span[0] : told.span[1] + 1]
    one = re.match(r"an? ", term, re.IGNORECASE)
    several = not one and any(
        token.text == last and token.tag in {"NNS", "NNPS"} for token in tokens
    )
    return f"What {'are' if several else 'is'} {_small(told, term)}?"


def _facts(told: Explained, found: Defined) -> Iterator[Fact]:
    text, term = told.text, without_article(found.term)
    if found.question:
        value = Text(found.said)
        where = tokens_of(told.reading, told.span, text.index(found.said), found.said)
        if where is not None and text.count(found.said) == 1:
            said = Found(FactKind.DEFINITION, term, MEANS, text, value, found.question, where)
            fact = explained_fact(told, said, general=True)
            if fact is not None:
                yield fact
    if text.count(term) == 1:
        where = tokens_of(told.reading, told.span, text.index(term), term)
        if where is not None:
            called = Found(
                FactKind.DEFINITION, found.said, CALLED, text, Entity(term, TERM), "", where
            )
            fact = explained_fact(told, called, general=True)
            if fact is not None:
                yield fact
