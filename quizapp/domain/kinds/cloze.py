"""A text with gaps to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import TYPED_LIMIT, Answer, Blank, Filled, PartMark
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.exchangeable import best_order, exchangeable_runs
from quizapp.domain.kinds.faults import TEXT_LIMIT, accepted_faults, fact_faults, text_faults
from quizapp.domain.kinds.fields import Fields, Filling, by_token, filled_rows, only_known, text_of
from quizapp.domain.kinds.marks import NO_FIT, Judgement, Lookalikes, Unusable, share
from quizapp.domain.kinds.prompts import BLANK, Piece, Prompt
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.typed_words import READING, one_day, spelling_note
from quizapp.domain.kinds.words import QuestionKind
from quizapp.domain.stored import Stored
from quizapp.domain.typed.spelling import folded, matching_answer
from quizapp.domain.typed.unseen import is_empty

GAP = re.compile(r"\{\{([a-z0-9-]+)\}\}")


@dataclass(frozen=True, slots=True)
class Gap(Stored):
    """A gap of a cloze text: any of ``accepted`` fills it."""

    id: str
    accepted: tuple[str, ...]
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Question):
    """A text with gaps written ``{{gap-id}}``; each gap stands once and names its fact."""

    kind: ClassVar[QuestionKind] = QuestionKind.CLOZE
    rule: ClassVar[str] = f"The share of gaps that are right. {READING}"
    answer_type: ClassVar[type[Filled]] = Filled
    shows_answer: ClassVar[bool] = False

    text: str
    gaps: tuple[Gap, ...]
    typos: bool = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """One part for each gap, named by its id, in the order they stand in the text."""
        gaps = enumerate(self.shown_gaps, 1)
        return tuple(Part(gap.id, gap.fact, f"Gap {number}") for number, gap in gaps)

    def pieces(self) -> Iterator[tuple[str, Gap | None]]:
        """Yield the text before each gap with the gap, and last the rest with None."""
        gaps = {gap.id: gap for gap in self.gaps}
        at = 0
        for match in GAP.finditer(self.text):
            yield self.text[at : match.start()], gaps[match.group(1)]
            at = match.end()
        yield self.text[at:], None

    @property
    def shown_gaps(self) -> list[Gap]:
        """The gaps in the order they stand in the text."""
        return [gap for _, gap in self.pieces() if gap is not None]

    def _faults(self) -> Iterator[Fault]:
        yield from text_faults("text", self.text, 3 * TEXT_LIMIT)
        named = GAP.findall(self.text)
        described = [gap.id for gap in self.gaps]
        doubled = len(set(described)) != len(described)
        if not named or sorted(named) != sorted(described) or doubled:
            yield Fault(
                "text",
                "The gaps in the text are not those that are described.",
                "Write each gap once as {{its-id}} and describe it once.",
            )
        for gap in self.gaps:
            yield from fact_faults(f"gaps.{gap.id}.fact", gap.fact)
            yield from accepted_faults(f"gaps.{gap.id}.accepted", gap.accepted)

    def prompt(self, _seed: str) -> Prompt:
        """Show the text in pieces, a gap after each but the last."""
        pieces = tuple(
            Piece(text, str(number) if gap else "")
            for number, (text, gap) in enumerate(self.pieces(), 1)
        )
        return Prompt(self.kind, self.stem, pieces=pieces, limit=TYPED_LIMIT)

    def read(self, _seed: str, raw: Fields) -> Answer:
        """Read ``gap-<token>`` for each gap."""
        ids = by_token(gap.id for gap in self.shown_gaps)
        only_known(raw, "gap-", ids)
        accepted = {gap.id: gap.accepted for gap in self.gaps}
        texts = ((ids[token], text_of(raw, f"gap-{token}")) for token in ids)
        gaps = tuple((gap, one_day(text, accepted[gap])) for gap, text in texts if text)
        return Filled(gaps) if gaps else Blank()

    def fill(self, _seed: str, answer: Filled) -> Filling:
        """Fill in the gaps."""
        ids = [gap.id for gap in self.shown_gaps]
        return {f"gap-{token}": [text] for token, text in filled_rows(ids, answer.gaps)}

    @property
    def expected(self) -> tuple[str, ...]:
        """The first accepted answer of each gap."""
        return tuple(gap.accepted[0] for gap in self.shown_gaps)

    def judge(self, answer: Filled, lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark each gap; no slip makes another word, or another name of the bank."""
        typed = dict(answer.gaps)
        gaps = self.shown_gaps
        if len(typed) != len(answer.gaps) or not typed.keys() <= {gap.id for gap in gaps}:
            return NO_FIT
        texts = [typed.get(gap.id, "") for gap in gaps]
        counted = self._counted(texts, lookalikes)
        return share(
            tuple(
                self._judge_gap(
                    gap, texts[place], lookalikes, exchanged=place != at and bool(texts[place])
                )
                for at, (gap, place) in enumerate(zip(gaps, counted, strict=True))
            )
        )

    def solution(self) -> Solution:
        """List what each gap takes."""
        gaps = self.shown_gaps
        answers = tuple(
            (f"Gap {number}" if len(gaps) > 1 else "Gap", " · ".join(gap.accepted))
            for number, gap in enumerate(gaps, 1)
        )
        return Solution(answers=answers)

    def outline(self) -> Outline:
        """Offer nothing; the key is what fills the gap, or a list of what fills each."""
        first, *others = self.expected
        return Outline([], [first, *others] if others else first)

    @property
    def wording(self) -> str:
        """The stem and, below it, the text with its gaps numbered if there are several."""
        count = len(self.gaps)
        several = count > 1
        gaps = [f"({number}) {BLANK}" if several else BLANK for number in range(1, count + 1)]
        texts = [text for text, _ in self.pieces()]
        filled = "".join(text + gap for text, gap in zip(texts, [*gaps, ""], strict=True))
        return f"{self.stem}\n{filled}"

    @property
    def headline(self) -> str:
        """The text: its stem only says what to do."""
        return GAP.sub(BLANK, self.text)

    @property
    def giveaways(self) -> tuple[str, ...]:
        """Whatever fills any gap."""
        return tuple(text for gap in self.gaps for text in gap.accepted)

    def _counted(self, typed: list[str], lookalikes: Lookalikes) -> list[int]:
        """Return for each gap, in the order of the text, the place of what is counted for it."""
        gaps = self.shown_gaps
        counted = list(range(len(gaps)))
        texts = [text for text, _ in self.pieces()]

        def fits(at: int, text: str) -> bool:
            return self._meant(gaps[at], text, lookalikes) is not None

        for run in exchangeable_runs(texts, [gap.accepted for gap in gaps]):
            counted[run.start : run.stop] = best_order(run, typed, fits)
        return counted

    def _meant(self, gap: Gap, typed: str, lookalikes: Lookalikes) -> str | None:
        if is_empty(typed):
            return None
        rivals = [each for other in self.gaps if other is not gap for each in other.accepted]
        rivals += lookalikes.names.get(gap.id, ())
        context = GAP.sub(" ", self.text)
        return matching_answer(
            typed,
            gap.accepted,
            typos=self.typos,
            words=lookalikes.words,
            others=rivals,
            context=context,
        )

    def _judge_gap(
        self, gap: Gap, typed: str, lookalikes: Lookalikes, *, exchanged: bool
    ) -> PartMark:
        answered = not is_empty(typed)
        meant = self._meant(gap, typed, lookalikes)
        note = spelling_note(typed, meant)
        if exchanged and meant is not None:
            note = f"It stands in another gap, where it is as right. {note}".rstrip()
        return PartMark(
            gap.id,
            gap.fact,
            right=meant is not None,
            guess=0.0,
            given=typed.strip(),
            expected=gap.accepted[0],
            answered=answered,
            note=note,
            confused_with=self._fact_of_other_gap(gap, typed) if answered and not meant else "",
        )

    def _fact_of_other_gap(self, gap: Gap, typed: str) -> str:
        for other in self.gaps:
            if other.fact != gap.fact and folded(typed) in map(folded, other.accepted):
                return other.fact
        return ""
