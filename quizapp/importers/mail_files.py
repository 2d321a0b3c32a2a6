"""Mail as programs save it (.eml), and saved web pages in one file (.mhtml): parts with a head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.mail import as_read, without_reply_marks, without_signature
from quizapp.importers.mail_answers import (
    without_answered,
    without_answered_page,
    without_fields,
    without_way_out,
)
from quizapp.importers.metadata import iso_date
from quizapp.importers.plain import decoded, visible
from quizapp.importers.web_encodings import as_browsers_read

PARTS_LIMIT = 200
"""The most parts of a mail that are looked at; with pictures it has some ten."""

_NOTHING = (
    "The mail holds no text of its own. Save what is attached to it and choose that file, "
    "or paste the article's text."
)
_BROKEN = "The mail is damaged. Save it anew from the program that shows it, or paste its text."
_DASHES_OF_SIGNATURE = "-- "


def read_mail(data: bytes) -> RawArticle:
    """Return the article that a mail or a saved page holds; raises UnreadableArticle."""
    try:
        mail = message_from_bytes(data)
        parts = list(_parts(mail))
    except RecursionError as error:
        raise UnreadableArticle(_BROKEN) from error
    article = _first_readable(parts)
    if _is_saved_page(mail):
        # Its head tells who saved it and when, and nothing of the article.
        return article
    return replace(
        article,
        title=without_reply_marks(_field(mail, "Subject")) or article.title,
        published=iso_date(_field(mail, "Date")) or article.published,
    )


def _parts(mail: Message) -> Iterator[Message]:
    """Yield the parts that are text and no attachment, web pages before plain text."""
    found = []
    for number, part in enumerate(mail.walk()):
        if number >= PARTS_LIMIT:
            break
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            found.append(part)
    yield from (part for part in found if part.get_content_subtype() == "html")
    yield from (part for part in found if part.get_content_subtype() == "plain")


def _first_readable(parts: list[Message]) -> RawArticle:
    refused = UnreadableArticle(_NOTHING)
    for part in parts:
        try:
            return _read(part)
        except UnreadableArticle as error:
            refused = error
    raise refused


def _read(part: Message) -> RawArticle:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        raise UnreadableArticle(_NOTHING)
    text, notes = _text(data, part.get_content_charset())
    if part.get_content_subtype() == "html":
        from quizapp.importers.html import read_html

        if text is None:
            return read_html(data)
        # What the head of the part says goes before what the page says, and so does this mark.
        article = read_html(without_answered_page(text).encode("utf-8-sig"))
        return replace(article, text=without_way_out(article.text))
    if text is None:
        text, notes = decoded(data)
    if str(part.get_param("format", "")).casefold() == "flowed":
        text = _unflowed(text, deletes=str(part.get_param("delsp", "")).casefold() == "yes")
    own = without_signature(without_fields(without_answered(visible(text)[0])))
    return as_read(RawArticle(without_way_out(own).strip("\n"), notes=notes))


def _text(data: bytes, label: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Return the text by the label of its part; None where that is none or not true."""
    try:
        return data.decode(as_browsers_read(label or "")), ()
    except (LookupError, UnicodeDecodeError):
        return None, ()


def _unflowed(text: str, *, deletes: bool) -> str:
    """Return text whose lines go on where a blank ends them (RFC 3676), in whole paragraphs."""
    done: list[str] = []
    flows = False
    for line in text.replace("\r\n", "\n").split("\n"):
        # A blank is put before what would look like something else at the start of a line.
        words = line.removeprefix(" ")
        if flows:
            done[-1] += words
        else:
            done.append(words)
        flows = line.endswith(" ") and line != _DASHES_OF_SIGNATURE
        if flows and deletes:
            done[-1] = done[-1][:-1]
    return "\n".join(done)


def _is_saved_page(mail: Message) -> bool:
    is_related = mail.get_content_type() == "multipart/related"
    return "Snapshot-Content-Location" in mail or (is_related and "To" not in mail)


def _field(mail: Message, name: str) -> str:
    """Return a field of a head in one line, as people read it."""
    said = str(mail.get(name, ""))
    try:
        said = str(make_header(decode_header(said)))
    except (ValueError, LookupError):
        return ""
    return " ".join(visible(said)[0].split())
