"""How much two sources speak of the same things: the names that they share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizapp.domain.generation.conflicts.lexicon import folded
from quizapp.domain.generation.conflicts.model import ParsedSource
from quizapp.domain.generation.conflicts.names import NameMention

RELATED = 2.0
"""One full name in common, or two single words; countries and agencies say little."""


class Relatedness:
    """The weight of the names that two sources share; a source is related to itself."""

    def __init__(
        self,
        sources: Sequence[ParsedSource],
        names: Mapping[str, Sequence[NameMention]],
        countries: Mapping[str, str],
    ) -> None:
        publishers = {
            tuple(folded(word) for word in re.findall(r"[^\W_]+", each.source.publisher))
            for each in sources
        }
        self._weights: dict[str, dict[tuple[str, ...], float]] = {}
        for parsed in sources:
            weights: dict[tuple[str, ...], float] = {}
            for each in names[parsed.source.id]:
                if each.full in weights or each.words in publishers or _credit(parsed, each):
                    continue
                weights[each.full] = _weight(each, countries)
            self._weights[parsed.source.id] = weights

    def between(self, one: str, other: str) -> float:
        """Return the weight of what two sources (by id) share: from nought up."""
        if one == other:
            return float("inf")
        first, second = self._weights[one], self._weights[other]
        return sum(first[name] for name in sorted(first.keys() & second.keys()))


def _credit(parsed: ParsedSource, name: NameMention) -> bool:
    """Whether a name stands between brackets, as agencies do: “(Reuters)”."""
    text, start, end = parsed.source.text, name.mention.start, name.mention.end
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"


def _weight(name: NameMention, countries: Mapping[str, str]) -> float:
    if " ".join(name.words) in countries or all(word in countries for word in name.words):
        return 0.4
    return 2.0 if len(name.words) > 1 else 1.0
