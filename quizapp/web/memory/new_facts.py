"""How many new facts somebody wants today: their setting, and what they asked for on top."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.web.auth import current_visitor
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.learners import learner_of
from quizapp.web.policies import anyone, policy

DEFAULT_NEW_PER_DAY = 10
MOST_NEW = 999
STEP = 10
"""How many more are offered at a time."""

_COOKIE = "new-today"
_DAY = timedelta(days=1)


def new_per_day() -> int:
    """Return how many new facts the visitor wants on the day that it is for them."""
    person = current_visitor()
    usual = DEFAULT_NEW_PER_DAY if person is None else person.new_per_day
    day, _, number = request.cookies.get(_COOKIE, "").partition("/")
    if day != _today() or not (number.isascii() and number.isdigit() and len(number) < 4):
        return usual
    return max(usual, int(number))


def more_today() -> int:
    """Return how many new facts a day the button asks for: it is what is sent, so twice is once."""
    return min(new_per_day() + STEP, MOST_NEW)


@policy(anyone)
def more(slug: str) -> ResponseReturnValue:
    """Let some more new facts come today, and go on studying; the setting stays."""
    bank_or_404(slug)
    answer: Response = current_app.make_response(redirect(url_for("memory.card", slug=slug), 303))
    wanted = request.form.get("new", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 4:
        secure = request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])
        answer.set_cookie(
            _COOKIE,
            f"{_today()}/{int(wanted)}",
            max_age=_DAY,
            samesite="Lax",
            httponly=True,
            secure=secure,
        )
    return answer


def _today() -> str:
    return learner_of(current_visitor()).calendar.day(now()).isoformat()
