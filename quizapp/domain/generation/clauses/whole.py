"""Sentences that make sense as they stand, to somebody who knows the title and the date only.

A clause is cut out of its sentence and may break; a whole sentence is the author's own and does
not. So what the reading of clauses refuses can still be told, if each of its words is clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.domain.generation.clauses.clarity import unclear_word
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.phrases import PLACES, written
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import capitalised, contains

SHORTEST, LONGEST = 8, 34
"""Words of a sentence that is told whole; longer ones are no pleasure to read in a question."""

QUOTED = 12
"""A sentence with more quoted tokens is somebody's speech: `sayings` reads those."""

_LINKS = word_set(
    """
    but and yet however meanwhile also still moreover furthermore besides nevertheless
    nonetheless now so
    """
)
_MALE_FEMALE = word_set("he him his himself she her hers herself who whom")
_PLURAL = frozenset(("they", "them", "their", "themselves"))
_SINGLE = frozenset(("it", "its", "itself"))
_SPOKEN = word_set("i me my mine myself we us our ours ourselves you your yours yourself")
_PARTS_OF = {
    "company": "organisation",
    "group": "organisation",
    "firm": "organisation",
    "bank": "organisation",
    "club": "organisation",
    "team": "organisation",
    "union": "organisation",
    "agency": "organisation",
    "airline": "organisation",
    "university": "organisation",
    "country": "country",
    "nation": "country",
    "government": "country",
    "city": "city",
    "capital": "city",
    "town": "city",
    "island": "island",
    "region": "region",
}
"""Nouns with “the” that a name before them in the sentence explains, and the kind of the name."""


@dataclass(frozen=True, slots=True)
class WholeSentence:
    """A sentence that stands alone: its text as told, and the tokens of it that were kept."""

    document: Document
    reading: Reading
    span: tuple[int, int]
    first: int
    text: str


def whole_sentences(document: Document) -> Iterator[WholeSentence]:
    """Yield the sentences of the body that stand alone, in the order of the text."""
    for reading in document.readings:
        for span in reading.passage.sentences:
            first = _opening(reading, span)
            if first is None or not _plain(reading, first, span[1]):
                continue
            if not reading.passage.tokens[span[0]].text[:1].isupper():
                continue
            if any(
                _leans(document, reading, token, first, span[1])
                for token in reading.passage.tokens[first : span[1] + 1]
            ):
                continue
            text = _told(reading, first, span[1])
            if SHORTEST <= len(text.split()) <= LONGEST:
                yield WholeSentence(document, reading, span, first, text)


def _opening(reading: Reading, span: tuple[int, int]) -> int | None:
    """Return the first token to keep: “But” and “However,” only join it to the one before."""
    tokens = reading.passage.tokens
    first = span[0]
    if tokens[first].text.casefold() in _LINKS and first + 1 <= span[1]:
        comma = tokens[first + 1].text == ","
        if tokens[first].text.casefold() in {"so", "now", "still"} and not comma:
            return None
        first += 2 if comma else 1
    return first if first < span[1] else None


def _plain(reading: Reading, first: int, last: int) -> bool:
    """Whether it is one statement: a subject and a finite verb, no question, little speech."""
    passage = reading.passage
    tokens = passage.tokens[first : last + 1]
    text = passage.words(first, last)
    if not re.search(r"[.]['\"]?\Z", text) or "?" in text or "[" in text or text.count("(") > 1:
        return False
    if re.match(r"\d|(?:\S+ ){0,3}\S+:", text):
        return False
    words = [token for token in tokens if token.pos != "PUNCT"]
    if words[-1].pos == "AUX":
        return False  # “Most already are” says what of only in the sentence before.
    marks = sum(token.text == '"' for token in tokens)
    if marks % 2 or sum(token.index in reading.quoted for token in tokens) > QUOTED:
        return False
    roots = [token for token in tokens if token.dep == "ROOT"]
    if len(roots) != 1 or roots[0].pos not in {"VERB", "AUX"}:
        return False
    bare = roots[0].tag == "VBG"
    if bare and passage.child(roots[0].index, "aux", "auxpass") is None:
        return False
    subject = passage.child(roots[0].index, *SUBJECTS)
    return subject is not None and subject.tag not in {"EX", "DT", "WP", "WDT"}


def _leans(document: Document, reading: Reading, token: Token, first: int, last: int) -> bool:
    """Whether a word says what it means only together with another sentence."""
    if token.index in reading.quoted:
        return token.text.casefold() in _SINGLE | _PLURAL | {"this", "that", "these", "those"}
    if _replaced(reading, token.index):
        return False
    word = token.text.casefold()
    if word in _SPOKEN and token.text not in {"US", "U.S"}:
        return True
    if word in {"him", "her", "them"} and token.tag == "PRP" and token.dep == "dobj":
        return True  # Nobody's own name is the object of what they do.
    if word == "it" and _reported(reading, token):
        return True
    if token.text in {"%", "percent", "cent"} and _bare_share(reading, token):
        return True
    if word in _MALE_FEMALE | _PLURAL | _SINGLE and token.pos in {"PRON", "DET"}:
        return token.tag not in {"WP", "WDT"} and not _named_before(reading, token, first, word)
    if word in {"that", "which", "those"} and (
        token.tag in {"WDT", "IN"} or token.dep == "mark" or _told_by_clause(reading, token)
    ):
        return False
    if word in {"there", "it"} and token.dep == "expl":
        return False
    if token.tag == "CD" and _counted_before(reading, token, first):
        return False
    if word in {"both", "either", "neither"} and token.dep in {"preconj", "cc"}:
        return False
    if word == "so" and token.dep == "advmod":
        return reading.passage.tokens[token.head].pos not in {"ADJ", "ADV"}
    if word == "the" and _explained(reading, reading.passage.tokens[token.head], first):
        return False
    chosen = set(range(first, last + 1))
    return unclear_word(document, reading, token, chosen)


def _reported(reading: Reading, token: Token) -> bool:
    """Whether “it” is what a body says something of: “the WHO estimates that it kills”."""
    verb = reading.passage.tokens[token.head]
    return token.dep in SUBJECTS and verb.dep == "ccomp" and verb.tag == "VBZ"


def _bare_share(reading: Reading, token: Token) -> bool:
    """Whether a share of something unsaid is what somebody has: “France took 18%”."""
    passage = reading.passage
    while passage.tokens[token.head].text in {"%", "per", "percent", "cent"}:
        token = passage.tokens[token.head]
    verb = passage.tokens[token.head]
    whole = any(kid.text in {"of", "in"} for kid in passage.dependents(token.index, "prep"))
    return token.dep == "dobj" and verb.lemma in {"take", "have", "hold", "get"} and not whole


def _replaced(reading: Reading, index: int) -> bool:
    return any(start <= index <= end for start, (end, _) in reading.edits.items())


def _told_by_clause(reading: Reading, token: Token) -> bool:
    """Whether “those” goes on with “who ...” or “of ...”."""
    return any(
        reading.passage.tokens[child].dep in {"relcl", "acl", "prep"}
        for child in reading.passage.children[token.index]
    )


def _counted_before(reading: Reading, token: Token, first: int) -> bool:
    """Whether something in the plural, or a sum of money, stands before a bare number."""
    return any(
        before.tag in {"NNS", "NNPS", "$"} and before.index not in reading.times
        for before in reading.passage.tokens[first : token.index]
    )


def _named_before(reading: Reading, token: Token, first: int, word: str) -> bool:
    """Whether a subject before the pronoun, in the same sentence, can be what it stands for.

    The nearest one decides: with two that fit, “it” may be either. “27 of them” are of the last
    things in the plural.
    """
    tokens = reading.passage.tokens
    if word in {"them", "their"} and token.dep in {"pobj", "dobj", "poss"}:
        return any(each.tag in {"NNS", "NNPS"} for each in tokens[first : token.index])
    for before in reversed(tokens[first : token.index]):
        if before.dep not in {*SUBJECTS, "conj"} or before.pos not in {"NOUN", "PROPN"}:
            continue
        mention = reading.names.get(before.index)
        person = bool(mention and mention.kind == "person")
        if word in _MALE_FEMALE:
            return person
        if word in _PLURAL:
            joined = reading.passage.child(before.index, "conj") is not None
            return before.tag in {"NNS", "NNPS"} or joined
        return not person and (before.tag in {"NN", "NNP"} or mention is not None)
    return False


def _explained(reading: Reading, head: Token, first: int) -> bool:
    """Whether “the ...” was told of before in the sentence, or says itself which one it is."""
    passage = reading.passage
    lemma = head.lemma.casefold()
    before = passage.tokens[first : head.index]
    if any(each.lemma.casefold() == lemma and each.pos == "NOUN" for each in before):
        return True
    if any(
        passage.tokens[child].tag in {"JJS", "RBS"} or passage.tokens[child].lemma in _ORDINALS
        for child in passage.children[head.index]
    ):
        return True
    kind = _PARTS_OF.get(lemma, "")
    wanted = PLACES if kind in {"country", "city", "island", "region"} else {kind, "name"}
    mentions = {reading.names[each.index] for each in before if each.index in reading.names}
    return bool(kind) and sum(mention.kind in wanted for mention in mentions) == 1


_ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last only")


def _told(reading: Reading, first: int, last: int) -> str:
    tokens = reading.passage.tokens
    kept = [i for i in range(first, last + 1) if tokens[i].text.casefold() != "also"]
    spare = _told_already(reading, first, last)
    edits = {index: edit for index, edit in reading.edits.items() if index not in spare}
    return capitalised(_tidy(written(replace(reading, edits=edits), kept)))


def _told_already(reading: Reading, first: int, last: int) -> frozenset[int]:
    """Return the edits that would repeat a name which the sentence has said already."""
    said, spare = "", set[int]()
    tokens = reading.passage.tokens
    for index in range(first, last + 1):
        edit = reading.edits.get(index)
        if edit is None:
            said += f" {tokens[index].text}"
            continue
        name = edit[1].removesuffix("'s").removeprefix("the ")
        if name and contains(said, name) and index not in reading.times:
            spare.add(index)
            said += f" {tokens[index].text}"
        else:
            said += f" {edit[1]}"
    return frozenset(spare)


def _tidy(text: str) -> str:
    """Return the text with the marks of quotations and brackets close to their words."""
    parts = text.split('"')
    joined = "".join(
        f"“{part.strip()}”" if number % 2 else part for number, part in enumerate(parts)
    )
    joined = re.sub(r"\(\s+", "(", re.sub(r"\s+([,.;:)%])", r"\1", joined))
    return re.sub(r"\.”\.\Z", ".”", joined)
