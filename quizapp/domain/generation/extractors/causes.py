"""Why something is so, what for, and how it is done, in the author's own words.

The question is the main clause with its auxiliary moved, so that none of its words is lost; the
answer is the clause that gives the reason, the aim or the means, as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.facts import Fact, FactKind
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.extractors.explained import clause_asked
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words, words

REASON_WORDS = 32
"""The most words of a reason; more are a story."""
LEAST_TELLING = 1
"""Telling words without which a reason gives none: “because of this”."""

_WHY, _HOW = "why", "how"


@dataclass(frozen=True, slots=True)
class _Opening:
    """What opens the words that answer “why” or “how”."""

    pattern: re.Pattern[str]
    kind: FactKind
    wh: str = _WHY
    first: bool = True
    """Whether they may open their sentence, too."""
    last: bool = True
    """Whether they may stand behind the clause."""


_PURPOSE, _CAUSE = FactKind.PURPOSE, FactKind.CAUSE
_OPENINGS = (
    _Opening(
        re.compile(r"(?:partly |mainly |mostly |largely |simply |just )?because (?!of\b)"), _CAUSE
    ),
    _Opening(
        re.compile(
            r"(?:because of|due to|owing to|thanks to|as a (?:direct )?(?:result|consequence) of) "
        ),
        _CAUSE,
    ),
    _Opening(re.compile(r"since "), _CAUSE),
    _Opening(re.compile(r"so that "), _PURPOSE, first=False),
    _Opening(re.compile(r"in order (?:to|that) "), _PURPOSE, first=False),
    _Opening(re.compile(r"by [a-z]+ing\b"), _CAUSE, _HOW),
    _Opening(re.compile(r"with the help of "), _CAUSE, _HOW),
    _Opening(re.compile(r"to [a-z]+ (?=\w)"), _PURPOSE, first=False),
    _Opening(re.compile(r"to [a-z]+ (?=\w)"), _PURPOSE, last=False),
)
_POINTS = re.compile(r"(?:this|that|it|these|those|them|him|her)\b[.,]?\Z", re.IGNORECASE)
_TIME = re.compile(
    r"since (?:\d|the \d|then\b|last\b|early\b|late\b|[a-z]+ \d|the (?:war|start|beginning|end)\b)"
)
_DUE_TO_DO = re.compile(
    r"due to (?:be|have"
    r"|\w+(?<!ing)(?<!s) (?:the|a|an|in|on|at|down|again|parliament|talks|\w+ on)\b)"
)
"""“Due to address parliament” tells a plan, “due to heavy rain” a cause."""
_PERFECT = frozenset(("have", "has", "had", "'ve", "'s"))


def causes(document: Document) -> Iterator[Fact]:
    """Yield why something is so, what for and how, as told by “because”, “to” or “by ...ing”."""
    for told in explaining(document):
        fact = _reason(told)
        if fact is not None:
            yield fact


def _reason(told: Explained) -> Fact | None:
    passage, (first, last) = told.passage, told.span
    for each in _OPENINGS:
        for token in passage.tokens[first : last + 1]:
            if token.index != first and not each.last:
                break
            after = passage.words(token.index, last)
            if each.pattern.match(after[0].lower() + after[1:]):
                fact = (
                    _reason_first(told, each)
                    if token.index == first
                    else _reason_last(told, token, each)
                )
                if fact is not None or each.first:
                    return fact
    return None


def _reason_last(told: Explained, token: Token, opening: _Opening) -> Fact | None:
    """Return the fact of a sentence that ends with its reason."""
    passage, last = told.passage, _reason_end(told, token)
    if not _fits(told, token, last):
        return None
    if opening.kind is FactKind.PURPOSE and not _intended(told, token, last):
        return None
    if opening.wh == _HOW and not _is_means(told, token):
        return None
    end = token.index - 1
    while end > told.span[0] and passage.tokens[end].text in {",", "-", "–", "—"}:
        end -= 1
    start = _clause_start(told, end)
    if start is None:
        return None
    if not _belongs(told, token, last, (start, end)):
        return None
    if end == token.index - 1 and _MAY_NOT.search(passage.words(start, end)):
        return None  # “Shops may not close because it rains”: the reason is what is denied.
    return clause_asked(told, (start, end), (token.index, last), opening.kind, opening.wh)


def _belongs(told: Explained, token: Token, last: int, clause: tuple[int, int]) -> bool:
    """Whether all words from a token on are one reason, which is given for the whole clause."""
    tokens = told.passage.tokens
    outside = [
        each
        for each in tokens[token.index : last + 1]
        if not token.index <= each.head <= last and each.pos != "PUNCT"
    ]
    if len(outside) != 1:
        return False
    verb = tokens[outside[0].head]
    while verb.dep in {"xcomp", "acomp", "attr", "dobj", "prep", "pobj", "advmod"}:
        verb = tokens[verb.head]
    return verb.dep in {"ROOT", "conj", "ccomp"} and clause[0] <= verb.index <= clause[1]


def _reason_end(told: Explained, token: Token) -> int:
    """Return where a reason ends: before “, and ...” with a subject of its own, or at the stop."""
    tokens, last = told.passage.tokens, told.span[1] - 1
    for at in range(token.index + 2, last):
        if tokens[at].text == "," and tokens[at + 1].pos == "CCONJ":
            verb = next((t for t in tokens[at + 2 : last + 1] if t.dep == "conj"), None)
            own = verb and told.passage.child(verb.index, *SUBJECTS)
            if verb and own and own.index > at and not token.index <= verb.head <= at:
                return at - 1
    return last


def _intended(told: Explained, token: Token, last: int) -> bool:
    """Whether “so that” tells what is wanted: “so that they can swim”, not “so that they sank”."""
    said = told.passage.words(token.index, last)
    if said.startswith("to "):
        return _aims(told, token)
    return said.startswith("in order") or bool(_WANTED.match(said))


def _aims(told: Explained, token: Token) -> bool:
    """Whether “to” gives an aim: “build dams to hold water”, not “need rain to grow”."""
    tokens = told.passage.tokens
    verb = tokens[token.head]
    if verb.dep not in {"advcl", "xcomp"} or token.dep != "aux" or verb.tag != "VB":
        return False
    main, before = tokens[verb.head], tokens[token.index - 1]
    beside = any(each.text.casefold() in _NOT_AIMS for each in tokens[told.span[0] : token.index])
    passive = told.passage.child(main.index, "auxpass") is not None
    has_object = passive or told.passage.child(main.index, "dobj", "prep", "prt") is not None
    return (
        main.index < token.index
        and main.lemma not in _WITH_INFINITIVE
        and verb.lemma not in _ENDS
        and before.tag not in {"JJ", "VBN"}
        and has_object
        and not beside
    )


def _aims_first(told: Explained, root: Token) -> bool:
    """Whether “To ..., ...” opens with an aim of its verb: not “To be sure, ...”."""
    tokens = told.passage.tokens
    opening = next((each for each in tokens[told.span[0] :] if each.tag == "VB"), None)
    if opening is None or tokens[opening.index - 1].text.casefold() != "to":
        return False
    said = told.passage.dependents(opening.index, "dobj", "ccomp", "prep", "advmod", "prt", "conj")
    return (
        opening.dep == "advcl"
        and opening.head == root.index
        and opening.lemma not in _ENDS
        and root.lemma not in {"be", "seem"}
        and any(said)
    )


def _is_means(told: Explained, token: Token) -> bool:
    """Whether “by” and “with the help of” tell the means of a verb, and not who does it."""
    tokens = told.passage.tokens
    if token.text.casefold() == "with":
        return True
    after = tokens[token.index + 1]
    told_of = after.dep == "pcomp" and after.tag == "VBG" and after.head == token.index
    return told_of and tokens[token.head].lemma not in _ALONG


_NOT_AIMS = word_set("from enough too only first last next second third so such")
_WITH_INFINITIVE = word_set(
    """
    be have need want try begin start continue cease fail tend seem appear happen come go grow get
    allow enable help let cause force make teach tell ask order expect hope plan learn like react
    combine join live
    """
)
"""Verbs whose “to ...” is what is done or becomes, and no aim."""
_ENDS = word_set("become be form find die give")
"""What comes of something, as often as it is meant."""
_ALONG = word_set("go come pass start begin end finish")


_WANTED = re.compile(r"so that (?:[\w',-]+ ){1,8}?(?:can|could|may|might|will|would|must|should)\b")


def _reason_first(told: Explained, opening: _Opening) -> Fact | None:
    """Return the fact of “Because ..., ...”: the reason ends at the comma before the subject."""
    passage, (first, last) = told.passage, told.span
    if not opening.first:
        return None
    root = next((t for t in passage.tokens[first:last] if t.dep == "ROOT"), None)
    subject = passage.child(root.index, *SUBJECTS, "expl") if root else None
    if root is None or subject is None:
        return None
    if opening.kind is FactKind.PURPOSE and not _aims_first(told, root):
        return None
    start = passage.subtree(subject.index)[0]
    if passage.tokens[start - 1].text != "," or not first < start - 1:
        return None
    if not _fits(told, passage.tokens[first], start - 2):
        return None
    return clause_asked(told, (start, last - 1), (first, start - 2), opening.kind, opening.wh)


def _clause_start(told: Explained, end: int) -> int | None:
    """Return where the clause before a reason begins; None where it is not one clause.

    Of “A thaws, and B freezes because ...” it is the second, if that has a subject of its own.
    """
    passage, first = told.passage, told.span[0]
    tokens = passage.tokens
    for at in range(end, first, -1):
        before = tokens[at - 1]
        mark = before.text in {";", ":"} or (before.text == "," and tokens[at].pos == "CCONJ")
        if not mark:
            continue
        start = at + (tokens[at].pos == "CCONJ")
        if any(each.dep in SUBJECTS for each in tokens[start : end + 1]):
            verb = next((t for t in tokens[start : end + 1] if t.dep in {"ROOT", "conj"}), None)
            if verb is not None and passage.child(verb.index, *SUBJECTS) is not None:
                return start
    return first


def _fits(told: Explained, token: Token, last: int) -> bool:
    """Whether words from a token on give a reason that holds, and say it."""
    said = told.passage.words(token.index, last)
    count = len(words(said))
    if not LEAST_TELLING < count <= REASON_WORDS or len(content_words(said)) <= LEAST_TELLING:
        return False
    if _POINTS.search(said) or "?" in said or ";" in said or ":" in said:
        return False
    if token.text.casefold() == "since":
        return _causal(told, said, token)
    return not (said.startswith("due to") and _DUE_TO_DO.match(said))


def _causal(told: Explained, said: str, token: Token) -> bool:
    """Whether “since” gives a reason: “since 1914” and “has grown since it came” tell a time."""
    inside = told.passage.tokens[token.index : told.span[1]]
    around = told.passage.tokens[told.span[0] : told.span[1]]
    before = told.passage.tokens[token.index - 1].text
    apart = told.teaches or token.index == told.span[0] or before == ","
    verbal = apart and any(each.dep in SUBJECTS for each in inside)
    perfect = any(each.text.casefold() in _PERFECT and each.dep == "aux" for each in around)
    return verbal and not perfect and not _TIME.match(said.lower())


_MAY_NOT = re.compile(r"\b(?:may|must|should|can) ?not\b|\b(?:mustn't|shouldn't|can't)\b")
