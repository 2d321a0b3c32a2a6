"""A card with a front and a back: the learner judges their own recall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import Answer, Blank, PartMark, Recalled
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import TEXT_LIMIT, fact_faults, text_faults
from quizapp.domain.kinds.fields import Fields, Filling, known, value_of
from quizapp.domain.kinds.marks import NO_FIT, Judgement, Lookalikes, Unusable, all_or_nothing
from quizapp.domain.kinds.prompts import Prompt
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind

_RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
_TOKENS = {str(rating): rating for rating in _RATINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flashcard(Question):
    """A card: the stem is its front; the learner judges their own recall of ``back``."""

    kind: ClassVar[QuestionKind] = QuestionKind.FLASHCARD
    rule: ClassVar[str] = (
        "Your own judgement: Again earns nothing; Hard, Good and Easy earn the point."
    )
    answer_type: ClassVar[type[Recalled]] = Recalled
    shows_answer: ClassVar[bool] = False

    fact: str
    back: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part: the recall."""
        return (Part("recall", self.fact),)

    def _faults(self) -> Iterator[Fault]:
        yield from fact_faults("fact", self.fact)
        yield from text_faults("back", self.back, TEXT_LIMIT)

    def prompt(self, _seed: str) -> Prompt:
        """Show the front."""
        return Prompt(self.kind, self.stem)

    def read(self, _seed: str, raw: Fields) -> Answer:
        """Read ``rating``: 1 to 4."""
        token = value_of(raw, "rating")
        return Recalled(known(_TOKENS, token)) if token else Blank()

    def fill(self, _seed: str, answer: Recalled) -> Filling:
        """Choose the rating."""
        return {"rating": [str(answer.rating)]}

    @property
    def expected(self) -> tuple[str, ...]:
        """The back."""
        return (self.back,)

    def judge(self, answer: Recalled, _lookalikes: Lookalikes) -> Judgement | Unusable:
        """Take the learner's word for it."""
        if answer.rating not in _RATINGS:
            return NO_FIT
        return all_or_nothing(
            PartMark(
                "recall",
                self.fact,
                right=answer.rating > 1,
                guess=0.0,
                given=_RATINGS[answer.rating],
                expected=self.back,
            )
        )

    def solution(self) -> Solution:
        """Give the back."""
        return Solution(answers=(("Back", self.back),))

    def outline(self) -> Outline:
        """Offer nothing; the key is the back."""
        return Outline([], self.back)

    @property
    def giveaways(self) -> tuple[str, ...]:
        """The back."""
        return (self.back,)
