"""How many guesses a password would stand: common ones, and those made from them, stand few."""

from __future__ import annotations

from importlib import import_module

# What stands fewer is found by somebody who has nothing but the log-in page and a year
# (https://doi.org/10.1109/SP.2012.44, and the paper of zxcvbn). Typical of it: names and words
# with a digit behind, rows of keys, dates.
FEWEST_GUESSES = 1_000_000
# Estimating takes longer the longer the text is: a second from forty odd signs on.
_PART = 20


def is_easily_guessed(password: str, *known: str) -> bool:
    """Whether a password is among those that are tried first; ``known`` is what others know.

    Of a long one both ends are looked at, and one that is hard to guess is enough.
    """
    ends = {password[:_PART], password[-_PART:]}
    words = [word for text in known for word in (text, *text.split())]
    return all(_guesses(end, [*words, "quizapp"]) < FEWEST_GUESSES for end in ends)


def _guesses(text: str, words: list[str]) -> int:
    # Its lists of words take 14 MB, and few who start a server ever choose a password.
    estimate = import_module("zxcvbn").zxcvbn(text, user_inputs=words)
    return int(estimate["guesses"])
