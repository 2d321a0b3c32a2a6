"""What the domain refuses, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what, and how to mend it.

    ``field`` is a dotted path such as ``options.2.text``; the empty string means the whole.
    """

    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.field}: {self.message}" if self.field else self.message
        return f"{text} {self.remedy}".rstrip()


class DomainError(ValueError):
    """The base of everything this package raises on purpose."""


class InvalidValue(DomainError):
    """A value that must not exist; ``faults`` says all that is wrong with it."""

    def __init__(self, what: str, faults: Iterable[Fault]) -> None:
        self.what = what
        self.faults = tuple(faults)
        super().__init__(f"{what}: " + "; ".join(str(fault) for fault in self.faults))


class InvalidFact(InvalidValue):
    """A fact whose value, statement or evidence does not hold together."""


class InvalidQuestion(InvalidValue):
    """A question that could not be asked or marked."""


class InvalidBank(InvalidValue):
    """A bank whose parts do not refer to each other."""


class EvidenceNotFound(DomainError):
    """A quote that does not stand exactly once in its source."""

    def __init__(self, source: str, quote: str, occurrences: int) -> None:
        self.source = source
        self.quote = quote
        self.occurrences = occurrences
        times = "nowhere" if occurrences == 0 else f"{occurrences} times"
        super().__init__(f"“{quote}” stands {times} in {source}; it must stand exactly once")
