"""Many phrases looked for in a text at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quizapp.domain.generation.text import plain, plain_words


class Phrases:
    """Phrases of which each stands in a text if ``contains(text, phrase)`` says so.

    A text is read once for all of them, however many there are.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases; those without a word stand nowhere."""
        found: dict[int, set[str]] = defaultdict(set)
        for phrase in phrases:
            needle = plain(phrase)
            if needle:
                found[needle.count(" ") + 1].add(needle)
        self._by_length = dict(found)

    def any_in(self, text: str) -> bool:
        """Whether one of the phrases stands in the text."""
        words = plain_words(text)
        return any(
            " ".join(words[start : start + length]) in phrases
            for length, phrases in self._by_length.items()
            for start in range(len(words) - length + 1)
        )
