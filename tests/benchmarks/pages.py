"""What the pages weigh for a browser that comes for the first time."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from uuid6 import uuid7

from quizapp.banks.models import Bank, Source
from quizapp.db import db
from tests.benchmarks.browser import forms_of
from tests.benchmarks.surroundings import filled_app

MOST_REQUESTS = 6
MOST_BYTES = 60 * 1024
_IMPORT = re.compile(r"""(?:from|import)\s*\(?["'](\.{0,2}/[^"']+)["']""")
_STYLE = re.compile(r"""(?:@import\s+|url\()["']?((?!data:)[^"')]+)["']?""")


@dataclass(frozen=True, slots=True)
class Weight:
    """Requests and bytes of a page with all it needs, headers counted."""

    page: str
    requests: int
    html: int
    total: int


def measure() -> list[str]:
    """Return the lines of the figure."""
    with filled_app() as app:
        weights = [weigh(page, *path) for page, path in _pages(app)]
    quiz = next(each for each in weights if each.page.startswith("quiz"))
    return [
        f"cold quiz page of 20 questions: {quiz.requests} requests (goal {MOST_REQUESTS}),"
        f" {quiz.total / 1024:.1f} KB gzip (goal {MOST_BYTES // 1024})",
        *(
            f"  {each.page}: {each.requests} requests, {each.html / 1024:.1f} KB the page itself,"
            f" {each.total / 1024:.1f} KB with all it needs"
            for each in weights
        ),
    ]


def weigh(page: str, client: FlaskClient, address: str) -> Weight:
    """Fetch a page and everything it names, as a browser with an empty cache does."""
    total, text = _fetch(client, address)
    html, seen = total, {address}
    waiting = [posixpath.join(address, name) for name in _named(text)]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        size, content = _fetch(client, name)
        total += size
        folder = posixpath.dirname(name)
        inner = _IMPORT if name.endswith("js") else _STYLE
        if not name.endswith("svg"):
            waiting += [
                posixpath.normpath(posixpath.join(folder, each)) for each in inner.findall(content)
            ]
    return Weight(page, len(seen), html, total)


def _fetch(client: FlaskClient, address: str) -> tuple[int, str]:
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    if packed.status_code != 200:
        raise RuntimeError(f"{address} was answered with {packed.status}")
    size = len(packed.data) + len(str(packed.headers).encode())
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    return size, plain.get_data(as_text=True)


def _named(text: str) -> list[str]:
    """Return what a browser fetches for a page: styles, scripts, pictures, the favicon."""
    found: list[str] = []

    class Names(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "link" and given.get("rel") in {"stylesheet", "icon", "modulepreload"}:
                found.append(given.get("href") or "")
            elif tag in {"script", "img"} and given.get("src"):
                found.append(given.get("src") or "")

    Names().feed(text)
    return [name for name in found if not name.startswith("data:")]


def _pages(app: Flask) -> list[tuple[str, tuple[FlaskClient, str]]]:
    """Return the pages to weigh, each with a browser that may see it."""
    client = app.test_client()
    with app.app_context():
        bank = db.session.scalars(select(Bank.slug)).one()
        source = db.session.scalars(select(Source.slug).order_by(Source.position)).first()
    attempts = [_started(client, bank) for _ in range(2)]
    form = _form(client, f"/attempts/{attempts[0]}")
    handed_in = client.post(f"/attempts/{attempts[0]}", data=dict(form))
    if handed_in.status_code != 303:
        raise RuntimeError(f"the quiz was not taken: {handed_in.status}")
    return [
        ("home", (app.test_client(), "/")),
        ("quiz, 20 questions", (client, f"/attempts/{attempts[1]}")),
        ("results, 20 questions", (client, f"/attempts/{attempts[0]}/results")),
        ("reading", (client, f"/banks/{bank}/sources/{source}")),
    ]


def _started(client: FlaskClient, bank: str) -> UUID:
    attempt = UUID(int=uuid7().int)
    sent = {"attempt_id": str(attempt), "length": "20", "layout": "page"}
    token = dict(_form(client, f"/banks/{bank}/quiz"))["csrf_token"]
    started = client.post(f"/banks/{bank}/quiz", data=sent | {"csrf_token": token})
    if started.status_code != 303:
        raise RuntimeError(f"the quiz did not start: {started.status}")
    return attempt


def _form(client: FlaskClient, address: str) -> list[tuple[str, str]]:
    page = client.get(address).get_data(as_text=True)
    # The first form of a page is its own; that of the frame, for the colours, is the last.
    return next(form for form in forms_of(page) if form.method == "post").fixed
