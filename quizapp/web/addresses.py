"""What may stand in addresses: numbers that a database can hold, letters written in one way.

Some lead nowhere but to the computer that they are opened on, and nobody shall hand these on.

Ids that are words are composed (NFC). Some programs, those of macOS above all, take an address
apart when it is copied or stored, so that an accent follows its letter: that address leads on.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

from flask import Flask, redirect, request, url_for
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

LARGEST_ID = 2**31 - 1
"""The largest number of a row that PostgreSQL can look up."""


class IdConverter(IntegerConverter):
    """A row's number, ``<id:user_id>``: an address with a larger one leads nowhere."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ID)


def init_app(app: Flask) -> None:
    """Lead every request for a page to its composed address; let templates judge links."""
    app.add_template_filter(only_here)
    app.url_map.converters["id"] = IdConverter
    app.before_request(_compose)


def only_here(link: str) -> str:
    """Return the host of a link where it leads nowhere but to this very computer, else nothing."""
    parts = urlsplit(link)
    name = parts.hostname or ""
    if name != "localhost" and not name.endswith(".localhost"):
        try:
            found = ip_address(name)
        except ValueError:
            return ""
        if not (found.is_loopback or found.is_unspecified):
            return ""
    return parts.netloc


def _compose() -> Response | None:
    if request.path.isascii() or request.method not in {"GET", "HEAD"}:
        return None
    given: Mapping[str, Any] = request.view_args or {}
    composed: Mapping[str, Any] = {
        name: normalize("NFC", value) if isinstance(value, str) else value
        for name, value in given.items()
    }
    if request.endpoint is None or composed == given:
        return None
    # Made from the route, so that it leads nowhere but to one of our own pages.
    where = url_for(request.endpoint, **composed)
    query = request.query_string.decode("latin-1")
    return redirect(f"{where}?{query}" if query else where, code=308)
