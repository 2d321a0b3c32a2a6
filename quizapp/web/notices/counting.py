"""How many notices are new to whoever looks, and that those are read which the page itself shows.

Nothing is counted on the pages of a quiz that is taken and of cards that are studied: whoever is at
work is not to be called away, and the pages that are asked for most often pay nothing.
"""

from __future__ import annotations

import logging
from uuid import UUID

from flask import Response, g, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from quizapp.accounts.policies import is_member
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.notices import Notice
from quizapp.notices import queries, services
from quizapp.web.auth import current_visitor

_AT_WORK = frozenset(
    {"quizzes.attempt", "quizzes.question", "quizzes.summary", "memory.card", "notices.listed"}
)
"""Where nothing is counted; the page of notices itself shows them."""

_COURTESY_SECONDS = 0.2
_OK = 200
_log = logging.getLogger(__name__)


def new_notices() -> int:
    """Return how many notices are new to the visitor besides those of this page.

    0 where they are not counted. At most one SELECT, but for what is studied.
    """
    visitor = current_visitor()
    is_page = request.method == "GET" and request.endpoint not in {None, *_AT_WORK}
    if visitor is None or not is_member(visitor) or not is_page or g.get("is_fault"):
        return 0
    new = queries.new_notices(db.session(), visitor, now())
    here = [each for each in new if _is_here(each)]
    g.shown_notices = visitor.id, {each.about for each in here}
    return len(new) - len(here)


def _is_here(notice: Notice) -> bool:
    """Return whether the page that is asked for is what a notice is about."""
    shown = set((request.view_args or {}).values())
    match request.endpoint:
        case "quizzes.results" | "memory.feedback" | "quizzes.marking":
            return notice.about in shown
        case "quizzes.front" | "courses.course":
            return not shown.isdisjoint({notice.about, notice.within})
        case "answering.objections":
            return notice.slug in shown
    return False


def note_read(response: Response) -> Response:
    """Note, once a page is drawn, that what it shows was read."""
    shown: tuple[int, set[UUID]] | None = g.get("shown_notices")
    if shown is None or not shown[1] or response.status_code != _OK:
        return response
    try:
        # A courtesy holds no page up where others write.
        with transaction(at_most=_COURTESY_SECONDS) as session:
            services.read_about(session, *shown, now())
    except (OperationalError, PoolTimeout):
        # They are told once more.
        _log.warning("could not note that notices were read", exc_info=True)
    return response
