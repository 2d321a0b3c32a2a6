"""Two who change one thing at once: whoever saves second is shown what the first has set."""

from __future__ import annotations

import hashlib


class ChangedMeanwhile(Exception):
    """Something was changed since the form was drawn by which somebody else changes it."""


def digest_of(*values: object) -> str:
    """Return what stands for values that a form was drawn from; the same ones give the same."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def refuse_unseen(now_is: str, seen: str | None) -> None:
    """Raise ChangedMeanwhile where a form was drawn from something else than what there is now.

    ``seen`` is None where no form is, such as in a program of one's own.
    """
    if seen is not None and seen != now_is:
        raise ChangedMeanwhile
