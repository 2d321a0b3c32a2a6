"""The letters of a web page, in the encoding that browsers would take for it."""

from __future__ import annotations

import codecs
import re

from quizapp.importers.plain import BYTE_ORDER_MARKS, decoded, visible

_META = re.compile(rb"<meta[\s/]([^>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([^\s=/\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEAD = 4096
_READ_AS = {
    # Each is read as what contains it: https://encoding.spec.whatwg.org/#names-and-labels
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    # A page whose label can be read byte by byte is not in two bytes a letter.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Python's names of encodings, and what browsers take them for."""
_KNOWN = frozenset(
    {
        *(f"cp125{digit}" for digit in range(9)),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874", "cp932", "cp949"),
        *("utf-8", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp"),
    }
)
"""Encodings that browsers know. Python knows more: some are no letters of any page, and decoding
a name of the domain system takes time that grows with the square of its length."""
_LABELS = {
    # Labels of browsers that Python does not know.
    "unicode-1-1-utf-8": "utf-8",
    "unicode11utf8": "utf-8",
    "unicode20utf8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "csgb2312": "gb18030",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "windows-949": "cp949",
    "ks_c_5601-1989": "cp949",
    "csksc56011987": "cp949",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ukrainian": "mac_cyrillic",
    "koi": "koi8_r",
    "koi8": "koi8_r",
    "koi8-ru": "koi8_u",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
    "sun_eu_greek": "iso8859-7",
    "x-user-defined": "cp1252",
    **{f"x-cp125{digit}": f"cp125{digit}" for digit in range(9)},
}


def page_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the page's letters and notes: a mark of its bytes goes before its label.

    Where there is neither, or the label is not true, the encoding is guessed.
    """
    if not data.startswith(BYTE_ORDER_MARKS) and (label := _label(data[:_HEAD])):
        try:
            text = data.decode(as_browsers_read(label))
        except (LookupError, UnicodeDecodeError):
            return decoded(data)
        return visible(text.removeprefix("\ufeff"))[0], ()
    return decoded(data)


def as_browsers_read(label: str) -> str:
    """Return the encoding that browsers take for a label: pages mean it, whatever they say.

    Raises LookupError for one that browsers do not know either.
    """
    if label.casefold() in _LABELS:
        return _LABELS[label.casefold()]
    name = codecs.lookup(label).name
    name = _READ_AS.get(name, name)
    if name not in _KNOWN:
        raise LookupError(label)
    return name


def _label(head: bytes) -> str:
    # A label in a comment is none, and so is one that a page only speaks of.
    metas = (_attributes(meta) for meta in _META.findall(_COMMENT.sub(b"", head)))
    named = next((label for each in metas if (label := _label_of(each))), b"")
    if not named and (declared := _DECLARED.match(head)):
        named = declared.group(1)
    return named.strip().decode("ascii", errors="replace")


def _attributes(meta: bytes) -> dict[bytes, bytes]:
    """Return the attributes of an element by their names in small letters."""
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(meta)
    }


def _label_of(meta: dict[bytes, bytes]) -> bytes:
    if b"charset" in meta:
        return meta[b"charset"]
    if meta.get(b"http-equiv", b"").lower() != b"content-type":
        return b""
    named = _CHARSET.search(meta.get(b"content", b""))
    return named.group(1) if named else b""
