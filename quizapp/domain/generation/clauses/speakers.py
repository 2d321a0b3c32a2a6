"""Who says what a clause tells."""

from __future__ import annotations

from quizapp.domain.generation.clauses.clarity import unclear
from quizapp.domain.generation.clauses.grammar import (
    FALSELY,
    SAYING,
    SUBJECTS,
    said_at_end,
    says_behind,
)
from quizapp.domain.generation.clauses.model import Speaker
from quizapp.domain.generation.clauses.phrases import Unsafe, kept, written
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.wordlists import word_set

_HEARSAY = word_set(
    "legend tradition folklore rumour rumor myth lore gossip hearsay custom history"
)
"""What speaks without being anybody, and is no name even where the parser takes it for one."""


def speaker_of(document: Document, reading: Reading, verb: Token) -> tuple[Speaker | None, bool]:
    """Return who says the clause, and whether that is certain."""
    passage = reading.passage
    behind = _said_behind(reading, verb)
    named = _only_person(document, reading, behind) if behind else None
    if named is not None:
        return named, True
    token: Token | None = verb
    while token is not None:
        for kid in passage.dependents(token.index, "prep"):
            if kid.text.casefold() == "according":
                to = passage.child(kid.index, "prep")
                who = passage.child(to.index, "pobj") if to else None
                return (found := _named_speaker(document, reading, who)), found is not None
        for kid in passage.dependents(token.index, "parataxis", "conj"):
            if says_behind(passage, kid) or (kid.dep == "parataxis" and kid.lemma in SAYING):
                if not _covers_all(reading, kid, verb):
                    return None, False
                who = passage.child(kid.index, *SUBJECTS)
                return (found := _named_speaker(document, reading, who)), found is not None
        head = passage.tokens[token.head]
        if token.dep == "ccomp" and head.lemma in SAYING:
            if _given_up(reading, head):
                return None, False
            who = passage.child(head.index, *SUBJECTS)
            if who is None and head.dep == "conj":
                who = passage.child(head.head, *SUBJECTS)
            return (found := _named_speaker(document, reading, who)), found is not None
        token = head if token.dep == "conj" and head.index != token.index else None
    return None, behind is None


def _said_behind(reading: Reading, verb: Token) -> range | None:
    """Return the tokens of “, its head, Ann Lee, said” behind the clause of a verb."""
    passage = reading.passage
    spans = (span for span in passage.sentences if span[0] <= verb.index <= span[1])
    behind = next((said_at_end(passage, *span) for span in spans), None)
    return behind if behind is not None and verb.index < behind.start else None


def _only_person(document: Document, reading: Reading, tokens: range) -> Speaker | None:
    """Return the one person who is named among the tokens; nobody where there are two."""
    mentions = (reading.names[index] for index in tokens if index in reading.names)
    people = {each.first: each for each in mentions if each.kind == "person"}
    if len({document.directory.person(each) for each in people.values()}) != 1:
        return None
    mention = next(iter(people.values()))
    return Speaker(document.directory.person(mention), True, mention.first)


def _given_up(reading: Reading, saying: Token) -> bool:
    """Whether something was only believed once, or is called wrong: “scholars long thought”."""
    passage = reading.passage
    adverbs = {kid.text.casefold() for kid in passage.dependents(saying.index, "advmod")}
    past = saying.tag in {"VBD", "VBN"}
    return bool(adverbs & (_FORMERLY | FALSELY)) or (past and saying.lemma in _BELIEVING)


_BELIEVING = frozenset(("think", "believe", "assume", "suppose"))
_FORMERLY = word_set("long once initially first originally formerly previously")


def _covers_all(reading: Reading, saying: Token, verb: Token) -> bool:
    """Whether “X says” stands before the verb or at the end; inside, it may cover a part only."""
    passage = reading.passage
    who = passage.child(saying.index, *SUBJECTS)
    last = max(saying.index, who.index if who else saying.index)
    after = passage.tokens[last + 1] if last + 1 < len(passage.tokens) else None
    return saying.index < verb.index or after is None or after.text != ","


def _named_speaker(document: Document, reading: Reading, who: Token | None) -> Speaker | None:
    if who is None:
        return None
    mention = reading.names.get(who.index)
    if mention and mention.kind == "person":
        return Speaker(document.directory.person(mention), True, mention.first)
    if who.index in reading.people:
        return Speaker(reading.people[who.index], True, who.index)
    try:
        tokens = kept(reading, who.index)
    except Unsafe:
        return None
    named = reading.names.get(tokens[-1])
    if named and named.kind == "person" and who.index not in tokens:
        return Speaker(document.directory.person(named), True, named.first)
    if unclear(reading, tokens) or len(tokens) > 10:
        return None
    if who.tag == "PRP" and who.index not in reading.edits:
        return None
    name = written(reading, tokens)
    if _is_common(document, reading, tokens[0]):
        name = name[0].lower() + name[1:]
    return Speaker(name, False, tokens[0])


def _is_common(document: Document, reading: Reading, first: int) -> bool:
    """Whether a word has its capital only from the beginning of its sentence: “Researchers say”."""
    token = reading.passage.tokens[first]
    if token.text.casefold() in _HEARSAY:
        return True
    if first in reading.names or first in reading.edits or not token.text[1:].islower():
        return False
    if document.gazetteer.level(token.text) or document.gazetteer.country(token.text):
        return False  # “Norwegian officials”.
    low = token.text.lower()
    return low in document.small or (
        token.pos not in {"PROPN", "X"} and token.text not in document.always_capital
    )
