"""Handing one mail to the server, in a process of its own: a server may be silent for long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizapp.mail import NotSent, Server, Tls, message, send

Record = dict[str, Any]


def compute(given: Record, _report: Callable[[int, int, str], None]) -> Record:
    """Send ``given["message"]`` by ``given["server"]``; nothing where it is not wanted any more."""
    if not given:
        return {"outcome": "not wanted"}
    server = Server(**given["server"] | {"tls": Tls(given["server"]["tls"])})
    try:
        send(server, message(server.sender, **given["message"]))
    except NotSent as failure:
        return {"outcome": "later" if failure.may_help else "failed", "why": str(failure)}
    return {"outcome": "sent"}
