"""Bytes of a text file to text, whatever encoding it was saved in."""

from __future__ import annotations

import codecs
import re
import unicodedata

from quizapp.domain.formats.plain_text import UNSEEN
from quizapp.importers.eastern_encodings import eastern_encoding
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.text_encodings import likeliest_encoding

_MARKS = (
    # The mark of UTF-32 begins with that of UTF-16, so it comes first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BYTE_ORDER_MARKS = tuple(mark for mark, _ in _MARKS)
"""How files begin that say in which Unicode they are."""
# Letters and marks by Unicode's categories, yet drawn as nothing.
_FILLERS = frozenset(
    (*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10)))
)
# Where a line may break, which way letters run, how a letter may look: none of it is a word's own,
# and two words that look the same are the same.
_UNDRAWN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0e"
    r"\ufff9-\ufffb]"
    # Joiners make one picture of several and are letters' own in some scripts, but not in these.
    r"|(?<=[\x00-\u05ff\u2000-\u206f])[\u200c\u200d]+(?=[\x00-\u05ff\u2000-\u206f]|\Z)"
)
_BROKEN_SOFTLY = re.compile(r"\u00ad[ \t]*(?:\r\n|\n)[ \t]*(?=\w)")
_LINE_ENDS = re.compile("\r\n|[\r\f\v\x85\u2028]")
_LIGATURES = str.maketrans(
    dict(
        zip(
            "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
            ["ff", "fi", "fl", "ffi", "ffl", "st", "st"],
            strict=True,
        )
    )
)
_NOTE_MARK = re.compile(
    r"(?<=[\w.,;:!?”\"’)%\]])\[(?:\d{1,3}|(?:note|nb|n|fn|pg\.?|page) \d{1,4}|citation needed)\]",
    re.IGNORECASE,
)
_NOT_TEXT = "The file is not text. Choose a text, Markdown, HTML, DOCX or PDF file."
_GUESSED = (
    "The file is not in UTF-8, so some letters were guessed. "
    "Check names with accents, or save the file as UTF-8."
)
_LOST = "Some letters of the file are damaged and are shown as “\N{REPLACEMENT CHARACTER}”."
_MOST_UNSEEN = 0.02
_MOST_FOREIGN = 0.2
_LEAST_ZEROS = 0.3


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of the bytes, and notes for people on what had to be guessed.

    Line breaks become Unix line breaks and characters that nobody can see are left out; nothing
    else is changed. Raises UnreadableArticle for what is no text.
    """
    text, notes = _decoded(data)
    text, unseen = visible(_BROKEN_SOFTLY.sub("", text))
    if unseen > _MOST_UNSEEN * len(text):
        raise UnreadableArticle(_NOT_TEXT)
    if not text.strip():
        raise UnreadableArticle("The file is empty. Choose one that holds the article's text.")
    if "\N{REPLACEMENT CHARACTER}" in text:
        notes = (*notes, _LOST)
    return text, notes


def visible(text: str) -> tuple[str, int]:
    """Return the text as it is seen, and how many characters of it mean nothing at all.

    Line breaks are Unix line breaks; marks that are not drawn are left out, and ligatures are the
    letters that they are made of.
    """
    text = _LINE_ENDS.sub("\n", text.replace("\u2029", "\n\n"))
    text, unseen = UNSEEN.subn("", text)
    text = _UNDRAWN.sub("", text).translate(_LIGATURES)
    # An accent that is a character of its own would end the word that it stands in.
    return unicodedata.normalize("NFC", text), unseen


def without_note_marks(text: str) -> str:
    """Return the text without marks such as “[3]”, as they come along when a page is copied.

    A single one may be the text's own.
    """
    shorter, count = _NOTE_MARK.subn("", text)
    return shorter if count > 1 else text


def is_blank(text: str) -> bool:
    """Whether nobody can see anything of a text: blanks, joiners, fillers and the like."""
    return all(unicodedata.category(char)[0] in "CZ" or char in _FILLERS for char in text)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ()
    if b"\x00" in data:
        return _strictly(data, _wide_encoding(data)), ()
    if b"\x1b" in data and (encoding := eastern_encoding(data)):
        return data.decode(encoding), (_GUESSED,)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data), (_GUESSED,)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableArticle(
            f"The file begins as {encoding.removesuffix('-sig').upper()} but does not stay so. "
            "Save it as UTF-8 and try again."
        ) from None


def _wide_encoding(data: bytes) -> str:
    """Return which UTF-16 this is: letters of Latin script have a zero in every other byte."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[start::2].count(0)
        others = data[1 - start :: 2].count(0)
        if zeros > _LEAST_ZEROS * len(data) and not others:
            return encoding
    raise UnreadableArticle(_NOT_TEXT)


def _guessed(data: bytes) -> str:
    """Return each line in UTF-8 or, where it is not, in the encoding that makes words of it."""
    lines = [(line, _in_utf8(line)) for line in data.split(b"\n")]
    unknown = b"\n".join(line for line, text in lines if text is None)
    eastern = eastern_encoding(unknown)
    encoding = eastern or likeliest_encoding(unknown)
    text = "\n".join(
        line.decode(encoding, errors="replace") if text is None else text for line, text in lines
    )
    foreign = sum(char > "\x7f" for char in text)
    if foreign > _MOST_FOREIGN * len(text) and not eastern:
        raise UnreadableArticle(
            "The file's encoding is unknown: its letters cannot be told. Save it as UTF-8."
        )
    return text


def _in_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None
