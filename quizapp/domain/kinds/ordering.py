"""Items to be put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.answers import Answer, Blank, Malformed, Ordered, Outcome, PartMark
from quizapp.domain.errors import Fault
from quizapp.domain.kinds.faults import OPTION_LIMIT, fact_faults, list_faults
from quizapp.domain.kinds.fields import (
    Fields,
    Filling,
    Refused,
    by_token,
    chosen_in_rows,
    filled_rows,
    known,
    value_of,
)
from quizapp.domain.kinds.marks import NO_FIT, Judgement, Lookalikes, Unusable, share
from quizapp.domain.kinds.prompts import Prompt, numbered, shuffled
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind
from quizapp.domain.stored import Stored


@dataclass(frozen=True, slots=True)
class Item(Stored):
    """One thing to be put in order, and the fact that gives its place."""

    id: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Question):
    """Two or more items, listed here in the right order."""

    kind: ClassVar[QuestionKind] = QuestionKind.ORDERING
    rule: ClassVar[str] = (
        "The share of items at their right place; a place given to several items counts for none."
    )
    answer_type: ClassVar[type[Ordered]] = Ordered
    shows_answer: ClassVar[bool] = True

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

    def shown_items(self, seed: str) -> list[Item]:
        """Return the items as shown: never in the right order if there are more than two."""
        order = shuffled(self.id, seed, tuple(item.text for item in self.items))
        if len(order) > 2 and list(order) == sorted(order):
            order = (*order[1:], order[0])
        return [self.items[index] for index in order]

    def prompt(self, seed: str) -> Prompt:
        """Show the items out of order."""
        shown = self.shown_items(seed)
        return Prompt(self.kind, self.stem, numbered(item.text for item in shown))

    def read(self, seed: str, raw: Fields) -> Answer:
        """Read ``order`` (all tokens, a comma between) or else ``place-<token>`` (1 to n)."""
        ids = by_token(item.id for item in self.shown_items(seed))
        order = value_of(raw, "order")
        if order:
            tokens = order.split(",", len(ids))
            if sorted(tokens) != sorted(ids):
                raise Refused(Malformed("The order does not name every item once."))
            return Ordered.in_order(ids[token] for token in tokens)
        numbers = {str(place): place for place in range(1, len(ids) + 1)}
        chosen = chosen_in_rows(raw, "place-", ids)
        places = tuple((ids[item], known(numbers, place)) for item, place in chosen)
        return Ordered(places) if places else Blank()

    def fill(self, seed: str, answer: Ordered) -> Filling:
        """Give the places."""
        ids = [item.id for item in self.shown_items(seed)]
        return {f"place-{token}": [str(place)] for token, place in filled_rows(ids, answer.places)}

    @property
    def expected(self) -> tuple[str, ...]:
        """The place of each item."""
        return tuple(_in_words(place) for place in range(1, len(self.items) + 1))

    def judge(self, answer: Ordered, _lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark the place of each item."""
        if not answer.places:
            return Unusable(Outcome.BLANK)
        given = dict(answer.places)
        count = len(self.items)
        ids = {item.id for item in self.items}
        if len(given) != len(answer.places) or not given.keys() <= ids:
            return NO_FIT
        if not all(1 <= place <= count for place in given.values()):
            return NO_FIT
        takers = Counter(given.values())
        kept = in_every_longest_run(self._placed_alone(given, takers))
        parts = []
        for right_place, item in enumerate(self.items, 1):
            place = given.get(item.id, 0)
            shared = takers[place] > 1
            moved = item.id in kept and place != right_place
            note = "You gave this place to more than one." if shared else ""
            parts.append(
                PartMark(
                    item.id,
                    item.fact,
                    right=place == right_place and not shared,
                    # Which of two comes first is guessed half of the time.
                    guess=1 / 2 if moved else 1 / count,
                    given=_in_words(place) if place else "",
                    expected=_in_words(right_place),
                    answered=place > 0,
                    note="It is right among the others; another one moved it." if moved else note,
                    remembered=True if item.id in kept else None,
                )
            )
        return share(tuple(parts))

    def _placed_alone(
        self, given: Mapping[str, int], takers: Mapping[int, int]
    ) -> list[tuple[str, int]]:
        """Return the items in the right order, with their places, but those that share one."""
        placed = ((item.id, given.get(item.id, 0)) for item in self.items)
        return [(item, place) for item, place in placed if place and takers[place] == 1]

    @property
    def guess_score(self) -> float:
        """Of all orders, an item stands at its place in one for each item there is."""
        return 1 / len(self.items)

    def solution(self) -> Solution:
        """List the items in order."""
        items = enumerate(self.items, 1)
        return Solution(answers=tuple((f"{place}", item.text) for place, item in items))

    def outline(self) -> Outline:
        """Offer the items in alphabetical order; the key lists them in theirs."""
        texts = [item.text for item in self.items]
        return Outline(sorted(texts), [*texts])


def in_every_longest_run(placed: Sequence[tuple[str, int]]) -> frozenset[str]:
    """Return the items that no longest run of rightly ordered items leaves out.

    They stand right among the others, though one that was misplaced may have moved them: of
    b c d e a, all but a. Where several runs are as long, what they differ in was confused.
    """
    places = [place for _, place in placed]
    before = _longest_runs(places)
    after = _longest_runs([-place for place in reversed(places)])[::-1]
    longest = max(before, default=0)
    # An item is in a longest run if the runs that end and begin with it add up to one; it is in
    # every one if it is the only item that can stand at its place in such a run.
    in_one = [at for at in range(len(places)) if before[at] + after[at] - 1 == longest]
    rivals = Counter(before[at] for at in in_one)
    return frozenset(placed[at][0] for at in in_one if longest > 1 and rivals[before[at]] == 1)


def _longest_runs(places: Sequence[int]) -> list[int]:
    """Return for each place the length of the longest rising run that ends with it."""
    lengths: list[int] = []
    for at, place in enumerate(places):
        lengths.append(
            1 + max((lengths[other] for other in range(at) if places[other] < place), default=0)
        )
    return lengths


def _in_words(place: int) -> str:
    return f"Place {place}"
