"""Words that are typed: what a short answer and the gaps of a cloze text share."""

from __future__ import annotations

from quizapp.domain.typed.spelling import folded

READING = "Case, accents, spaces, punctuation and a leading article do not matter."
"""How words are read, in a sentence for people."""


def spelling_note(typed: str, meant: str | None) -> str:
    """Say how a word is spelt if a slip in it was forgiven."""
    if meant is None or folded(typed).replace(" ", "") == folded(meant).replace(" ", ""):
        return ""
    return f"It is spelt “{meant}”."
