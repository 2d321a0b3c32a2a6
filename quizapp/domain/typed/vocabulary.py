"""The words of a language, held compactly: which there are, and which of them are common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

COMMON = 250_000
"""How often a common word was counted.

Half of the words of the English dictionary are rarer. So are a quarter of those that one slip in a
well-known name makes, among them “Joesph”, “Christoper” and “Bismark”, while people who are taken
for each other, such as Monet and Manet, Johnson and Jonson, Stern and Sterne, are more common.
"""


class Vocabulary:
    """Words in small letters; without any, it knows none."""

    __slots__ = ("_blocks",)

    def __init__(self, counted: Iterable[tuple[str, int]] = ()) -> None:
        """Take words with how often each was counted."""
        words: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for word, count in counted:
            words[word[:1]][count < COMMON].append(word)
        # A text for each first letter, the common words first: a set would take ten times as much,
        # and each of its words would be copied by every process that looks one up.
        self._blocks = {
            letter: (_lines(common + rare), len(_lines(common)))
            for letter, (common, rare) in words.items()
        }

    def knows(self, word: str, *, common: bool = False) -> bool:
        """Whether a word in small letters is there, and, if asked for, a common one."""
        text, end_of_common = self._blocks.get(word[:1], ("", 0))
        if not word.isalpha():
            return False
        return text.find(f"\n{word}\n", 0, end_of_common if common else len(text)) >= 0


def _lines(words: list[str]) -> str:
    return "\n" + "".join(f"{word}\n" for word in words)


NO_WORDS = Vocabulary()
"""For what no word matters to, and for languages whose words are not at hand."""
