"""The cookie that tells one browser from another: a random token, signed by this server.

It says nothing about people and logs nobody in. A browser gets it when somebody logs in with it or
begins as a guest, and keeps it when they leave; limits on tries then know it again.
"""

from __future__ import annotations

from flask import Flask, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from quizapp.accounts.known_browsers import LASTS
from quizapp.security import new_token
from quizapp.web import cookies

COOKIE = "quizapp_browser"
_LONGEST = 200


def init_app(app: Flask) -> None:
    """Send the cookie where a token was made."""
    app.after_request(_send)


def browser_token() -> str | None:
    """Return the token that this server once gave to the browser, or None for a new one."""
    if "browser_token" in g:
        given: str = g.browser_token
        return given
    raw = request.cookies.get(COOKIE, "")
    if not raw or len(raw) > _LONGEST:
        return None
    try:
        token = _signer().loads(raw)
    except BadSignature:
        return None
    return token if isinstance(token, str) else None


def keep_browser_token() -> str:
    """Return the browser's token, made now if it has none; the answer prolongs its cookie."""
    token = browser_token() or new_token()
    give_browser_token(token)
    return token


def give_browser_token(token: str) -> None:
    """Send the browser this token with the answer: what knows the browser by it is stored."""
    g.browser_token = token


def _send(response: Response) -> Response:
    token: str | None = g.get("browser_token")
    # What failed has stored nothing that would know the browser by it.
    if token is not None and response.status_code < 500:
        cookies.keep(response, COOKIE, str(_signer().dumps(token)), max_age=LASTS)
    return response


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="quizapp-browser")
