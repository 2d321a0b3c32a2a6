"""Tables of a web page: those that place an article on it are blocks, those of values stay."""

from __future__ import annotations

from typing import Any

from quizapp.importers.html_seen import BLOCKS

_TABLE_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th")
_HEADS = ("th", "thead", "caption")
_RUNNING_TEXT = 150
_SENTENCE = 80
"""A cell that holds a sentence of more letters and nothing beside it is no value."""
_SENTENCE_ENDS = (".", "!", "?", "”", '"')


def open_layout_tables(tree: Any) -> None:
    """Make blocks of the tables that only place an article on the page, as in e-mails."""
    for table in list(tree.iter("table")):
        cells = [cell for cell in table.iter("td", "th") if _nearest_table(cell) is table]
        if not _lays_out(table, cells):
            continue
        inside = [each for each in table.iter(*_TABLE_PARTS) if _nearest_table(each) is table]
        for cell in cells:
            if _only_leads_on(cell):
                cell.clear()
        for element in (table, *inside):
            # Words that stand in a cell without an element of their own are a paragraph.
            alone = element in cells and next(element.iter(*BLOCKS), None) is None
            element.tag = "p" if alone and not _has_paragraphs(element) else "div"


def _lays_out(table: Any, cells: list[Any]) -> bool:
    if table.get("role") in ("presentation", "none") or any(map(_is_article, cells)):
        return True
    if any(_nearest_table(each) is table for each in table.iter(*_HEADS)):
        return False
    if not any(map(_is_sentence, cells)):
        return False
    # Values stand in rows and columns; a sentence that has neither beside it is none.
    filled = [cell.getparent() for cell in cells if cell.text_content().strip()]
    is_one_column = len(set(filled)) == len(filled)
    is_one_row = len(set(filled)) == 1
    holds_tables = any(next(cell.iter("table"), None) is not None for cell in cells)
    return is_one_column or is_one_row or holds_tables


def _nearest_table(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _is_article(cell: Any) -> bool:
    """Whether a cell holds running text: blocks of it, or more than any value has.

    So does one with a heading above paragraphs, however short they are.
    """
    paragraphs = sum(1 for each in cell.iter("p") if each.text_content().strip())
    if paragraphs > 1 and next(cell.iter("h1", "h2", "h3"), None) is not None:
        return True
    if _has_paragraphs(cell) and len(_own_words(cell)) > 2 * _RUNNING_TEXT:
        return True
    blocks = sum(len(each.text_content()) > _RUNNING_TEXT for each in cell.iter("p", "div", "td"))
    return blocks > 1 or len(cell.text_content()) > 4 * _RUNNING_TEXT


def _is_sentence(cell: Any) -> bool:
    words = " ".join(_own_words(cell).split())
    return len(words) > _SENTENCE and words.endswith(_SENTENCE_ENDS)


def _own_words(element: Any) -> str:
    """Return the words of an element without those of tables in it, which are values."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag != "table":
            parts.append(_own_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _has_paragraphs(cell: Any) -> bool:
    """Whether the words of a cell are parted by empty lines."""
    breaks = list(cell.iter("br"))
    return any(not (each.tail or "").strip() and each.getnext() in breaks for each in breaks)


def _only_leads_on(cell: Any) -> bool:
    """Whether a cell holds nothing but links, as a menu beside an article does."""
    words = "".join(cell.text_content().split())
    links = "".join("".join(link.text_content().split()) for link in cell.iter("a"))
    return bool(links) and len(links) >= len(words.strip("|·•›»")) - 2
