"""A clause that can stand alone: who, did, what, when, where, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.text import capitalised


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a clause: its relation to the verb, its head, its tokens, its words.

    ``closed`` if it ends with an aside, after which the text has a comma: “two ships, the Swift
    and the Ann, in July”. Without it the next phrase would be read as one of the aside.
    """

    dep: str
    head: int
    tokens: tuple[int, ...]
    text: str
    closed: bool = False


def joined(parts: Sequence[Part]) -> str:
    """Return the words of phrases in a row, with the comma after one that is closed."""
    told = [part for part in parts if part.text]
    return " ".join(f"{each.text}{',' * each.closed}" for each in told).rstrip(",")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a clause is put into the mouth of; ``person`` if it is somebody with a name."""

    name: str
    person: bool
    first: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause whose every word is clear.

    ``auxiliaries`` stand before the main verb (“has”, “will”), ``adverbs`` between them and it;
    ``verb`` is the main verb as written, with its particle; ``parts`` follow in order. ``lent``
    is an auxiliary that the text does not have: “a bridge, opened in 1998” *was* opened.
    """

    document: Document
    reading: Reading
    index: int
    subject: Part
    auxiliaries: tuple[str, ...]
    adverbs: tuple[str, ...]
    verb: str
    lemma: str
    tag: str
    particle: str
    parts: tuple[Part, ...]
    negated: bool
    passive: bool
    copula: bool
    sentence: tuple[int, int]
    speaker: Speaker | None = None
    derived: bool = False
    plural: bool = False
    conditional: bool = False
    lent: str = ""

    @property
    def group(self) -> str:
        """The verb with everything before it and its particle."""
        return " ".join(filter(None, (*self.auxiliaries, *self.adverbs, self.verb, self.particle)))

    def statement(self, parts: tuple[Part, ...] | None = None) -> str:
        """Return the clause as a sentence."""
        rest = joined(self.parts if parts is None else parts)
        return capitalised(" ".join(filter(None, (self.subject.text, self.group, rest)))) + "."

    def said_sentence(self) -> str:
        """Return the clause as it stands inside another sentence, without a stop."""
        return self.statement()[:-1]

    def without(self, part: Part) -> Clause:
        """Return the clause with one part left out."""
        return replace(self, parts=tuple(each for each in self.parts if each is not part))
