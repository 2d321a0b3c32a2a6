"""Names in a sentence that stands alone: those that are worth a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Entity, FactKind, Value
from quizapp.domain.generation.clauses.denials import left_undone
from quizapp.domain.generation.clauses.grammar import SAYING, SUBJECTS
from quizapp.domain.generation.clauses.whole import WholeSentence
from quizapp.domain.generation.extractors.building import surname
from quizapp.domain.generation.extractors.sentence_numbers import in_passing
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.names import Mention
from quizapp.domain.generation.reading.people import is_title
from quizapp.domain.generation.reading.pronouns import place_as_a_person
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import contains

_NAMES = {
    "person": FactKind.PERSON,
    "organisation": FactKind.ORGANISATION,
    "country": FactKind.PLACE,
    "capital": FactKind.PLACE,
    "city": FactKind.PLACE,
    "island": FactKind.PLACE,
    "region": FactKind.PLACE,
    "river": FactKind.PLACE,
    "lake": FactKind.PLACE,
    "sea": FactKind.PLACE,
}


def names_of(sentence: WholeSentence) -> Iterator[tuple[FactKind, Value, tuple[int, int]]]:
    """Yield the people, bodies and places of a sentence that only the article can tell."""
    reading, document = sentence.reading, sentence.document
    if _open(sentence):
        return
    mentions = dict.fromkeys(
        reading.names[i] for i in sentence.tokens if i in reading.names and i not in reading.quoted
    )
    for mention in mentions:
        kind = _NAMES.get(mention.kind)
        name = document.directory.person(mention) if mention.kind == "person" else mention.text
        if kind is None or (mention.kind == "person" and " " not in name):
            continue
        if _is_surname(sentence, mention) or _speaks(sentence, mention):
            continue
        if in_passing(sentence, mention.last) or left_undone(reading.passage, mention.last):
            continue
        if mention.kind == "organisation" and document.only_opens(mention.text):
            continue
        if _perhaps_a_thing(sentence, mention) or place_as_a_person(reading.passage, mention):
            continue
        if _in_a_name(sentence, mention) or contains(document.article.title, name.split()[-1]):
            continue
        if _listed(sentence, mention) or _relative(sentence, mention) or _patched(name):
            continue
        level = "city" if mention.kind == "capital" else mention.kind
        if mention.kind == "organisation" and re.search(r"\d", name):
            continue
        if _BY_WORDS.search(name):
            level = "treaty"
        short = surname(document, name) if mention.kind == "person" else ()
        yield kind, Entity(name, level, short), (mention.first, mention.last)


def _perhaps_a_thing(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether “the” stands before a body's name of one word: “the Europabrücke” is a bridge."""
    before = sentence.reading.passage.tokens[max(mention.first - 1, 0)].text.casefold()
    single = mention.first == mention.last and not mention.text.isupper()
    return mention.kind == "organisation" and single and before == "the"


_BY_WORDS = re.compile(
    r"\b(?:Treaty|Act|Agreement|Pact|Convention|Accord|Declaration|War|Battle)\b"
)
"""Names of what was signed or fought, which are no bodies."""


def _open(sentence: WholeSentence) -> bool:
    """Whether other names would be as right: in a denial, or as “one of 8,000”."""
    tokens = sentence.reading.passage.tokens
    denied = any(tokens[index].dep == "neg" for index in sentence.tokens)
    return denied or bool(re.search(r"\b(?:is|was|are|were) (?:one|some|among) ", sentence.text))


def _is_surname(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a place or body is called as a person of the article: “Austin”."""
    return mention.kind != "person" and mention.text in sentence.document.directory.surnames


def _speaks(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a person, or a spokesman for a body, only says what the sentence tells."""
    tokens = sentence.reading.passage.tokens
    last = tokens[mention.last]
    while last.dep in {"appos", "pobj", "prep", "compound", "poss"} and last.head != last.index:
        last = tokens[last.head]
    return last.dep in SUBJECTS and tokens[last.head].lemma in SAYING


def _listed(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a name is one of three or more: which of them is left out is chance."""
    passage = sentence.reading.passage
    token = passage.tokens[mention.last]
    while token.head in range(mention.first, mention.last + 1) and token.head != token.index:
        token = passage.tokens[token.head]
    token = passage.first_joined(token)
    count, below = 1, passage.child(token.index, "conj")
    while below is not None:
        count, below = count + 1, passage.child(below.index, "conj")
    return count >= LIST


LIST = 3
"""So many names in a row are a list."""


def _relative(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether somebody is named only as another's wife or son."""
    before = sentence.reading.passage.tokens[max(mention.first - 2, 0) : mention.first]
    return mention.kind != "country" and any(token.lemma in _KIN for token in before)


_KIN = word_set(
    """
    wife husband son daughter father mother brother sister uncle aunt cousin widow partner
    grandson granddaughter nephew niece
    """
)


def _patched(name: str) -> bool:
    """Whether words that are no name stand inside: “Micaëla in Carmen”."""
    return bool(re.search(r" (?:in|on|at|as|to|by|with|from|a|an) ", name))


_AND = frozenset(("and", "&"))
_FIRM_END = re.compile(r"(?:Sons?|Daughters?|Brothers|Bros|Co|Company|Partners|Associates|Cie)\.?")


def _of_a_firm(after: Sequence[Token]) -> bool:
    """Whether a name goes on as that of a firm: “Marlow and Sons”."""
    return len(after) > 1 and after[0].text in _AND and bool(_FIRM_END.fullmatch(after[1].text))


def _owned(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a name goes on from its owner: “the Giant's Causeway”, but not “Oslo's Storting”."""
    tokens = sentence.reading.passage.tokens
    before = tokens[max(mention.first - 3, 0) : mention.first]
    if len(before) < 3 or before[2].text != "'s" or before[0].text.casefold() != "the":
        return False
    owner = before[1].text
    return (
        owner[:1].isupper() and owner[1:].islower() and not sentence.document.gazetteer.level(owner)
    )


def _in_a_name(sentence: WholeSentence, mention: Mention) -> bool:
    """Whether a name only describes the noun after it, as in “the Paris treaty”."""
    passage = sentence.reading.passage
    outer = passage.tokens[mention.last]
    if passage.tokens[mention.first - 1].text in {"(", "or"} and mention.text.isupper():
        return True  # The letters of the name before it.
    if _owned(sentence, mention):
        return True
    above = passage.tokens[outer.head]
    if outer.dep == "pobj" and above.text == "of" and passage.tokens[above.head].pos == "PROPN":
        return True  # “The Order of the Volta” is a name as a whole.
    before = passage.tokens[mention.first - 1] if mention.first > sentence.tokens[0] else None
    after = passage.tokens[mention.last + 1]
    joined = [
        each
        for each in (before, after)
        if each is not None and each.pos == "PROPN" and not is_title(each.text)
    ]
    if _of_a_firm(passage.tokens[mention.last + 1 :]) or (
        _FIRM_END.fullmatch(mention.text) and before is not None and before.text in _AND
    ):
        return True
    ordinal = before is not None and re.fullmatch(r"\d+(?:st|nd|rd|th)", before.text)
    return outer.dep in {"compound", "nmod", "amod", "poss"} or bool(joined) or bool(ordinal)
