"""What mail says: how much is new, and where it stands; no title, no mark, no name."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.notices import Kind

_COUNTED = {
    Kind.ASSIGNED: ("new assignment", "new assignments"),
    Kind.DUE: ("thing is due", "things are due"),
    Kind.MARKED: ("result or mark that you may see now", "results or marks that you may see now"),
    Kind.MARKED_AGAIN: ("quiz or card was marked again", "quizzes or cards were marked again"),
    Kind.DECIDED: ("objection was decided", "objections were decided"),
    Kind.JOINED: ("course that you are in now", "courses that you are in now"),
    Kind.WAITING: ("course where students wait", "courses where students wait"),
    Kind.ESSAYS: ("quiz where answers wait", "quizzes where answers wait"),
    Kind.OBJECTIONS: ("bank where objections wait", "banks where objections wait"),
}


def subject_of(counts: Mapping[str, int]) -> str:
    """Return the subject: how many notices are new."""
    number = sum(counts.values())
    return f"{number} new notice{'' if number == 1 else 's'}"


def text_of(counts: Mapping[str, int], address: str, stop_url: str) -> str:
    """Return the text of a day's mail; ``counts`` is by the names of kinds."""
    lines = [
        f"- {number} {_COUNTED[kind][number != 1]}"
        for kind in _COUNTED
        if (number := counts.get(kind.value, 0))
    ]
    return "\n".join(
        [
            "New since your last mail:",
            "",
            *lines,
            "",
            f"Read it here: {address}/notices",
            "",
            "You asked for this mail. It comes once a day at most, when something is new.",
            f"No more of it: {stop_url}",
            "",
        ]
    )


def confirmation(address: str, url: str) -> str:
    """Return the text that asks whether an address is its owner's."""
    return "\n".join(
        [
            f"Somebody with an account at {address} wants a mail a day at this address,",
            "of what is new there. Is that you?",
            "",
            f"Then open this within a day: {url}",
            "",
            "If it is not you, do nothing: nothing more is sent.",
            "",
        ]
    )
