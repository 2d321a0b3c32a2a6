"""Flask's session cookie, without checking the same cookie's signature at every request."""

from __future__ import annotations

import time

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

REMEMBERED = 1024
"""How many cookies a process keeps: one for each browser of late, most below 200 bytes."""


class RememberedSessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, as Flask makes them; a cookie that was found good stays so.

    What is kept is found by the whole cookie, signature included, so that only the very same text
    is spared the check. Its age is still looked at every time.
    """

    def __init__(self) -> None:
        self._good: dict[str, tuple[int, dict[str, str]]] = {}

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the request's cookie holds; an empty session if it cannot be trusted."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return super().open_session(app, request)
        lasts = int(app.permanent_session_lifetime.total_seconds())
        known = self._good.get(cookie)
        if known is not None and 0 <= time.time() - known[0] <= lasts:
            return self.session_class(known[1])
        signer = self.get_signing_serializer(app)
        if signer is None:
            return None
        try:
            data, signed_at = signer.loads(cookie, max_age=lasts, return_timestamp=True)
        except BadSignature:
            return self.session_class()
        # Lists, such as messages to be shown, would be shared and changed by every request.
        if all(type(value) is str for value in data.values()):
            if len(self._good) >= REMEMBERED:
                self._good.clear()
            self._good[cookie] = (int(signed_at.timestamp()), data)
        return self.session_class(data)
