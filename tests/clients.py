"""A test client that behaves as a browser does: each request by itself, forms with a token."""

import contextvars
import re
import secrets
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from quizapp.web.auth import COOKIE

_POSTING = re.compile(rb"<form[^>]*\bmethod=.?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
_CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


class Client(FlaskClient):
    """A browser with cookies of its own.

    Sends the token against forged requests by itself, unless ``forges`` is set, and fails the
    test if a page shows a form that would be sent without one, or if a page is the answer to a form
    that was taken: only one that was refused is shown again, with 422.
    """

    forges = False

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # Read the whole answer, so that the file behind it is closed.
        kwargs.setdefault("buffered", True)
        if not self.forges and kwargs.get("method", "GET") in _CHANGING:
            kwargs["headers"] = {**dict(kwargs.get("headers") or {}), "X-CSRFToken": self._token()}
        # An application context of the test must not leak into the request, nor back.
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        if response.mimetype == "text/html":
            for form in _POSTING.findall(response.data):
                assert b'name="csrf_token"' in form, f"a form without a token: {form.decode()}"
            # Going back to it would ask whether to send the form again.
            answered = response.request.method == "POST" and response.status_code == 200
            assert not answered, f"a page is the answer to {response.request.path}"
        return response

    def log_in_with(self, token: str) -> None:
        """Hold a login, as if its cookie had been set."""
        self.set_cookie(COOKIE, token)

    def _token(self) -> str:
        def stored() -> str:
            with self.session_transaction() as session:
                return str(session.setdefault("csrf_token", secrets.token_hex(20)))

        raw = contextvars.Context().run(stored)
        app: Flask = self.application
        return str(URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(raw))
