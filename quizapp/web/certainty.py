"""How sure and how right, in sentences for learners and for teachers."""

from __future__ import annotations

from quizapp.domain.certainty import Agreement, Calibration


def spoken_calibration(found: Calibration) -> str:
    """Return what a learner reads above the picture of their own; empty where nothing counts."""
    said = []
    if found.sure.answers:
        said.append(f"You were sure of {_answers(found.sure)}, and {_right(found.sure)}.")
    if found.guesses.answers:
        said.append(f"You called {_answers(found.guesses)} a guess, and {_right(found.guesses)}.")
    if not said and found.answers:
        fairly = next(each for each in found.rows if each.answers)
        said.append(f"You were fairly sure of {_answers(fairly)}, and {_right(fairly)}.")
    if any(each.partly for each in found.rows):
        said.append("What was right in part counts as not right here.")
    return " ".join(said)


def spoken_misled(found: Calibration) -> str:
    """Return how many of those who were sure were wrong all the same; empty where nobody was."""
    sure = found.sure
    if not sure.not_right:
        return ""
    what = "not fully right" if sure.partly else "wrong"
    were = "was" if sure.not_right == 1 else "were"
    return f"{sure.not_right} of {sure.answers} who {_were(sure)} sure {were} {what}."


def _answers(found: Agreement) -> str:
    return "1 answer" if found.answers == 1 else f"{found.answers} answers"


def _right(found: Agreement) -> str:
    if found.answers == 1:
        return "it was right" if found.right else "it was not right"
    if found.right in (0, found.answers):
        return "all of them were right" if found.right else "none of them was right"
    return f"{found.right} of them {'was' if found.right == 1 else 'were'} right"


def _were(found: Agreement) -> str:
    return "was" if found.answers == 1 else "were"
