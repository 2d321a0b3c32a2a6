"""Headers that keep other sites, injected scripts and shared browsers out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, request

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_ALWAYS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cache-Control", "private, no-store"),
]
_HSTS = ("Strict-Transport-Security", "max-age=31536000")
_NONCE = "quizapp.nonce"
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def init_app(app: Flask) -> None:
    """Refuse what other sites send, and put the headers on every answer."""
    app.before_request(refuse_other_sites)
    app.add_template_global(csp_nonce)
    inner, https = app.wsgi_app, bool(app.config["SESSION_COOKIE_SECURE"])

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        nonce = environ[_NONCE] = secrets.token_urlsafe(16)
        secure = https or environ["wsgi.url_scheme"] == "https"

        def start(status: str, headers: Headers, *error: Any) -> Callable[[bytes], object]:
            return start_response(status, [*headers, *_missing(headers, nonce, secure)], *error)

        return inner(environ, start)

    # Around the app, not inside: Flask would check each constant again for each answer.
    app.wsgi_app = guarded  # type: ignore[method-assign]


def csp_nonce() -> str:
    """Return this answer's nonce, for the rare script element of ours."""
    return str(request.environ.get(_NONCE, ""))


def refuse_other_sites() -> None:
    """Refuse a change that a page of another site sends, whatever token it brings."""
    if request.method in _SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        abort(403, "This was sent by another site, so nothing was changed.")


def _missing(headers: Headers, nonce: str, secure: bool) -> Headers:
    """Return what an answer does not say itself; pages are private unless they say otherwise."""
    said = {name.lower() for name, _ in headers}
    policy = ("Content-Security-Policy", _POLICY % nonce)
    wanted = [*_ALWAYS, policy, _HSTS] if secure else [*_ALWAYS, policy]
    return [(name, value) for name, value in wanted if name.lower() not in said]
