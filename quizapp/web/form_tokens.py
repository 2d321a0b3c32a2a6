"""Flask-WTF's protection of forms, without checking the same token's signature at every request."""

from __future__ import annotations

from flask import Flask, current_app, g, request, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import same_origin

REMEMBERED = 1024
"""How many tokens a process keeps: one for each browser of late."""
_FIELD = "csrf_token"
# A token of ours has about 90 letters; whoever pads one may do so, but it is not kept.
_LONGEST = 200


class FormTokens(CSRFProtect):  # type: ignore[misc] # Flask-WTF has no types
    """Flask-WTF's tokens; one that was found good for a session stays so.

    What is kept is the pair of the session's secret and the whole token, signature included, so
    that only the very same text in the very same session is spared the check. Tokens here have no
    age (``WTF_CSRF_TIME_LIMIT``); where they have one, none is kept.
    """

    def __init__(self, app: Flask) -> None:
        self._good: set[tuple[str, str]] = set()
        super().__init__(app)

    def protect(self, apply_exemptions: bool = False) -> None:
        """Let a request with a good token through; refuse others as Flask-WTF does."""
        if request.method not in current_app.config["WTF_CSRF_METHODS"]:
            return
        if not request.endpoint:
            # Nobody reads what is sent to an address that does not exist.
            return
        secret, token = session.get(_FIELD), request.form.get(_FIELD)
        pair = (secret, token)
        if pair in self._good and self._is_from_here():
            g.csrf_valid = True
            return
        super().protect(apply_exemptions)
        if g.get("csrf_valid") and secret and token and len(token) <= _LONGEST:
            self._remember(secret, token)

    def _is_from_here(self) -> bool:
        """Whether a request that came over HTTPS names a page of ours as where it comes from."""
        if not request.is_secure:
            return True
        return bool(request.referrer and same_origin(request.referrer, f"https://{request.host}/"))

    def _remember(self, secret: str, token: str) -> None:
        if current_app.config["WTF_CSRF_TIME_LIMIT"] is not None:
            return
        if len(self._good) >= REMEMBERED:
            self._good.clear()
        self._good.add((secret, token))
