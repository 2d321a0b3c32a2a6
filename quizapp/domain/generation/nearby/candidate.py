"""A wrong answer that no fact gives, before it is proved false."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.facts import Value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording, with the article that it needs in a sentence, and its value if it is no name.

    ``alone`` is said of what stands well as an option and not in the sentence: “one floors”.
    """

    text: str
    value: Value | None = None
    article: str = ""
    alone: bool = False
