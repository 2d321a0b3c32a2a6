"""Check 3: words that only make sense elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, shown
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.text import STOP_WORDS, contains, without_quotations
from quizapp.domain.questions import Question

_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]hem|[Hh]im|[Hh]is|[Hh]ers?|[Ii]ts|[Tt]heirs?)\b"
)
_ALWAYS = re.compile(
    r"\b(?:I|[Ww]e|[Oo]urs?|you|your|us|[Tt]his|(?<!of )[Tt]hese"
    r"|[Tt]hose(?!\s+(?:who|of|that|in|which|from|with))|[Tt]he (?:former|latter))\b"
)
_OPENER = re.compile(
    r"(?:However|But|And|Meanwhile|Also|Still|In addition|Therefore|Moreover|Furthermore|Then|So"
    r"|Thus|Instead|Nevertheless)\b"
)
_HEADS = (
    "bill|officials?|ministers?|sides?|countries|nations|leaders?|talks|meetings?|agreements?|deal"
    "|statement|report|plans?|decision|changes?|move|document|unit|regiment|islands?|spokesman"
    "|spokeswoman|allies|exercise|strategy|strategies|commitment|pledge|event|incident|measures?"
)
_AFTER = (
    r"['’-]|(?-i:\s+[\"“]?[A-Z])|\s+(?:announced|based|issued|made|planned|released|reported"
    r"|signed|taken|unveiled)\s+(?:after|at|before|by|in|on|to|under|with)\b"
    r"|\s+(?:of|in|on|at|with|that|which|who|whose|for|between|by|held|made|to|from|called|named"
    r"|under|against|over|about|where|near|before|after)\b"
)
_BARE = re.compile(
    rf"\b(?:the|both|all)\s+(?:(?:two|three|four|both)\s+)?({_HEADS})\b(?!{_AFTER})", re.IGNORECASE
)
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_MONTHS = frozenset(month.casefold() for month in MONTHS)


def references_are_resolved(question: Question, context: CheckContext) -> Iterator[Finding]:
    """3: no pronoun, “the bill” or “However” that leans on words the learner cannot see."""
    for text in shown(question):
        found = _unresolved(text.text, context)
        if found:
            yield Finding(
                "references",
                text.field,
                f"“{found}” points to something that is not named here.",
                "Name it: a learner sees only the question.",
            )
    for ask in asks(question, context):
        match = re.match(r"(?:he|she|it|they|this|these|his|her|their|its)\b", ask.keys[0], re.I)
        owned = match and match.group().casefold() in _POSSESSIVES and _names(ask.prompt)
        if match and not owned:
            yield Finding(
                "references",
                ask.field,
                f"“{match.group()}” points to something that is not named here.",
                "Write the name in the answer.",
            )


def _unresolved(text: str, context: CheckContext) -> str:
    own = without_quotations(text)
    opener = _OPENER.match(own)
    if opener:
        return opener.group()
    always = _ALWAYS.search(own)
    if always:
        return always.group()
    for match in _PRONOUN.finditer(own):
        owner = match.group().casefold() in _POSSESSIVES and _names(own)
        if not owner and not _names_before(own, match.start()):
            return match.group()
    for match in _BARE.finditer(own):
        if not _introduced(match, own, context):
            return match.group()
    return ""


def _names_before(text: str, end: int) -> bool:
    """Whether a name, or a thing with its article, stands before this place."""
    head = text[:end]
    return bool(_names(head) or re.search(r"\b(?:[Tt]he|[Aa]n?)\s+\w+\s", head))


def _names(text: str) -> set[str]:
    """Return the words that look like names; months and the small words of a start do not."""
    found = re.findall(r"\b[A-Z][A-Za-z]+", text)
    small = STOP_WORDS | _MONTHS
    return {word for word in found if word.casefold() not in small}


def _introduced(match: re.Match[str], text: str, context: CheckContext) -> bool:
    head, noun = text[: match.start()], match.group(1).casefold()
    singular = noun.removesuffix("s")
    if re.search(rf"\b{singular}", head, re.IGNORECASE):
        return True
    several = noun.endswith("s") or noun in {"countries", "militaries", "allies", "two", "four"}
    if several and len(_names(head)) >= 2:
        return True
    types = context.index.entity_types
    return any(kind == noun and contains(head, name) for name, kind in types.items())
