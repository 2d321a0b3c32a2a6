"""One of several options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import Answer, Blank, Chosen, Outcome, PartMark
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import fact_faults
from quizapp.domain.kinds.fields import Fields, Filling, by_token, known, tokens_of, value_of
from quizapp.domain.kinds.marks import (
    NO_FIT,
    Judgement,
    Lookalikes,
    Unusable,
    all_or_nothing,
    true_of,
)
from quizapp.domain.kinds.options import Option, by_id, marked, options_faults, shown_options
from quizapp.domain.kinds.prompts import Prompt, numbered
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(Question):
    """Two or more options, exactly one right."""

    kind: ClassVar[QuestionKind] = QuestionKind.MULTIPLE_CHOICE
    rule: ClassVar[str] = "All or nothing: the one right option earns the point."
    answer_type: ClassVar[type[Chosen]] = Chosen
    shows_answer: ClassVar[bool] = True

    fact: str
    options: tuple[Option, ...]
    key: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: the choice."""
        return (Part("choice", self.fact),)

    def option(self, option_id: str) -> Option:
        """Return the option with this id; raises KeyError."""
        return by_id(self.options, option_id)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        yield from options_faults(self.options, least=2)
        if sum(option.id == self.key for option in self.options) != 1:
            yield Fault("key", f"No option has the id “{self.key}”.", "Mark one option as right.")

    def shown(self, seed: str) -> list[Option]:
        """Return the options in the order they are shown in."""
        return shown_options(self.id, seed, self.options)

    def prompt(self, seed: str) -> Prompt:
        """Show the options."""
        return Prompt(self.kind, self.stem, numbered(option.text for option in self.shown(seed)))

    def read(self, seed: str, raw: Fields) -> Answer:
        """Read ``choice``, the token of an option."""
        token = value_of(raw, "choice")
        ids = by_token(option.id for option in self.shown(seed))
        return Chosen((known(ids, token),)) if token else Blank()

    def fill(self, seed: str, answer: Chosen) -> Filling:
        """Fill in ``choice``."""
        return {"choice": tokens_of((option.id for option in self.shown(seed)), answer.options)[:1]}

    @property
    def expected(self) -> tuple[str, ...]:
        """The text of the right option."""
        return (self.option(self.key).text,)

    def judge(self, answer: Chosen, _lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark the choice."""
        if not answer.options:
            return Unusable(Outcome.BLANK)
        options = {option.id: option for option in self.options}
        chosen = options.get(answer.options[0])
        if chosen is None or len(answer.options) > 1:
            return NO_FIT
        right = chosen.id == self.key
        return all_or_nothing(
            PartMark(
                "choice",
                self.fact,
                right,
                guess=1 / len(options),
                given=chosen.text,
                expected=options[self.key].text,
                confused_with="" if right else true_of(chosen.fact, self.fact),
            )
        )

    @property
    def guess_score(self) -> float:
        """One of the options is right."""
        return 1 / len(self.options)

    def solution(self) -> Solution:
        """List the options, the right one marked."""
        return Solution(options=marked(self.options, (self.key,)))

    def outline(self) -> Outline:
        """List the options as written; the key is the text of one."""
        return Outline([option.text for option in self.options], self.option(self.key).text)

    @property
    def giveaways(self) -> tuple[str, ...]:
        """The right option."""
        return self.expected
