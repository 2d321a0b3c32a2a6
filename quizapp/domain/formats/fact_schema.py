"""What a fact may be in facts.yaml: its value, its evidence, and what else is known of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quizapp.domain.facts import Bound, FactKind, FactStatus, Licensor
from quizapp.domain.formats.entries import DateText, Entry, Flag, Number, Words


class QuantityEntry(Entry):
    """A number with its unit."""

    type: Literal["quantity"]
    number: Number
    """Digits, with a point for decimals and no marks for thousands."""
    unit: Words
    """The unit as it is written after the number; may be empty quotes."""
    counts: Words
    """What is counted; wrong choices are taken from values that count the same."""
    text: Words
    """The value as it reads in the statement."""
    bound: Annotated[Bound, Field(strict=False)] = Bound.EXACT
    upper: Number | None = None
    """The upper end of a range, with bound: between."""


class DateEntry(Entry):
    """A calendar date, as precise as the source is."""

    type: Literal["date"]
    date: DateText
    text: Words
    """The date as it reads in the statement."""


class PeriodEntry(Entry):
    """A span between two dates, both included."""

    type: Literal["period"]
    start: DateText
    end: DateText
    text: Words
    """The period as it reads in the statement."""


class EntityEntry(Entry):
    """A named thing."""

    type: Literal["entity"]
    text: Words
    """The name as it reads in the statement."""
    entity: Words
    """What it is: person, country, city, island, unit... Wrong choices are of the same sort."""
    aliases: list[Words] = []
    """Other spellings that are accepted."""


class TextEntry(Entry):
    """A phrase."""

    type: Literal["text"]
    text: Words
    """The phrase as it reads in the statement."""
    false: list[Words] = []
    """Other endings of the statement that are known to be wrong."""


ValueEntry = Annotated[
    QuantityEntry | DateEntry | PeriodEntry | EntityEntry | TextEntry, Field(discriminator="type")
]


class EvidenceEntry(Entry):
    """The exact words that prove a fact."""

    source: Words
    """The id of the source."""
    quote: Words
    """Words that stand exactly once in the source."""
    value: Words
    """The part of the quote that states the value."""


class FlagsEntry(Entry):
    """What the words around a value do to it."""

    negated: Flag = False
    hedged: Flag = False
    derived: Flag = False
    attributed_to: Words = ""
    """Who says so, where the source does not say it itself."""


class LicenceEntry(Entry):
    """Words of the statement that its quote says otherwise, and who resolved them."""

    words: Words
    """The words of the quote; empty for words that every statement of its kind has."""
    means: Words
    """What the statement says instead."""
    by: Annotated[Licensor, Field(strict=False)]


class FactEntry(Entry):
    """One checkable statement with its value and its proof."""

    id: Words
    """Small letters, digits and hyphens; it never changes, because memories hang on it."""
    topic: Words
    kind: Annotated[FactKind, Field(strict=False)]
    subject: Words
    relation: Words
    statement: Words
    """A whole sentence that has the text of the value in it exactly once."""
    value: ValueEntry
    question: Words = ""
    """A question that asks for the value."""
    as_of: DateText = ""
    """The date the statement was true on."""
    until: DateText = ""
    """The date from which it was no longer true."""
    evidence: list[EvidenceEntry] = []
    flags: FlagsEntry = FlagsEntry()
    licences: list[LicenceEntry] | None = None
    """What the statement may say beside the words of its quotes; left out if a person worded it."""
    also_true: list[Words] = []
    """Texts that would be right answers too, and so are never wrong choices."""
    conflicts_with: list[Words] = []
    """Ids of facts that say otherwise."""
    superseded_by: Words = ""
    """The id of the fact that holds now, where this one no longer does."""
    note: Words = ""
    context: Words = ""
    """The sentences before the statement, where it leans on them."""
    status: Annotated[FactStatus, Field(strict=False)] = FactStatus.DRAFT
