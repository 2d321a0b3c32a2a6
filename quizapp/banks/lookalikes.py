"""Which values of a bank a slip of spelling must not be taken for: noted whenever its facts change.

Marking an answer reads them with the parts of the question, so that it costs no statement more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, FactVersion
from quizapp.domain.facts import FactStatus
from quizapp.domain.typed.lookalikes import lookalikes

_TYPED = frozenset(("entity", "text"))
"""Sorts of value that are words; in numbers and dates no slip is forgiven."""


def note_lookalikes(session: Session, bank_id: int) -> None:
    """Note, for each fact of a bank, the values of others that a slip could turn its own into.

    Flushes. Only what has changed is written.
    """
    session.flush()
    rows = session.execute(
        select(Fact.id, Fact.lookalikes, FactVersion.content)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(
            Fact.bank_id == bank_id,
            Fact.status != FactStatus.RETIRED.value,
            FactVersion.is_current,
        )
    ).all()
    near = lookalikes({row.id: tuple(_names(row.content)) for row in rows})
    changed = [
        {"id": row.id, "lookalikes": list(near.get(row.id, ()))}
        for row in rows
        if tuple(row.lookalikes) != near.get(row.id, ())
    ]
    if changed:
        session.execute(update(Fact), changed)


def _names(content: dict[str, Any]) -> Iterator[str]:
    """Yield every text that is a right answer to a fact, as far as it is of words."""
    value = content["value"]
    if value["type"] in _TYPED:
        yield value["text"]
        yield from value.get("aliases", ())
        yield from content.get("also_true", ())
