"""How often a choice can be answered by somebody who has not read anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from quizapp.domain.generation.text import content_words, plain
from quizapp.domain.questions import MultipleChoice, Option

Score = Callable[[MultipleChoice, Option], Any]
"""How attractive an option is; anything that can be compared."""


def longest_rate(choices: Iterable[MultipleChoice]) -> float:
    """Return how often the longest option is right; options of equal length share the guess."""
    return _rate(choices, lambda _, option: len(option.text))


def blind_rate(choices: Iterable[MultipleChoice]) -> float:
    """Return how often a simple reader of the quiz guesses right.

    The reader takes the option that shares most words with the stem, then the one that shares most
    words with the other options, then the one that is offered most often in the whole quiz.
    """
    choices = tuple(choices)
    offered = Counter(plain(option.text) for choice in choices for option in choice.options)

    def score(choice: MultipleChoice, option: Option) -> tuple[float, float, int]:
        mine, stem = set(content_words(option.text)), set(content_words(choice.stem))
        others = [set(content_words(each.text)) for each in choice.options if each != option]
        shared = sum(len(mine & other) / max(1, len(mine | other)) for other in others)
        return len(mine & stem) / max(1, len(mine)), shared, offered[plain(option.text)]

    return _rate(choices, score)


def chance_rate(choices: Iterable[MultipleChoice]) -> float:
    """Return how often a guess by dice is right."""
    return _rate(choices, lambda *_: 0)


def _rate(choices: Iterable[MultipleChoice], score: Score) -> float:
    total = count = 0.0
    for choice in choices:
        scores = {option.id: score(choice, option) for option in choice.options}
        best = [name for name, value in scores.items() if value == max(scores.values())]
        total += (choice.key in best) / len(best)
        count += 1
    return total / count if count else 0.0
