"""What follows from something: “..., so ...”, “Therefore ...”, “leads to”, “is caused by”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.domain.facts import FOLLOWS, Fact, FactKind
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.lessons import Explained, explaining, is_plain
from quizapp.domain.generation.extractors.explained import answered, clause_asked, token_at
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import content_words, words

MOST_WORDS = 32
"""The most words of what follows, and of what it follows from; more are a story."""
LEAST_WORDS = 3
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
RESULT = "What happens as a result?"

_LEADS = re.compile(
    r"\b(?P<verb>(?:leads?|led) to|(?:results?|resulted) in|(?:gives?|gave) rise to|causes?|caused"
    r"|brings? about|brought about|triggers?|triggered|(?:is|are|was|were) caused by"
    r"|(?:is|are) due to|depends? on|depended on) (?P<said>[^;:]+)\.\Z"
)
_DUE_TO_DO = re.compile(r"due to (?:be|have|[a-z]+ (?:the|a|an|in|on|at)) ")
_SO = re.compile(r"(?:,|;) (?:and )?(?:so|therefore|thus|hence)(?! (?:that|did|do|does|is|are|was"
    r"|were|can|could|have|has|will|much|many|far|it seems)\b),? (?=\w)")  # fmt: skip
_SO_THAT = re.compile(
    r", so that (?=\w)(?!(?:[\w',-]+ ){1,8}?(?:can|could|may|might|will|would|must|should)\b)"
)
"""What came of something, and was not what somebody wanted."""
_OPENS = re.compile(
    r"(?:Therefore|Thus|Hence|Consequently|As a (?:result|consequence)|For this reason|So)"
    r"(?! that\b),? (?=[a-z])"
)
_WHICH_IS_WHY = re.compile(r"(?P<said>.+?), which is why (?=\w)")
_WHICH_MEANS = re.compile(r", (?:which (?:means|meant)|meaning) (?:that )?(?=\w)")
_OUTCOME = "What does that mean?"
_THAT_IS_WHY = re.compile(r"(?:(?:That|This) is|That['’]s) why (?=\w)")
_MEANT = re.compile(r"\b(?:it|its|they|their|them|he|she|his|her|this|that|these|those|one|so)\b")
"""What a question must not hold where the words that it stands for are the answer."""
_WHO = re.compile(r"\b(?:he|she|his|her|him|I|we|you|our|your|this|those|these)\b")


def results(document: Document) -> Iterator[Fact]:
    """Yield what follows from something, or what it follows from, as a text links the two."""
    for told in explaining(document):
        fact = _led(told) or _so(told) or _which(told) or _means(told)
        if fact is not None:
            yield fact
        fact = _next(told)
        if fact is not None:
            yield fact


def _led(told: Explained) -> Fact | None:
    """Return what something leads to, or is caused by: “What does ... lead to?”."""
    match = _LEADS.search(told.text)
    if match is None or not content_words(match["said"]) or len(words(match["said"])) > MOST_WORDS:
        return None
    where = tokens_of(told.reading, told.span, match.start("said"), match["said"])
    if where is None or _DUE_TO_DO.search(match.group()):
        return None
    verb = match["verb"].split()
    tokens = told.passage.tokens[told.span[0] : where[0]]
    root = next((each for each in tokens if each.dep == "ROOT"), None)
    subject = told.passage.child(root.index, *SUBJECTS) if root else None
    if root is None or subject is None or subject.tag in {"PRP", "DT", "WDT"}:
        return None
    denied = told.passage.child(root.index, "neg") is not None
    if denied or root.text not in verb or where[0] - root.index > len(verb):
        return None
    return clause_asked(told, (told.span[0], where[0] - 1), where, FactKind.CAUSE, "what")


def _so(told: Explained) -> Fact | None:
    """Return the fact of “A, so B”: why B, or where B leans on A, what the result is."""
    match = _SO.search(told.text) or _SO_THAT.search(told.text)
    if match is None:
        return None
    start, end = token_at(told, match.end()), token_at(told, match.start())
    if start is None or end is None:
        return None
    return _follows(told, (told.span[0], end - 1), (start, told.span[1] - 1))


def _which(told: Explained) -> Fact | None:
    """Return the fact of “A, which is why B”."""
    match = _WHICH_IS_WHY.match(told.text)
    if match is None:
        return None
    where = tokens_of(told.reading, told.span, 0, match["said"])
    start = token_at(told, match.end())
    if where is None or start is None:
        return None
    return clause_asked(told, (start, told.span[1] - 1), where, FactKind.CAUSE, "why")


def _means(told: Explained) -> Fact | None:
    """Return the fact of “A, which means that B”: what A means."""
    found = list(_WHICH_MEANS.finditer(told.text))
    start = token_at(told, found[0].end()) if len(found) == 1 else None
    end = token_at(told, found[0].start()) if len(found) == 1 else None
    if start is None or end is None:
        return None
    reason, result = (told.span[0], end - 1), (start, told.span[1] - 1)
    if not _is_clause(told, reason) or not _is_clause(told, result):
        return None
    return _asked_behind(told, reason, result, _OUTCOME) if _fit(told, reason, result) else None


def _next(told: Explained) -> Fact | None:
    """Return the fact of “A. Therefore B.” and of “A. That is why B.”."""
    passage = told.passage
    span = next((each for each in passage.sentences if each[0] == told.span[1] + 1), None)
    if span is None or not is_plain(passage.words(*span)):
        return None
    after = passage.words(*span)
    match = _OPENS.match(after) or _THAT_IS_WHY.match(after)
    if match is None:
        return None
    both = told.span[0], span[1]
    text = passage.words(*both)
    whole = replace(told, span=both, text=text[0].upper() + text[1:])
    start = token_at(whole, span_start(whole, span[0]) + match.end())
    if start is None:
        return None
    reason, result = (told.span[0], told.span[1] - 1), (start, span[1] - 1)
    if _THAT_IS_WHY.match(after):
        return clause_asked(whole, result, reason, FactKind.CAUSE, "why")
    return _follows(whole, reason, result)


def span_start(told: Explained, token: int) -> int:
    """Return where a token begins, in letters from the beginning of the sentence."""
    tokens = told.passage.tokens
    return tokens[token].start - tokens[told.span[0]].start


def _follows(told: Explained, reason: tuple[int, int], result: tuple[int, int]) -> Fact | None:
    passage = told.passage
    effect = passage.words(*result)
    if not _fit(told, reason, result) or not _is_clause(told, result) or _WHO.search(effect):
        return None
    given = passage.tokens[reason[0] : reason[1] + 1]
    if not any(each.tag in _FINITE or each.dep in {"ccomp", "ROOT"} for each in given):
        return None  # “More important still, so most people think, ...” gives no reason.
    if len(content_words(effect)) < LEAST_WORDS - 1:
        return None
    if not _MEANT.search(effect.casefold()):
        fact = clause_asked(told, result, reason, FactKind.CAUSE, "why")
        if fact is not None:
            return fact
    if told.context or not told.teaches:
        return None
    return _asked_behind(told, reason, result, RESULT)


def _fit(told: Explained, *spans: tuple[int, int]) -> bool:
    """Whether each of some spans has words enough to tell something, and none is a story."""
    lengths = [len(words(told.passage.words(*each))) for each in spans]
    return all(LEAST_WORDS <= each <= MOST_WORDS for each in lengths)


def _asked_behind(
    told: Explained, reason: tuple[int, int], result: tuple[int, int], question: str
) -> Fact | None:
    """Return the fact of which the reason is told and then the question asked."""
    cause = told.passage.words(*reason)
    asked = f"{cause[0].upper()}{cause[1:]}. {question}"
    return answered(told, asked, cause, result, FactKind.CAUSE, FOLLOWS)


def _is_clause(told: Explained, span: tuple[int, int]) -> bool:
    """Whether words have a subject and a finite verb of their own."""
    tokens = told.passage.tokens[span[0] : span[1] + 1]
    own = any(each.dep in SUBJECTS and span[0] <= each.head <= span[1] for each in tokens)
    return own and any(each.tag in _FINITE for each in tokens)
