from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from quizapp.domain.generation.parsing import Passage, Token


@pytest.fixture
def flat() -> Callable[[str], Passage]:
    """Return a passage of words that hang on nothing, for rules that read words only."""

    def build(text: str) -> Passage:
        tokens = tuple(
            Token(
                n, m.start(), m.end(), m.group(), m.group().lower(), "NN", _pos(m.group()), "dep", n
            )
            for n, m in enumerate(re.finditer(r"[\w.'-]*\w\.?|[^\w\s]", text))
        )
        return Passage(text, 0, tokens, ((0, len(tokens) - 1),))

    return build


def _pos(word: str) -> str:
    return "ADP" if word.lower() in {"in", "on", "until", "since", "by"} else "NOUN"
