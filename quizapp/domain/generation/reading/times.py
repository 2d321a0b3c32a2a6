"""Times in a text: dates as they stand, and relative days resolved against the dateline."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from quizapp.domain.generation.dates import MONTHS, WEEKDAYS, month_number
from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.calendar_names import (
    Standing,
    month_standing,
    plain_standing,
    weekday_standing,
)
from quizapp.domain.generation.reading.eras import in_their_era
from quizapp.domain.generation.reading.periods import find_periods
from quizapp.domain.generation.reading.reckoned import SMALL_NUMBERS, reckoned
from quizapp.domain.generation.reading.spans import without_backward_spans
from quizapp.domain.generation.reading.tenses import every_year
from quizapp.domain.generation.reading.when import When

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MODAL_MONTH = "|".join(
    rf"(?<={first}{rest}\s)(?:May|March)"
    for first, rest in (
        ("[Ii]", "n"),
        ("[Ss]", "ince"),
        ("[Uu]", "ntil"),
        ("[Bb]", "y"),
        ("[Ll]", "ast"),
        ("[Nn]", "ext"),
    )
)
"""“May” and “March” are words too: they are months where one of these stands before them."""
_LEAD = r"[Ll]ast|[Tt]his|[Nn]ext"
_SPANS = r"day|week|month|year|night|morning|spring|summer|autumn|winter"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_YEARLY = (
    r"(?:annual|budget|election|final|festival|fair|race|edition|tournament|championships?|cup"
    r"|conference|summit|exercise|harvest|prize|award|ceremony|report|survey|marathon|season)\b"
)
"""What is called by its year: “the 2025 festival”, but not “the 2025 coffee”."""
_TIME = re.compile(
    rf"""(?x)
      (?:{_WEEKDAY},?\s)?(?P<day1>\d{{1,2}})\s(?P<month1>{_MONTH})(?:,?\s(?P<year1>\d{{4}}))?(?!\w)
    | (?:{_WEEKDAY},?\s)?(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})
      (?!\d|st|th|nd|rd)(?:,?\s(?P<year2>\d{{4}}))?(?!\w)
    | (?P<month3>{_MONTH})\s(?P<year3>\d{{4}})(?!\w)
    | (?P<month5>{_MONTH})\s(?P<which5>next|last|this)\syear(?!'s)
    | (?P<lead4>(?:(?:{_LEAD}|[Tt]he\sfollowing|[Ee]arly|[Ll]ate|[Mm]id)\s|[Mm]id-))?
      (?P<month4>\b(?!May\b|March\b){_MONTH}|{_MODAL_MONTH})(?!\w)
    | (?P<era>(?:AD|BC|BCE|CE)\s?\d{{2,4}}|\d{{2,4}}\s(?:AD|BC|BCE|CE))\b
    | (?P<decade>(?:the\s)?(?:early\s|late\s|mid-?)?(?:1[5-9]|20)\d0s)
    | (?P<yearof>[Ll]ast|[Tt]his|[Nn]ext)\syear's(?=\s(?:[A-Z]|{_YEARLY}))
    | (?P<oneseason>(?P<whichseason>{_LEAD})\s(?P<seasonname>spring|summer|autumn))\b
    | (?P<yearsago>(?P<howmany>[\d,]+(?:\smillion)?|{"|".join(SMALL_NUMBERS)})\syears\sago)\b
    | (?P<compared>(?:(?<=than\s)|(?<=from\s)|(?<=on\s))a\syear\s(?:earlier|before))\b
    | (?P<season>(?:{_LEAD}|[Tt]he\sfollowing|[Tt]hat)\s(?:spring|summer|autumn|fall|winter|season
        |week|weekend|night|decade|century|quarter|day|morning|afternoon|evening))\b
    | (?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s(?P<unit>month|year)(?!'s|\w)
    | (?P<often>\b(?:every|each)\s{_WEEKDAY}|than\stoday|{_WEEKDAY}s)\b
    | (?P<weeklead>[Ll]ast\s|[Nn]ext\s|[Tt]his\s)?
      (?P<weekday>{_WEEKDAY})
      (?:\s(?P<part>morning|afternoon|evening|night|noon|midday|midnight|lunchtime))?(?!\w|'s)
    | (?P<plain>\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow)\b(?!'s))
    | (?P<vague>\b(?:[Uu]ntil\snow|ago|earlier|previously|recently|lately|tonight
        |the\s(?:previous|following|same|next)\s(?:{_SPANS})|that\s(?:{_SPANS}|time)
        |(?:hour|day|week|month|year)s?\slater|months?\sbefore
        |a\s(?:year|month|week|decade)\s(?:earlier|later|before|ago)
        |(?:last|this|next|yesterday|today|tomorrow|{_WEEKDAY})(?:\syear|\smonth)?'s)\b)
    | (?P<year>\b(?:1[0-9]|20)\d\d\b
        (?![\d,.-]*\s?(?:%|per|million|billion|people|km|metres|meters|[a-z]{{4,}}s\b)))
    """,
)


def read_times(
    passage: Passage,
    written: date | None,
    future: Callable[[int], bool],
    told: str = "",
    *,
    lesson: bool = False,
) -> list[When]:
    """Return the times of a passage; ``future(token)`` says whether its verb looks ahead.

    ``told`` is the time of another year that the passages before have spoken of last. In a lesson
    “today” is nowadays, and left open.
    """
    at_char = {token.start - passage.offset: token.index for token in passage.tokens}
    ends = {token.end - passage.offset: token.index for token in passage.tokens}
    periods = find_periods(passage.text, written, lambda place: future(at_char.get(place, 0)))
    found = [
        When(at_char[each.place[0]], ends[each.place[1]], each.text, each.start, each.end,
             each.relative)
        for each in periods
        if each.place[0] in at_char and each.place[1] in ends
    ]  # fmt: skip
    taken = {index for when in found for index in range(when.first, when.last + 1)}
    for match in _TIME.finditer(passage.text):
        if at_char.get(match.start(), -1) in taken:
            continue
        first, last = at_char.get(match.start()), ends.get(match.end())
        if first is None or last is None:
            last = ends.get(match.end()) or _covering(passage, match.end())
            if first is None:
                continue
        standing = _standing(match, lesson=lesson)
        if standing is Standing.NAME:
            continue
        if standing is Standing.UNSURE:
            found.append(When(first, last, match.group(), relative=True))
            continue
        when = _resolved(match, first, last, written, future)
        if when is not None and _of_any_year(match, passage, first, last):
            when = When(first, last, match.group(), relative=True)
        if when is not None:
            found.append(when)
    found.sort(key=lambda when: when.first)
    found = list(without_backward_spans(found, passage))
    return list(in_their_era(found, passage, written, future, told)) if written else found


def _standing(match: re.Match[str], *, lesson: bool) -> Standing:
    """Return whether a month or a day of the week is a time; anything else is one."""
    if match["month4"]:
        return month_standing(match.string, *match.span("month4"))
    if match["weekday"]:
        return weekday_standing(match.string, *match.span("weekday"))
    if match["plain"]:
        return plain_standing(match.string, match.start("plain"), lesson=lesson)
    return Standing.TIME


def _covering(passage: Passage, end: int) -> int:
    return max(t.index for t in passage.tokens if t.start - passage.offset < end)


def _resolved(
    match: re.Match[str], first: int, last: int, written: date | None, future: Callable[[int], bool]
) -> When | None:
    g = match.groupdict()
    text = match.group()
    for day, month, year in (("day1", "month1", "year1"), ("day2", "month2", "year2")):
        if g[day]:
            said = g[year] or _year_of_range(match.string[match.end() :])
            return _day(first, last, text, g[day], g[month], said, written, future)
    if g["month3"]:
        iso = f"{g['year3']}-{month_number(g['month3']):02}"
        return When(first, last, text, iso, iso)
    if g["month4"]:
        return _bare_month(first, last, g, written, future(first))
    if g["yearof"] or g["oneseason"] or g["yearsago"] or g["compared"]:
        return reckoned(match, first, last, written)
    if g["often"]:
        return None if text.casefold() != "than today" else When(first, last, text, relative=True)
    if g["era"] or g["decade"]:
        return When(first, last, text)
    if g["season"] or g["vague"]:
        return When(first, last, text, relative=True)
    if g["month5"]:
        return _month_of_year(first, last, g["month5"], g["which5"] or "", written)
    if g["unit"]:
        return _unit(first, last, g["which"], g["unit"], written)
    if g["weekday"] or g["plain"]:
        exact = bool(g["part"] and _LIMITING.search(match.string[: match.start()]))
        return _weekday(first, last, g, written, future(first), exact=exact)
    return When(first, last, text, text, text)


def _year_of_range(rest: str) -> str:
    """Return the year of a second day that follows: “31 January to 1 February 1953”."""
    second = _RANGE_END.match(rest)
    return second.group(1) if second else ""


_RANGE_END = re.compile(
    rf"\s?(?:to|and|until|-)\s?(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}),?\s(\d{{4}})"
)


def _day(
    first: int,
    last: int,
    text: str,
    day: str,
    month: str,
    year: str | None,
    written: date | None,
    future: Callable[[int], bool],
) -> When | None:
    number = month_number(month)
    try:
        if year:
            found = date(int(year), number, int(day))
            return When(first, last, said(found), found.isoformat(), found.isoformat())
        if written is None:
            return When(first, last, text, relative=True)
        found = date(written.year, number, int(day))
        if future(first) and found < written:
            found = date(written.year + 1, number, int(day))
        elif not future(first) and found > written:
            found = date(written.year - 1, number, int(day))
    except ValueError:
        return None
    return When(first, last, said(found), found.isoformat(), found.isoformat(), relative=True)


def _bare_month(
    first: int, last: int, g: dict[str, str | None], written: date | None, future: bool
) -> When:
    month, lead = g["month4"] or "", (g["lead4"] or "").strip().casefold()
    part = lead in {"early", "late", "mid", "mid-"}
    if written is None or (not part and lead not in {"", "last", "next", "this"}):
        return When(first, last, f"{lead} {month}".strip(), relative=True)
    number, year = month_number(month), written.year
    ahead = lead == "next" or (future and lead != "last")
    if ahead and number < written.month:
        year += 1
    elif not ahead and (number > written.month or (lead == "last" and number == written.month)):
        year -= 1
    iso = f"{year}-{number:02}"
    if part:
        joint = "" if lead.endswith("-") else "-" if lead == "mid" else " "
        return When(first, last, f"{lead}{joint}{MONTHS[number - 1]} {year}")
    return When(first, last, f"{MONTHS[number - 1]} {year}", iso, iso, relative=True)


def _month_of_year(first: int, last: int, month: str, which: str, written: date | None) -> When:
    if written is None:
        return When(first, last, f"{month} {which} year", relative=True)
    year = written.year + {"last": -1, "this": 0, "next": 1}[which]
    iso = f"{year}-{month_number(month):02}"
    return When(first, last, f"{MONTHS[month_number(month) - 1]} {year}", iso, iso, relative=True)


def _unit(first: int, last: int, which: str | None, unit: str, written: date | None) -> When:
    if written is None:
        return When(first, last, f"{which} {unit}", relative=True)
    step = {"last": -1, "this": 0, "next": 1}[(which or "this").casefold()]
    if unit == "year":
        year = str(written.year + step)
        return When(first, last, year, year, year, relative=True)
    month = written.month - 1 + step
    year_, number = written.year + month // 12, month % 12 + 1
    iso = f"{year_}-{number:02}"
    return When(first, last, f"{MONTHS[number - 1]} {year_}", iso, iso, relative=True)


_LIMITING = re.compile(r"\b(?:by|before|until|till|after|since|from)\s\Z", re.IGNORECASE)
"""Before Friday evening is not before Friday."""


def _weekday(
    first: int,
    last: int,
    g: dict[str, str | None],
    written: date | None,
    future: bool,
    *,
    exact: bool = False,
) -> When:
    """Return the day; one of which the hour matters (``exact``) is left, as no day says it."""
    words = (g["weekday"] or g["plain"] or "").casefold()
    lead = (g["weeklead"] or "").strip().casefold()
    if written is None or lead in {"next", "this"} or exact:
        return When(first, last, f"{lead} {words}".strip(), relative=True)
    if g["plain"]:
        found = written + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[words])
    else:
        back = (written.weekday() - WEEKDAYS.index(words.capitalize())) % 7
        if lead == "last" and back == 0:
            back = 7
        ahead = future and lead != "last"
        found = (
            written + timedelta(days=(7 - back) % 7) if ahead else written - timedelta(days=back)
        )
    return When(first, last, said(found), found.isoformat(), found.isoformat(), relative=True)


def said(day: date) -> str:
    """Return the day as it is written in a sentence: “11 January 2023”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _of_any_year(match: re.Match[str], passage: Passage, first: int, last: int) -> bool:
    """Whether a month without a year may be of another one than the next or the last."""
    bare = match["month4"] or (match["day1"] and not match["year1"])
    bare = bare or (match["day2"] and not match["year2"])
    after = passage.tokens[last + 1 : last + 2]
    pair = passage.tokens[last + 1 : last + 3]
    if bare and len(pair) == 2 and pair[0].text == "and" and pair[1].text.isdigit():
        return True  # “On July 30 and 31” is two days.
    described = bool(match["month4"] and after and passage.tokens[last].head == after[0].index)
    return bool(bare) and (described or every_year(passage, first))
