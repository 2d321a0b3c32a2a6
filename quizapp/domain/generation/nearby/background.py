"""What is known beside the facts: the names and the day of an article, the places of the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.nearby.told import Named, Told
from quizapp.domain.generation.reading.gazetteer import Gazetteer

__all__ = ["Background", "Named"]


@dataclass(frozen=True, slots=True)
class Background:
    """The names of each source by its id, the sources themselves, and the gazetteer."""

    names: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    _told: dict[tuple[str, ...], Told] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(
        cls,
        sources: Iterable[Source],
        names: Mapping[str, tuple[Named, ...]],
        gazetteer: Gazetteer,
    ) -> Background:
        """Return the background of some articles; ``names`` are those of each, by source."""
        return cls(names, {source.id: source for source in sources}, gazetteer)

    def told(self, fact: Fact) -> Told:
        """Return what the sources of a fact tell; facts of the same sources share it."""
        cited = tuple(dict.fromkeys(each.source for each in fact.evidence))
        if cited not in self._told:
            known = (self.sources[source].text for source in cited if source in self.sources)
            names = (named for source in cited for named in self.names.get(source, ()))
            self._told[cited] = Told("\n".join(known), tuple(dict.fromkeys(names)))
        return self._told[cited]

    def published(self, fact: Fact) -> str:
        """Return the first day on which a source of the fact was published, or nothing."""
        days = (self.sources[e.source].published for e in fact.evidence if e.source in self.sources)
        return min(filter(None, days), default="")
