"""Checks 4 and 5: “not”, “may”, a speaker or a date that the wording lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Date, Fact, Period
from quizapp.domain.generation.attribution import is_answer, names, speakers
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, facts_of, shown
from quizapp.domain.generation.text import fold, without_quotations
from quizapp.domain.questions import Question, TrueFalse

_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|nobody|nothing|cannot)\b|n't\b", re.IGNORECASE
)
_HEDGE = re.compile(
    r"\b(?:about|could|may|might|would|should|can|likely|unlikely|possibl[ey]|perhaps|probabl[ey]"
    r"|expect\w*|plan\w*|intend\w*|aim\w*|propos\w*|report\w*|alleg\w*|apparent\w*|suggest\w*|seem\w*"
    r"|appear\w*|estimat\w*|around|approximately|roughly|nearly|almost|believ\w*|fear\w*|concern\w*"
    r"|accord\w*|said|says|is to|are to|was to|were to|as early as|due to|set to|meant to|claim\w*)"
    r"\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|currently|nowadays|recently|lately|ago"
    r"|(?:this|last|next|past|coming|previous|following)\s+(?:\w+\s+)?"
    r"(?:day|week|weekend|month|year|decade|century|spring|summer|autumn|winter|fall)s?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_NEVER_RESOLVED = re.compile(r"\b(?:yesterday|today|tomorrow|tonight)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def flags_are_kept(question: Question, context: CheckContext) -> Iterator[Finding]:
    """4: a negation, a hedge and a speaker of the fact are still there, and none is added."""
    texts = [text for text in shown(question) if text.field in {"stem", "text"}]
    # A false sentence may be false just because the “not” is gone.
    reversed_ = isinstance(question, TrueFalse) and not question.key
    for fact in facts_of(question, context) if texts else ():
        text = texts[0]
        answered = " ".join([text.text, *(ask.keys[0] for ask in asks(question, context))])
        if fact.flags.negated and not reversed_ and not _NEGATION.search(fold(answered)):
            message = "The fact says that something is not so; the wording lost the “not”."
            yield Finding("flags", text.field, message, "Put the negation back.")
        plain_fact = f"{fact.statement} {fact.question}"
        if _NEGATION.search(without_quotations(text.text)) and not _NEGATION.search(plain_fact):
            message = "The wording has a negation that the fact has not."
            yield Finding("flags", text.field, message, "Ask what is so, not what is not.")
        if fact.flags.hedged and text.sentence and not _HEDGE.search(answered):
            message = "The fact is only likely or planned; the wording makes it certain."
            yield Finding("flags", text.field, message, "Write “may”, “about” or “plans to” again.")
        yield from _lost_speaker(fact, text.field, answered, context)


def time_is_absolute(question: Question, context: CheckContext) -> Iterator[Finding]:
    """5: no “yesterday” or “on Friday” whose date the learner cannot know."""
    keys = " ".join(ask.keys[0] for ask in asks(question, context))
    for text in shown(question):
        own = without_quotations(text.text)
        match = _RELATIVE.search(own)
        anchored = _ABSOLUTE.search(f"{own} {keys}") or (
            "…" in own and _asks_for_time(question, context)
        )
        if match and (not anchored or _NEVER_RESOLVED.search(own)):
            yield Finding(
                "time",
                text.field,
                f"“{match.group()}” depends on when it was written.",
                "Give the date.",
            )


def _lost_speaker(
    fact: Fact, field: str, answered: str, context: CheckContext
) -> Iterator[Finding]:
    said = fact.flags.attributed_to
    allowed = (said, *speakers(fact, context.index, context.sources))
    if said and not is_answer(fact, said) and not any(names(answered, each) for each in allowed):
        yield Finding(
            "flags",
            field,
            f"This is what {said} says; the wording makes it a plain fact.",
            f"Write “according to {said}”, or who said it.",
        )


def _asks_for_time(question: Question, context: CheckContext) -> bool:
    return any(isinstance(ask.fact.value, Date | Period) for ask in asks(question, context))
