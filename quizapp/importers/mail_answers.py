"""What stands in a mail beside its own words: the mail that it answers, and who sends it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from quizapp.importers.furniture import is_call

FEWEST_OWN_WORDS = 25
"""A mail of fewer words of its own is there for what it hands on."""
_LONGEST_SIGNATURE = 60
_QUOTED = re.compile(r">")
_WROTE = re.compile(
    r"(?:On\b.*|.*\b\d{4}\b.*|.*\d{1,2}:\d\d.*) wrote:\Z|-{2,}\s*Original Message\s*-{2,}\Z",
    re.IGNORECASE,
)
_MOST_LINES_OF_WROTE = 3
_ORIGINAL = re.compile(
    r"^(?:-{2,} ?Original Message ?-{2,}|_{10,})\n\s*(?:From|Sent|To|Cc|Date|Subject): .*\n"
    r"(?:(?:From|Sent|To|Cc|Date|Subject): .*\n)+",
    re.MULTILINE | re.IGNORECASE,
)
_FIELDS = r"(?:[> ]*\*?(?:From|Sent|To|Cc|Date|Subject|Reply-To):\*? .*\n(?:[ \t]+\S.*\n)*)"
_HANDED_ON = re.compile(
    rf"^[> ]*(?:-{{2,}} ?(?:Forwarded|Original) message ?-{{2,}}|_{{10,}}|Begin forwarded message:)"
    rf"[ \t]*\n(?:[> ]*\n)?{_FIELDS}{{2,8}}"
    rf"|^[> ]*\*?From:\*? .*\n(?=(?:.*\n){{0,4}}[> ]*\*?Subject:){_FIELDS}{{2,8}}",
    re.MULTILINE | re.IGNORECASE,
)
_EMPTY_LINES = re.compile(r"\n{3,}")
_FIELDS_IN_LINE = re.compile(
    r"(?:-{2,} ?(?:Forwarded|Original) message ?-{2,} *)?From: .*\b(?:Sent|Date): .*\bSubject: ",
    re.IGNORECASE,
)
_LONGEST_FIELDS = 600
_DASHES = re.compile(r"--\s*\Z")
_LEAVES = re.compile(
    r"\bunsubscribe\b|\bmanage (?:your )?(?:e-?mail )?preferences\b"
    r"|\bview (?:this|it) (?:e-?mail )?in (?:your )?browser\b"
    r"|^(?:©|\(c\)|copyright)\W*\d{4}\b.{0,80}\Z",
    re.IGNORECASE,
)
_QUOTES = (
    "//blockquote[@type='cite']"
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]"
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' yahoo_quoted ')]"
)
_LEADS = (
    "//*[contains(@class, 'moz-cite-prefix') or contains(@class, 'gmail_attr')]"
    "[contains(., 'wrote')]"
)
_SIGNED = (
    "//*[contains(@class, 'gmail_signature') or contains(@class, 'moz-signature')"
    " or @id='Signature']"
)


def without_answered(text: str) -> str:
    """Return a mail without the quoted one that it answers; what is handed on is the mail itself.

    Such a quotation ends the mail, behind “On Monday somebody wrote:”, and is the shorter of both.
    Outlook marks no lines: it writes the fields of the mail that is answered.
    """
    if found := _ORIGINAL.search(text):
        above = text[: found.start()].rstrip()
        return above if _is_the_mail(above, text[found.end() :]) else text
    lines = text.rstrip().split("\n")
    begin = len(lines)
    while begin and (_QUOTED.match(lines[begin - 1]) or not lines[begin - 1].strip()):
        begin -= 1
    own, quoted = lines[:begin], lines[begin:]
    if not any(map(_QUOTED.match, quoted)):
        return text
    for count in range(1, _MOST_LINES_OF_WROTE + 1):
        if _WROTE.match(" ".join(own[-count:]).strip()):
            own = own[:-count]
            break
    kept = "\n".join(own).rstrip()
    return kept if _is_the_mail(kept, "\n".join(quoted)) else text


def without_fields(text: str) -> str:
    """Return a mail without the fields of a mail that it hands on: from whom, when, about what."""
    kept, count = _HANDED_ON.subn("\n", text)
    return _EMPTY_LINES.sub("\n\n", kept) if count else text


def without_way_out(text: str) -> str:
    """Return the text of a newsletter without the lines around it on how to leave or see it."""
    kept = text.strip().split("\n")
    while kept and _is_about_mail(kept[-1]):
        kept.pop()
    while kept and _is_about_mail(kept[0]):
        del kept[0]
    return "\n".join(kept) if kept else text


def _is_about_mail(line: str) -> bool:
    says = not line.strip() or _LEAVES.search(line) or is_call(line)
    return bool(says) and len(line.split()) <= _LONGEST_SIGNATURE


def without_answered_page(page: str) -> str:
    """Return a mail that is a web page without the mail it answers and without its signature."""
    try:
        tree = lxml_html.document_fromstring(page)
    except (etree.LxmlError, ValueError):
        return page
    quotes = _outermost(tree.xpath(_QUOTES))
    beside = " ".join(each.text_content() for each in quotes)
    words = len(tree.text_content().split()) - len(beside.split())
    dropped: list[Any] = []
    if quotes and words >= max(FEWEST_OWN_WORDS, len(beside.split())):
        dropped += [*quotes, *tree.xpath(_LEADS)]
    dropped += [each for each in tree.xpath(_SIGNED) if _is_short(each.text_content())]
    dropped += [*_fields(tree), *_below_dashes(tree)]
    for element in dropped:
        if element.getparent() is not None:
            element.drop_tree()
    return lxml_html.tostring(tree, encoding="unicode") if dropped else page


def _fields(tree: Any) -> list[Any]:
    """Return the elements that hold the fields of a mail that is handed on, and nothing else."""
    return [
        element
        for element in tree.iter("p", "div")
        if next(element.iterdescendants("p", "div", "table"), None) is None
        and len(words := " ".join(" ".join(element.itertext()).split())) <= _LONGEST_FIELDS
        and _FIELDS_IN_LINE.match(words)
    ]


def _below_dashes(tree: Any) -> list[Any]:
    """Return what stands from a paragraph that begins with two dashes on: a short signature."""
    for element in tree.iter("p", "div"):
        first = next(iter(element.itertext()), "")
        if not _DASHES.match(first.strip() + " ") or not element.text:
            continue
        below = [element, *element.itersiblings()]
        return below if _is_short(" ".join(each.text_content() for each in below)) else []
    return []


def _is_short(words: str) -> bool:
    return len(words.split()) <= _LONGEST_SIGNATURE


def _is_the_mail(own: str, quoted: str) -> bool:
    count = len(own.split())
    return count >= max(FEWEST_OWN_WORDS, len(quoted.split()))


def _outermost(elements: Iterable[Any]) -> list[Any]:
    found = list(elements)
    return [each for each in found if not any(above in found for above in each.iterancestors())]
