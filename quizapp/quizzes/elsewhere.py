"""What was entered in an attempt on other pages: in another tab, or on another device."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.db import table_of
from quizapp.quizzes.models import Response

_RESPONSES = table_of(Response)


def entered_since(
    session: Session, attempt_id: UUID, moment: datetime, *, besides: Collection[int] = ()
) -> list[int]:
    """Return the positions whose answers the server has had since a moment, in order.

    ``besides`` are positions that do not count, as those that the page itself has just sent.
    """
    statement = (
        select(_RESPONSES.c.position)
        .where(_RESPONSES.c.attempt_id == attempt_id, _RESPONSES.c.received_at > moment)
        .order_by(_RESPONSES.c.position)
    )
    return [each for each in session.scalars(statement) if each not in besides]
