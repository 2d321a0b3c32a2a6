"""Pairs to be put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import Answer, Blank, Matched, Outcome, PartMark
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import OPTION_LIMIT, distinct_faults, fact_faults, list_faults
from quizapp.domain.kinds.fields import (
    Fields,
    Filling,
    by_token,
    chosen_in_rows,
    filled_rows,
    known,
    tokens_of,
)
from quizapp.domain.kinds.marks import NO_FIT, Judgement, Lookalikes, Unusable, share, true_of
from quizapp.domain.kinds.prompts import Prompt, numbered, shuffled
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind
from quizapp.domain.stored import Stored


@dataclass(frozen=True, slots=True)
class Pair(Stored):
    """Two texts that belong together, and the fact that says so."""

    id: str
    left: str
    right: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Question):
    """Two or more pairs to be put together; ``extra`` are right sides that fit nowhere."""

    kind: ClassVar[QuestionKind] = QuestionKind.MATCHING
    rule: ClassVar[str] = "The share of pairs that are right."
    answer_type: ClassVar[type[Matched]] = Matched
    shows_answer: ClassVar[bool] = True

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

    def shown_rights(self, seed: str) -> list[str]:
        """Return all right sides as shown, the extra ones among them."""
        return [self.rights[index] for index in shuffled(self.id, seed, self.rights)]

    def prompt(self, seed: str) -> Prompt:
        """Show the left sides as rows, and all right sides to choose from."""
        rows = numbered(pair.left for pair in self.pairs)
        return Prompt(self.kind, self.stem, numbered(self.shown_rights(seed)), rows)

    def read(self, seed: str, raw: Fields) -> Answer:
        """Read ``match-<token of the row>``: the token of a right side, or nothing."""
        ids = by_token(pair.id for pair in self.pairs)
        rights = by_token(self.shown_rights(seed))
        chosen = chosen_in_rows(raw, "match-", ids)
        pairs = tuple((ids[row], known(rights, token)) for row, token in chosen)
        return Matched(pairs) if pairs else Blank()

    def fill(self, seed: str, answer: Matched) -> Filling:
        """Choose the right sides."""
        rights = self.shown_rights(seed)
        rows = filled_rows([pair.id for pair in self.pairs], answer.pairs)
        return {f"match-{token}": tokens_of(rights, [right]) for token, right in rows}

    @property
    def expected(self) -> tuple[str, ...]:
        """The right side of each pair."""
        return tuple(pair.right for pair in self.pairs)

    def judge(self, answer: Matched, _lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark each pair."""
        if not answer.pairs:
            return Unusable(Outcome.BLANK)
        given = dict(answer.pairs)
        rights = set(self.rights)
        ids = {pair.id for pair in self.pairs}
        if len(given) != len(answer.pairs) or not given.keys() <= ids:
            return NO_FIT
        if not rights.issuperset(given.values()):
            return NO_FIT
        facts = {pair.right: pair.fact for pair in self.pairs}
        parts = []
        for pair in self.pairs:
            text = given.get(pair.id, "")
            parts.append(
                PartMark(
                    pair.id,
                    pair.fact,
                    right=text == pair.right,
                    guess=1 / len(rights),
                    given=text,
                    expected=pair.right,
                    answered=pair.id in given,
                    confused_with=true_of(facts.get(text, ""), pair.fact),
                )
            )
        return share(tuple(parts))

    @property
    def guess_score(self) -> float:
        """Each pair is right as often as its right side is chosen among all."""
        return 1 / len(self.rights)

    def solution(self) -> Solution:
        """List the pairs, and what fits nowhere."""
        pairs = tuple((pair.left, pair.right) for pair in self.pairs)
        extra = (("Fits nowhere", " · ".join(self.extra)),) if self.extra else ()
        return Solution(answers=(*pairs, *extra))

    def outline(self) -> Outline:
        """Offer the right sides in alphabetical order; the key lists the pairs."""
        return Outline(sorted(self.rights), [[pair.left, pair.right] for pair in self.pairs])

    @property
    def part_giveaways(self) -> tuple[str, ...]:
        """The right side of each pair."""
        return self.expected
