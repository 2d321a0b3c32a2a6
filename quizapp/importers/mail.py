"""Mail that was saved as text: its own lines, with the subject as its title."""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.importers.article import RawArticle
from quizapp.importers.mail_answers import without_answered, without_fields
from quizapp.importers.metadata import iso_date

_FIELD = re.compile(
    r"(From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Message-ID|List-Id):[ \t]*(\S.*)", re.I
)
_FOLDED = re.compile(r"[ \t]+\S")
_FEWEST_FIELDS = 2
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = re.compile(r"\n-- \n.*\Z|\n--\n(?:[^\n]{0,60}\n){0,5}[^\n]{0,60}\Z", re.DOTALL)
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg):\s*)+", re.IGNORECASE)


def as_read(article: RawArticle) -> RawArticle:
    """Return a text as people read it: a mail without its fields, and quoted lines unmarked."""
    fields, body = _head(article.text)
    if not fields:
        return replace(article, text=_unquoted(body))
    return replace(
        article,
        text=_unquoted(without_signature(without_fields(without_answered(body)))).strip("\n"),
        title=without_reply_marks(fields.get("subject", "")),
        published=iso_date(fields.get("date", "") or fields.get("sent", "")),
    )


def without_signature(text: str) -> str:
    """Return the text of a mail without who wrote it, below two dashes."""
    return _SIGNATURE.sub("", text)


def without_reply_marks(subject: str) -> str:
    """Return a subject without “Re:” and “Fwd:”."""
    return _REPLY.sub("", subject, count=1)


def _head(text: str) -> tuple[dict[str, str], str]:
    """Return the fields that a mail begins with, and what follows them; no fields of other text."""
    lines = text.lstrip("\n").split("\n")
    fields: dict[str, str] = {}
    for place, line in enumerate(lines):
        field = _FIELD.fullmatch(line)
        if field:
            fields.setdefault(field.group(1).casefold(), field.group(2).strip())
        elif not (fields and _FOLDED.match(line)):
            is_mail = len(fields) >= _FEWEST_FIELDS and not line.strip()
            return (fields, "\n".join(lines[place:])) if is_mail else ({}, text)
    return {}, text


def _unquoted(text: str) -> str:
    """Return a text without the marks of quoted lines, where one follows another."""
    lines = text.split("\n")
    marked = [bool(_QUOTED.match(line)) for line in lines]
    beside = [
        is_marked and any(marked[max(0, n - 1) : n] + marked[n + 1 : n + 2])
        for n, is_marked in enumerate(marked)
    ]
    return "\n".join(
        _QUOTED.sub("", line, count=1) if is_quoted else line
        for line, is_quoted in zip(lines, beside, strict=True)
    )
