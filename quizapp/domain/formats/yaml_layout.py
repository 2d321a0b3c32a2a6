"""Plain values to YAML that is pleasant to read, edit and compare.

Texts stand without quotes where they can, long ones are folded at spaces, and small lists and
mappings stand on one line. The parser must read back exactly what was given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

WIDTH = 100
"""The widest line, in characters, where a text can be broken at all."""

_BARE = re.compile(r"[^\W_](?:[^\n]*[^\s:])?\Z|[“‘(€£$¥][^\n]*[^\s:]\Z")
_MISREAD = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null)\Z|(?=\d)(?!\d{4}-\d\d(?:-\d\d)?\Z)[\d._:,ox+a-f-]+\Z",
    re.IGNORECASE,
)
"""Words that other readers of YAML would take for a number, a time or true."""
_FLOW_MARKS = re.compile(r"[,\[\]{}:]")
_FOLD = re.compile(r"(?<=\S) (?=\S)")
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def lay_out(mapping: Mapping[str, Any]) -> str:
    """Return the lines of a mapping of texts, numbers, booleans, lists and mappings.

    Lists of mappings directly in ``mapping`` get an empty line between entries, unless these are
    so small that one line each is enough.
    """
    lines: list[str] = []
    for key, value in mapping.items():
        if _is_entries(value) and len(value[0]) > 2:
            entries = ["\n".join(_entry(entry, 2)) for entry in value]
            lines += [f"{key}:", "\n\n".join(entries)]
        else:
            lines += _pair(key, value, 0)
    return "\n".join(lines) + "\n"


def _is_entries(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def _entry(entry: Mapping[str, Any], indent: int) -> list[str]:
    lines = _pairs(entry, indent + 2)
    return [" " * indent + "- " + lines[0][indent + 2 :], *lines[1:]]


def _pairs(mapping: Mapping[str, Any], indent: int) -> list[str]:
    return [line for key, value in mapping.items() for line in _pair(key, value, indent)]


def _pair(key: str, value: Any, indent: int) -> list[str]:
    start = " " * indent + f"{key}:"
    if isinstance(value, str):
        first, *rest = _text(value, len(start) + 1, indent + 2)
        return [f"{start} {first}", *rest]
    if _is_entries(value):
        return [start, *_entries(value, indent + 2)]
    line = f"{start} {_flow(value)}"
    if len(line) <= WIDTH or not value or isinstance(value, bool | Decimal):
        return [line]
    if isinstance(value, Mapping):
        return [start, *_pairs(value, indent + 2)]
    return [start, *(line for item in value for line in _item(item, indent + 2))]


def _entries(entries: Sequence[Mapping[str, Any]], indent: int) -> list[str]:
    """Return one line for each entry where all of them fit, and otherwise one for each field."""
    short = [" " * indent + f"- {_flow(entry)}" for entry in entries]
    if all(len(line) <= WIDTH for line in short):
        return short
    return [line for entry in entries for line in _entry(entry, indent)]


def _item(item: str, indent: int) -> list[str]:
    first, *rest = _text(item, indent + 2, indent + 2)
    return [" " * indent + f"- {first}", *rest]


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _bare(value) and not _FLOW_MARKS.search(value) else _quoted(value)
    return str(value)


def _text(text: str, column: int, indent: int) -> list[str]:
    """Return the lines of a text that starts in ``column``; further lines are indented."""
    if "\n" in text and _fits_a_block(text):
        return ["|-", *(" " * indent + line if line else "" for line in text.split("\n"))]
    short = text if _bare(text) else _quoted(text)
    if column + len(short) <= WIDTH or "\n" in text or not _fits_a_block(text):
        return [short]
    return [">-", *(" " * indent + line for line in _folded(text, WIDTH - indent))]


def _fits_a_block(text: str) -> bool:
    """Whether a block scalar gives the text back: nothing to escape, no white edges."""
    lines = text.split("\n")
    framed = lines[0] != "" != lines[-1] and all(line == line.strip() for line in lines)
    return framed and _printable(text)


def _printable(text: str) -> bool:
    return not _ESCAPED.search(text) and not any(char < " " and char != "\n" for char in text)


def _folded(text: str, width: int) -> list[str]:
    lines = [""]
    for word in _FOLD.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _bare(text: str) -> bool:
    return (
        _BARE.match(text) is not None
        and ": " not in text
        and " #" not in text
        and not _MISREAD.match(text)
        and _printable(text)
    )


def _quoted(text: str) -> str:
    if '"' in text and "\n" not in text and _printable(text):
        return "'" + text.replace("'", "''") + "'"
    escaped = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)
