"""Title, publisher and date of an article, guessed from its first and last lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from quizapp.importers.plain import is_blank

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_OF = r"(?:[ -]| of )"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_DATES = (
    re.compile(r"\b(?P<y>\d{4})([-/.])(?P<m>\d\d)\2(?P<d>\d\d)(?:\b|T)"),
    re.compile(rf"\b{_DAY}{_OF}{_MONTH},?[ -]{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY},? \(?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<y>\d{{4}}),? {_MONTH} {_DAY}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR}"),
    # Where day and month could be exchanged, nobody can tell which was meant.
    re.compile(rf"\b(?P<d>1[3-9]|2\d|3[01])([/-])(?P<m>0?[1-9]|1[0-2])\2{_YEAR}"),
    re.compile(rf"\b(?P<m>0?[1-9]|1[0-2])([/-])(?P<d>1[3-9]|2\d|3[01])\2{_YEAR}"),
)
_NAMED_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?"
_TIME = (
    r"(?:(?:at )?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?)"
    r"(?:[ ,]*(?:(?:GMT|UTC)(?:[+-]\d{1,2})?|[BCEIJKMPW]?[DES]?[DS]?T|local time)\b)?)"
)
# “09:30, Wed 14 Oct 2026” and “14 October 2026 at 9.30 a.m. BST” are a date and nothing else.
_BESIDE_DATE = re.compile(
    rf"\W*(?:{_TIME}(?: on)?)?\W*(?:\b{_NAMED_DAY}\b)?\W*(?:{_TIME})?\W*", re.IGNORECASE
)
# An agency may stand between the day and the dash: “MARN, Oct. 14, 2026 (Reuters) - The mayor”.
_DATELINE_END = re.compile(
    r"\)?\s*(?:\([A-Z][\w .&]{1,30}\)\s*|/[A-Z][\w -]{1,30}/\s*|,\s*[A-Z][\w ]{1,30}?\s+(?=[-–—]))?"
    r"(?:[-–—:|]|\.\s+[A-Z“\"])"
)
_DATELINE_PLACE = re.compile(r"[A-Z][^.!?\n]{0,50}\Z|\(?\Z")
_ALONE = re.compile(r"[A-Z][\w.’' -]{1,30},\s*\Z")
_FURNITURE = re.compile(
    r"(?:\d+\. )?(?:skip to|your browser|please enable|menu\b|home\b|sign in|log in|subscribe"
    r"|we use cookies|you have \d+ free|share\b|advertisement|published|updated|posted"
    r"|(?:last )?(?:modified|edited|updated)\b|date(?:line)?:|by [A-Z]"
    r"|\d+ min(?:ute)? read|(?:photo|picture|image|copyright)\b|©)",
    re.IGNORECASE,
)
# “On 14 October 2026 the council met”: the day of an event, and so is one that ends a sentence.
_OF_EVENT = re.compile(
    rf"(?:\b(?:on|in|since|from|until|till|before|after|for|between)"
    rf"|(?:\S+\s+){{3}}(?:of|by|and|to))\s+(?:{_NAMED_DAY},?\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[\[(]\s*\Z")
_AFTER_BRACKETS = re.compile(r"\s*[\])]\s+[A-Z“\"]")
_NO_PUBLICATION = re.compile(
    r"\b(?:retrieved|accessed|printed|downloaded|viewed|archived|born|died|due|expires)\b",
    re.IGNORECASE,
)
_SAYS_DATE = re.compile(r"\b(?:published|posted|first published|date)\b", re.IGNORECASE)
# “Updated 7 May 2025 | First published 5 May 2025” are two dates, each with its word.
_PARTS = re.compile(
    r"[|•·;]|(?=(?<![a-z])(?:updated|published|posted|modified|retrieved|accessed)\b)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?<![a-z])(?:updated|modified|corrected|last edited)\b", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"\b(?:published|posted|date[ds]?|updated|modified|corrected|edited|issued|released?|filed|written)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"^[A-Z][^\n]{0,60}?\((AP|AFP|Reuters|UPI|Xinhua|dpa|DW|Kyodo|Bloomberg|TASS|PTI|ANI|CNN|BBC)\)\s*[-–—]"
)
# Words end at blanks and what was passed is kept (“*+”): every line can be read in one way only,
# and one that does not fit is given up at once.
_NAME_WORD = r"[A-Z][\w'’&.-]*"
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*+(?:\(c\)|©)?+\s*+(?:\d{4}(?:\s*+[-–]\s*+\d{4})?+)?+,?+\s*+"
    rf"({_NAME_WORD}+(?:\s{_NAME_WORD}+){{0,5}}+)"
)
_STANDS_WITH_DATE = re.compile(
    rf"^({_NAME_WORD}(?:\s{_NAME_WORD}){{0,5}}?)(?:\s*+[|,•·–—-]\s*+|\s{{2,}}+)$"
)
_NAME = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,5}}")
_BEFORE_DATE = re.compile(r"\s*(?:\(|\s[-–—|•·])\s*$|\s*,\s*$")
_BYLINE_PAPER = re.compile(
    r"^By [^,|\n]{3,60}(?:,| \||  )\s*+(?:for )?"
    rf"(?=(?:[^A-Z]*+[A-Z]){{2}})({_NAME_WORD}+(?:\s{_NAME_WORD}+){{0,5}}+)$"
)
_NOT_PUBLISHERS = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|published|updated|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|by|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
# Programs name a document after its file, or after nothing, where its writer named it not at all.
_NOT_NAMED = re.compile(
    r"microsoft (?:word|powerpoint) -.*|(?:word |new )?document ?\d*|untitled\b.*|no ?title"
    r"|powerpoint presentation|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|pages|tex|txt|md|html?|pptx?)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\A\s*(?:title|headline)\s*[:|–—]\s*(?=\S)", re.IGNORECASE)
# “# Bridge opens”, “*** Bridge opens ***”: how a headline is marked in a text of letters alone.
_DECORATED = re.compile(r"(?:#{1,6}|[*=_~]{1,5})\s*(\S.*?)\s*[#*=_~]*")
_PAPER = re.compile(
    r"(?:The )?(?:[A-Z][\w.’'-]*\s){0,4}(?:herald|times|post|gazette|journal|tribune|chronicle"
    r"|guardian|telegraph|observer|echo|courier|examiner|sentinel|standard|independent|argus"
    r"|mercury|mail|express|star|mirror|review|magazine|weekly|daily|news|press|bulletin|dispatch"
    r"|inquirer|record|reporter|register|globe|sun)(?: Online)?",
    re.IGNORECASE,
)
# Of nothing that ends so a headline is made.
_OPEN_END = re.compile(
    r"\b(?:an?|the|of|in|on|at|to|for|by|from|with|and|or|but|is|are|was|were|has|have|had|that"
    r"|which|who|its|their|his|her|as|than)\Z",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s*[–—-]\s*(?=\w)")
_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"')
_NARROWEST = 40
_EVEN = 1.4
"""How many times as long as the shortest the longest full line of a paragraph may be."""
_HEAD_LINES = 25
_TAIL_LINES = 8
_SHORT_LINE = 120
_LONGEST_DATE_LINE = 10
_LONGEST_TITLE = 200
_FEWEST_TITLE_WORDS = 3
_LONGEST_HEADLINE = 15


def guess_title(text: str) -> str:
    """Return the first line that can be a title; empty when the text begins with its body."""
    short = ""
    lines = list(_headlines(text))
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if (named := titled(line)) != line and len(named) <= _LONGEST_TITLE:
            return named
        if len(line) > _LONGEST_TITLE:
            break
        words = [word for word in line.split() if not is_blank(word)]
        if (headline := _without_paper(line)) != line and len(words) > _FEWEST_TITLE_WORDS:
            return headline
        if _FURNITURE.match(line) or "|" in line or _is_date(line) or _is_masthead(line, text):
            continue
        if line.endswith((":", ";", ",")) or _OPEN_END.search(line):
            break
        if line.endswith("."):
            # A headline with a full stop is told by the date or the long paragraph below it.
            below = lines[number + 1] if number + 1 < len(lines) else ""
            stands_alone = len(words) <= _LONGEST_HEADLINE and _is_date(below)
            return line.rstrip(".") if stands_alone and not short else short
        if len(words) >= _FEWEST_TITLE_WORDS and not (_PAPER.fullmatch(line) and not short):
            return _without_date(line)
        short = short or (line if line[0].isupper() else "")
    return short


def _headlines(text: str) -> Iterator[str]:
    """Yield the lines of a text, one that goes on in the next with it, and without decoration."""
    for paragraph in _paragraphs(text):
        if _is_wrapped(paragraph):
            yield " ".join(paragraph)
            continue
        begun = ""
        for line in (*paragraph, ""):
            goes_on = line[:1].islower() and not begun.endswith(_SENTENCE_ENDS)
            if begun and goes_on and not _FURNITURE.match(line):
                # A paragraph of lines is too long to be a headline, however it goes on.
                begun = f"{begun} {line}"[: _LONGEST_TITLE + 1]
                continue
            if begun:
                marked = _DECORATED.fullmatch(begun)
                yield marked.group(1) if marked else begun
            begun = line


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Yield the lines that no empty one parts."""
    for filled, lines in groupby(text.split("\n"), key=lambda line: bool(line.strip())):
        if filled:
            yield [line.strip() for line in lines]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are those of a paragraph that a program broke at one width."""
    *full, last = lines
    shortest, longest = min(map(len, full), default=0), max(map(len, full), default=0)
    is_even = len(full) > 1 and shortest >= _NARROWEST and longest <= _EVEN * shortest
    return is_even and last.endswith(_SENTENCE_ENDS)


def titled(line: str) -> str:
    """Return a title without the word that says that it is one: “Title: The harbour of Kessin”."""
    return _LABEL.sub("", line, count=1)


def given_title(text: str) -> str:
    """Return a document's own title in one line; empty where a program put another thing there."""
    title = " ".join(text.split())
    return "" if _NOT_NAMED.fullmatch(title) else title


def _is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else."""
    found = _first_date(line) if len(line) <= _SHORT_LINE else None
    if found is None:
        return False
    beside = (line[: found.start()], line[found.end() :])
    return all(_BESIDE_DATE.fullmatch(each) for each in beside)


def _without_paper(line: str) -> str:
    """Return a headline without the paper behind it: “Bridge opens in Kessin | The Herald”."""
    headline, bar, paper = line.rpartition(" | ")
    is_headline = len(headline.split()) >= _FEWEST_TITLE_WORDS and "|" not in headline
    is_named = bool(_NAME.fullmatch(paper)) and not iso_date(line)
    return headline if bar and is_headline and is_named else line


def _without_date(line: str) -> str:
    """Return a headline without the day behind it: “Bridge opens in Kessin (14 October 2026)”."""
    for pattern in _DATES:
        date = pattern.search(line)
        if date is None or line[date.end() :].strip(" )"):
            continue
        headline = _BEFORE_DATE.sub("", line[: date.start()])
        if headline != line[: date.start()] and len(headline.split()) >= _FEWEST_TITLE_WORDS:
            return headline
    return line


def _is_masthead(line: str, text: str) -> bool:
    """Whether a line is the paper's name and its motto: “The Post — News that lasts”."""
    name, dash, _ = line.partition(" — ")
    rights = (each for each in _lines(text) if re.match(r"©|\(c\)|copyright", each, re.IGNORECASE))
    return bool(dash) and any(name in each for each in rights)


def guess_published(text: str) -> str:
    """Return the ISO date in a short line near either end; one called “published” comes first."""
    found = list(_dated_lines(text))
    named = [each for line, each in found if _SAYS_DATE.search(line)]
    plain = [each for line, each in found if not _UPDATED.search(line)]
    return next(iter((*named, *plain, *(each for _, each in found))), "")


def guess_publisher(text: str) -> str:
    """Return who publishes the text, where a line says so: a dateline, a byline, a copyright."""
    lines = list(_lines(text))
    head = lines[:_HEAD_LINES]
    found = [
        *(match for line in head if (match := _AGENCY.match(line))),
        *(match for line in head if (match := _beside_date(line) or _byline_paper(line))),
        *(
            match
            for line in (*head, *lines[_HEAD_LINES:][-_TAIL_LINES:])
            if (match := _COPYRIGHT.search(line))
        ),
    ]
    names = (re.split(r"\.(?:\s|$)| All\b", match.group(1))[0].strip() for match in found)
    return next((name for name in names if name and not _NOT_PUBLISHERS.search(name)), "")


def _beside_date(line: str) -> re.Match[str] | None:
    """Return the name that stands before a date in a line of its own: “The Herald, 2 May 2024”."""
    if len(line) > _SHORT_LINE:
        return None
    dates = (pattern.search(line) for pattern in _DATES)
    names = (_STANDS_WITH_DATE.match(line[: date.start()]) for date in dates if date)
    return next((name for name in names if name), None)


def _byline_paper(line: str) -> re.Match[str] | None:
    """Return the paper that a byline names: “By Ann Lee, The Herald”."""
    return _BYLINE_PAPER.match(line) if len(line) <= _SHORT_LINE else None


def iso_date(text: str) -> str:
    """Return the first full date in a text as 2023-01-11; empty when there is none."""
    matches = (pattern.search(text) for pattern in _DATES)
    found = sorted((match for match in matches if match), key=lambda match: match.start())
    for match in found:
        month = match["m"].casefold().rstrip(".")
        try:
            return date(
                int(match["y"]), _MONTHS.get(month) or int(month), int(match["d"])
            ).isoformat()
        except ValueError:
            continue
    return ""


def _dated_lines(text: str) -> Iterator[tuple[str, str]]:
    lines = list(_lines(text))
    for line in (*lines[:_HEAD_LINES], *lines[_HEAD_LINES:][-_TAIL_LINES:]):
        # A date in a sentence of the article is that of an event.
        sentence = line.endswith(".") and len(line.split()) > _LONGEST_DATE_LINE
        parts = _PARTS.split(line) if len(line) <= _SHORT_LINE and not sentence else ()
        dated = [(part, found) for part in parts if (found := _day_beside(part))]
        if dated:
            yield from dated
        elif found := _dateline(line):
            yield line[:_SHORT_LINE], found


def _dateline(line: str) -> str:
    """Return the date before an article's first words: “KESSIN, 14 October 2026 — The mayor”."""
    first = _first_date(line)
    if first is None or _is_span(line, first):
        return ""
    before, after = line[: first.start()], line[first.end() :]
    # A full stop ends a dateline only where a place stands alone before the day.
    place = _ALONE if after.lstrip().startswith(".") else _DATELINE_PLACE
    is_dateline = place.match(before) and _DATELINE_END.match(after)
    is_apart = _IN_BRACKETS.fullmatch(before) and _AFTER_BRACKETS.match(after)
    return iso_date(first.group()) if is_dateline or is_apart else ""


def _day_beside(line: str) -> str:
    """Return the date in a short line, unless it is the day of what the line tells."""
    first = _first_date(line)
    if first is None or _NO_PUBLICATION.search(line) or _is_span(line, first):
        return ""
    before = line[: first.start()]
    is_said = _is_date(line) or _SAYS_WHEN.search(before)
    is_event = _OF_EVENT.search(before) and not is_said
    return "" if is_event else iso_date(line)


def _is_span(line: str, date: re.Match[str]) -> bool:
    """Whether another date follows: “Ann Lee (14 October 1926 – 3 May 2001)” is when she lived."""
    after = _SPAN.match(line, date.end())
    return after is not None and _first_date(line[after.end() : _SHORT_LINE]) is not None


def _first_date(line: str) -> re.Match[str] | None:
    dates = (pattern.search(line, 0, _SHORT_LINE) for pattern in _DATES)
    return min((each for each in dates if each), key=lambda each: each.start(), default=None)


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if stripped := line.strip():
            yield stripped
