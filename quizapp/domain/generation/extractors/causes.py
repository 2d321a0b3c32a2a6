"""Why something is so, what for, and what it leads to, in the author's own words.

The question is the main clause with its auxiliary moved, so that none of its words is lost; the
answer is the clause that gives the reason, as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.domain.facts import Fact, FactKind, Text
from quizapp.domain.generation.clauses.grammar import SAYING, SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import turned
from quizapp.domain.generation.extractors.building import Found, gapped
from quizapp.domain.generation.extractors.explained import explained_fact
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words, words

REASON_WORDS = 32
"""The most words of a reason; more are a story."""
LEAST_TELLING = 1
"""Telling words without which a reason gives none: “because of this”."""

_REASONS = (
    (
        re.compile(r"(?:partly |mainly |mostly |largely |simply |just )?because (?!of\b)"),
        FactKind.CAUSE,
    ),
    (
        re.compile(
            r"(?:because of|due to|owing to|thanks to|as a (?:direct )?(?:result|consequence) of) "
        ),
        FactKind.CAUSE,
    ),
    (re.compile(r"since "), FactKind.CAUSE),
    (re.compile(r"so that "), FactKind.PURPOSE),
    (re.compile(r"in order (?:to|that) "), FactKind.PURPOSE),
)
"""What opens the words that answer “why”."""
_OUTCOMES = re.compile(
    r"(?P<verb>leads?|led|results?|resulted|gives?|gave) (?P<word>to|in|rise to) (?P<said>.+)\.\Z"
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
_OPINION = SAYING | word_set("hope fear want wish doubt feel worry complain hint expect")


def causes(document: Document) -> Iterator[Fact]:
    """Yield why something is so or happens, as told by “because”, “so that” and their like."""
    before: Explained | None = None
    for told in explaining(document):
        fact = _reason(told) or _outcome(told) or _consequence(told, before)
        if fact is not None:
            yield fact
        before = told


def _reason(told: Explained) -> Fact | None:
    passage, (first, last) = told.passage, told.span
    for token in passage.tokens[first : last + 1]:
        after = passage.words(token.index, last)
        for pattern, kind in _REASONS:
            opening = pattern.match(after[0].lower() + after[1:])
            if opening is None:
                continue
            if token.index == first:
                return _reason_first(told, kind, opening)
            return _reason_last(told, token, kind)
    return None


def _reason_last(told: Explained, token: Token, kind: FactKind) -> Fact | None:
    """Return the fact of a sentence that ends with its reason."""
    passage, last = told.passage, _reason_end(told, token)
    if not _fits(told, token, last):
        return None
    if kind is FactKind.PURPOSE and not _intended(told, token, last):
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
    return _fact(told, (start, end), (token.index, last), kind)


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
    return said.startswith("in order") or bool(_WANTED.match(said))


_WANTED = re.compile(r"so that (?:[\w',-]+ ){1,8}?(?:can|could|may|might|will|would|must|should)\b")


def _reason_first(told: Explained, kind: FactKind, opening: re.Match[str]) -> Fact | None:
    """Return the fact of “Because ..., ...”: the reason ends at the comma before the subject."""
    passage, (first, last) = told.passage, told.span
    if opening.group().startswith(("so ", "in ")):
        return None
    root = next((t for t in passage.tokens[first:last] if t.dep == "ROOT"), None)
    subject = passage.child(root.index, *SUBJECTS, "expl") if root else None
    if root is None or subject is None:
        return None
    start = passage.subtree(subject.index)[0]
    if passage.tokens[start - 1].text != "," or not first < start - 1:
        return None
    if not _fits(told, passage.tokens[first], start - 2):
        return None
    return _fact(told, (start, last - 1), (first, start - 2), kind)


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


def _outcome(told: Explained) -> Fact | None:
    """Return what something leads to: “What does ... lead to?”."""
    match = _OUTCOMES.search(told.text)
    if (
        match is None
        or len(words(match["said"])) > REASON_WORDS
        or len(content_words(match["said"])) < 1
    ):
        return None
    passage, (first, last) = told.passage, told.span
    verb = next(
        (t for t in passage.tokens[first:last] if t.dep == "ROOT" and t.text == match["verb"]), None
    )
    if verb is None or ";" in match["said"]:
        return None
    skip = len(match["word"].split())
    if passage.words(verb.index + 1, verb.index + skip) != match["word"]:
        return None
    return _fact(
        told, (first, verb.index + skip), (verb.index + skip + 1, last - 1), FactKind.CAUSE, "what"
    )


_MAY_NOT = re.compile(r"\b(?:may|must|should|can) ?not\b|\b(?:mustn't|shouldn't|can't)\b")
_WHICH_IS_WHY = re.compile(r"(?P<said>.+?), which is why (?=\w)")
_THAT_IS_WHY = re.compile(r"(?:That|This) is why (?=\w)|That's why (?=\w)")


def _consequence(told: Explained, before: Explained | None) -> Fact | None:
    """Return the fact of “A, which is why B”, or of “A. That is why B.”."""
    passage, (first, last) = told.passage, told.span
    if match := _WHICH_IS_WHY.match(told.text):
        where = tokens_of(told.reading, told.span, 0, match["said"])
        start = _token_at(told, match.end())
        if where is None or start is None:
            return None
        return _fact(told, (start, last - 1), where, FactKind.CAUSE)
    match = _THAT_IS_WHY.match(told.text)
    follows = before is not None and before.reading.number == told.reading.number
    if match is None or before is None or not follows or before.span[1] + 1 != first:
        return None
    start = _token_at(told, match.end())
    if start is None:
        return None
    both = (before.span[0], last)
    whole = replace(told, span=both, text=passage.words(*both), context=before.context)
    return _fact(whole, (start, last - 1), (both[0], before.span[1] - 1), FactKind.CAUSE)


def _token_at(told: Explained, letters: int) -> int | None:
    start = told.passage.tokens[told.span[0]].start + letters
    tokens = told.passage.tokens[told.span[0] : told.span[1]]
    return next((each.index for each in tokens if each.start == start), None)


def _fact(
    told: Explained,
    clause: tuple[int, int],
    reason: tuple[int, int],
    kind: FactKind,
    wh: str = "why",
) -> Fact | None:
    passage = told.passage
    verbs = passage.tokens[clause[0] : clause[1] + 1]
    if any(each.lemma.casefold() in _OPINION and each.pos == "VERB" for each in verbs):
        return None  # Who says so, and why they say it, is another matter.
    question = turned(told.document, told.reading, clause, wh)
    said = passage.words(*reason)
    text = told.text
    if not question or text.count(said) != 1:
        return None
    found = Found(
        kind, passage.words(*clause), gapped(text, said), text, Text(said), question, reason
    )
    return explained_fact(told, found, general=told.teaches)
