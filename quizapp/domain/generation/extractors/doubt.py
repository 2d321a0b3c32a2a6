"""What a sentence itself makes uncertain, leaves out, or says to have come to nothing."""

from __future__ import annotations

import re

from quizapp.domain.facts import Bound, Date, Period, Quantity, Value

_AFTERTHOUGHT = re.compile(
    r"\b(?:give or take|or (?:so|thereabouts)|more or less|plus or minus|roughly speaking"
    r"|if not (?:more|fewer|less)|or (?:even|perhaps|maybe|possibly) (?:more|fewer|less)|at a guess"
    r"|in round (?:numbers|figures))\b|±",
    re.IGNORECASE,
)
"""What is said after a number and makes it a rough one: “120 kilometres, give or take a few”."""
_BELOW_ZERO = re.compile(r"(?:\bminus|−)\s*\Z", re.IGNORECASE)
"""What makes another number of the one that follows."""
_PAST_PLAN = re.compile(
    r"\b(?:(?:was|were|had been)(?: \w+ly)? (?:to|(?:due|set|scheduled|slated|meant|supposed"
    r"|expected|planned|intended|projected|timed|billed)\b)"
    r"|(?:had )?(?:planned|intended|hoped|wanted|expected|aimed) to|planned for"
    r"|(?:should|would|could|might|ought to|to) have (?:been )?\w+)\b",
    re.IGNORECASE,
)
"""A plan of the past: whether it was kept, and when, is another matter."""
_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:s|ed|ing)? (?:\w+ )?off|postpon\w+|abandon\w*|scrapp\w+|shelv\w+"
    r"|dropped|withdr[ae]w\w*|fell through|came to nothing|collapsed|instead|never|none|nobody"
    r"|(?:did|was|were|had|has) not|didn't|wasn't|failed|but)\b",
    re.IGNORECASE,
)


_WEATHER = re.compile(
    r"\b(?:rain|rainfall|showers?|snow|snowfall|sleet|hail|gusts?|winds?|gales?|storms?|hurricane"
    r"|cyclone|typhoon|thunderstorms?|fog|frost|drizzle|temperatures?|degrees|sunshine)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:(?:is|are|was|were)(?: \w+ly)? (?:forecast|predicted|expected|due|likely|possible)"
    r"|forecast (?:for|to)|(?:cannot|can't|could not) be ruled out|forecasters (?:expect|predict)"
    r"|(?:will|would|may|might|could|should) (?:bring|reach|fall|hit|rise|drop|ease|weaken"
    r"|strengthen|pass|blow|clear|worsen|return|continue))\b",
    re.IGNORECASE,
)
_HALF_SAID = re.compile(
    r"\b(?:t(?:ook|akes?|aken)) (?:charge|control)\b(?! (?:\w+ )?of\b)"
    r"|\bbe(?:en)? sentenced\b(?!.*\b(?:for|to)\b)"
    r"|\b(?:came|finished|ended|placed) (?:up )?(?:joint )?(?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|last)\b(?! (?:in|at|of|on|among)\b)"
    r"|\bt(?:ook|akes?|aken) over from\b(?!.* as\b)"
    r"|\b(?:came|c[ao]mes?|went|goes|returned|moved|flew|drove|sailed) (?:back )?home\b(?! to\b)"
    r"|\b(?:drove|drives?|flew|fl(?:y|ies)|sailed|sails?|walked|walks?|travell?ed|travels?|came)"
    r" (?:up |down |over |back )?from [A-Z](?!.*\b(?:to|into|for|in|at|on|through)\b)"
    r"|\b(?:[Tt]rains|[Bb]uses|[Cc]oaches|[Ff]erries|[Ff]lights|[Bb]oats) (?:leave|depart|run|sail|"
    r"from)\b(?!.*\b(?:to|for|into|between)\b)"
    r"|\b(?:gave evidence|testified|pleaded (?:not )?guilty)\b(?!.*\b(?:in|at|against|to|before)\b)"
    r"|\b(?:(?:stay|opt|pull|drop|bow)\w* out|took part|withdrew|signed up|joined in"
    r"|abstained)\.?\Z"
    r"|\AAt issue\b|\binvited to \w+ \w+\.?\Z"
    r"|\b(?:that|which|who|whose|whom|and|or|but|than|because|the|an?)[.?]?\Z"
    r"|\b(?:stay|remain)(?:s|ed)? for (?:\w+ )+(?:years?|months?|weeks?|days?)\.?\Z"
    r"|\b(?:since|until|this|last|next) (?:Christmas|Easter|Whitsun|Ramadan|Halloween)\b"
    r"(?! \d{4})"
    r"|\bat (?:present|the moment)\b|\bfor (?:now|the moment|the time being)\b",
    re.IGNORECASE,
)
"""“Took charge” without of what, “came third” without in what, and a present that has no day."""
_SCORED = re.compile(
    r"\b(?:won|lost|took|gained|scored|got|received|polled|secured|had|fell|trailed|rose|slumped"
    r"|led|(?<!was )(?<!were )carried)"
    r"\b(?:[^.;]|\.\d)*"
    r"\b(?:seats?|votes?|goals?|points?|medals?|municipalities|precincts)\b"
    r"|\b(?:wickets?|innings|half-time|stoppage time|extra time|leg before|second booking"
    r"|balls left|on review)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:1\d|20)\d\d\b|\b(?:in|at|during|against)(?: \w+){0,3} (?:the )?[A-Z]|'s\b"
)
"""A year, or what a seat, vote or goal was won in."""


def passing(statement: str) -> bool:
    """Whether a statement is of the weather to come, which nobody has to know a week later."""
    return bool(_WEATHER.search(statement) and _FORECAST.search(statement))


_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\b(?:at|until|before|after|by) "
    r"(?:noon|midnight|dawn|dusk)\b",
    re.IGNORECASE,
)
_DAILY = re.compile(r"\b(?:every|each|daily|always|usually|days|weekdays)\b", re.IGNORECASE)


_GROWS = re.compile(
    r"\b(?:is|are)\b[^.;]*#(?: years?| months?| weeks?)?[ -]old\b"
    r"|\b(?:has|have)\b(?! to\b)[^.;]*\b(?:for|in|over|during) (?:the )?(?:(?:past|last) )?#",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b[A-Z]\w+ is #(?:[.,]| and\b)")
"""An age that is not even called one."""
_WHENEVER = re.compile(
    r"\b(?:when|if|once|until|before|after|at least|every|each|must)\b[^.;]*#", re.IGNORECASE
)
_LENGTHS = re.compile(r"(?:years?|decades?|months?|weeks?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_OF_A_RULE = frozenset((Bound.AT_LEAST, Bound.MORE_THAN, Bound.BETWEEN))
"""Bounds of which a longer time is no end, or that say who is meant."""
OLD = 1_000
"""Years of age to which one year more or less is nothing: of caves, not of people and houses."""


def ageing(value: Value, statement: str) -> bool:
    """Whether a length of time grows from year to year, and no year says when it was so long.

    “Joan Archer is 41 years old”, “the museum has been closed for 12 years”: a year later neither
    holds. What holds of everybody (“when they are 6 years old”) does not grow.
    """
    if not isinstance(value, Quantity) or value.number >= OLD or value.bound in _OF_A_RULE:
        return False
    told = statement.replace(value.text, "#", 1)
    if not value.unit:
        return bool(_AGED.search(told))
    if not _LENGTHS.match(value.unit):
        return False
    return bool(_GROWS.search(told)) and not (_YEAR.search(told) or _WHENEVER.search(told))


def hour_without_day(statement: str) -> bool:
    """Whether a statement tells the hour of something, and not the day: “shortly after 10pm”."""
    dated = re.search(r"\b\d{4}\b", statement) or _DAILY.search(statement)
    return bool(_CLOCK.search(statement)) and not dated


def half_said(statement: str) -> bool:
    """Whether a statement leaves out of what, for what, or when it holds."""
    scored = bool(_SCORED.search(statement)) and not _EVENT.search(statement[1:])
    if hour_without_day(statement):
        return True
    return scored or bool(_HALF_SAID.search(statement))


def unfulfilled(value: Value, statement: str, sentence: str) -> bool:
    """Whether a plan was not kept, or nothing says that it was: no day is that of what happened.

    “Was due to start on Sunday” tells of no start, “..., but was cancelled” that there was none.
    """
    planned = bool(_PAST_PLAN.search(statement))
    return planned and (isinstance(value, Date | Period) or bool(_CALLED_OFF.search(sentence)))


def doubtful(value: Value, sentence: str) -> bool:
    """Whether an exact key would be too exact for the words that follow the number."""
    if not isinstance(value, Quantity) or value.bound is not Bound.EXACT:
        return False
    before, found, after = sentence.partition(value.text)
    return bool(found and (_AFTERTHOUGHT.search(after) or _BELOW_ZERO.search(before)))
