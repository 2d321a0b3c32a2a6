"""What is known beside the facts: the names and the day of an article, the places of the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.reading.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that an article names.

    ``kind`` is person, organisation or a level of place, as in a fact's value; ``role`` are the
    words beside a person's name that say who it is.
    """

    text: str
    kind: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """The names of each source by its id, the sources themselves, and the gazetteer."""

    names: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    @classmethod
    def of(
        cls,
        sources: Iterable[Source],
        names: Mapping[str, tuple[Named, ...]],
        gazetteer: Gazetteer,
    ) -> Background:
        """Return the background of some articles; ``names`` are those of each, by source."""
        return cls(names, {source.id: source for source in sources}, gazetteer)

    def names_of(self, fact: Fact) -> tuple[Named, ...]:
        """Return what the sources of a fact name, each once."""
        found = (name for each in fact.evidence for name in self.names.get(each.source, ()))
        return tuple(dict.fromkeys(found))

    def text_of(self, fact: Fact) -> str:
        """Return all words of the sources of a fact."""
        sources = dict.fromkeys(each.source for each in fact.evidence)
        return "\n".join(self.sources[name].text for name in sources if name in self.sources)

    def published(self, fact: Fact) -> str:
        """Return the first day on which a source of the fact was published, or nothing."""
        days = (self.sources[e.source].published for e in fact.evidence if e.source in self.sources)
        return min(filter(None, days), default="")
