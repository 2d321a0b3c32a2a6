"""What a teacher has set for a quiz: its title, what it asks, when and how often it is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, select, tuple_
from sqlalchemy.orm import Session

from quizapp.db import table_of
from quizapp.domain.feedback_bands import Band, band_faults, in_order
from quizapp.domain.grades import GradeRule, is_worth
from quizapp.quizzes.design_models import Preference, QuizDesign, QuizItem, Release
from quizapp.quizzes.models import Feedback, Layout, QuizSettingsVersion
from quizapp.quizzes.sections import Section, read


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a bank, by its public id, or ``count`` that are drawn from it.

    ``topic`` and ``source`` are slugs; what is empty narrows nothing. What a draw ``prefers`` it
    takes first, and then the rest. It stands in the ``section`` of that number, from 1, or in none.
    Each is worth ``points``: what ``is_worth`` refuses raises ValueError. Whether learners see with
    their results what is right says ``shows_key``.
    """

    bank_id: int
    question: UUID | None = None
    count: int = 1
    topic: str = ""
    source: str = ""
    kind: str = ""
    points: float = 1.0
    prefers: Preference = Preference.NONE
    section: int = 0
    shows_key: bool = True

    def __post_init__(self) -> None:
        if not is_worth(self.points):
            raise ValueError("points go from 0 to 100, in halves")


@dataclass(frozen=True, slots=True)
class SectionSize:
    """How many questions a section asks, and their points; None are those that are in none."""

    section: Section | None
    length: int
    possible: float


@dataclass(frozen=True, slots=True)
class Design:
    """A version of a quiz that a teacher makes, as a value.

    ``attempts_allowed`` is None where anybody may take it as often as they like, ``minutes`` where
    it may take as long as somebody likes, and ``pass_percent`` where it cannot be passed.

    It cannot open when it is closed already; results after each question are shown one by one, and
    not withheld; what goes forward only (``is_linear``) is shown one by one; results after the
    closing time need one; books stay closed only where results are shown at the end; and bands of
    feedback are in order and do not overlap; and items stand in the order of their sections:
    anything else raises ValueError.
    """

    title: str
    instructions: str = ""
    items: tuple[Item, ...] = ()
    layout: Layout = Layout.PAGE
    feedback: Feedback = Feedback.END
    shuffles: bool = False
    attempts_allowed: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    minutes: int | None = None
    release: Release = Release.END
    is_closed_book: bool = False
    grade_rule: GradeRule = GradeRule.BEST
    pass_percent: int | None = None
    bands: tuple[Band, ...] = ()
    delay_minutes: int | None = None
    asks_certainty: bool = False
    is_linear: bool = False
    sections: tuple[Section, ...] = ()
    length: int = field(init=False)

    @property
    def possible(self) -> float:
        """How many points all its questions together are worth."""
        return sum(each.points * each.count for each in self.items)

    @property
    def parts(self) -> tuple[SectionSize, ...]:
        """Its sections that ask anything, in order, after what is in none; empty without sections.

        A question that cannot be asked any more counts, as in ``length``.
        """
        if not self.sections:
            return ()
        found = []
        for number, section in enumerate((None, *self.sections)):
            held = [each for each in self.items if each.section == number]
            points = sum(each.points * each.count for each in held)
            found.append(SectionSize(section, sum(each.count for each in held), points))
        return tuple(each for each in found if each.length)

    @property
    def is_weighted(self) -> bool:
        """Whether a question is worth more or less than one point."""
        return any(each.points != 1 for each in self.items)

    @property
    def keyless(self) -> int:
        """Of how many questions learners do not see what is right."""
        return sum(each.count for each in self.items if not each.shows_key)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", sum(each.count for each in self.items))
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValueError("a quiz opens before it closes")
        if self.feedback is Feedback.AT_ONCE and self.layout is not Layout.SINGLE:
            raise ValueError("results after each question are shown one by one")
        if self.is_linear and self.layout is not Layout.SINGLE:
            raise ValueError("what goes forward only is shown one by one")
        if self.release is Release.CLOSING and self.closes_at is None:
            raise ValueError("results after the closing time need one")
        if self.is_closed_book and self.feedback is Feedback.AT_ONCE:
            raise ValueError("results after each question would open the books")
        if self.release is not Release.END and self.feedback is Feedback.AT_ONCE:
            raise ValueError("results after each question are not withheld")
        if band_faults(self.bands) or self.bands != in_order(self.bands):
            raise ValueError("bands of feedback are apart and in order")
        numbers = [each.section for each in self.items]
        if numbers != sorted(numbers) or not all(0 <= n <= len(self.sections) for n in numbers):
            raise ValueError("items stand in the order of their sections")


def appended(design: Design, items: Iterable[Item]) -> Design:
    """Return a design with items at its end, which belong to its last section.

    Where it shows of no question what is right, it does not of these.
    """
    # A teacher who chose that for all would not look for the one that came later.
    hides = bool(design.items) and not any(each.shows_key for each in design.items)
    last = len(design.sections)
    added = (replace(each, section=last, shows_key=each.shows_key and not hides) for each in items)
    return replace(design, items=(*design.items, *added))


def at_random(design: Design) -> Design:
    """Return a design whose draws prefer nothing.

    What a draw prefers tells how others answered: only whoever may review the quiz sees it drawn
    so, besides those who take it.
    """
    items = tuple(replace(each, prefers=Preference.NONE) for each in design.items)
    return replace(design, items=items)


class Numbered(NamedTuple):
    """A design, and the number of its version."""

    number: int
    design: Design


def latest_design(session: Session, quiz_id: UUID) -> Numbered | None:
    """Return the newest version of a quiz that a teacher made; None for any other."""
    found = session.execute(_LATEST, {"quiz": quiz_id}).one_or_none()
    if found is None:
        return None
    row, settings = found
    return Numbered(row.number, _design(row, settings, _items_of(session, quiz_id, row.number)))


class Grading(NamedTuple):
    """How a quiz that a teacher made is graded; as of a ``Design``."""

    grade_rule: GradeRule
    pass_percent: int | None
    bands: tuple[Band, ...]


def latest_grading(session: Session, quiz_id: UUID) -> Grading | None:
    """Return how the newest version of a quiz is graded; None for one that no teacher made."""
    row = session.execute(_LATEST_GRADING, {"quiz": quiz_id}).one_or_none()
    if row is None:
        return None
    return Grading(GradeRule(row.grade_rule), row.pass_percent, _bands(row.feedback_bands))


def design_at(session: Session, quiz_id: UUID, number: int) -> Design | None:
    """Return an earlier version of a quiz that a teacher made; None where there is none."""
    found = session.execute(_AT, {"quiz": quiz_id, "number": number}).one_or_none()
    if found is None:
        return None
    row, settings = found
    return _design(row, settings, _items_of(session, quiz_id, number))


def _items_of(session: Session, quiz_id: UUID, number: int) -> tuple[Item, ...]:
    rows = session.execute(_ITEMS_OF, {"quiz": quiz_id, "number": number})
    return tuple(_item(values) for _, *values in rows)


_VERSIONS = select(QuizDesign, QuizSettingsVersion).join(
    QuizSettingsVersion,
    (QuizSettingsVersion.quiz_id == QuizDesign.quiz_id)
    & (QuizSettingsVersion.number == QuizDesign.number),
)
_AT = _VERSIONS.where(
    QuizDesign.quiz_id == bindparam("quiz"), QuizDesign.number == bindparam("number")
)
_LATEST = (
    _VERSIONS.where(QuizDesign.quiz_id == bindparam("quiz"))
    .order_by(QuizDesign.number.desc())
    .limit(1)
)
# Results ask for no more of it.
_LATEST_GRADING = (
    select(QuizDesign.grade_rule, QuizDesign.pass_percent, QuizDesign.feedback_bands)
    .where(QuizDesign.quiz_id == bindparam("quiz"))
    .order_by(QuizDesign.number.desc())
    .limit(1)
)
# Rows instead of models: whoever looks at a quiz reads all its items, and most of them twice. The
# columns are in the order of an item.
_ROWS = table_of(QuizItem)
_ITEMS = select(
    _ROWS.c.quiz_id,
    _ROWS.c.bank_id,
    _ROWS.c.question,
    _ROWS.c.count,
    _ROWS.c.topic,
    _ROWS.c.source,
    _ROWS.c.kind,
    _ROWS.c.points,
    _ROWS.c.prefers,
    _ROWS.c.section,
    _ROWS.c.shows_key,
).order_by(_ROWS.c.quiz_id, _ROWS.c.position)
_ITEMS_OF = _ITEMS.where(
    _ROWS.c.quiz_id == bindparam("quiz"), _ROWS.c.number == bindparam("number")
)


def latest_designs(session: Session, quiz_ids: Collection[UUID]) -> dict[UUID, Numbered]:
    """Return the newest versions of quizzes that teachers made, by the ids of these."""
    newest = (
        select(QuizDesign.quiz_id, func.max(QuizDesign.number).label("number"))
        .where(QuizDesign.quiz_id.in_(quiz_ids))
        .group_by(QuizDesign.quiz_id)
        .subquery()
    )
    rows = session.execute(
        select(QuizDesign, QuizSettingsVersion)
        .join(
            newest,
            (newest.c.quiz_id == QuizDesign.quiz_id) & (newest.c.number == QuizDesign.number),
        )
        .join(
            QuizSettingsVersion,
            (QuizSettingsVersion.quiz_id == QuizDesign.quiz_id)
            & (QuizSettingsVersion.number == QuizDesign.number),
        )
    ).all()
    items = _items(session, [(row.quiz_id, row.number) for row, _ in rows])
    return {
        row.quiz_id: Numbered(row.number, _design(row, settings, tuple(items[row.quiz_id])))
        for row, settings in rows
    }


def _items(session: Session, versions: Collection[tuple[UUID, int]]) -> dict[UUID, list[Item]]:
    found: dict[UUID, list[Item]] = defaultdict(list)
    if not versions:
        return found
    rows = session.execute(_ITEMS.where(tuple_(_ROWS.c.quiz_id, _ROWS.c.number).in_(versions)))
    for quiz_id, *values in rows:
        found[quiz_id].append(_item(values))
    return found


def _item(values: Sequence[Any]) -> Item:
    bank_id, question, count, topic, source, kind, points, prefers, *rest = values
    return Item(bank_id, question, count, topic, source, kind, points, Preference(prefers), *rest)


def _design(row: QuizDesign, settings: QuizSettingsVersion, items: tuple[Item, ...]) -> Design:
    return Design(
        row.title,
        row.instructions,
        items,
        Layout(settings.layout),
        Feedback(settings.feedback),
        row.shuffles,
        row.attempts_allowed,
        row.opens_at,
        row.closes_at,
        row.minutes,
        Release(row.release),
        row.is_closed_book,
        GradeRule(row.grade_rule),
        row.pass_percent,
        _bands(row.feedback_bands),
        row.delay_minutes,
        asks_certainty=settings.asks_certainty,
        is_linear=settings.is_linear,
        sections=read(row.sections),
    )


def _bands(stored: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    return tuple(Band(each["from"], each["to"], each["text"]) for each in stored)
