"""What is tidied up every day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp import sqlite
from quizapp.accounts import counters
from quizapp.authoring import pending_articles, term_lists
from quizapp.courses import roster_import
from quizapp.jobs.handlers import Handler, Record, is_clock_settled
from quizapp.notices import services as notices
from quizapp.queue.execution import Claim
from quizapp.queue.services import remove_old

_FORGOTTEN = ("articles", "student_lists", "term_lists", "tries", "notices_read")


def _remove_old(
    session: Session, _held: Claim, _computed: Record, now: datetime
) -> Mapping[str, Any]:
    if not is_clock_settled(session, REMOVE_OLD_JOBS.kind, now):
        return {"removed": 0}
    return {"removed": remove_old(session, now)}


def _forget_sent(
    session: Session, _held: Claim, _computed: Record, now: datetime
) -> Mapping[str, Any]:
    if not is_clock_settled(session, FORGET_SENT.kind, now):
        return dict.fromkeys(_FORGOTTEN, 0)
    return {
        "articles": pending_articles.forget_old(session, now),
        "student_lists": roster_import.forget_old(session, now),
        "term_lists": term_lists.forget_old(session, now),
        "tries": counters.forget_old(session, now),
        "notices_read": notices.forget_old(session, now),
    }


def _optimize(
    session: Session, _held: Claim, _computed: Record, _now: datetime
) -> Mapping[str, Any]:
    sqlite.optimize(session.connection())
    return {}


REMOVE_OLD_JOBS = Handler("remove-old-jobs", _remove_old)
FORGET_SENT = Handler("forget-sent", _forget_sent)
# In a transaction as all that writes: a connection that did it when it was closed wrote past the
# lock behind which writers queue.
OPTIMIZE = Handler("optimize-database", _optimize)
