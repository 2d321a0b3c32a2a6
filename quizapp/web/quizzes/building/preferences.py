"""What is said of draws that take something first."""

from __future__ import annotations

from quizapp.domain.difficulty import ENOUGH
from quizapp.quizzes.design_models import Preference
from quizapp.quizzes.designs import Item

_LEVELS = {
    Preference.EASY: "easy",
    Preference.MEDIUM: "of medium difficulty",
    Preference.HARD: "hard",
}
_TOO_FEW = (
    f"Fewer than {ENOUGH} people of those who have begun a quiz of yours from this bank, or whom "
    "it is shared with, have learned the same fact of it: until then it is drawn at random."
)


def first_said(item: Item) -> str:
    """Return what a draw takes first, or nothing."""
    if item.prefers is Preference.NONE:
        return ""
    if item.prefers is Preference.FORGOTTEN:
        return "what your class is about to forget first"
    return f"those that are {_LEVELS[item.prefers]} first"


def falls_back_said(item: Item, preferred: int | None) -> str:
    """Return why a draw has fewer of what it takes first than it asks for; nothing if it has all.

    ``preferred`` is how many it has now, None where it prefers nothing.
    """
    if preferred is None or preferred >= item.count:
        return ""
    if item.prefers is Preference.FORGOTTEN:
        verb = "asks for" if preferred == 1 else "ask for"
        if not preferred:
            return _TOO_FEW
        return (
            f"Only {preferred} of them {verb} what {ENOUGH} people or more have learned; the rest "
            "is at random."
        )
    level = _LEVELS[item.prefers]
    if not preferred:
        return (
            f"No question is known to be {level}: that is told by the first answers of {ENOUGH} "
            "people or more. Until then it is drawn at random."
        )
    verb = "is" if preferred == 1 else "are"
    return (
        f"Only {preferred} of them {verb} known to be {level}; the rest is taken from those that "
        f"fewer than {ENOUGH} people have answered, then from the others."
    )
