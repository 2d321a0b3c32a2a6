"""A few words that are typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import TYPED_LIMIT, Answer, Blank, PartMark, Typed
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import accepted_faults, fact_faults
from quizapp.domain.kinds.fields import Fields, Filling, text_of
from quizapp.domain.kinds.marks import Judgement, Lookalikes, all_or_nothing
from quizapp.domain.kinds.prompts import Prompt
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.typed_words import READING, one_day, spelling_note
from quizapp.domain.kinds.words import QuestionKind
from quizapp.domain.typed.spelling import matching_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(Question):
    """A typed answer; any of ``accepted`` is right, the first is shown as the right answer."""

    kind: ClassVar[QuestionKind] = QuestionKind.SHORT_ANSWER
    rule: ClassVar[str] = (
        f"All or nothing. {READING} Small slips of spelling are forgiven in words, never in digits."
    )
    answer_type: ClassVar[type[Typed]] = Typed
    shows_answer: ClassVar[bool] = False

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

    def prompt(self, _seed: str) -> Prompt:
        """Show one field."""
        return Prompt(self.kind, self.stem, limit=TYPED_LIMIT)

    def read(self, _seed: str, raw: Fields) -> Answer:
        """Read ``text``."""
        text = one_day(text_of(raw, "text"), self.accepted)
        return Typed(text) if text else Blank()

    def fill(self, _seed: str, answer: Typed) -> Filling:
        """Fill in ``text``."""
        return {"text": [answer.text]}

    @property
    def expected(self) -> tuple[str, ...]:
        """The first accepted answer."""
        return (self.accepted[0],)

    def judge(self, answer: Typed, lookalikes: Lookalikes) -> Judgement:
        """Mark the words; no slip makes another word, or another name of the bank."""
        meant = matching_answer(
            answer.text,
            self.accepted,
            typos=self.typos,
            words=lookalikes.words,
            others=lookalikes.names.get("text", ()),
            context=self.stem,
        )
        return all_or_nothing(
            PartMark(
                "text",
                self.fact,
                right=meant is not None,
                guess=0.0,
                given=answer.text.strip(),
                expected=self.accepted[0],
                note=spelling_note(answer.text, meant),
            )
        )

    def solution(self) -> Solution:
        """Give the answer, and what else is right."""
        first, *others = self.accepted
        also = (("Also right", " · ".join(others)),) if others else ()
        return Solution(answers=(("Answer", first), *also))

    def outline(self) -> Outline:
        """Offer nothing; the key is the first accepted answer."""
        return Outline([], self.accepted[0])

    @property
    def giveaways(self) -> tuple[str, ...]:
        """Every accepted answer."""
        return self.accepted
