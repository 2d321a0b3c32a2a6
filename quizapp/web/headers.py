"""Headers that keep other sites, injected scripts and shared browsers out."""

from __future__ import annotations

import secrets

from flask import Flask, abort, current_app, g, request
from werkzeug.wrappers import Response

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_STATIC = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_ONE_YEAR = "max-age=31536000"


def init_app(app: Flask) -> None:
    """Refuse what other sites send, and put the headers on every answer."""
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)
    app.add_template_global(csp_nonce)


def csp_nonce() -> str:
    """Return this answer's nonce, for the rare script element of ours."""
    nonce: str | None = getattr(g, "csp_nonce", None)
    if nonce is None:
        nonce = g.csp_nonce = secrets.token_urlsafe(16)
    return nonce


def refuse_other_sites() -> None:
    """Refuse a change that a page of another site sends, whatever token it brings."""
    if request.method in _SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        abort(403, "This was sent by another site, so nothing was changed.")


def add_headers(response: Response) -> Response:
    """Add what the page does not say itself; pages are private unless they say otherwise."""
    headers = response.headers
    for name, value in _STATIC.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=csp_nonce()))
    headers.setdefault("Cache-Control", "private, no-store")
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", _ONE_YEAR)
    return response
