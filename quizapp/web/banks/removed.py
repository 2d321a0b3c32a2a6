"""What is removed between being read and being written about: gone, or changed meanwhile.

On PostgreSQL nothing keeps a bank there while a quiz is drawn from it; the database then refuses
the row that would point at nothing.
"""

from __future__ import annotations

import logging

from flask import Response, current_app, request
from sqlalchemy.exc import IntegrityError

from quizapp.banks.queries import bank_by_slug
from quizapp.db import db
from quizapp.web.errors import fault_page

# https://www.postgresql.org/docs/current/errcodes-appendix.html: foreign_key_violation
_FOREIGN_KEY = "23503"
_log = logging.getLogger(__name__)


def is_dangling(error: IntegrityError) -> bool:
    """Whether a row was to point at one that is gone."""
    state = getattr(error.orig, "sqlstate", None)
    return state == _FOREIGN_KEY or "foreign key constraint failed" in str(error.orig).lower()


def tell(error: IntegrityError) -> Response:
    """Answer with 404 where the bank of the address is gone, else with 409; nothing was stored.

    Whatever else a database refuses is a fault of ours.
    """
    if not is_dangling(error):
        if current_app.testing:
            raise error
        _log.exception("the database refused a row", exc_info=error)
        return fault_page(500)
    _log.warning("what was written about was removed meanwhile: %s", error.orig)
    db.session.rollback()
    slug = (request.view_args or {}).get("slug")
    gone = slug is not None and bank_by_slug(db.session(), slug) is None
    return fault_page(404 if gone else 409)
