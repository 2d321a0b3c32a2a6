"""The subject of a clause: what it is about, said so that everybody knows it."""

from __future__ import annotations

from quizapp.domain.generation.clauses.clarity import unclear
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.model import Part
from quizapp.domain.generation.clauses.phrases import kept, written
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Reading


def subject_of(reading: Reading, verb: Token) -> Part | None:
    """Return the subject of a verb, its own or a shared one; none if it is not clear."""
    passage = reading.passage
    if verb.dep in {"relcl", "acl"}:
        return _antecedent(reading, verb)
    token: Token | None = verb
    while token is not None:
        found = [
            kid for kid in passage.dependents(token.index, *SUBJECTS) if kid.index < token.index
        ]
        late = [
            kid for kid in passage.dependents(token.index, *SUBJECTS) if kid.index > token.index
        ]
        if late and not found:
            return None
        if found:
            return _noun(reading, found[-1])
        token = passage.tokens[token.head] if token.dep == "conj" else None
    return None


def _noun(reading: Reading, head: Token, without: tuple[int, ...] = ()) -> Part | None:
    tokens = kept(reading, head.index, without=without)
    if unclear(reading, tokens) or head.tag in {"WDT", "WP", "EX", "DT", "VBG"}:
        return None
    if _indefinite(reading, head, tokens) or (
        reading.passage.tokens[tokens[0]].text.casefold()
        in {
            "each",
            "every",
            "any",
            "many",
            "several",
            "few",
            "most",
            "some",
            "not",
            "nearly",
            "even",
        }
        and len(tokens) < 3
    ):
        return None
    if head.tag == "PRP" and head.index not in reading.edits:
        return None
    if any(
        reading.passage.tokens[i].tag.startswith("VB") and reading.passage.tokens[i].dep == "csubj"
        for i in tokens
    ):
        return None
    top = head.index if head.index in tokens else tokens[-1]
    return Part("subject", top, tokens, written(reading, tokens))


def _indefinite(reading: Reading, head: Token, tokens: tuple[int, ...]) -> bool:
    """Whether the noun is one of many that nothing sets apart: “a sister”, “two victims”."""
    passage = reading.passage
    inside = frozenset(tokens)
    kids = [passage.tokens[child] for child in passage.children[head.index] if child in inside]
    a = any(kid.text.casefold() in {"a", "an", "some"} and kid.dep == "det" for kid in kids)
    told = any(kid.dep in {"prep", "relcl", "acl"} for kid in kids)
    return a and not told and head.index not in reading.names


def _antecedent(reading: Reading, verb: Token) -> Part | None:
    """Return the noun that a relative clause or participle is about, if nothing else could be."""
    passage = reading.passage
    head = passage.tokens[verb.head]
    if head.dep == "appos" and passage.tokens[head.head].pos in {"NOUN", "PROPN"}:
        apposed = passage.tokens[head.head]
        mention = reading.names.get(apposed.index)
        if mention is None or reading.passage.child(head.index, "conj"):
            return None
        return _noun(reading, apposed) if _sort_fits(reading, verb, apposed) else None
    if head.pos not in {"NOUN", "PROPN"} or not _sort_fits(reading, verb, head):
        return None
    above = passage.tokens[head.head]
    governor = passage.tokens[above.head]
    if head.dep == "pobj" and (
        governor.pos not in {"VERB", "AUX"} or governor.dep not in {"ROOT", "conj", "ccomp"}
    ):
        return None
    left, _ = passage.subtree(verb.index)
    # Only words right before the comma are surely meant.
    if not (
        head.index == left - 2
        or (head.index in reading.names and (reading.names[head.index].last == left - 2))
    ):
        return None
    if head.dep == "conj" or passage.child(head.index, "conj"):
        return None
    if head.index not in reading.names and not _set_apart(passage, head):
        return None
    return _noun(reading, head)


def _set_apart(passage: Passage, head: Token) -> bool:
    """Whether words say which ones are meant: not “six tram lines, which carry ...”."""
    counted = passage.child(head.index, "nummod") is not None
    known = passage.child(head.index, "det", "poss") is not None
    return known or not (counted or head.tag == "NNS")


def _sort_fits(reading: Reading, verb: Token, head: Token) -> bool:
    """Whether “who” stands for a person, and “which” for a thing."""
    passage = reading.passage
    wh = next(
        (
            passage.tokens[c].text.casefold()
            for c in passage.children[verb.index]
            if passage.tokens[c].tag in {"WP", "WDT"}
        ),
        "",
    )
    mention = reading.names.get(head.index)
    person = mention is not None and mention.kind == "person"
    if wh == "who":
        return person or (mention is None and head.pos == "NOUN")
    return not person or verb.dep == "acl"


def owner_of(reading: Reading, subject: Part) -> str:
    """Return the full name of the person who is the subject; empty for a thing."""
    mention = reading.names.get(subject.head)
    if mention and mention.kind == "person":
        edit = reading.edits.get(mention.first)
        return edit.text if edit else mention.text
    return reading.people.get(subject.head, "")


def is_plural(passage: Passage, subject: Part) -> bool:
    """Whether the subject takes a plural verb."""
    token = passage.tokens[subject.head]
    joined = passage.child(subject.head, "conj")
    return (token.tag in {"NNS", "NNPS"} and token.text != "%") or bool(
        joined and joined.index in subject.tokens
    )
