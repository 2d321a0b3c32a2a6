"""What a learner is shown: of a type that has no key in it, and shuffled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.kinds.words import QuestionKind

BLANK = "_____"
"""A gap where it is only shown: dots would run together with the full stop of the sentence."""

_LEAST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose; ``token`` is what a form sends for it: its position, from 1."""

    token: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cloze text and the token of the gap after it, empty after the last."""

    text: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a learner is shown before answering: no key, no fact and no id of an option.

    ``choices`` are options, the right sides of a matching, or items to be ordered. ``rows`` are the
    left sides of a matching. ``context`` are the sentences that it leans on, where there are any.
    ``unit`` says in which unit a number is asked for, if in any.
    ``limit`` is the longest text that may be typed, in code points; 0 where nothing is typed.
    An essay is asked for in ``words``, from so many to so many, and is marked for ``criteria``.
    """

    kind: QuestionKind
    stem: str
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    pieces: tuple[Piece, ...] = ()
    unit: str = ""
    limit: int = 0
    words: tuple[int | None, int | None] = (None, None)
    criteria: tuple[str, ...] = ()
    context: str = ""

    @property
    def headline(self) -> str:
        """The line that stands for it in a list: the text of a cloze, whose stem says what to do.

        Its spaces and line breaks are single spaces.
        """
        text = "".join(piece.text + (BLANK if piece.gap else "") for piece in self.pieces)
        return " ".join((text or self.stem).split())


def shortened(line: str, length: int) -> str:
    """Return a line of at most so many letters, with its first gap in sight where it has any.

    What is left out, at the end or at both, is an ellipsis. Below 20 letters there is no room for
    both and a word: that raises ValueError.
    """
    if length < _LEAST:
        raise ValueError(f"a line has room for {_LEAST} letters or more")
    if len(line) <= length:
        return line
    gap = line.find(BLANK)
    if gap + len(BLANK) < length:
        return f"{line[: length - 1].rstrip()}…"
    # Half of what there is room for leads to the gap, from the beginning of a word on.
    start = line.find(" ", gap - length // 2, gap) + 1 or gap
    rest = line[start:]
    return f"…{rest if len(rest) < length else rest[: length - 2].rstrip() + '…'}"


def numbered(texts: Iterable[str]) -> tuple[Choice, ...]:
    """Return the choices with these texts, in this order."""
    return tuple(Choice(str(number), text) for number, text in enumerate(texts, 1))


def shuffled(question_id: str, seed: str, texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return the indices of the texts in an order that depends on nothing but the arguments."""
    # Sorting by a digest of what is visible anyway leaks nothing about where an author wrote the
    # key, not even to someone who knows the seed; and unlike random.shuffle it is the same in every
    # version of Python, so an open quiz survives an upgrade.
    salt = hashlib.sha256(f"{question_id}\n{seed}\n".encode(errors="surrogatepass"))

    def rank(index: int) -> bytes:
        digest = salt.copy()
        digest.update(texts[index].encode(errors="surrogatepass"))
        return digest.digest()

    return tuple(sorted(range(len(texts)), key=rank))
