"""The nine kinds of question; each checks itself, so an invalid one cannot exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from quizapp.domain.errors import Fault, InvalidQuestion
from quizapp.domain.facts import IDENTIFIER
from quizapp.domain.question_faults import (
    TEXT_LIMIT,
    accepted_faults,
    distinct_faults,
    fact_faults,
    is_plain,
    list_faults,
    text_faults,
)
from quizapp.domain.question_words import Origin as Origin
from quizapp.domain.question_words import QuestionKind as QuestionKind
from quizapp.domain.question_words import QuestionStatus as QuestionStatus

STEM_LIMIT = 600
OPTION_LIMIT = 12
GAP = re.compile(r"\{\{([a-z0-9-]+)\}\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a question and the fact it asks for; the name is unique in the question.

    ``label`` says to people which part it is; it is empty where there is only one. Labels of a
    multiple response are its key: they are for results only.
    """

    name: str
    fact: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every kind has. Subclasses add their key and say which parts they have.

    ``explanation`` says why the key is right; ``group`` facts are listed by ``parts``.
    Raises InvalidQuestion.
    """

    kind: ClassVar[QuestionKind]

    id: str
    topic: str
    stem: str
    explanation: str = ""
    status: QuestionStatus = QuestionStatus.DRAFT
    origin: Origin = Origin.HAND

    def __post_init__(self) -> None:
        faults = [*self._common_faults(), *self._faults()]
        if faults:
            raise InvalidQuestion(f"question {self.id or '?'}", faults)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are marked, each with its fact, in the order they are shown."""
        raise NotImplementedError

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts asked for, each once, in order."""
        return tuple(dict.fromkeys(part.fact for part in self.parts))

    def _faults(self) -> Iterator[Fault]:
        raise NotImplementedError

    def _common_faults(self) -> Iterator[Fault]:
        if not IDENTIFIER.match(self.id):
            yield Fault("id", f"“{self.id}” is not an id.", "Use small letters, digits, hyphens.")
        yield from text_faults("stem", self.stem, STEM_LIMIT)
        if len(self.explanation) > 2 * STEM_LIMIT:
            yield Fault("explanation", "It is too long.", f"Stay below {2 * STEM_LIMIT} letters.")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice; ``fact`` of a wrong one names the fact that it would be right for, if any."""

    id: str
    text: str
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(Question):
    """Two or more options, exactly one right."""

    kind: ClassVar[QuestionKind] = QuestionKind.MULTIPLE_CHOICE

    fact: str
    options: tuple[Option, ...]
    key: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: the choice."""
        return (Part("choice", self.fact),)

    def option(self, option_id: str) -> Option:
        """Return the option with this id; raises KeyError."""
        return _by_id(self.options, option_id)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        yield from _options_faults(self.options, least=2)
        if sum(option.id == self.key for option in self.options) != 1:
            yield Fault("key", f"No option has the id “{self.key}”.", "Mark one option as right.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleResponse(Question):
    """Three or more options, at least one right and one wrong; each right one names its fact."""

    kind: ClassVar[QuestionKind] = QuestionKind.MULTIPLE_RESPONSE

    options: tuple[Option, ...]
    keys: tuple[str, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part for each right option, named by its id."""
        options = map(self.option, self.keys)
        return tuple(Part(option.id, option.fact, option.text) for option in options)

    def option(self, option_id: str) -> Option:
        """Return the option with this id; raises KeyError."""
        return _by_id(self.options, option_id)

    def _faults(self) -> Iterator[Fault]:
        yield from _options_faults(self.options, least=3)
        known = {option.id: option for option in self.options}
        if not self.keys or len(set(self.keys)) != len(self.keys):
            yield Fault("keys", "Right options are missing or doubled.", "Mark each once.")
        for key in self.keys:
            if key not in known:
                yield Fault("keys", f"No option has the id “{key}”.", "Mark options that exist.")
            else:
                yield from fact_faults(f"options.{key}.fact", known[key].fact)
        if len(self.keys) >= len(self.options):
            yield Fault("keys", "Every option is right.", "Add an option that is wrong.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """A sentence that is true or false; ``correction`` is what should stand there if false."""

    kind: ClassVar[QuestionKind] = QuestionKind.TRUE_FALSE

    fact: str
    key: bool
    correction: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: the verdict."""
        return (Part("verdict", self.fact),)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        if self.key and self.correction:
            yield Fault("correction", "A true sentence needs none.", "Empty it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(Question):
    """A typed answer; any of ``accepted`` is right, the first is shown as the right answer."""

    kind: ClassVar[QuestionKind] = QuestionKind.SHORT_ANSWER

    fact: str
    accepted: tuple[str, ...]
    typos: bool = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: what is typed."""
        return (Part("text", self.fact),)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        yield from accepted_faults("accepted", self.accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Question):
    """A typed number, right from ``value - tolerance`` to ``value + tolerance``.

    With ``upper``, a range is asked for: any number from value to upper is right, as is the range.
    ``units`` lists accepted spellings of the unit; a learner may leave the unit out.
    """

    kind: ClassVar[QuestionKind] = QuestionKind.NUMERIC

    fact: str
    value: Decimal
    tolerance: Decimal = Decimal(0)
    upper: Decimal | None = None
    units: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: the number."""
        return (Part("number", self.fact),)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        for name in ("value", "tolerance", "upper"):
            number: Decimal | None = getattr(self, name)
            if number is not None and not is_plain(number):
                yield Fault(name, "It is not a plain number.", "Write digits, such as 2000.")
                return
        if self.upper is not None and self.upper <= self.value:
            yield Fault("upper", "It is not above the value.", "Exchange the two ends.")
        if self.tolerance < 0:
            yield Fault("tolerance", "It is below zero.", "Write 0 or more.")
        yield from distinct_faults("units", self.units)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a cloze text: any of ``accepted`` fills it."""

    id: str
    accepted: tuple[str, ...]
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Question):
    """A text with gaps written ``{{gap-id}}``; each gap stands once and names its fact."""

    kind: ClassVar[QuestionKind] = QuestionKind.CLOZE

    text: str
    gaps: tuple[Gap, ...]
    typos: bool = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part for each gap, named by its id, in the order they stand in the text."""
        shown = (gap for _, gap in self.pieces() if gap is not None)
        return tuple(Part(gap.id, gap.fact, f"Gap {n}") for n, gap in enumerate(shown, 1))

    def pieces(self) -> Iterator[tuple[str, Gap | None]]:
        """Yield the text before each gap with the gap, and last the rest with None."""
        gaps = {gap.id: gap for gap in self.gaps}
        at = 0
        for match in GAP.finditer(self.text):
            yield self.text[at : match.start()], gaps[match.group(1)]
            at = match.end()
        yield self.text[at:], None

    def _faults(self) -> Iterator[Fault]:
        yield from text_faults("text", self.text, 3 * TEXT_LIMIT)
        named = GAP.findall(self.text)
        known = [gap.id for gap in self.gaps]
        if not named or sorted(named) != sorted(known) or len(set(known)) != len(known):
            yield Fault(
                "text",
                "The gaps in the text are not those that are described.",
                "Write each gap once as {{its-id}} and describe it once.",
            )
        for gap in self.gaps:
            yield from fact_faults(f"gaps.{gap.id}.fact", gap.fact)
            yield from accepted_faults(f"gaps.{gap.id}.accepted", gap.accepted)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together, and the fact that says so."""

    id: str
    left: str
    right: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Question):
    """Two or more pairs to be put together; ``extra`` are right sides that fit nowhere."""

    kind: ClassVar[QuestionKind] = QuestionKind.MATCHING

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part for each pair, named by its id."""
        return tuple(Part(pair.id, pair.fact, pair.left) for pair in self.pairs)

    @property
    def rights(self) -> tuple[str, ...]:
        """Every right side that can be chosen, the extra ones last."""
        return (*(pair.right for pair in self.pairs), *self.extra)

    def _faults(self) -> Iterator[Fault]:
        ids, lefts = [pair.id for pair in self.pairs], [pair.left for pair in self.pairs]
        yield from list_faults("pairs", ids, lefts, least=2, most=OPTION_LIMIT)
        if len(self.extra) > OPTION_LIMIT:
            yield Fault("extra", f"There are {len(self.extra)}.", f"Give 0 to {OPTION_LIMIT}.")
        yield from distinct_faults("pairs", self.rights)
        for pair in self.pairs:
            yield from fact_faults(f"pairs.{pair.id}.fact", pair.fact)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be put in order, and the fact that gives its place."""

    id: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Question):
    """Two or more items, listed here in the right order."""

    kind: ClassVar[QuestionKind] = QuestionKind.ORDERING

    items: tuple[Item, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part for each item, named by its id."""
        return tuple(Part(item.id, item.fact, item.text) for item in self.items)

    def _faults(self) -> Iterator[Fault]:
        ids, texts = [item.id for item in self.items], [item.text for item in self.items]
        yield from list_faults("items", ids, texts, least=2, most=OPTION_LIMIT)
        for item in self.items:
            yield from fact_faults(f"items.{item.id}.fact", item.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flashcard(Question):
    """A card: the stem is its front; the learner judges their own recall of ``back``."""

    kind: ClassVar[QuestionKind] = QuestionKind.FLASHCARD

    fact: str
    back: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: the recall."""
        return (Part("recall", self.fact),)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        yield from text_faults("back", self.back, TEXT_LIMIT)


KINDS: dict[QuestionKind, type[Question]] = {
    cls.kind: cls
    for cls in (
        MultipleChoice,
        MultipleResponse,
        TrueFalse,
        ShortAnswer,
        Numeric,
        Cloze,
        Matching,
        Ordering,
        Flashcard,
    )
}


def _by_id(options: Iterable[Option], option_id: str) -> Option:
    for option in options:
        if option.id == option_id:
            return option
    raise KeyError(option_id)


def _options_faults(options: tuple[Option, ...], *, least: int) -> Iterator[Fault]:
    ids, texts = [option.id for option in options], [option.text for option in options]
    yield from list_faults("options", ids, texts, least=least, most=OPTION_LIMIT)
