"""Any of several options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, repeat
from math import comb
from typing import ClassVar

from quizapp.domain.answers import Answer, Blank, Chosen, Malformed, Outcome, PartMark
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import fact_faults
from quizapp.domain.kinds.fields import (
    Fields,
    Filling,
    Refused,
    by_token,
    known,
    tokens_of,
    values_of,
)
from quizapp.domain.kinds.marks import NO_FIT, Judgement, Lookalikes, Unusable, true_of
from quizapp.domain.kinds.options import Option, by_id, marked, options_faults, shown_options
from quizapp.domain.kinds.prompts import Prompt, numbered
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleResponse(Question):
    """Three or more options, at least one right and one wrong; each right one names its fact."""

    kind: ClassVar[QuestionKind] = QuestionKind.MULTIPLE_RESPONSE
    rule: ClassVar[str] = (
        "Right ticks minus wrong ticks, divided by the number of right options, and never below 0."
    )
    answer_type: ClassVar[type[Chosen]] = Chosen
    shows_answer: ClassVar[bool] = True

    options: tuple[Option, ...]
    keys: tuple[str, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part for each right option, named by its id."""
        options = map(self.option, self.keys)
        return tuple(Part(option.id, option.fact, option.text) for option in options)

    def option(self, option_id: str) -> Option:
        """Return the option with this id; raises KeyError."""
        return by_id(self.options, option_id)

    def _faults(self) -> Iterator[Fault]:
        yield from options_faults(self.options, least=3)
        options = {option.id: option for option in self.options}
        if not self.keys or len(set(self.keys)) != len(self.keys):
            yield Fault("keys", "Right options are missing or doubled.", "Mark each once.")
        for key in self.keys:
            if key not in options:
                yield Fault("keys", f"No option has the id “{key}”.", "Mark options that exist.")
            else:
                yield from fact_faults(f"options.{key}.fact", options[key].fact)
        if len(self.keys) >= len(self.options):
            yield Fault("keys", "Every option is right.", "Add an option that is wrong.")

    def shown(self, seed: str) -> list[Option]:
        """Return the options in the order they are shown in."""
        return shown_options(self.id, seed, self.options)

    def prompt(self, seed: str) -> Prompt:
        """Show the options."""
        return Prompt(self.kind, self.stem, numbered(option.text for option in self.shown(seed)))

    def read(self, seed: str, raw: Fields) -> Answer:
        """Read ``choices``, a token for each option that is ticked."""
        tokens = [token for token in values_of(raw, "choices") if token]
        ids = by_token(option.id for option in self.shown(seed))
        chosen = tuple(known(ids, token) for token in tokens)
        if len(set(chosen)) != len(chosen):
            raise Refused(Malformed("An option is chosen twice."))
        return Chosen(chosen) if chosen else Blank()

    def fill(self, seed: str, answer: Chosen) -> Filling:
        """Fill in ``choices``."""
        return {"choices": tokens_of((option.id for option in self.shown(seed)), answer.options)}

    @property
    def expected(self) -> tuple[str, ...]:
        """The texts of the right options."""
        return tuple(self.option(key).text for key in self.keys)

    def judge(self, answer: Chosen, _lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark the ticks; each right option is a part."""
        if not answer.options:
            return Unusable(Outcome.BLANK)
        options = {option.id: option for option in self.options}
        ticked = set(answer.options)
        if len(ticked) != len(answer.options) or not ticked <= options.keys():
            return NO_FIT
        wrong = [options[each] for each in answer.options if each not in self.keys]
        points = max(0, len(ticked) - 2 * len(wrong))
        # Each wrong tick stands in for one right option that was missed.
        stand_ins = chain((option.fact for option in wrong), repeat(""))
        listed = ", ".join(f"“{option.text}”" for option in wrong)
        note = f"Wrongly ticked: {listed}" if wrong else ""
        parts: list[PartMark] = []
        for key in self.keys:
            option, right = options[key], key in ticked
            parts.append(
                PartMark(
                    key,
                    option.fact,
                    right,
                    guess=len(ticked) / len(options),
                    given=option.text if right else "",
                    expected=option.text,
                    note="" if parts else note,
                    confused_with="" if right else true_of(next(stand_ins), option.fact),
                )
            )
        return Judgement(Fraction(points, len(self.keys)), tuple(parts))

    @property
    def guess_score(self) -> float:
        """What as many ticks as there are right options earn, wherever they are put."""
        right, count = len(self.keys), len(self.options)
        # So many of the ticks fall on right options: each such number by how often it does.
        earned = sum(
            comb(right, hits) * comb(count - right, right - hits) * max(0, 2 * hits - right)
            for hits in range(right + 1)
        )
        return earned / (comb(count, right) * right)

    def solution(self) -> Solution:
        """List the options, the right ones marked."""
        return Solution(options=marked(self.options, self.keys))

    def outline(self) -> Outline:
        """List the options as written; the key lists the texts of some."""
        return Outline([option.text for option in self.options], list(self.expected))

    @property
    def part_giveaways(self) -> tuple[str, ...]:
        """The right options."""
        return self.expected
