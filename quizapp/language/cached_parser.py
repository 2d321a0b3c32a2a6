"""A parser that parses nothing twice and says how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from quizapp.domain.generation.parsing import Parser, Passage

AT_ONCE = 16
"""Paragraphs that are handed on together: few enough to see the bar move."""


@dataclass
class CachedParser:
    """Parses like ``parse``; ``parsed`` is told the paragraphs of each part that is done.

    Reading an article and comparing it with others need the same passages.
    """

    parse: Parser
    parsed: Callable[[Sequence[tuple[int, str]]], None] = lambda _: None
    _known: dict[tuple[int, str], Passage] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, paragraphs: Sequence[tuple[int, str]], /) -> list[Passage]:
        """Return one passage for each paragraph, in order."""
        new = [each for each in dict.fromkeys(paragraphs) if each not in self._known]
        for start in range(0, len(new), AT_ONCE):
            part = new[start : start + AT_ONCE]
            self._known.update(zip(part, self.parse(part), strict=True))
            self.parsed(part)
        return [self._known[each] for each in paragraphs]
