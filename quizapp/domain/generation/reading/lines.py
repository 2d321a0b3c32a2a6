"""What each line of a pasted article is: text, heading, caption, or what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from quizapp.domain.generation.text import fold


class Role(StrEnum):
    """What a line is for; facts are read from body lines only."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    LIST = "list"
    TABLE = "table"
    BOILERPLATE = "boilerplate"
    BLANK = "blank"


_FURNITURE = re.compile(
    r"""(?ix) ^\W*(?:
      also\ read | read\ (?:more|also|next) | related | recommended | more\ on\ this | see\ also
    | subscribe | sign\ (?:in|up) | log\ ?in | register\ (?:now|here) | newsletter | follow\ us
    | share\ (?:on|this|via)?\b | tweet\b | copy\ link | print\b | skip\ to | menu\b | home\s*[|>]
    | advertise?ment | story\ continues | continue\ reading | enjoying\ this | enter\ your
    | leave\ a\ (?:comment|reply) | (?:no\ )?comments?\b | most\ (?:viewed|read|popular) | topics?:
    | tags?: | filed\ under | contact\ (?:us|the) | report\ an\ error | terms\ of | privacy
    | cookie | we\ use\ cookies | accept\ all | manage\ preferences | all\ rights\ reserved
    | copyright | © | \(c\)\ \d | back\ to\ top | your\ browser | click\ here | download\ the
    | this\ (?:article|story|obituary)\ (?:was|is|has|first|originally)
    | an?\ earlier\ version | correction | clarification | editor'?s\ note | update[ds]?:
    | published\b.{0,12}\d | updated\b | last\ (?:modified|updated) | \d+\ min(?:ute)?s?\ read
    | \(?(?:additional\ )?(?:reporting|editing|writing|translat\w+|edited|written)\ by
    | https?:// | www\.
    ) """
)
_NOTE = re.compile(
    r"(?i)^\W*(?:correction|clarification|editor'?s note|an? (?:earlier|previous) version"
    r"|this (?:article|story|obituary|report) (?:was|is|has)|we use cookies|copyright|©)"
)
_ANYWHERE = re.compile(
    r"(?i)accept all|all rights reserved|browser doesn'?t support|min read\b|sign up for|"
    r"click “|your inbox|no comments on|privacy policy|terms of use|\babn \d|e-?mail address"
)
_LAST = re.compile(
    r"(?i)^\W*(?:leave a (?:comment|reply)|related articles|most (?:viewed|read|popular)|comments?"
    r" \(\d|copyright|©|all rights reserved|enjoying this|terms of)"
)
_CAPTION = re.compile(
    r"(?i)^\W*(?:caption|photo(?:graph)?s?|picture[ds]?|image|video|graphic|watch|listen)\b[^.]{0,12}:"
    r"|(?:photograph|photo|picture|image(?: credit)?|credit|file photo|illustration)\s?:"
    r"|/\s?(?:ap|afp|reuters|getty|epa|cna)\b|getty images|picture alliance"
)
# What a name has passed is kept (“*+”): other ways to part its letters would all be tried.
_BYLINE = re.compile(
    r"^(?:By|BY|Text:?)\s+[A-Z][\w.'-]*+(?:\s++[A-Z][\w.'-]*+){0,4}\s*+"
    r"(?:staff|reporter|,[^.]*)?$|"
    r"^By (?:our|a) [^.]*$|"
    r"^[a-z]{2,4}(?:/[a-z]{2,4})+\b.{0,20}$"
)
_ITEM = re.compile(r"^\s*(?:[-•*–▪◦]|\d{1,2}[.)])\s+")
_COLUMNS = re.compile(r"\S(?:\s{2,}|\t|\s\|\s)\S")
_END = re.compile(r"[.!?…][\"')\]]*\s*$")
_FINITE = re.compile(
    r"(?i)\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|said|says|\w{3,}ed)\b"
)
SHORT_WORDS = 6
"""A line of fewer words is no paragraph of an article, whatever it ends with."""
FURNITURE_WORDS = 12
"""A longer line that begins like furniture (“Related research ...”) is a sentence of the text."""
HEADING_WORDS = 12
SHOUTED_SHARE = 0.8
LAST_SHARE = 0.5
"""“Leave a comment” ends an article only in its second half."""


def classify(lines: Sequence[str]) -> list[Role]:
    """Return a role for each line; the first line that could be one is the title."""
    roles = [_role(fold(line).strip()) for line in lines]
    _mark_title(lines, roles)
    _mark_repeats(lines, roles)
    _mark_tail(lines, roles)
    _mark_tables(lines, roles)
    _mark_lead_ins(lines, roles)
    return roles


def _role(line: str) -> Role:
    if not line:
        return Role.BLANK
    if _CAPTION.search(line) and not (len(line.split()) > 40 and _END.search(line)):
        return Role.CAPTION
    count = len(line.split())
    if count >= SHORT_WORDS and _is_shouted(line):
        return Role.HEADING if count <= HEADING_WORDS else Role.CAPTION
    furniture = _FURNITURE.match(line) and (count <= FURNITURE_WORDS or not _END.search(line))
    if furniture or _NOTE.match(line) or _ANYWHERE.search(line) or _BYLINE.match(line):
        return Role.BOILERPLATE
    if _ITEM.match(line):
        ends = _END.search(line) and _FINITE.search(line)
        return Role.BODY if ends and count > SHORT_WORDS else Role.LIST
    if len(_COLUMNS.findall(line)) >= 2 and not _END.search(line):
        return Role.TABLE
    if re.match(r"^\(.*\)$", line) or line.startswith("["):
        return Role.BOILERPLATE
    if count < SHORT_WORDS:
        return Role.BODY if _spoken(line) else Role.HEADING
    if _END.search(line) or line.endswith(":"):
        return Role.BODY
    return Role.HEADING if count <= HEADING_WORDS else Role.CAPTION


def _is_shouted(line: str) -> bool:
    """Whether next to all letters are capitals, of which no name can be told from other words."""
    letters = [letter for letter in line if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters)
    return shouted > SHOUTED_SHARE * len(letters)


def _spoken(line: str) -> bool:
    return bool(_END.search(line)) and (line[0] in "\"'" or bool(_FINITE.search(line)))


def _mark_title(lines: Sequence[str], roles: list[Role]) -> None:
    for number, line in enumerate(lines):
        role = roles[number]
        if role is Role.BODY:
            return
        words = line.split()
        plain = role in {Role.HEADING, Role.CAPTION} and len(words) > 3 and not _is_shouted(line)
        if plain and not _CAPTION.search(fold(line)):
            roles[number] = Role.TITLE
            return


def _mark_repeats(lines: Sequence[str], roles: list[Role]) -> None:
    """A line that stands twice is a caption or a menu; so is one that begins another."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines):
        key = " ".join(fold(line).split())
        if not key:
            continue
        for other in (seen.get(key), seen.get(key[:80])):
            if other is not None and roles[number] is not Role.TITLE:
                roles[number] = Role.CAPTION
                if roles[other] is not Role.TITLE:
                    roles[other] = Role.CAPTION
        seen.setdefault(key, number)
        if len(key) > 80:
            seen.setdefault(key[:80], number)


def _mark_tail(lines: Sequence[str], roles: list[Role]) -> None:
    total = sum(len(line) for line in lines)
    passed = 0
    for number, line in enumerate(lines):
        if passed > LAST_SHARE * total and _LAST.match(fold(line)):
            for later in range(number, len(roles)):
                if roles[later] is not Role.BLANK:
                    roles[later] = Role.BOILERPLATE
            return
        passed += len(line)


def _mark_tables(lines: Sequence[str], roles: list[Role]) -> None:
    """A line between two rows of a table is a row too."""
    for number in range(1, len(roles) - 1):
        if roles[number - 1] is Role.TABLE and _COLUMNS.search(lines[number]):
            roles[number] = Role.TABLE


def _mark_lead_ins(lines: Sequence[str], roles: list[Role]) -> None:
    """A short line with a colon that a list follows leads to it, and heads nothing."""
    told = [number for number, role in enumerate(roles) if role is not Role.BLANK]
    for number, after in pairwise(told):
        short = roles[number] is Role.HEADING and lines[number].rstrip().endswith(":")
        if short and _ITEM.match(fold(lines[after])):
            roles[number] = Role.BODY
