"""A browser small enough to run by the dozen: cookies, forms, and patience with a dead server."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from urllib.parse import urlencode, urlsplit

Fields = list[tuple[str, str]]
_ATTEMPTS_BEFORE_GIVING_UP = 600
_PAUSE_SECONDS = 0.1
# Of a field that is typed into, a form does not say what it takes: every kind takes a number.
_WORDS = ("2", "4", "12", "1,800", "2022", "2023", "18,000")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, and whether the request had to be sent again until it did."""

    status: int
    location: str
    text: str
    resent: int


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, what it holds already, what can be filled in."""

    action: str
    method: str
    fixed: Fields = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    ticks: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    buttons: Fields = field(default_factory=list)

    def filled(self, chance: Random) -> Fields:
        """Return the fields of somebody who answers everything, by chance."""
        ticked = [
            (name, value)
            for name, values in self.ticks.items()
            for value in chance.sample(values, chance.randint(1, len(values)))
        ]
        chosen = [(name, chance.choice(values)) for name, values in self.choices.items()]
        typed = [(name, chance.choice(_WORDS)) for name in self.texts]
        return [*self.fixed, *chosen, *ticked, *typed]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""
        self._option = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "input" and "name" in given:
            self._field(self._open, given)
        elif tag == "select":
            self._select = given["name"]
            self._open.choices[self._select] = []
        elif tag == "option" and self._select:
            self._option = given.get("value", "?")
            if self._option not in ("", "?"):
                self._open.choices[self._select].append(self._option)
        elif tag == "button" and "name" in given:
            self._open.buttons.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        # An option without a value stands for its own text.
        if self._open is not None and self._select and self._option == "?" and data.strip():
            self._open.choices[self._select].append(data.strip())
            self._option = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""

    def _field(self, form: Form, given: dict[str, str]) -> None:
        kind, name, value = given.get("type", "text"), given["name"], given.get("value", "")
        if kind == "hidden":
            form.fixed.append((name, value))
        elif kind == "radio":
            form.choices.setdefault(name, []).append(value)
        elif kind == "checkbox":
            form.ticks.setdefault(name, []).append(value)
        else:
            form.texts.append(name)


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page."""
    parser = _Forms()
    parser.feed(page)
    return parser.forms


class Browser:
    """Cookies and one connection. Not safe for several threads."""

    def __init__(self, port: int, cookies: dict[str, str], patience: float = 10) -> None:
        """``patience`` is how many seconds it waits for an answer before it asks again."""
        self.port = port
        self._patience = patience
        self.cookies = dict(cookies)
        self.resent = 0
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self.send("GET", path)

    def post(self, path: str, fields: Sequence[tuple[str, str]], accept: str = "") -> Answer:
        """Send a form; a script asks for another kind of answer than a page."""
        return self.send("POST", path, urlencode(fields).encode(), accept)

    def send(self, method: str, path: str, body: bytes | None = None, accept: str = "") -> Answer:
        """Send a request, and the same again for as long as the server dies under it.

        Raises TimeoutError when that takes a minute or so.
        """
        for resent in range(_ATTEMPTS_BEFORE_GIVING_UP):
            try:
                answer = self._once(method, path, body, resent, accept)
            except (OSError, http.client.HTTPException):
                self.close()
                time.sleep(_PAUSE_SECONDS)
                continue
            if answer.status < 500:
                self.resent += resent > 0
                return answer
            if answer.status != 503:
                raise RuntimeError(f"{method} {path} was answered with {answer.status}")
            time.sleep(_PAUSE_SECONDS)
        raise TimeoutError(f"{method} {path} was never answered")

    def _once(self, method: str, path: str, body: bytes | None, resent: int, accept: str) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self._patience
            )
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if accept:
            headers["Accept"] = accept
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", []):
            if match := re.match(r"([^=]+)=([^;]*)", line):
                self.cookies[match[1]] = match[2]
        location = urlsplit(response.headers.get("Location", "")).path
        return Answer(response.status, location, text, resent)

    def close(self) -> None:
        """Hang up; the next request dials again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
