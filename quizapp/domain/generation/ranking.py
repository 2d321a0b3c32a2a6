"""Which drafts to show first: a logistic model over plain features, and caps that keep variety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heapreplace
from math import exp

from quizapp.domain.facts import Fact, FactKind, Source
from quizapp.domain.generation.draft_features import Features, draft_features
from quizapp.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log odds of “publish it as it is”; others add nothing."""

    bias: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Weights:
        """Return the weights of a decoded JSON object with ``bias`` and ``weights``."""
        bias, weights = data.get("bias", 0.0), data.get("weights", {})
        if not isinstance(bias, int | float) or not isinstance(weights, Mapping):
            raise ValueError("weights are an object with a number `bias` and an object `weights`")
        return cls(float(bias), {str(name): float(value) for name, value in weights.items()})


@dataclass(frozen=True, slots=True)
class RankCaps:
    """How far one thing may fill the list.

    ``form_share`` and ``role_share`` hold for every beginning of the list, the best ten as well as
    the whole; each further question of a fact is set back by ``repeat_cost``. Role questions (who
    holds an office) beyond their share are held back for good: true, but dull. ``said_share`` is
    that of questions for who said something; ``sentence_cost`` sets back what one sentence proves,
    and beyond ``per_sentence`` questions the others are held back.
    """

    form_share: float = 0.4
    role_share: float = 0.15
    said_share: float = 0.25
    least: int = 2
    repeat_cost: float = 0.2
    sentence_cost: float = 0.1
    per_sentence: int = 6


@dataclass(frozen=True, slots=True)
class Ranked:
    """A draft and the probability that a teacher publishes it as it is."""

    question: Question
    probability: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Drafts in the order to show them, and those held back.

    ``held`` are role questions, ``crowded`` are questions of one sentence, that were too many.
    """

    ranked: tuple[Ranked, ...]
    held: tuple[Ranked, ...]
    crowded: tuple[Ranked, ...] = ()


def probability(features: Features, weights: Weights) -> float:
    """Return the probability, from 0 to 1, that a draft with these features is good."""
    known = weights.weights
    total = weights.bias + sum(value * known.get(name, 0.0) for name, value in features.items())
    return _logistic(total)


def rank(
    questions: Iterable[Question],
    facts: Iterable[Fact],
    sources: Iterable[Source],
    weights: Weights,
    caps: RankCaps | None = None,
) -> Ranking:
    """Return the drafts best first: the same drafts in any order give the same ranking."""
    by_id = {fact.id: fact for fact in facts}
    texts = {source.id: source for source in sources}
    limits = caps or RankCaps()
    left = sorted(
        (
            Ranked(each, probability(draft_features(each, by_id, texts), weights))
            for each in questions
        ),
        key=lambda ranked: (-ranked.probability, ranked.question.id),
    )
    roles = [each for each in left if asks_for_role(each.question, by_id)]
    most = max(limits.least, int(limits.role_share * len(left)))
    held = tuple(roles[most:])
    spared = {each.question.id for each in held}
    chosen = _varied([each for each in left if each.question.id not in spared], by_id, limits)
    kept, crowded = _thinned(chosen, by_id, limits.per_sentence)
    return Ranking(tuple(kept), held, tuple(crowded))


def _thinned(
    ranked: Iterable[Ranked], facts: Mapping[str, Fact], most: int
) -> tuple[list[Ranked], list[Ranked]]:
    """Return the first so many questions of each sentence, and the others."""
    kept: list[Ranked] = []
    crowded: list[Ranked] = []
    counts: Counter[str] = Counter()
    for each in ranked:
        proof = _proof(each.question, facts) if len(each.question.facts) == 1 else each.question.id
        counts[proof] += 1
        (kept if counts[proof] <= most else crowded).append(each)
    return kept, crowded


def asks_for_role(question: Question, facts: Mapping[str, Fact]) -> bool:
    """Whether the question asks who holds an office, or which office somebody holds."""
    first = facts.get(question.facts[0])
    return first is not None and first.kind is FactKind.OFFICE


def form_of(question: Question) -> str:
    """Return the form of a draft: the kind, with true and false sentences as one."""
    return str(question.kind)


def _varied(left: list[Ranked], facts: Mapping[str, Fact], caps: RankCaps) -> list[Ranked]:
    """Return the drafts in order: at each step the best of those that there is room for."""
    asked: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    roles = said = 0

    def value(ranked: Ranked) -> float:
        return (
            ranked.probability
            - caps.repeat_cost * _repeats(ranked.question, asked)
            - caps.sentence_cost * sentences[_proof(ranked.question, facts)]
        )

    lines: dict[_Sort, _Line] = {}
    for place, each in enumerate(left):
        sort = _Sort.of(each.question, facts)
        lines.setdefault(sort, []).append((-value(each), place, each))
    chosen: list[Ranked] = []
    while lines:
        size = len(chosen) + 1
        room_for_role = roles < max(1, caps.role_share * size)
        room_for_said = said < max(1, caps.said_share * size)
        allowed = [
            sort
            for sort in lines
            if forms[sort.form] < max(caps.least, caps.form_share * size)
            and (room_for_role or not sort.role)
            and (room_for_said or not sort.said)
        ]
        sort = min(allowed or lines, key=lambda each: _first(lines[each], value)[:2])
        best = heappop(lines[sort])[2]
        if not lines[sort]:
            del lines[sort]
        chosen.append(best)
        asked.update(best.question.facts)
        sentences[_proof(best.question, facts)] += 1
        forms[sort.form] += 1
        roles += sort.role
        said += sort.said
    return chosen


_Line = list[tuple[float, int, Ranked]]
"""A heap of drafts: the best first, of equals the one that came first."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """What there is room for, or not, at a step: drafts of one sort wait in one line."""

    form: str
    role: bool
    said: bool

    @classmethod
    def of(cls, question: Question, facts: Mapping[str, Fact]) -> _Sort:
        return cls(
            form_of(question), asks_for_role(question, facts), _asks_who_said(question, facts)
        )


def _first(line: _Line, value: Callable[[Ranked], float]) -> tuple[float, int, Ranked]:
    """Return the best of a line, whose others may have lost in value since they were put there.

    No draft ever gains, so that one which still has its value is before all others.
    """
    while True:
        before, place, ranked = line[0]
        now = -value(ranked)
        if now == before:
            return line[0]
        heapreplace(line, (now, place, ranked))


def _asks_who_said(question: Question, facts: Mapping[str, Fact]) -> bool:
    first = facts.get(question.facts[0])
    return first is not None and first.kind is FactKind.STATEMENT


def _proof(question: Question, facts: Mapping[str, Fact]) -> str:
    """Return the words that prove a draft; a draft without any is like no other."""
    first = facts.get(question.facts[0])
    return first.evidence[0].quote if first and first.evidence else question.id


def _repeats(question: Question, asked: Counter[str]) -> int:
    return max(asked[fact] for fact in question.facts)


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a graded draft, and how good it was: 1 as it is, 0 to be rejected."""

    features: Features
    target: float


GRADES: Mapping[str, float] = {"A": 1.0, "E": 0.4, "R": 0.0}
"""Accept, edit, reject: a draft that needs an edit saves less than half of the work."""


def fit(
    examples: Sequence[Example],
    *,
    penalty: float = 2.0,
    rounds: int = 400,
    start: Weights | None = None,
) -> Weights:
    """Return the weights that explain the grades best; an L2 penalty keeps them near ``start``.

    Plain gradient steps, no chance: the same examples in the same order give the same weights.
    Raises ValueError without examples.
    """
    if not examples:
        raise ValueError("there are no graded drafts to learn from")
    origin = start or Weights()
    names = sorted({name for each in examples for name in each.features} | set(origin.weights))
    weights = {name: origin.weights.get(name, 0.0) for name in names}
    bias, count = origin.bias, len(examples)
    rows = [tuple(each.features.items()) for each in examples]
    # Lipschitz bound of the loss: steps of its inverse never overshoot.
    largest = max(1.0 + sum(value * value for _, value in row) for row in rows)
    step = 1.0 / (largest / 4 + penalty / count)
    for _ in range(rounds):
        slope = {name: penalty * (weights[name] - origin.weights.get(name, 0.0)) / count
                 for name in names}  # fmt: skip
        bias_slope = 0.0
        for row, example in zip(rows, examples, strict=True):
            total = bias + sum(value * weights[name] for name, value in row)
            error = (_logistic(total) - example.target) / count
            bias_slope += error
            for name, value in row:
                slope[name] += error * value
        bias -= step * bias_slope
        for name in names:
            weights[name] -= step * slope[name]
    return Weights(bias, weights)


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else exp(value) / (1 + exp(value))
