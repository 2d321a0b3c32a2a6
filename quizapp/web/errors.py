"""Pages for what went wrong: what happened, what is safe, what to do."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError, validate_csrf
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import ObjectDeletedError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from wtforms import ValidationError

from quizapp.accounts.errors import TooManyTries
from quizapp.db import RowGone, db
from quizapp.sqlite import is_unwritable

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 2
_RETRY_FULL_SECONDS = 60
_KEEPING = frozenset({403, 404, 409})
_WRITTEN = frozenset({"text", "comment", "reason", "stem", "explanation", "statement"})
"""Names of fields, or their ends, in which somebody writes words of their own, and no secrets."""
_LONGEST_WRITTEN = 20_000
_MOST_WRITTEN = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """What an error page says."""

    code: int
    title: str
    message: str
    action: str = ""


_FAULTS = {
    fault.code: fault
    for fault in (
        Fault(
            400,
            "That could not be read",
            "Something in the address or the form is missing or wrong. Nothing was changed.",
            "Go back, check what you sent, and try again.",
        ),
        Fault(
            403,
            "Not for you",
            "Your account may not do this. Nothing was changed.",
            "If you think it should, ask the person who runs this site.",
        ),
        Fault(
            404,
            "There is nothing here",
            "The page does not exist, or it is not yours to see.",
            "Check the address, or start from the home page.",
        ),
        Fault(
            405,
            "This address takes no such request",
            "You may have reloaded a page that was the result of a form. Nothing was changed.",
            "Start from the home page.",
        ),
        Fault(
            409,
            "This was changed meanwhile",
            "It was handed in or changed in another tab. What was stored is safe.",
            "Reload the page to see how things stand.",
        ),
        Fault(
            413,
            "That is too large",
            "More was sent than this page takes. Nothing was changed.",
            "Go back, shorten it, and send it again.",
        ),
        Fault(
            429,
            "Too many tries",
            "Too much came in too short a time. Nothing was changed.",
            "Wait a little, then try again.",
        ),
        Fault(
            500,
            "Something broke here",
            "It is not your fault, and it has been noted. What was stored before is safe.",
            "Go back and try again. If it happens again, tell the person who runs this site.",
        ),
        Fault(
            503,
            "Busy for a moment",
            "The database did not answer in time. What you sent was not stored.",
            "Wait a few seconds, then go back and send it again. It will count once.",
        ),
    )
}
_NOTHING_STORED = Fault(
    503,
    "Nothing can be stored just now",
    "The server's disk is full or may not be written to. What you sent was not stored; what was "
    "stored before is safe, and you can go on reading.",
    "Keep this page open, or go back, and send it again later. Tell the person who runs this site.",
)
_REMOVED = Fault(
    404,
    "It is not there any more",
    "It was removed a moment ago, perhaps in another tab. Nothing was changed.",
    "Go back and reload the page to see what is there.",
)
_FORM_TOO_OLD = Fault(
    400,
    "This form cannot be sent any more",
    "Your login changed or has ended, the browser lost its cookie, or the form was open too long: "
    "it could not be trusted. Nothing was changed.",
    "Go back and reload the page. What you typed is mostly still there when you go back; copy it "
    "before you reload. If you are then asked to log in and were a guest, that session has ended: "
    "nobody can come back to it.",
)


def init_app(app: Flask) -> None:
    """Answer every error with a page. While testing, faults of ours reach the test."""
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TooManyTries, _too_many)
    # What was read before a transaction and is gone inside it is told by SQLAlchemy itself.
    app.register_error_handler(RowGone, _gone)
    app.register_error_handler(ObjectDeletedError, _gone)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(500, _broken)


def is_busy(error: Exception) -> bool:
    """Whether a database error passes by itself: locked, busy, or not to be reached just now."""
    if isinstance(error, PoolTimeout):
        return True
    text = str(getattr(error, "orig", error)).lower()
    signs = ("locked", "busy", "connect", "timeout", "shutting down", "starting up", "deadlock")
    return any(sign in text for sign in signs)


def is_full(error: Exception) -> bool:
    """Whether the database can be read but not written until somebody has made room."""
    if is_unwritable(error):
        return True
    text = str(getattr(error, "orig", error)).lower()
    signs = ("disk is full", "no space left", "readonly database", "read-only transaction")
    return any(sign in text for sign in signs)


def _csrf(_error: CSRFError) -> Response:
    return _page(_FORM_TOO_OLD)


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    known = _FAULTS.get(error.code) or Fault(error.code, error.name, error.description or "")
    if error.description and error.description != type(error).description:
        known = Fault(known.code, known.title, error.description, known.action)
    response = _page(known)
    kept = {"Allow", "Retry-After", "WWW-Authenticate"}
    for name, value in error.get_headers():
        if name in kept:
            response.headers[name] = value
    return response


def _gone(_error: Exception) -> Response:
    return _page(_REMOVED)


def _too_many(error: TooManyTries) -> Response:
    response = _page(Fault(429, error.title, str(error)))
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _database(error: Exception) -> Response:
    if is_full(error):
        _log.error("the database cannot be written: %s", getattr(error, "orig", error))
        response = _page(_NOTHING_STORED)
        response.headers["Retry-After"] = str(_RETRY_FULL_SECONDS)
        return response
    if not is_busy(error):
        if current_app.testing:
            raise error
        _log.exception("the database failed", exc_info=error)
        return _page(_FAULTS[500])
    _log.warning("the database was busy: %s", type(error).__name__)
    response = _page(_FAULTS[503])
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def fault_page(code: int) -> Response:
    """Return the page of a fault, for handlers that find out by themselves what it was."""
    return _page(_FAULTS[code])


def _broken(_error: Exception) -> Response:
    return _page(_FAULTS[500])


def _page(fault: Fault) -> Response:
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        answer = jsonify(error=fault.title, message=fault.message)
        answer.status_code = fault.code
        return answer
    # The frame asks for no more than it needs: the database may be what failed.
    g.is_fault = True
    try:
        body = render_template("errors/error.html", fault=fault, written=_written(fault))
    except Exception:
        # The page's own frame may need what just broke; the words matter more than the frame.
        _log.exception("the error page could not be drawn")
        db.session.rollback()
        body = _bare(fault)
    return Response(body, fault.code, mimetype="text/html")


def _written(fault: Fault) -> list[str]:
    """Return what somebody has written in a form that is refused now, to be shown to them again.

    Whoever is taken out of a course while they write there would lose it. Only a form that brings
    its token is answered so, whatever refused it: another site, which has none, puts no words of
    its own onto a page of ours.
    """
    if request.method != "POST" or request.endpoint is None or fault.code not in _KEEPING:
        return []
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except (ValidationError, RequestEntityTooLarge):
        return []
    texts = [
        value.strip()[:_LONGEST_WRITTEN]
        for name, value in request.form.items(multi=True)
        if name.rpartition("-")[2] in _WRITTEN
    ]
    return [each for each in texts if each][:_MOST_WRITTEN]


def _bare(fault: Fault) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(fault.title)}</title><h1>{escape(fault.title)}</h1>"
        f'<p>{escape(fault.message)}</p><p>{escape(fault.action)}</p><p><a href="/">Home</a></p>'
        "</html>"
    )
