"""What pages of a gradebook say, without their markup."""

from __future__ import annotations

import html
import re


def words(markup):
    """Return the text of markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def main(answer):
    assert answer.status_code == 200, answer.status
    return words(answer.text.partition("<main")[2].partition("</main")[0])


def row_of(answer, name):
    """Return the cells of a student's row."""
    rows = re.findall(r"<tr>(.*?)</tr>", answer.text, re.S)
    return next(
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
        if name in words(row)
    )


def form_of(browser, path, prefix=""):
    """Return the hidden fields of a form of a cell."""
    page = browser.get(path).text
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and name[1] in {f"{prefix}form_id", f"{prefix}after"}:
            found[name[1]] = value[1] if value else ""
    return found
