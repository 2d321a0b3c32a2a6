"""A fact, its typed value, and the exact words of a source that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from quizapp.domain.errors import EvidenceNotFound, Fault, InvalidFact
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.stored import Stored

PARTIAL_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)


class FactKind(StrEnum):
    """What a fact is about."""

    QUANTITY = "quantity"
    DATE = "date"
    PERIOD = "period"
    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    PLACE = "place"
    STATEMENT = "statement"
    EVENT = "event"
    DEFINITION = "definition"
    CAUSE = "cause"
    PURPOSE = "purpose"
    RANKING = "ranking"
    TREATY_ARTICLE = "treaty_article"


MEANS, CALLED = "means", "is the meaning of the term"
"""The relations of the two facts of a definition: what a term means, and which term is meant."""
CONSISTS = "consists of"
"""The relation of a fact whose value is a whole list."""
LISTS, STEPS = "lists", "goes in steps"
"""The relations of facts whose value is what a text sets under a line, in any order or in one."""
TELLS_OF = "tells of"
"""The relation of a fact that tells something of a term: others may share it."""
DOES = "does"
"""The relation of a fact that tells what something does."""
COMPARES = "compares"
"""The relation of a fact whose value tells which way a comparison goes: “faster”, not “slower”."""
FOLLOWS = "what happens"
"""The relation of a fact that tells what follows from a condition."""


class FactStatus(StrEnum):
    """Where a fact stands in review; questions are published from approved facts only."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    RETIRED = "retired"


class Bound(StrEnum):
    """How a quantity is limited by the words around it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    JUST_UNDER = "just_under"
    JUST_OVER = "just_over"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Quantity(Stored):
    """A number with its unit; ``counts`` is the dimension that distractors must share."""

    number: Decimal
    unit: str
    counts: str
    text: str
    bound: Bound = Bound.EXACT
    upper: Decimal | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other ways to write the value: none, because numbers are compared as numbers."""
        return ()

    @property
    def level(self) -> str:
        """What a distractor must share with this value."""
        return f"quantity:{self.counts}"


@dataclass(frozen=True, slots=True)
class Date(Stored):
    """A calendar date as precise as the source: ``2025``, ``2023-01`` or ``2023-01-11``."""

    date: str
    text: str

    @property
    def aliases(self) -> tuple[str, ...]:
        """The ISO form is accepted beside the written one."""
        return (self.date,)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return ("year", "month", "day")[self.date.count("-")]

    @property
    def level(self) -> str:
        """What a distractor must share with this value."""
        return f"date:{self.precision}"


@dataclass(frozen=True, slots=True)
class Period(Stored):
    """A span between two dates, both included."""

    start: str
    end: str
    text: str

    @property
    def aliases(self) -> tuple[str, ...]:
        """A period has no second spelling."""
        return ()

    @property
    def level(self) -> str:
        """What a distractor must share with this value: its precision."""
        return f"period:{('year', 'month', 'day')[self.start.count('-')]}"


@dataclass(frozen=True, slots=True)
class Entity(Stored):
    """A named thing; ``entity`` is its type and level: person, country, city, island, unit..."""

    text: str
    entity: str
    aliases: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """What a distractor must share with this value."""
        return f"entity:{self.entity}"


@dataclass(frozen=True, slots=True)
class Text(Stored):
    """A phrase; ``false`` holds completions that are known to be wrong here."""

    text: str
    false: tuple[str, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """A phrase has no second spelling."""
        return ()

    @property
    def level(self) -> str:
        """What a distractor must share with this value."""
        return "text"


Value = Quantity | Date | Period | Entity | Text


@dataclass(frozen=True, slots=True)
class Evidence(Stored):
    """The exact words of a source that prove a fact.

    ``quote`` stands exactly once in the text of ``source``; ``value`` is the part of the quote
    that states the value and stands exactly once in it.
    """

    source: str
    quote: str
    value: str


class Licensor(StrEnum):
    """What put words into a statement that its quote says otherwise, or not at all."""

    DATE = "date"
    """A time, written in full or reckoned from the day of the article."""
    NAME = "name"
    """The full name of somebody whom the quote names shortly."""
    REFERENCE = "reference"
    """The name that “she” or “the union” stands for."""
    FRAME = "frame"
    """Words that every statement of a kind has, such as “According to”."""


@dataclass(frozen=True, slots=True)
class Licence(Stored):
    """Leave for words of a statement that are not in its quote.

    ``words`` of the quote read as ``means`` in the statement; a frame has no words in the quote.
    ``by`` is what resolved them. The leave is a claim: checks look whether it can be true.
    """

    words: str
    means: str
    by: Licensor


@dataclass(frozen=True, slots=True)
class Flags(Stored):
    """What the words around a value do to it."""

    negated: bool = False
    hedged: bool = False
    derived: bool = False
    attributed_to: str = ""


@dataclass(frozen=True, slots=True)
class Fact(Stored):
    """One checkable statement.

    ``statement`` contains ``value.text`` exactly once, so that a gap, or a false variant, is made
    by replacing it. ``question`` asks for the value; when it is empty, only forms built from the
    statement can be written. ``licences`` are what the statement may say beside the words of its
    quotes; None where a person or a model has worded it. ``as_of`` is a date on which it held,
    ``until`` the one from which it no longer did and ``superseded_by`` the fact that holds instead.
    ``also_true`` lists texts that would be right answers too. ``context`` are the sentences before
    the statement, where it leans on them; they tell nothing of the value. Raises InvalidFact.
    """

    id: str
    topic: str
    kind: FactKind
    subject: str
    relation: str
    statement: str
    value: Value
    question: str = ""
    as_of: str = ""
    until: str = ""
    evidence: tuple[Evidence, ...] = ()
    flags: Flags = field(default_factory=Flags)
    licences: tuple[Licence, ...] | None = None
    also_true: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    superseded_by: str = ""
    note: str = ""
    context: str = ""
    status: FactStatus = FactStatus.DRAFT

    def __post_init__(self) -> None:
        faults = list(_fact_faults(self))
        if faults:
            raise InvalidFact(f"fact {self.id or '?'}", faults)

    @property
    def asks(self) -> tuple[str, str]:
        """What is asked: facts with the same pair are several answers to one question."""
        return (f"{self.context} {self.subject}".lstrip().casefold(), self.relation.casefold())

    @property
    def told(self) -> str:
        """The statement as it is understood by itself, behind the sentences that it leans on."""
        return f"{self.context} {self.statement}".lstrip()

    @property
    def sourced(self) -> bool:
        """Whether any source proves the fact."""
        return bool(self.evidence)

    @property
    def answers(self) -> tuple[str, ...]:
        """Every spelling of the value that is accepted, the preferred one first."""
        return (self.value.text, *self.value.aliases)


def _fact_faults(fact: Fact) -> Iterator[Fault]:
    if not is_identifier(fact.id):
        yield Fault("id", f"“{fact.id}” is not an id.", "Use small letters, digits and hyphens.")
    for name in ("topic", "subject", "relation", "statement"):
        if not getattr(fact, name).strip():
            yield Fault(name, "It is empty.", "Write it, or delete the fact.")
    yield from _value_faults(fact.value)
    occurrences = fact.statement.count(fact.value.text) if fact.value.text else 0
    if occurrences != 1:
        yield Fault(
            "statement",
            f"The value “{fact.value.text}” stands {occurrences} times in the statement.",
            "Word the statement so that it stands exactly once.",
        )
    if fact.value.text and fact.value.text in fact.context:
        yield Fault("context", "It tells the value.", "Leave out the sentence that tells it.")
    if fact.as_of and not PARTIAL_DATE.match(fact.as_of):
        yield Fault("as_of", f"“{fact.as_of}” is not a date.", "Write 2023, 2023-01 or 2023-01-11.")
    yield from _until_faults(fact)
    for number, evidence in enumerate(fact.evidence):
        if not evidence.quote.strip():
            yield Fault(f"evidence.{number}.quote", "It is empty.", "Quote the proving words.")
        elif evidence.quote.count(evidence.value) != 1 or not evidence.value:
            yield Fault(
                f"evidence.{number}.value",
                f"“{evidence.value}” does not stand exactly once in the quote.",
                "Copy the words that state the value from the quote.",
            )


def _until_faults(fact: Fact) -> Iterator[Fault]:
    if not fact.until:
        return
    if not PARTIAL_DATE.match(fact.until):
        yield Fault("until", f"“{fact.until}” is not a date.", "Write 2023, 2023-01 or 2023-01-11.")
    elif fact.as_of and fact.until < fact.as_of[: len(fact.until)]:
        yield Fault("until", "It ends before it held.", "Exchange the two dates.")


def _value_faults(value: Value) -> Iterator[Fault]:
    if not value.text.strip():
        yield Fault("value.text", "It is empty.", "Write the value as it reads in the statement.")
    if isinstance(value, Quantity):
        yield from _quantity_faults(value)
    elif isinstance(value, Date) and not PARTIAL_DATE.match(value.date):
        yield Fault("value.date", f"“{value.date}” is not a date.", "Write it as 2023-01-11.")
    elif isinstance(value, Period):
        for name in ("start", "end"):
            if not PARTIAL_DATE.match(getattr(value, name)):
                yield Fault(f"value.{name}", "It is not a date.", "Write it as 2023-01-11.")
        if value.end < value.start:
            yield Fault("value.end", "The period ends before it starts.", "Exchange the two dates.")
    elif isinstance(value, Entity) and not value.entity.strip():
        yield Fault("value.entity", "It is empty.", "Say what it is: person, country, city...")


def _quantity_faults(value: Quantity) -> Iterator[Fault]:
    # Comparing a number that is none raises, so that fault ends the checks.
    for name in ("number", "upper"):
        number: Decimal | None = getattr(value, name)
        if number is not None and not number.is_finite():
            yield Fault(f"value.{name}", "It is not a finite number.", "Write digits: 2000.")
            return
    if not value.counts.strip():
        yield Fault("value.counts", "It is empty.", "Say what is counted: people, percent...")
    between = value.bound is Bound.BETWEEN
    if between != (value.upper is not None):
        yield Fault("value.upper", "A range needs both ends.", "Give upper with bound: between.")
    elif value.upper is not None and value.upper <= value.number:
        yield Fault("value.upper", "It is not above the number.", "Exchange the two ends.")


@dataclass(frozen=True, slots=True)
class Source:
    """An article or brief: its text is stored once and never rewritten.

    Paragraphs are separated by line breaks. ``locate`` gives the one place where a quote stands.
    """

    id: str
    title: str
    publisher: str
    published: str
    text: str
    url: str = ""
    note: str = ""

    def locate(self, quote: str) -> tuple[int, int]:
        """Return start and end of the quote, in code points; raises EvidenceNotFound."""
        occurrences = count_overlapping(self.text, quote)
        if occurrences != 1:
            raise EvidenceNotFound(self.id, quote, occurrences)
        start = self.text.index(quote)
        return start, start + len(quote)

    def paragraph(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end of the paragraph (or paragraphs) around a span."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return first, len(self.text) if last == -1 else last


def count_overlapping(text: str, quote: str) -> int:
    """Count occurrences that may overlap, unlike ``str.count``; an empty quote stands nowhere."""
    if not quote:
        return 0
    count, at = 0, text.find(quote)
    while at != -1:
        count += 1
        at = text.find(quote, at + 1)
    return count
