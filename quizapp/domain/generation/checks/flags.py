"""Checks 4 and 5: “not”, “may”, a speaker or a date that the wording lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Bound, Date, Fact, Period, Quantity
from quizapp.domain.generation.attribution import is_answer, names, speakers
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, facts_of, shown
from quizapp.domain.generation.dates import MONTHS, WEEKDAYS
from quizapp.domain.generation.hedges import hedged
from quizapp.domain.generation.text import fold, without_quotations
from quizapp.domain.questions import Question, TrueFalse

_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|nobody|nothing|cannot)\b|n't\b", re.IGNORECASE
)
_MODAL = re.compile(
    r"\b(?:could|(?-i:may)|might|would|should|can|(?:un)?likely|possibl[ey]|perhaps|probabl[ey]"
    r"|reportedly|alleged(?:ly)?|apparently|seems?|seemed|appears? to|appeared to|estimat\w+)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    rf"{_MODAL.pattern}|\b(?:expect\w*|plan\w*|intend\w*|aim\w*|propos\w*|suggest\w*|believ\w*"
    rf"|fear\w*"
    r"|hop(?:e|es|ed|ing)|around|approximately|roughly|nearly|almost|about|(?:is|are|was|were) to"
    r"|as early as|(?:due|set|meant) to|claim\w*|reported to)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|over|under|above|below|up to"
    r"|at least|at most|(?:more|less|fewer) than|as many as|close to|an estimated|close on"
    r"|well over|just over|just under|not quite|upwards of|in excess of|just short of|approaching)"
    r"\s+[$€£¥]?\Z",
    re.IGNORECASE,
)
_UNIT_OF_TIME = (
    r"(?:day|night|week|weekend|month|quarter|season|year|decade|century|spring|summer|autumn"
    r"|winter"
    r"|fall)"
)
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_FEW = r"(?:(?:few|several|couple of|two|three|four|five|six|ten|twelve|\d+)\s+)?"
_NOW = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|currently|nowadays|recently|lately|at present"
    r"|(?<!\d00 years )ago|so far(?! as\b)|until now|these days|this (?:morning|afternoon|evening)"
    rf"|(?:this|last|next|past|coming)\s+{_FEW}(?:{_UNIT_OF_TIME}s?|{_WEEKDAY}s?"
    rf"|{'|'.join(MONTHS)})"
    rf"|(?:in|over|during|for) (?:the )?(?:recent|coming|last|past) {_FEW}{_UNIT_OF_TIME}s?)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\b(?:(?:previous|following|same)\s+{_FEW}{_UNIT_OF_TIME}s?"
    rf"|(?:the|an?|{_FEW}){_UNIT_OF_TIME}s?\s+(?:before|after|earlier|later)(?=\W*\Z|,)"
    rf"|(?:at the|by|before|until|since|over) (?:the )?(?:end of the )?(?:weekend|{_UNIT_OF_TIME})"
    r"(?=\W*\Z|,))",
    re.IGNORECASE,
)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_BARE_MONTH = re.compile(
    rf"\b(?:in|by|since|until|during|of|early|late|mid|\d{{1,2}}) {_MONTH}\b"
    rf"|\b{_MONTH} \d{{1,2}}\b"
)
_DAY = re.compile(rf"\b\d{{1,2}} {_MONTH}|\b{_MONTH} \d{{1,2}}\b")
_ABSOLUTE = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DAY_OF_WEEK = re.compile(rf"\b{_WEEKDAY}\b", re.IGNORECASE)


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
        if _hedge_lost(fact, answered, sentence=text.sentence):
            message = "The fact is only likely or planned; the wording makes it certain."
            yield Finding("flags", text.field, message, "Write “may”, “about” or “plans to” again.")
        yield from _lost_bound(fact, text.field, answered)
        yield from _lost_speaker(fact, text.field, answered, context)


def _hedge_lost(fact: Fact, answered: str, *, sentence: bool) -> bool:
    if fact.flags.hedged and not (_HEDGE.search(answered) or hedged(answered)):
        return True
    # A sentence made of the statement has its “may”, whether or not anybody has set the flag.
    stated = _MODAL.search(without_quotations(fact.statement))
    return sentence and bool(stated) and not _MODAL.search(answered)


def _lost_bound(fact: Fact, field: str, answered: str) -> Iterator[Finding]:
    value = fact.value
    if not isinstance(value, Quantity) or value.bound is not Bound.EXACT or fact.flags.derived:
        return
    for evidence in fact.evidence:
        before = _BOUND.search(fold(evidence.quote.partition(evidence.value)[0]))
        if before and before.group().strip("$€£¥ ").casefold() not in answered.casefold():
            message = f"The source says “{before.group().strip()} {evidence.value}”."
            yield Finding("flags", field, message, "Put the limit into the value of the fact.")


def time_is_absolute(question: Question, context: CheckContext) -> Iterator[Finding]:
    """5: no “yesterday” or “on Friday” whose date the learner cannot know, in stem or key."""
    asked = tuple(asks(question, context))
    keys = " ".join(ask.keys[0] for ask in asked)
    dated = any(isinstance(ask.fact.value, Date | Period) for ask in asked)
    texts = [(text.field, text.text) for text in shown(question)]
    for field, text in (*texts, *((ask.field, ask.keys[0]) for ask in asked)):
        own = without_quotations(text)
        unsure = _relative(own, f"{own} {keys}", dated=dated)
        if unsure:
            yield Finding(
                "time", field, f"“{unsure}” depends on when it was written.", "Give the date."
            )


def _relative(own: str, around: str, *, dated: bool) -> str:
    now = _NOW.search(own)
    if now:
        return now.group()
    asked = dated and "…" in own
    then = _THEN.search(own) or _BARE_MONTH.search(own)
    if then and not asked:
        short = re.search(r"\b(?:day|night|week|weekend)s?\b", then.group(), re.IGNORECASE)
        if not (_DAY if short else _ABSOLUTE).search(around):
            return then.group()
    weekday = _DAY_OF_WEEK.search(own)
    if weekday:
        near = own[max(0, weekday.start() - NEAR) : weekday.end() + NEAR]
        if not _DAY.search(near) and not (asked and "…" in near):
            return weekday.group()
    return ""


NEAR = 16
"""A day of the week is known by a date this many letters away."""


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
