"""More new facts than usual, for today."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.db import db
from quizapp.memory.queries import met_today
from quizapp.web import cookies
from quizapp.web.auth import current_visitor
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.learners import NEW_TODAY, learner_of, new_facts_in, wish_for_today
from quizapp.web.memory.assigned_part import kept
from quizapp.web.policies import anyone, policy

MOST_NEW = 999
STEP = 10
"""How many more are offered at a time."""

_DAY = timedelta(days=1)


def more_today() -> int:
    """Return how many new facts a day the button asks for, counted from those met today.

    Quizzes bring new facts too, and beyond what was wanted. It is a number of the whole day, so
    that sent twice it is the same wish.
    """
    met = met_today(db.session(), learner_of(current_visitor()), now())
    return min(met + STEP, MOST_NEW)


@policy(anyone)
def more(slug: str) -> ResponseReturnValue:
    """Let some more new facts come today, and go on studying; the setting stays."""
    bank_or_404(slug)
    answer = redirect(url_for("memory.card", slug=slug, assignment=kept()), 303)
    wanted = new_facts_in(request.form.get("new", ""))
    if wanted is not None:
        cookies.keep(answer, NEW_TODAY, wish_for_today(wanted), max_age=_DAY)
    return answer
