"""Markdown: the words that a reader sees, a paragraph to a line, and the facts of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from quizapp.importers.article import RawArticle
from quizapp.importers.file_types import HEAD, FileKind
from quizapp.importers.hyphens import whole_words
from quizapp.importers.layout import joined, unbroken
from quizapp.importers.limits import within_limit
from quizapp.importers.metadata import iso_date
from quizapp.importers.note_numbers import RaisedWords
from quizapp.importers.plain import decoded, visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_HEAD = re.compile(r"\A---\n((?:.*\n)*?)---\n")
_FIELD = re.compile(r"^([\w-]+):(.*)$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^[^\]\n]{1,40}\]:[^\n]*(?:\n(?: {2,}|\t)[^\n]+)*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_MARK_OF_NOTE = re.compile(r"\[\w{1,3}\]")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>\w+)")
_ANY_TAG = re.compile(r"</?\w[^<>]*>")
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)"
    r"|<(\w+)\b[^<>]{0,500}?(?:\shidden(?=[\s=/>])|display\s*:\s*none)[^<>]*>.*?(?:</\2>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# Programs for notes write links to other notes, marks of a pen, tasks and tags so.
_OTHER_NOTE = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\](?!\()")
_MARKED = re.compile(r"(?<![=\w])==(?=\S)([^=\n]+?)(?<=\S)==(?![=\w])")
_TASK = re.compile(r"^(\s*[-*+]\s+)\[[ xX]\]\s+", re.MULTILINE)
_NOTE_IN_LINE = re.compile(r"(?<=\S)\^\[[^\[\]\n]{1,400}\]")
# Pandoc and others raise and sink letters so: “10^6^”, “CO~2~”.
_RAISED = re.compile(r"(?<=[\w)])\^([^\s^]{1,8})\^(?!\^)")
_SUNK = re.compile(r"(?<=[A-Za-z)])(?<!~)~(\d{1,2})~(?!~)")
_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)[ \t]*\{[#.][^{}\n]*\}[ \t]*$", re.MULTILINE)
_CONTENTS = re.compile(r"^(?:\[\[?_?TOC_?\]\]?|\{:toc\})[ \t]*$\n?", re.MULTILINE | re.IGNORECASE)
_TAGS = re.compile(r"^(?:#[^\W\d_][\w/-]*[ \t]*)+$\n?", re.MULTILINE)
_STRUCK = ("del", "s", "strike")
_PUBLISHERS = ("publisher", "publication", "site", "source")
_DATES = ("date", "published", "pubdate")


def read_markdown(data: bytes) -> RawArticle:
    """Return the article of a Markdown file; raises UnreadableArticle."""
    text, notes = decoded(data)
    head = _HEAD.match(text, 0, HEAD)
    fields = {}
    if head:
        text = text[head.end() :]
        for name, value in _FIELD.findall(head.group(1)):
            fields[name.casefold()] = value.strip(" \t").strip("\"'")
    # What is cut after it was parsed has already cost its time.
    text, cut = within_limit(_NOTE_MARK.sub("", _NOTE.sub("", text)))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(whole_words(_as_written(text)))
    raised = RaisedWords()
    blocks = list(_blocks(tokens, raised))
    if raised.powers_found():
        blocks = list(_blocks(tokens, raised))
    title = fields.get("title", "") or next((text for text, kind in blocks if kind == "h1"), "")
    # Letters that are written as entities are there only now.
    return RawArticle(
        visible(joined(blocks))[0],
        title=title,
        publisher=next((fields[name] for name in _PUBLISHERS if name in fields), ""),
        published=next((iso_date(fields[name]) for name in _DATES if name in fields), ""),
        kind=FileKind.MARKDOWN,
        notes=(*notes, *cut),
    )


def _as_written(text: str) -> str:
    """Return text without the marks that programs for notes add to Markdown."""
    text = _ATTRIBUTES.sub(r"\1", _NOTE_IN_LINE.sub("", _CONTENTS.sub("", text)))
    text = _SUNK.sub(r"\1", _RAISED.sub(r"<sup>\1</sup>", text))
    text = _TASK.sub(r"\1", _TAGS.sub("", text))
    return _MARKED.sub(r"\1", _OTHER_NOTE.sub(r"\1", text))


def _blocks(tokens: Sequence[Token], raised: RaisedWords) -> Iterator[tuple[str, str]]:
    """Yield the text of each block, with what it is: h1 to h6, li, tr or p."""
    kind, mark, cells = "p", "-", list[str]()
    for token in tokens:
        match token.type:
            case "heading_open":
                kind = token.tag
            case "list_item_open":
                kind, mark = "li", f"{token.info}." if token.info else "-"
            case "heading_close" | "list_item_close":
                kind = "p"
            case "tr_open":
                kind, cells = "tr", []
            case "tr_close":
                yield " | ".join(cells), "tr"
                kind = "p"
            case "inline" if kind == "tr":
                cells.append(_words(token, raised))
            case "inline":
                text = _words(token, raised)
                yield (f"{mark} {text}" if kind == "li" else text), kind
            case "html_block":
                yield from ((line, "p") for line in _lines_of_page(token.content))
            case "fence" | "code_block":
                yield token.content.rstrip("\n"), "p"


def _lines_of_page(page: str) -> Iterator[str]:
    """Yield the words of a block that is written in HTML."""
    for line in _UNSEEN.sub("", page).split("\n"):
        if words := unescape(_ANY_TAG.sub("", line)).strip():
            yield words


def _words(inline: Token, above: RaisedWords) -> str:
    """Return the text of a block as it is seen; pictures, marks and what is struck are left out."""
    runs: list[tuple[str, bool]] = []
    raised = struck = 0
    link: int | None = None
    for token in inline.children or ():
        match token.type:
            case "s_open" | "s_close":
                struck += token.nesting
            case "html_inline" if tag := _TAG.match(token.content):
                step = -1 if tag["end"] else 1
                name = tag["name"].casefold()
                raised += step if name == "sup" else 0
                struck += step if name in _STRUCK else 0
                if name == "br":
                    runs.append(("\n", False))
            case "link_open" if str(token.attrGet("href") or "").startswith("#"):
                link = len(runs)
            case "link_close" if link is not None:
                # A link within the page in brackets leads to a note: “[[2]](#n2)”.
                if _MARK_OF_NOTE.fullmatch("".join(words for words, _ in runs[link:])):
                    del runs[link:]
                link = None
            case "text" | "code_inline" if struck <= 0:
                runs.append((token.content, raised > 0))
            case "softbreak":
                runs.append((" ", False))
            case "hardbreak":
                runs.append(("\n", False))
    return unbroken(above.lowered(runs).strip())
