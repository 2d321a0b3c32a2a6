"""A question on paper: letters for what can be chosen, and its key in a few lines."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.questions import (
    Cloze,
    Essay,
    Matching,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)

_OR = " / "


def letter(number: int) -> str:
    """Return the letter of the first, second, third ... thing: A, B, C; there are at most 26."""
    if not 1 <= number <= 26:
        raise ValueError(f"there is no letter number {number}")
    return chr(ord("A") + number - 1)


def key_lines(question: Question, seed: str) -> tuple[str, ...]:
    """Return what is right, in the letters and numbers of the question as this seed shows it.

    ``seed`` is the one that the question was printed with. All accepted wordings are given, since
    somebody marks by hand.
    """
    letters = {
        choice.text: letter(number)
        for number, choice in enumerate(question.prompt(seed).choices, start=1)
    }
    match question:
        case TrueFalse():
            return tuple(filter(None, [*question.expected, question.correction]))
        case Ordering():
            return (" ".join(letters[part.label] for part in question.parts),)
        case Matching():
            return _numbered(f"{letters[text]} {text}" for text in question.expected)
        case ShortAnswer():
            return (_OR.join(question.accepted),)
        case Essay():
            return tuple(f"{name}: {levels}" for name, levels in question.solution().answers)
        case Cloze():
            return _numbered(_OR.join(gap.accepted) for gap in question.gaps)
    return tuple(f"{letters[text]} {text}" if letters else text for text in question.expected)


def _numbered(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{number}: {line}" for number, line in enumerate(lines, start=1))
