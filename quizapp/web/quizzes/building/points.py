"""Points of questions as a teacher types them."""

from __future__ import annotations

import re

from quizapp.domain.grades import MOST_POINTS, is_worth

NO_POINTS = f"Points go from 0 to {MOST_POINTS}, in halves such as 2.5."

_TYPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9])?")


def points_typed(typed: str) -> float | None:
    """Return the points that were typed; None for what a question cannot be worth."""
    typed = typed.strip()
    if not _TYPED.fullmatch(typed):
        return None
    points = float(typed.replace(",", "."))
    return points if is_worth(points) else None
