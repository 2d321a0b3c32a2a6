"""Finding the bank that an address names, for whoever may see it."""

from __future__ import annotations

from flask import abort

from quizapp.accounts.policies import may_teach
from quizapp.banks.models import Bank
from quizapp.banks.overviews import overview
from quizapp.banks.queries import bank_by_slug
from quizapp.db import db
from quizapp.web.auth import current_visitor


def bank_or_404(slug: str) -> Bank:
    """Return the bank of that name, or end the request.

    A bank in which nothing can be learnt yet is there for teachers alone: its title is a draft too.
    """
    session = db.session()
    found = bank_by_slug(session, slug)
    if found is None:
        abort(404)
    if not may_teach(current_visitor()) and not overview(session, found).is_open:
        abort(404)
    return found
