"""Cookies of ours: out of reach of scripts and of other sites, and secure where the page is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response


def keep(response: Response, name: str, value: str, *, max_age: timedelta | None = None) -> None:
    """Let the browser keep a value for so long; without ``max_age`` until it is closed."""
    response.set_cookie(name, value, max_age=max_age, **_rule())


def drop(response: Response, name: str) -> None:
    """Take a cookie from the browser. It must be told as it was set, or it may stay."""
    response.delete_cookie(name, **_rule())


def _rule() -> dict[str, Any]:
    secure = request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])
    return {"httponly": True, "samesite": "Lax", "secure": secure}
