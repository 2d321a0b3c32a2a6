"""A sentence that is true or false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import Answer, Blank, PartMark, Verdict
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import fact_faults
from quizapp.domain.kinds.fields import Fields, Filling, known, value_of
from quizapp.domain.kinds.marks import Judgement, Lookalikes, all_or_nothing
from quizapp.domain.kinds.prompts import Choice, Prompt
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind

_WORDS = {True: "True", False: "False"}
_CHOICES = tuple(Choice(word.casefold(), word) for word in _WORDS.values())
_VERDICTS = {word.casefold(): verdict for verdict, word in _WORDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """A sentence that is true or false; ``correction`` is what should stand there if false."""

    kind: ClassVar[QuestionKind] = QuestionKind.TRUE_FALSE
    rule: ClassVar[str] = "All or nothing: the right verdict earns the point."
    answer_type: ClassVar[type[Verdict]] = Verdict
    shows_answer: ClassVar[bool] = True

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

    def prompt(self, _seed: str) -> Prompt:
        """Show both verdicts."""
        return Prompt(self.kind, self.stem, _CHOICES)

    def read(self, _seed: str, raw: Fields) -> Answer:
        """Read ``verdict``: true or false."""
        token = value_of(raw, "verdict")
        return Verdict(known(_VERDICTS, token)) if token else Blank()

    def fill(self, _seed: str, answer: Verdict) -> Filling:
        """Fill in ``verdict``."""
        return {"verdict": [token for token, value in _VERDICTS.items() if value is answer.value]}

    @property
    def expected(self) -> tuple[str, ...]:
        """The right verdict."""
        return (_WORDS[self.key],)

    def judge(self, answer: Verdict, _lookalikes: Lookalikes) -> Judgement:
        """Mark the verdict."""
        stop = "" if self.correction.endswith((".", "!", "?", "…")) else "."
        note = f"It should say “{self.correction}”{stop}" if self.correction else ""
        return all_or_nothing(
            PartMark(
                "verdict",
                self.fact,
                right=answer.value is self.key,
                guess=0.5,
                given=_WORDS[answer.value],
                expected=_WORDS[self.key],
                note=note,
            )
        )

    @property
    def guess_score(self) -> float:
        """One of the two is right."""
        return 1 / len(_WORDS)

    def solution(self) -> Solution:
        """Give the verdict and what should stand there."""
        mended = (("It should say", self.correction),) if self.correction else ()
        return Solution(answers=(("Verdict", _WORDS[self.key]), *mended))

    def outline(self) -> Outline:
        """Offer both words; the key is one of them."""
        return Outline(list(_WORDS.values()), _WORDS[self.key])
