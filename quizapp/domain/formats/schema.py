"""What may stand in the files of a bank: the shape of every entry, described for editors.

Only shapes are checked here; what a fact or question must be to make sense is checked by the
domain itself, so that the same rules hold for forms and imports.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from quizapp.domain.formats.entries import Count, DateText, Entry, Flag, Number, Words
from quizapp.domain.formats.fact_schema import FactEntry
from quizapp.domain.questions import Origin, QuestionStatus, Side


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


class QuestionEntry(Entry):
    """What every kind of question has."""

    id: Words
    """Small letters, digits and hyphens; it never changes, because answers hang on it."""
    topic: Words
    context: Words = ""
    """The sentences before, where the question leans on them: shown quietly above it."""
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


class LevelEntry(Entry):
    """How well a criterion can be met."""

    label: Words
    points: Number
    """0 to 100, in halves; fewer than those of the level before."""
    description: Words = ""
    """What it takes."""


class CriterionEntry(Entry):
    """Something that an essay is marked for."""

    id: Words
    title: Words
    levels: list[LevelEntry]
    """From the best to the least."""


class EssayEntry(QuestionEntry):
    """A text to be written, which people mark."""

    kind: Literal["essay"]
    criteria: list[CriterionEntry]
    """The rubric."""
    least_words: Count | None = None
    """How many words are asked for, at least."""
    most_words: Count | None = None
    """How many words are asked for, at most."""


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
    | EssayEntry
    | FlashcardEntry,
    Field(discriminator="kind"),
]


class FactsFile(Entry):
    """facts.yaml: what can be asked, with the words that prove it."""

    facts: list[FactEntry] = []


class QuestionsFile(Entry):
    """questions.yaml: the questions, each naming the facts it asks for."""

    questions: list[AnyQuestion] = []
