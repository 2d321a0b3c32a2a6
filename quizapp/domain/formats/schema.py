"""What may stand in the files of a bank: the shape of every entry, described for editors.

Only shapes are checked here; what a fact or question must be to make sense is checked by the
domain itself, so that the same rules hold for forms and imports.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from quizapp.domain.facts import PARTIAL_DATE, Bound, FactKind, FactStatus, Licensor
from quizapp.domain.questions import Origin, QuestionStatus, Side

DECIMAL = re.compile(r"[-+]?\d{1,40}(?:\.\d{1,40})?(?:[eE][-+]?\d{1,2})?\Z", re.ASCII)


def _boolean(value: object) -> object:
    text = value.casefold() if isinstance(value, str) else ""
    if text not in ("true", "false"):
        raise PydanticCustomError("boolean", "It is neither true nor false.")
    return text == "true"


def _decimal(value: object) -> object:
    if not isinstance(value, str) or not DECIMAL.match(value):
        raise PydanticCustomError("decimal", "It is not a number.")
    return Decimal(value)


Words = str
Flag = Annotated[bool, BeforeValidator(_boolean)]
Number = Annotated[Decimal, BeforeValidator(_decimal), WithJsonSchema({"type": "number"})]
DateText = Annotated[
    str,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^" + PARTIAL_DATE.pattern.removesuffix(r"\Z") + "$"},
                {"type": "integer"},
            ]
        }
    ),
]


class Entry(BaseModel):
    """What every entry is: fixed names, nothing converted on the quiet."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class TopicEntry(Entry):
    """A heading that facts and questions stand under."""

    id: Words
    title: Words


class BankFile(Entry):
    """bank.yaml: what the bank is, its topics, and its sources in order."""

    id: Words
    """Small letters, digits and hyphens; it never changes."""
    title: Words
    language: Words = "en"
    """The language of the questions, such as en or de."""
    description: Words = ""
    license: Words = ""
    topics: list[TopicEntry] = []
    sources: list[Words] = []
    """The names of the files in sources/, without .md, in the order they are shown."""


class SourceHead(Entry):
    """The lines between --- at the top of a source."""

    title: Words
    publisher: Words
    published: DateText
    url: Words = ""
    based_on: Words = ""
    """What the text retells, for a brief in your own words."""


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
    status: Annotated[FactStatus, Field(strict=False)] = FactStatus.DRAFT


class QuestionEntry(Entry):
    """What every kind of question has."""

    id: Words
    """Small letters, digits and hyphens; it never changes, because answers hang on it."""
    topic: Words
    stem: Words
    """What the learner reads."""
    explanation: Words = ""
    """Why the answer is right, shown afterwards."""
    status: Annotated[QuestionStatus, Field(strict=False)] = QuestionStatus.DRAFT
    origin: Annotated[Origin, Field(strict=False)] = Origin.HAND


class OptionEntry(Entry):
    """A choice."""

    id: Words
    text: Words
    fact: Words = ""
    """The fact that makes it right, here or elsewhere."""


class MultipleChoiceEntry(QuestionEntry):
    """Two or more options, exactly one right."""

    kind: Literal["multiple_choice"]
    fact: Words
    options: list[OptionEntry]
    key: Words
    """The id of the right option."""


class MultipleResponseEntry(QuestionEntry):
    """Three or more options; each right one names its fact."""

    kind: Literal["multiple_response"]
    options: list[OptionEntry]
    keys: list[Words]
    """The ids of the right options."""


class TrueFalseEntry(QuestionEntry):
    """A sentence that is true or false."""

    kind: Literal["true_false"]
    fact: Words
    key: Flag
    correction: Words = ""
    """What should stand there, where the sentence is false."""


class ShortAnswerEntry(QuestionEntry):
    """A typed answer."""

    kind: Literal["short_answer"]
    fact: Words
    accepted: list[Words]
    """Every right answer; the first is shown."""
    typos: Flag = True
    """Whether a slip of the finger is forgiven."""


class NumericEntry(QuestionEntry):
    """A typed number."""

    kind: Literal["numeric"]
    fact: Words
    value: Number
    tolerance: Number = Decimal(0)
    """How far from the value an answer may lie."""
    side: Annotated[Side, Field(strict=False)] = Side.BOTH
    """On which side of the value it may lie."""
    upper: Number | None = None
    """The upper end, where a range is asked for."""
    units: list[Words] = []
    """Accepted spellings of the unit."""


class GapEntry(Entry):
    """A gap of a cloze text."""

    id: Words
    accepted: list[Words]
    fact: Words


class ClozeEntry(QuestionEntry):
    """A text with gaps written {{gap-id}}."""

    kind: Literal["cloze"]
    text: Words
    gaps: list[GapEntry]
    typos: Flag = True
    """Whether a slip of the finger is forgiven."""


class PairEntry(Entry):
    """Two texts that belong together."""

    id: Words
    left: Words
    right: Words
    fact: Words


class MatchingEntry(QuestionEntry):
    """Pairs to be put together."""

    kind: Literal["matching"]
    pairs: list[PairEntry]
    extra: list[Words] = []
    """Right sides that fit nowhere."""


class ItemEntry(Entry):
    """One thing to be put in order."""

    id: Words
    text: Words
    fact: Words


class OrderingEntry(QuestionEntry):
    """Items, listed in the right order."""

    kind: Literal["ordering"]
    items: list[ItemEntry]


class FlashcardEntry(QuestionEntry):
    """A card whose front is the stem."""

    kind: Literal["flashcard"]
    fact: Words
    back: Words


AnyQuestion = Annotated[
    MultipleChoiceEntry
    | MultipleResponseEntry
    | TrueFalseEntry
    | ShortAnswerEntry
    | NumericEntry
    | ClozeEntry
    | MatchingEntry
    | OrderingEntry
    | FlashcardEntry,
    Field(discriminator="kind"),
]


class FactsFile(Entry):
    """facts.yaml: what can be asked, with the words that prove it."""

    facts: list[FactEntry] = []


class QuestionsFile(Entry):
    """questions.yaml: the questions, each naming the facts it asks for."""

    questions: list[AnyQuestion] = []
