"""Which drafts to show first: two logistic models over plain features, and caps for variety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heapreplace
from math import exp

from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import CONSISTS, Fact, FactKind, Source
from quizapp.domain.generation.draft_features import Features, draft_features
from quizapp.domain.questions import Matching, MultipleResponse, Ordering, Question

SOUNDNESS = 3
"""How many times the chance that a draft is sound counts, against once that it is worth asking.

The chances of worth differ tenfold within a text and those of soundness hardly twofold, so that
worth alone would decide. Chosen on the two newest graded rounds; see docs/generation-quality.md.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log odds of what a model tells; others add nothing."""

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
class Models:
    """The two models: whether a draft must be rejected, and whether it is worth asking."""

    rejected: Weights = field(default_factory=Weights)
    worth: Weights = field(default_factory=Weights)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Models:
        """Return the models of a decoded JSON object with ``rejected`` and ``worth``."""
        rejected, worth = data.get("rejected"), data.get("worth")
        if not isinstance(rejected, Mapping) or not isinstance(worth, Mapping):
            raise ValueError("models are an object with the objects `rejected` and `worth`")
        return cls(Weights.of(rejected), Weights.of(worth))


@dataclass(frozen=True, slots=True)
class RankCaps:
    """How far one thing may fill the list.

    ``form_share``, ``family_share`` (of one kind of question: who, why, what is ...),
    ``said_share`` (who said something) and ``role_share`` (who holds an office) hold for every
    beginning of the list, the best ten as well as the whole. Role questions beyond their share are
    held back for good: true, but dull.

    Each further question of a fact, of a sentence or of a paragraph is set back by its cost, so
    that a fact is asked once among the best, which are spread over the text. Beyond
    ``per_sentence`` questions the others of a sentence are held back.
    """

    form_share: float = 0.4
    family_share: float = 0.4
    role_share: float = 0.15
    said_share: float = 0.25
    least: int = 2
    repeat_cost: float = 0.3
    sentence_cost: float = 0.1
    paragraph_cost: float = 0.03
    per_sentence: int = 8


@dataclass(frozen=True, slots=True)
class Ranked:
    """A draft, and the probabilities that a teacher rejects it and that it is worth asking."""

    question: Question
    rejected: float
    worth: float

    @property
    def value(self) -> float:
        """How good it is to show, from 0 to 1: its worth, and `SOUNDNESS` times how sound it is."""
        return (1 - self.rejected) ** SOUNDNESS * self.worth


@dataclass(frozen=True, slots=True)
class Ranking:
    """Drafts in the order to show them, and those held back.

    Those after the first ``central`` ask for what stands on the edge of their article.
    ``held`` are role questions, ``crowded`` are questions of one sentence, that were too many.
    """

    ranked: tuple[Ranked, ...]
    held: tuple[Ranked, ...]
    crowded: tuple[Ranked, ...] = ()
    central: int = 0


def probability(features: Features, weights: Weights) -> float:
    """Return the probability, from 0 to 1, of what a model tells of a draft with these features."""
    known = weights.weights
    total = weights.bias + sum(value * known.get(name, 0.0) for name, value in features.items())
    return _logistic(total)


def rank(
    questions: Iterable[Question],
    facts: Iterable[Fact],
    sources: Iterable[Source],
    models: Models,
    caps: RankCaps | None = None,
    *,
    edge: Collection[str] = (),
) -> Ranking:
    """Return the drafts best first: the same drafts in any order give the same ranking.

    ``edge`` are ids of facts that stand on the edge of their article: what asks for them comes
    last.
    """
    by_id = {fact.id: fact for fact in facts}
    texts = {source.id: source for source in sources}
    limits, edges = caps or RankCaps(), frozenset(edge)
    left = sorted(
        (_judged(each, by_id, texts, models) for each in questions),
        key=lambda ranked: (-ranked.value, ranked.question.id),
    )
    roles = [each for each in left if asks_for_role(each.question, by_id)]
    most = max(limits.least, int(limits.role_share * len(left)))
    held = tuple(roles[most:])
    spared = {each.question.id for each in held}
    kept = [each for each in left if each.question.id not in spared]
    places = _Places(by_id, texts)
    marginal = [each for each in kept if not edges.isdisjoint(each.question.facts)]
    central = [each for each in kept if edges.isdisjoint(each.question.facts)]
    order = [*_varied(central, places, limits), *_varied(marginal, places, limits)]
    ranked, crowded = _thinned(order, places, limits.per_sentence)
    before = sum(edges.isdisjoint(each.question.facts) for each in ranked)
    return Ranking(tuple(ranked), held, tuple(crowded), before)


def asks_for_role(question: Question, facts: Mapping[str, Fact]) -> bool:
    """Whether the question asks who holds an office, or which office somebody holds."""
    first = facts.get(question.facts[0])
    return first is not None and first.kind is FactKind.OFFICE


def form_of(question: Question) -> str:
    """Return the form of a draft: the kind, with true and false sentences as one."""
    return str(question.kind)


def family_of(question: Question, facts: Mapping[str, Fact]) -> str:
    """Return which kind of question a draft is: “who”, “how many”, “why”, “list” ..."""
    first = facts.get(question.facts[0])
    if isinstance(question, Matching | MultipleResponse | Ordering):
        return "list"
    if first is None:
        return ""
    return "list" if first.relation == CONSISTS else _FAMILIES.get(first.kind, str(first.kind))


_FAMILIES: Mapping[FactKind, str] = {
    FactKind.QUANTITY: "how many",
    FactKind.DATE: "when",
    FactKind.PERIOD: "when",
    FactKind.PERSON: "who",
    FactKind.OFFICE: "who",
    FactKind.ORGANISATION: "who",
    FactKind.STATEMENT: "who",
    FactKind.PLACE: "where",
    FactKind.CAUSE: "why",
}
"""What facts are asked for; every other kind is a family of its own."""


def _judged(
    question: Question, facts: Mapping[str, Fact], sources: Mapping[str, Source], models: Models
) -> Ranked:
    features = draft_features(question, facts, sources)
    return Ranked(
        question, probability(features, models.rejected), probability(features, models.worth)
    )


class _Places:
    """Where the facts of drafts stand: the words that prove them, and the paragraphs of these."""

    def __init__(self, facts: Mapping[str, Fact], sources: Mapping[str, Source]) -> None:
        self.facts = facts
        self._sources = sources
        self._paragraphs: dict[str, object] = {}

    def proof(self, question: Question) -> str:
        """Return the words that prove a draft; a draft without any is like no other."""
        first = self.facts.get(question.facts[0])
        return first.evidence[0].quote if first and first.evidence else question.id

    def paragraph(self, question: Question) -> object:
        """Return what is alike for drafts of one paragraph, and for no others."""
        name = question.facts[0]
        if name not in self._paragraphs:
            self._paragraphs[name] = self._found(name) or name
        return self._paragraphs[name]

    def _found(self, name: str) -> tuple[str, int] | None:
        fact = self.facts.get(name)
        for evidence in fact.evidence[:1] if fact else ():
            source = self._sources.get(evidence.source)
            try:
                where = source.locate(evidence.quote) if source else None
            except EvidenceNotFound:
                return None
            if source and where:
                return source.id, source.paragraph(*where)[0]
        return None


def _thinned(
    ranked: Iterable[Ranked], places: _Places, most: int
) -> tuple[list[Ranked], list[Ranked]]:
    """Return the first so many questions of each sentence, and the others."""
    kept: list[Ranked] = []
    crowded: list[Ranked] = []
    counts: Counter[str] = Counter()
    for each in ranked:
        alone = len(each.question.facts) == 1
        proof = places.proof(each.question) if alone else each.question.id
        counts[proof] += 1
        (kept if counts[proof] <= most else crowded).append(each)
    return kept, crowded


def _varied(left: list[Ranked], places: _Places, caps: RankCaps) -> list[Ranked]:
    """Return the drafts in order: at each step the best of those that there is room for."""
    asked: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    paragraphs: Counter[object] = Counter()
    forms: Counter[str] = Counter()
    families: Counter[str] = Counter()
    roles = said = 0

    def value(ranked: Ranked) -> float:
        question = ranked.question
        return (
            ranked.value
            - caps.repeat_cost * max(asked[fact] for fact in question.facts)
            - caps.sentence_cost * sentences[places.proof(question)]
            - caps.paragraph_cost * paragraphs[places.paragraph(question)]
        )

    lines: dict[_Sort, _Line] = {}
    for place, each in enumerate(left):
        sort = _Sort.of(each.question, places.facts)
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
            and families[sort.family] < max(caps.least, caps.family_share * size)
            and (room_for_role or not sort.role)
            and (room_for_said or not sort.said)
        ]
        sort = min(allowed or lines, key=lambda each: _first(lines[each], value)[:2])
        best = heappop(lines[sort])[2]
        if not lines[sort]:
            del lines[sort]
        chosen.append(best)
        asked.update(best.question.facts)
        sentences[places.proof(best.question)] += 1
        paragraphs[places.paragraph(best.question)] += 1
        forms[sort.form] += 1
        families[sort.family] += 1
        roles += sort.role
        said += sort.said
    return chosen


_Line = list[tuple[float, int, Ranked]]
"""A heap of drafts: the best first, of equals the one that came first."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """What there is room for, or not, at a step: drafts of one sort wait in one line."""

    form: str
    family: str
    role: bool
    said: bool

    @classmethod
    def of(cls, question: Question, facts: Mapping[str, Fact]) -> _Sort:
        return cls(
            form_of(question),
            family_of(question, facts),
            asks_for_role(question, facts),
            _asks_who_said(question, facts),
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


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else exp(value) / (1 + exp(value))
