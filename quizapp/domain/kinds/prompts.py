"""What a learner is shown: of a type that has no key in it, and shuffled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.kinds.words import QuestionKind


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
    left sides of a matching. ``unit`` says in which unit a number is asked for, if in any.
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
