"""How many of the points that matter are asked by the best drafts of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.draft_features import key_of
from quizapp.domain.generation.drafting import draft
from quizapp.domain.generation.parsing import Parser
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import content_words
from quizapp.domain.questions import Cloze, Matching, MultipleResponse, Ordering, Question
from quizapp.language.ranking_weights import load_weights
from tests.evaluation.points import (
    KINDS,
    NAMES_AND_NUMBERS,
    UNDERSTANDING,
    Point,
    PointedText,
)

TOPS: Mapping[str, int | None] = {"top 10": 10, "top 20": 20, "all drafts": None}
"""How many of the best drafts of a text are looked at, by what people call them.

Where all drafts reach no more than the best, no order of them would: what is missing was never
drafted.
"""
_TELLING_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Reached:
    """How near the drafts came to a point of some kind; what is tested is touched, too."""

    kind: str
    touched: bool
    tested: bool


@dataclass(frozen=True, slots=True)
class Top:
    """What the best drafts of each text reached, and how many of these drafts reached a point."""

    points: Sequence[Reached] = ()
    drafts: int = 0
    touching: int = 0
    testing: int = 0


@dataclass(frozen=True, slots=True)
class Recall:
    """What the best drafts of each text reached, by the names of ``TOPS``."""

    texts: int
    tops: Mapping[str, Top]


def measure_recall(texts: Sequence[PointedText], parse: Parser, gazetteer: Gazetteer) -> Recall:
    """Draft from each text alone and return what its best drafts reached."""
    weights = load_weights()
    made = [draft([text.source], parse, gazetteer, weights) for text in texts]
    tops = {}
    for name, most in TOPS.items():
        parts = [
            top_of(text, each.questions[:most], {fact.id: fact for fact in each.facts})
            for text, each in zip(texts, made, strict=True)
        ]
        tops[name] = Top(
            tuple(reached for part in parts for reached in part.points),
            sum(part.drafts for part in parts),
            sum(part.touching for part in parts),
            sum(part.testing for part in parts),
        )
    return Recall(len(texts), tops)


def top_of(text: PointedText, questions: Sequence[Question], facts: Mapping[str, Fact]) -> Top:
    """Return what the questions of a text reach of its points, and how many reach any."""
    each = [list(reach(text, (question,), facts)) for question in questions]
    return Top(
        tuple(reach(text, questions, facts)),
        len(each),
        sum(any(point.touched for point in points) for points in each),
        sum(any(point.tested for point in points) for points in each),
    )


def reach(
    text: PointedText, questions: Sequence[Question], facts: Mapping[str, Fact]
) -> Iterator[Reached]:
    """Yield for each point what the questions reach of it.

    A draft touches a point where its evidence and one of the point's quotes share letters of the
    text. It tests it where, besides, the point's sentence has half of the telling words of its
    answer, or of one part of it. That is an approximation: a person would have to say whether
    what is asked is the point.
    """
    asked = [
        (list(_evidence(question, facts, text.source)), list(_answers(question, facts)))
        for question in questions
    ]
    for point in text.points:
        quotes = [text.source.locate(quote) for quote in point.quotes]
        near = [answers for spans, answers in asked if _overlap(spans, quotes)]
        tested = any(_says(point, answer) for answers in near for answer in answers)
        yield Reached(point.kind, bool(near), tested)


def recall_table(sets: Mapping[str, Recall]) -> Iterator[str]:
    """Yield a Markdown table with a column for each set: tested / touched, of how many.

    The drafts that reach a point say how good the order is, however many drafts there are.
    """
    yield "| points that matter: tested / touched | " + " | ".join(sets) + " |"
    yield "| --- |" + " --- |" * len(sets)
    yield "| texts | " + " | ".join(f"{each.texts}" for each in sets.values()) + " |"
    for top in TOPS:
        for name, kinds in (
            ("all", KINDS),
            (", ".join(NAMES_AND_NUMBERS), NAMES_AND_NUMBERS),
            ("all others", UNDERSTANDING),
        ):
            cells = (_shares(each.tops[top].points, kinds) for each in sets.values())
            yield f"| {top}: {name} | " + " | ".join(cells) + " |"
    for kind in KINDS:
        cells = (_shares(each.tops["top 20"].points, (kind,)) for each in sets.values())
        yield f"| top 20: {kind} | " + " | ".join(cells) + " |"
    for top in TOPS:
        cells = (_drafts(each.tops[top]) for each in sets.values())
        yield f"| {top}: drafts that reach a point | " + " | ".join(cells) + " |"


def _drafts(top: Top) -> str:
    if not top.drafts:
        return "none"
    return f"{top.testing / top.drafts:.0%} / {top.touching / top.drafts:.0%} of {top.drafts}"


def _shares(reached: Sequence[Reached], kinds: Sequence[str]) -> str:
    these = [each for each in reached if each.kind in kinds]
    if not these:
        return "none"
    tested, touched = (sum(found) / len(these) for found in (
        [each.tested for each in these], [each.touched for each in these]
    ))  # fmt: skip
    return f"{tested:.0%} / {touched:.0%} of {len(these)}"


def _evidence(
    question: Question, facts: Mapping[str, Fact], source: Source
) -> Iterator[tuple[int, int]]:
    for name in question.facts:
        for evidence in facts[name].evidence if name in facts else ():
            if evidence.source == source.id:
                yield source.locate(evidence.quote)


def _answers(question: Question, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield the right answer, or each part of it."""
    match question:
        case MultipleResponse():
            yield from (question.option(key).text for key in question.keys)
        case Matching():
            yield from (f"{pair.left} {pair.right}" for pair in question.pairs)
        case Ordering():
            yield from (item.text for item in question.items)
        case Cloze():
            yield from (gap.accepted[0] for gap in question.gaps)
        case _:
            yield key_of(question, facts.get(question.facts[0]))


def _overlap(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(a < last and first < b for a, b in some for first, last in others)


def _says(point: Point, answer: str) -> bool:
    told, wanted = _beginnings(point.sentence), _beginnings(answer)
    return bool(wanted) and 2 * len(wanted & told) >= len(wanted)


def _beginnings(text: str) -> set[str]:
    """Return how the telling words begin: “plates move” is nearly “the moving plate”."""
    return {
        word if word[0].isdigit() else word.rstrip("s")[:_TELLING_LETTERS]
        for word in content_words(text)
    }
