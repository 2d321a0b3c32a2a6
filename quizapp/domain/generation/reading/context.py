"""The words of a title, and whether a text speaks of what the title does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words

_STEM = 5
"""Words of one family share so many first letters at least: agree, agreement."""

_ENDINGS = word_set(
    """
    s es ed d ing ings e er ers or ors ment ments ion ions tion tions sion sions ation ations al als
    ance ive ist ists y ies ity ship ships age ages ery ry ic ical ian ians an ant ants en
    """
)
"""What is left of such words behind the letters that they share."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an article is about, by its title.

    It says whether a text is on the subject, never what “the bridge” is: who is asked a question
    has no title to look at.
    """

    words: frozenset[str]

    @classmethod
    def of(cls, title: str) -> Context:
        """Return the words that tell."""
        return cls(frozenset(content_words(title)))

    def tells(self, noun: str) -> bool:
        """Whether the title has the word, in the plural or in another form of its family."""
        noun = noun.casefold()
        if noun in self.words or f"{noun}s" in self.words or noun.removesuffix("s") in self.words:
            return True
        return any(_related(noun, word) for word in self.words)


def _related(one: str, other: str) -> bool:
    """Whether two words are of one family: not “company” and “compare”."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = sum(1 for _ in alike)
    rest = {one[shared:], other[shared:]} - {""}
    return shared >= _STEM and rest <= _ENDINGS
