"""What follows the verb: which phrases are kept, dropped, or make a clause unsafe."""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.domain.generation.clauses.clarity import unclear
from quizapp.domain.generation.clauses.grammar import (
    CONDITIONS,
    CORE,
    DROPPED_ADVERBS,
    QUALIFIERS,
    REASONS,
    SETTING,
    SUBJECTS,
    WHAT_IT_TAKES,
)
from quizapp.domain.generation.clauses.model import Part
from quizapp.domain.generation.clauses.phrases import PLACES, Unsafe, kept, written
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Reading

LONG_ADJUNCT = 14


def parts_of(
    reading: Reading, verb: Token, subject: Part, owner: str
) -> tuple[tuple[Part, ...], bool]:
    """Return the phrases that are kept, and whether one has a resolved time; raises Unsafe."""
    passage = reading.passage
    after: list[Part] = []
    added = False
    moved: list[Part] = []
    for index in passage.children[verb.index]:
        token = passage.tokens[index]
        if not _is_part(token, verb):
            added = added or (token.dep == "prep" and index > verb.index)
            continue
        fronted = index < verb.index
        if token.text.casefold() in {"late", "early"} and index + 2 in reading.times:
            continue
        if _passing_time(reading, token):
            if _tells_a_number(passage, verb):
                raise Unsafe("a figure without its time")
            continue
        try:
            tokens = kept(reading, index)
            hidden = unclear(reading, tokens, subject=subject.head)
        except Unsafe as error:
            tokens, hidden = (), str(error)
        if fronted and tokens != () and index > subject.head and token.dep != "prep":
            if token.dep == "npadvmod" and not token.text.endswith(("self", "selves")):
                raise Unsafe("how often or when it was stands before the verb")
            continue
        if _of_nobody(passage, token):
            raise Unsafe("a verb without a subject")
        if token.dep == "advcl" or (token.dep == "npadvmod" and not tokens):
            keep = _keeps_clause(passage, token, tokens, hidden)
            if keep is None:
                raise Unsafe("a condition cannot be told")
            if not keep:
                continue
        if fronted and token.dep == "npadvmod" and index not in reading.times:
            raise Unsafe("words before the subject")
        settled = token.dep == "prep" and tokens and not hidden and _placed(reading, tokens)
        twice = any(part.dep == token.dep for part in after) and _after_mark(passage, token)
        if not fronted and (twice or _loose(passage, token)) and not settled:
            if _limits(passage, token) or _is_condition(passage, token):
                raise Unsafe("what is left out says how far it holds")
            added = True
            continue
        if (
            not fronted
            and tokens
            and token.dep in {"dobj", "attr", "oprd"}
            and _after_mark(passage, token)
        ):
            raise Unsafe("something is added after a comma")
        if added and not fronted and not settled:
            # What follows something added may belong to that: “5, most of them in Rome”.
            if token.dep in CORE or token.text == "to" or _is_condition(passage, token):
                raise Unsafe("words follow something added")
            continue
        if added and not _after_mark(passage, token):
            continue
        if hidden:
            if fronted and _setting(passage, token) and not _modal(passage, verb):
                continue
            raise Unsafe(f"“{hidden}” is not clear")
        if token.dep in {"prep", "advmod"} and _comments(passage, token):
            continue
        added = added or (not fronted and _cut_short(passage, token, tokens))
        text = written(reading, tokens, owner=owner)
        part = Part(token.dep, index, tokens, _uncommaed(text))
        if fronted and index not in reading.names:
            part = Part(token.dep, index, tokens, part.text[:1].lower() + part.text[1:])
        (moved if fronted else after).append(part if fronted else _closed(passage, part))
    parts = [part for part in (*after, *moved) if part.text]
    if moved and (
        sum(len(part.tokens) for part in after) > LONG_ADJUNCT
        or any(index in reading.times for part in after for index in part.tokens)
    ):
        raise Unsafe("words before the subject cannot be moved that far")
    if (
        not any(p.dep in CORE or p.dep in {"prep", "npadvmod", "advmod", "advcl"} for p in parts)
        and parts
    ):
        raise Unsafe("nothing is said")
    return tuple(parts), any(is_derived(reading, part) for part in parts)


def _closed(passage: Passage, part: Part) -> Part:
    """Return a phrase marked as closed if the text has a comma after an aside in it."""
    after = passage.tokens[max(part.tokens) + 1 : max(part.tokens) + 2]
    comma = bool(after) and after[0].text == ","
    return replace(part, closed="," in part.text and comma)


def _is_part(token: Token, verb: Token) -> bool:
    if token.dep in {
        "nsubj",
        "nsubjpass",
        "aux",
        "auxpass",
        "neg",
        "mark",
        "cc",
        "conj",
        "punct",
        "prt",
        "preconj",
        "intj",
        "parataxis",
        "meta",
        "expl",
        "csubj",
    }:
        if token.dep in {"csubj", "expl"}:
            raise Unsafe("no plain subject")
        return False
    if token.dep == "ccomp" and token.index < verb.index:
        return False
    if token.dep == "advmod":
        return token.text.casefold() not in DROPPED_ADVERBS and token.index > verb.index
    if token.dep == "dep":
        raise Unsafe("the parser is not sure")
    return not (
        token.dep == "prep" and token.text.casefold() in {"according", "compared", "including"}
    )


def _keeps_clause(
    passage: Passage, token: Token, tokens: tuple[int, ...], hidden: str
) -> bool | None:
    """Return whether an adverbial clause is kept (true), left out (false), or breaks (none)."""
    kids = [passage.tokens[child] for child in passage.children[token.index]]
    mark = next((kid.text.casefold() for kid in kids if kid.dep == "mark"), "")
    mark = mark or next((kid.text.casefold() for kid in kids if kid.tag == "WRB"), "")
    if _turned_round(passage, token):
        mark = "if"
    left, _ = passage.subtree(token.index)
    comma = left > 0 and passage.tokens[left - 1].text == ","
    plain = bool(tokens) and not hidden and len(tokens) <= LONG_ADJUNCT
    if mark in CONDITIONS:
        return True if plain and token.index > token.head else None
    if mark in REASONS:
        return plain and token.index > token.head
    if any(kid.text == "to" and kid.dep == "aux" for kid in kids):
        return plain and not comma and token.index > token.head
    return False if comma or token.index < token.head else (True if plain else None)


def _turned_round(passage: Passage, clause: Token) -> bool:
    """Whether a verb before its subject makes a condition: “had the council agreed”."""
    first, _ = passage.subtree(clause.index)
    opening = passage.tokens[first]
    subject = passage.child(clause.index, *SUBJECTS)
    verb = opening.text.casefold() in {"had", "were", "should"}
    return verb and subject is not None and opening.index < subject.index


def _setting(passage: Passage, token: Token) -> bool:
    """Whether a phrase before the subject only sets the scene: the rest holds without it."""
    word = token.text.casefold()
    if token.dep == "advmod":
        return True
    if token.dep == "prep":
        return word in SETTING or passage.words(*passage.subtree(token.index)).casefold() in {
            "in addition",
            "in particular",
            "for example",
            "in fact",
            "at the same time",
        }
    return token.dep == "advcl"


def _modal(passage: Passage, verb: Token) -> bool:
    """Whether the verb tells what would or could be, so that what it depends on must stay."""
    return any(
        kid.text.casefold() in {"would", "could", "might", "may"}
        for kid in passage.dependents(verb.index, "aux")
    )


def _placed(reading: Reading, tokens: tuple[int, ...]) -> bool:
    """Whether a phrase is a preposition with a time or a place, and nothing else."""
    return all(
        index in reading.times
        or (index in reading.names and reading.names[index].kind in PLACES)
        or reading.passage.tokens[index].pos in {"ADP", "PUNCT", "DET"}
        for index in tokens
    )


_PASSING = re.compile(r"(?:last|this|earlier this|late last|early this) \w+|recently|lately", re.I)


def _passing_time(reading: Reading, token: Token) -> bool:
    """Whether a phrase is “last night” and nothing more, without which the rest still holds."""
    first, last = reading.passage.subtree(token.index)
    when = reading.times.get(token.index)
    alone = when is not None and not when.resolved and when.first <= first and last <= when.last
    return alone and bool(_PASSING.fullmatch(reading.passage.words(first, last)))


def _tells_a_number(passage: Passage, verb: Token) -> bool:
    """Whether a figure is the subject, an object or a complement of the verb."""
    roles = (*SUBJECTS, "dobj", "attr", "npadvmod", "prep")
    for kid in passage.dependents(verb.index, *roles):
        first, last = passage.subtree(kid.index)
        if any(token.tag == "CD" for token in passage.tokens[first : last + 1]):
            return True
    return False


def _cut_short(passage: Passage, token: Token, tokens: tuple[int, ...]) -> bool:
    """Whether words at the end of a phrase were left out, to which the next may belong."""
    _, last = passage.subtree(token.index)
    rest = passage.tokens[max(tokens) + 1 : last + 1]
    return any(each.pos not in {"PUNCT", "SPACE"} for each in rest)


def _after_mark(passage: Passage, token: Token) -> bool:
    left, _ = passage.subtree(token.index)
    return left > 0 and passage.tokens[left - 1].text in {",", "-", "("}


def _loose(passage: Passage, token: Token) -> bool:
    """Whether a phrase after a comma only adds something, so that the rest holds without it."""
    return _after_mark(passage, token) and token.dep in {
        "npadvmod",
        "prep",
        "advmod",
        "advcl",
        "appos",
        "acl",
    }


def _limits(passage: Passage, token: Token) -> bool:
    """Whether a phrase compares, or doubts: “on average, a decade earlier”, “, apparently”."""
    first, last = passage.subtree(token.index)
    return any(
        each.tag in {"JJR", "RBR"} or each.text.casefold() in QUALIFIERS
        for each in passage.tokens[first : last + 1]
    )


def _of_nobody(passage: Passage, token: Token) -> bool:
    """Whether what is said has a verb that nobody does: “of two strands wound round a rod”."""
    if token.dep != "ccomp" or token.tag not in {"VBP", "VBZ", "VBD", "VBN"}:
        return False
    return passage.child(token.index, *SUBJECTS, "csubj", "expl") is None


def _is_condition(passage: Passage, token: Token) -> bool:
    """Whether a clause says on what the rest depends."""
    first, _ = passage.subtree(token.index)
    return passage.tokens[first].text.casefold() in WHAT_IT_TAKES and token.pos != "ADP"


def _comments(passage: Passage, token: Token) -> bool:
    words = passage.words(*passage.subtree(token.index)).casefold()
    return words in {
        "of course",
        "for example",
        "for instance",
        "in fact",
        "in addition",
        "at least",
        "in particular",
        "as well",
        "at last",
        "at all",
        "in turn",
        "so far",
        "as usual",
    }


def _uncommaed(text: str) -> str:
    return text.strip(" ,;")


def is_derived(reading: Reading, part: Part) -> bool:
    """Whether a phrase holds a time that was resolved against the dateline."""
    return any(index in reading.times and reading.times[index].relative for index in part.tokens)


def refuse_gaps(reading: Reading, kids: list[Token], parts: tuple[Part, ...]) -> None:
    """Raise Unsafe where words of a second statement would be mixed in (“Paris has 5, Rome 6”)."""
    passage = reading.passage
    for kid in kids:
        if kid.dep == "neg" and any(s.index > kid.index for s in kids if s.dep in SUBJECTS):
            raise Unsafe("“not” stands before the subject")
        if kid.dep == "conj" and kid.pos not in {"VERB", "AUX"}:
            raise Unsafe("something else is joined to the verb")
        if kid.dep == "cc" and any(
            min(part.tokens) < kid.index < max(part.tokens)
            for part in parts
            if len(part.tokens) > 1
        ):
            raise Unsafe("two statements are mixed")
    for part in parts:
        for index in part.tokens:
            token = passage.tokens[index]
            if token.tag in {"WDT", "WP", "WRB", "WP$"} and not _relative(passage, token, part):
                raise Unsafe("a question word stands alone")
    bare = [
        p
        for p in parts
        if p.dep in {"dobj", "attr", "npadvmod"}
        and _has_number(passage, p)
        and p.head not in reading.times
    ]
    if len(bare) > 1:
        raise Unsafe("two quantities stand side by side")


def _relative(passage: Passage, token: Token, part: Part) -> bool:
    index = token.index
    while passage.tokens[index].head != index and index in part.tokens:
        if passage.tokens[index].dep in {"relcl", "ccomp", "pcomp", "acl", "advcl"}:
            return True
        index = passage.tokens[index].head
    return False


def _has_number(passage: Passage, part: Part) -> bool:
    return any(passage.tokens[index].tag == "CD" for index in part.tokens)
