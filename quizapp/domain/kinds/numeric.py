"""A number, or a range, that is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import ClassVar

from quizapp.domain.answers import TYPED_LIMIT, Answer, Blank, Malformed, Outcome, PartMark, Typed
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import distinct_faults, fact_faults
from quizapp.domain.kinds.fields import Fields, Filling, Refused, text_of
from quizapp.domain.kinds.marks import Judgement, Lookalikes, Unusable, all_or_nothing
from quizapp.domain.kinds.prompts import Prompt
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind, Side
from quizapp.domain.typed.numerals import (
    EXPONENT_LIMIT,
    Number,
    asked_bound,
    bound_of,
    read_numbers,
)
from quizapp.domain.typed.units import (
    SIGNS,
    Unit,
    asked_unit,
    is_filler,
    is_misspelt,
    measures,
    same_measure,
    same_noun,
    scale_of,
    unit_of,
)

UNREADABLE = "This could not be read as a number. Write digits, such as 2000 or 1.5 million."
ASK_AGAIN = "It is not written as a number. Write digits, such as 2000 or 1.5 million."


_FORGIVEN = {
    Side.BOTH: "give or take {}",
    Side.BELOW: "or up to {} less",
    Side.ABOVE: "or up to {} more",
}
_SIGN_OF_SIDE = {Side.BOTH: "", Side.BELOW: "<", Side.ABOVE: ">"}


class _UnitVerdict(IntEnum):
    """What a unit makes of a number that is right; the best reading counts."""

    ANOTHER = 0
    ANOTHER_NOUN = 1
    SAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Question):
    """A typed number, right from ``value - tolerance`` to ``value + tolerance``.

    ``side`` keeps the tolerance to one side: of “just under 900,000”, 910,000 is never right.
    With ``upper``, a range is asked for: any number from value to upper is right, as is the range.
    ``units`` lists accepted spellings of the unit, and the stem may name one; a learner may leave
    the unit out.
    """

    kind: ClassVar[QuestionKind] = QuestionKind.NUMERIC
    rule: ClassVar[str] = (
        "All or nothing: any number within the tolerance is right, however its thousands and"
        " decimals are marked; the unit may be left out, but must not be another one."
    )
    answer_type: ClassVar[type[Typed]] = Typed
    shows_answer: ClassVar[bool] = False

    fact: str
    value: Decimal
    tolerance: Decimal = Decimal(0)
    side: Side = Side.BOTH
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
            if number is not None and not _is_plain(number):
                yield Fault(name, "It is not a plain number.", "Write digits, such as 2000.")
                return
        if self.upper is not None and self.upper <= self.value:
            yield Fault("upper", "It is not above the value.", "Exchange the two ends.")
        if self.tolerance < 0:
            yield Fault("tolerance", "It is below zero.", "Write 0 or more.")
        yield from distinct_faults("units", self.units)

    def prompt(self, _seed: str) -> Prompt:
        """Show one field with the unit beside it."""
        return Prompt(self.kind, self.stem, unit=self._unit, limit=TYPED_LIMIT)

    def read(self, _seed: str, raw: Fields) -> Answer:
        """Read ``text``."""
        text = text_of(raw, "text")
        if text and not read_numbers(text):
            # Said at once, so that nobody loses a point for how a number is written.
            raise Refused(Malformed(ASK_AGAIN))
        return Typed(text) if text else Blank()

    def fill(self, _seed: str, answer: Typed) -> Filling:
        """Fill in ``text``."""
        return {"text": [answer.text]}

    @property
    def expected(self) -> tuple[str, ...]:
        """The right number: “2%”, “1,800 to 2,000 Marines”."""
        # A year has no thousands mark, and a number without unit may be one.
        grouped = bool(self._unit) or abs(self.upper or self.value) >= 10_000
        text = _digits(self.value, grouped)
        if self.upper is not None:
            text = f"{text} to {_digits(self.upper, grouped)}"
        if self._unit.casefold() in SIGNS:
            return (f"{self._unit}{text}",)
        return (f"{text}{self._unit}" if self._unit == "%" else f"{text} {self._unit}".rstrip(),)

    def judge(self, answer: Typed, _lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark the number by every way in which it can be read."""
        readings = read_numbers(answer.text)
        given = answer.text.strip()
        if not readings:
            return Unusable(Outcome.MALFORMED, UNREADABLE, given)
        asked = self._asked
        verdicts = {
            self._verdict(reading, asked)
            for reading in readings
            if self._is_value(reading, asked) and not self._other_side(answer.text)
        }
        best = max(verdicts, default=None)
        return all_or_nothing(
            PartMark(
                "number",
                self.fact,
                right=best is not None and best > _UnitVerdict.ANOTHER,
                guess=0.0,
                given=given,
                expected=self.expected[0],
                note="" if best is None else self._note(best),
            )
        )

    def solution(self) -> Solution:
        """Give the number, the range or the tolerance, and the unit."""
        text = self.expected[0]
        if self.tolerance:
            text += f", {_FORGIVEN[self.side].format(_digits(self.tolerance, grouped=True))}"
        return Solution(answers=(("Answer", text),))

    def outline(self) -> Outline:
        """Offer nothing; the key is the number, or both ends of the range."""
        ends = [self.value] if self.upper is None else [self.value, self.upper]
        return Outline([], "–".join(f"{end.normalize():f}" for end in ends))

    @property
    def giveaways(self) -> tuple[str, ...]:
        """The number in digits."""
        return (str(self.value),)

    @property
    def _unit(self) -> str:
        return self.units[0] if self.units else ""

    @property
    def _asked(self) -> tuple[Unit, ...]:
        """The units that are listed, and the one that the question names."""
        named = (*self.units, asked_unit(self.stem))
        return tuple(unit_of(unit) for unit in named if unit)

    def _note(self, verdict: _UnitVerdict) -> str:
        if verdict is _UnitVerdict.ANOTHER:
            return "The number is right, the unit is not."
        return f"The question counts {self._unit}." if verdict is _UnitVerdict.ANOTHER_NOUN else ""

    def _is_value(self, reading: Number, asked: tuple[Unit, ...]) -> bool:
        scales = {scale_of(unit)[0] for unit in asked} or {Decimal(1)}
        # “How many million dollars” is answered by 1.65 as well as by 1,650,000.
        bare = {Decimal(1)} if not reading.unit and reading.scale == 1 else set()
        return any(self._is_within(reading, scale) for scale in scales | bare)

    def _other_side(self, typed: str) -> bool:
        """Whether “more than” is said of what the question says to be less."""
        sides = {asked_bound(self.stem), _SIGN_OF_SIDE[self.side], bound_of(typed)} - {""}
        return len(sides) > 1

    def _is_within(self, reading: Number, scale: Decimal) -> bool:
        below = Decimal(0) if self.side is Side.ABOVE else self.tolerance
        above = Decimal(0) if self.side is Side.BELOW else self.tolerance
        lowest = (self.value - below) * scale
        upper = self.value if self.upper is None else self.upper
        highest = (upper + above) * scale
        if reading.high is None:
            return lowest <= reading.low <= highest
        return self.upper is not None and lowest <= reading.low <= reading.high <= highest

    def _verdict(self, reading: Number, asked: tuple[Unit, ...]) -> _UnitVerdict:
        given = reading.unit
        wanted = [scale_of(unit)[1] for unit in asked]
        if not given or is_filler(given) or any(same_noun(given, unit) for unit in wanted if unit):
            return _UnitVerdict.SAME
        measured = [unit for unit in wanted if measures(unit)]
        counted = [unit for unit in wanted if unit and not measures(unit)]
        if any(same_measure(given, unit) or is_misspelt(given, unit) for unit in measured):
            return _UnitVerdict.SAME
        if measured or (counted and measures(given)):
            return _UnitVerdict.ANOTHER
        # What is counted can be called by many names, so that another one changes nothing.
        return _UnitVerdict.ANOTHER_NOUN if counted else _UnitVerdict.SAME


def _is_plain(number: Decimal) -> bool:
    # Astronomic exponents are typing errors, and would be written out digit by digit.
    return number.is_finite() and abs(number.adjusted()) <= EXPONENT_LIMIT


def _digits(number: Decimal, grouped: bool) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
