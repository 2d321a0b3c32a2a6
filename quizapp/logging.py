"""Log lines, plain or JSON; never a name, a token or an address in them."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request

_TRUSTED_ID = re.compile(r"[0-9A-Za-z._-]{8,64}")
_log = logging.getLogger("quizapp.requests")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id(),
        } | getattr(record, "fields", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({key: value for key, value in line.items() if value is not None})


class PlainLines(logging.Formatter):
    """A line for people: time, level, message, request."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s%(fields_text)s", "%H:%M:%S")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        fields: dict[str, object] = getattr(record, "fields", {})
        known = {"request": request_id()} | fields
        record.fields_text = "".join(
            f" {key}={value}" for key, value in known.items() if value is not None
        )
        return super().format(record)


def set_up(log_format: str, level: str) -> None:
    """Send this app's log lines to standard error; for programs, not for tests."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else PlainLines())
    logger = logging.getLogger("quizapp")
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False


def init_app(app: Flask) -> None:
    """Give each request an id, and note its end: the route, never the address with its tokens."""
    app.before_request(_begin)
    app.after_request(_end)
    # Flask's own line would show the address, and with it the token of a set-up link.
    app.log_exception = _log_fault  # type: ignore[method-assign]


def request_id() -> str | None:
    """Return the id of the request at hand."""
    if not has_request_context():
        return None
    found: str | None = getattr(g, "request_id", None)
    return found


def _log_fault(exc_info: Any) -> None:
    route = request.url_rule.rule if request.url_rule else None
    _log.error(
        "a page broke",
        exc_info=exc_info,
        extra={"fields": {"method": request.method, "route": route}},
    )


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _TRUSTED_ID.fullmatch(given) else secrets.token_hex(16)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    if _log.isEnabledFor(logging.INFO):
        fields = {
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.began) * 1000, 1),
        }
        _log.info("request", extra={"fields": fields})
    return response
