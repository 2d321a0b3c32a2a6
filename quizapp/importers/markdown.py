"""Markdown: the words that a reader sees, a paragraph to a line, and the facts of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from quizapp.importers.article import RawArticle
from quizapp.importers.file_types import HEAD, FileKind
from quizapp.importers.layout import joined
from quizapp.importers.limits import within_limit
from quizapp.importers.metadata import iso_date
from quizapp.importers.plain import decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

_HEAD = re.compile(r"\A---\n((?:.*\n)*?)---\n")
_FIELD = re.compile(r"^([\w-]+):(.*)$", re.MULTILINE)
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
    text, cut = within_limit(text)
    blocks = list(_blocks(MarkdownIt("commonmark").enable("table").parse(text)))
    title = fields.get("title", "") or next((text for text, kind in blocks if kind == "h1"), "")
    return RawArticle(
        joined(blocks),
        title=title,
        publisher=next((fields[name] for name in _PUBLISHERS if name in fields), ""),
        published=next((iso_date(fields[name]) for name in _DATES if name in fields), ""),
        kind=FileKind.MARKDOWN,
        notes=(*notes, *cut),
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the text of each block, with what it is: h1 to h6, li, tr or p."""
    kind, cells = "p", list[str]()
    for token in tokens:
        match token.type:
            case "heading_open":
                kind = token.tag
            case "list_item_open":
                kind = "li"
            case "heading_close" | "list_item_close":
                kind = "p"
            case "tr_open":
                kind, cells = "tr", []
            case "tr_close":
                yield " | ".join(cells), "tr"
                kind = "p"
            case "inline" if kind == "tr":
                cells.append(_words(token))
            case "inline":
                text = _words(token)
                yield (f"- {text}" if kind == "li" else text), kind
            case "fence" | "code_block":
                yield token.content.rstrip("\n"), "p"


def _words(inline: Token) -> str:
    """Return the text of a block without its marks; pictures are left out."""
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    return "".join(parts).strip()
