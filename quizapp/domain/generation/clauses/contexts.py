"""The sentences before one that leans on them, as their author wrote them.

“It was built in 1890” needs no name in the place of “it” where the sentence before is shown, too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.domain.facts import Licensor
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.standing import (
    MALE_FEMALE,
    PRONOUNS,
    SPOKEN,
    Part,
    fits_sex,
    leaning,
    named_before,
    told_before,
)
from quizapp.domain.generation.limits import CONTEXT_SENTENCES, CONTEXT_WORDS
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.pronouns import HUMANS

Span = tuple[int, int]
"""The first and the last token of a passage that are meant."""

_PERHAPS_PEOPLE = frozenset(("person", "name", "thing"))
"""Kinds of name that may be somebody's: a name that stands once is often not known for one."""
_OPENING = re.compile(
    r"(?:But|And|Yet|However|Meanwhile|Also|Still|Moreover|Furthermore|Besides|Nevertheless|So"
    r"|Nonetheless|Instead|Indeed|Similarly|Likewise|Elsewhere|Then|Thus|Therefore|Hence|Or|Later"
    r"|Afterwards?|Again|Finally|As a result|In (?:addition|turn|return|response|contrast)"
    r"|By contrast|For (?:example|instance)|At the same time|On the other hand)\b"
)
"""What joins a sentence to one that is not shown."""


def as_written(reading: Reading, *, names: bool = False) -> Reading:
    """Return a passage in which every pronoun stands for itself, and only times are resolved.

    With ``names`` a surname is a full name, too.
    """
    edits = {
        at: edit
        for at, edit in reading.edits.items()
        if at in reading.times or (names and edit.by is Licensor.NAME)
    }
    return replace(reading, edits=edits)


def context_before(document: Document, reading: Reading, number: int) -> Span | None:
    """Return the sentences before one that tell what its leaning words mean.

    ``number`` counts the sentences of the passage. Of up to three sentences, sixty words together,
    they are the fewest that tell of all, else as many as there is room for. None where a
    pronoun could be nobody in them, or where they begin in the middle of something.
    """
    passage, spans = reading.passage, reading.passage.sentences
    found: Span | None = None
    for first in range(number - 1, max(number - 1 - CONTEXT_SENTENCES, -1), -1):
        span = spans[first][0], spans[number - 1][1]
        if len(passage.words(*span).split()) > CONTEXT_WORDS:
            break
        if not _can_be_shown(reading, spans[first]):
            break
        whole = _part(document, reading, (span[0], spans[number][1]))
        if not _begins(_part(document, reading, spans[first])):
            continue
        alone = (_part(document, reading, each) for each in spans[first + 1 : number + 1])
        tokens = [token for part in alone for token in leaning(part)]
        if not all(_has_one_meaning(whole, token) for token in tokens):
            continue
        found = span
        if all(_is_told(whole, token) for token in leaning(whole)):
            break
    return found


def _part(document: Document, reading: Reading, span: Span) -> Part:
    return Part(document, reading, tuple(range(span[0], span[1] + 1)))


def _can_be_shown(reading: Reading, span: Span) -> bool:
    """Whether it is a sentence that leans on no day, and no part of a speech that goes on."""
    text = reading.passage.words(*span)
    whole = re.match(r"[\"'“‘(]?[A-Z0-9]", text) and re.search(r"[.!?]['\"”’)]*\Z", text)
    relative = any(
        index in reading.times and reading.times[index].relative
        for index in range(span[0], span[1] + 1)
    )
    return bool(whole) and not relative and text.count('"') % 2 == 0 and "[" not in text


def _begins(first: Part) -> bool:
    """Whether a sentence can be the first that is shown: of its words only “the” may lean.

    “Not yet.” and “No.” answer something that would not be shown.
    """
    passage = first.reading.passage
    if _OPENING.match(passage.words(first.tokens[0], first.tokens[-1])):
        return False
    if not any(passage.tokens[index].dep in SUBJECTS for index in first.tokens):
        return False
    return all(token.text.casefold() == "the" for token in leaning(first))


def _has_one_meaning(whole: Part, token: Token) -> bool:
    word = token.text.casefold()
    if word in SPOKEN or word in {"here", "ago"}:
        return False  # Whoever speaks, and where and when, no sentence before tells.
    if word == "the":
        return len(_called(whole, whole.reading.passage.tokens[token.head])) < 2
    if token.index in whole.reading.quoted or word not in PRONOUNS:
        return True
    if word in MALE_FEMALE:
        return len(_people(whole, token)) == 1
    return any(each.pos in {"NOUN", "PROPN"} for each in whole.before(token.index))


def _people(whole: Part, token: Token) -> set[str]:
    """Return who “she” may be: people by name and by what they are, but for what is told of them.

    “Lee is a poet and Kim a painter. She won a prize”: either of them did.
    """
    reading, word = whole.reading, token.text.casefold()
    before = whole.before(token.index)
    names = {reading.names[each.index] for each in before if each.index in reading.names}
    return {
        whole.document.directory.person(each)
        for each in names
        if each.kind in _PERHAPS_PEOPLE and " " in whole.document.directory.person(each)
        if fits_sex(whole, each, word)
    } | {
        each.lemma.casefold()
        for each in before
        if each.lemma.casefold() in HUMANS
        and each.dep not in {"attr", "appos", "poss", "compound", "amod", "nmod"}
        and each.index not in reading.names
    }


def _called(whole: Part, head: Token) -> set[str]:
    """Return what “the library” may be: names that end in the word, and “a library”."""
    passage, names = whole.reading.passage, whole.reading.names
    lemma = head.lemma.casefold()
    before = [each for each in whole.before(head.index) if each.lemma.casefold() == lemma]
    found = {names[each.index].text for each in before if each.index in names}
    new = any(
        passage.tokens[kid].text.casefold() in {"a", "an", "another"}
        for each in before
        if each.index not in names and each.dep not in {"attr", "appos"}
        for kid in passage.children[each.index]
    )
    return found | ({lemma} if new else set())


def _is_told(whole: Part, token: Token) -> bool:
    """Whether the words before a word that leans tell for certain what it means."""
    word = token.text.casefold()
    if word == "the":
        return told_before(whole, whole.reading.passage.tokens[token.head])
    if word in PRONOUNS and token.pos in {"PRON", "DET"}:
        return named_before(whole, token)
    return True
