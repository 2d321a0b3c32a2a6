"""A quiz as a course was given it: whoever has it so takes it by the dates of the assignment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from quizapp.assignments.models import Assignment
from quizapp.assignments.terms import Terms, first_opening
from quizapp.banks.models import Bank, Source, Topic
from quizapp.banks.policies import is_lent
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.designs import Design
from quizapp.quizzes.models import Attempt, Quiz


def under(design: Design, terms: Terms | None) -> Design:
    """Return a quiz as it is under an assignment, whose dates take the place of its own."""
    if terms is None:
        return design
    return replace(design, opens_at=terms.window.opens_at, closes_at=terms.window.closes_at)


def as_given(session: Session, quiz_id: UUID, design: Design, terms: Terms | None) -> Design:
    """Return a quiz as it is for somebody who has these terms, or only its link.

    By its link nobody begins it before it has opened for a course that was given it, unless it
    closes for them before that by its own dates. One SELECT where there are no terms.
    """
    if terms is not None:
        return under(design, terms)
    opens_at = first_opening(session, quiz_id)
    if opens_at is None or (design.opens_at is not None and design.opens_at >= opens_at):
        return design
    if design.closes_at is not None and design.closes_at <= opens_at:
        return design
    return replace(design, opens_at=opens_at)


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody has begun under an assignment: the one under way, and the ends of others.

    ``last`` is the attempt of these that was begun last.
    """

    going: UUID | None = None
    first_end: datetime | None = None
    last_end: datetime | None = None
    last: UUID | None = None


NOT_BEGUN = Done()


def done_by(session: Session, user_id: int, assignment_ids: Collection[UUID]) -> dict[UUID, Done]:
    """Return what somebody has begun under assignments; what they have not is absent. One SELECT.

    Of two under way, as a guest who became an account may have, the newest counts.
    """
    if not assignment_ids:
        return {}
    keys = {"person": user_id, "assignments": list(assignment_ids)}
    return _collected(session.execute(_OWN, keys))


def _collected(rows: Iterable[Sequence[Any]]) -> dict[Any, Done]:
    found: dict[Any, Done] = {}
    for key, attempt_id, ended_at in rows:
        before = found.get(key, NOT_BEGUN)
        if ended_at is None:
            found[key] = replace(before, going=attempt_id)
        else:
            first = min(filter(None, (before.first_end, ended_at)))
            last = max(filter(None, (before.last_end, ended_at)))
            found[key] = Done(before.going, first, last, attempt_id)
    return found


_OWN = (
    select(Attempt.assignment_id, Attempt.id, Attempt.finished_at)
    .where(
        Attempt.user_id == bindparam("person"),
        Attempt.assignment_id.in_(bindparam("assignments", expanding=True)),
        ~Attempt.is_preview,
    )
    .order_by(Attempt.started_at, Attempt.id)
)
_OF_PEOPLE = (
    select(Attempt.user_id, Attempt.id, Attempt.finished_at)
    .where(
        Attempt.assignment_id == bindparam("assignment"),
        Attempt.user_id.in_(bindparam("people", expanding=True)),
        ~Attempt.is_preview,
    )
    .order_by(Attempt.started_at, Attempt.id)
)


def done_under(session: Session, assignment_id: UUID, user_ids: Collection[int]) -> dict[int, Done]:
    """Return what people have begun under one assignment, by their ids. One SELECT."""
    if not user_ids:
        return {}
    keys = {"assignment": assignment_id, "people": list(user_ids)}
    return _collected(session.execute(_OF_PEOPLE, keys))


def handed_in_of(session: Session, assignments: Collection[Assignment]) -> dict[UUID, int]:
    """Return how many people have handed in something under assignments. One SELECT.

    Whoever has left the course since counts, too.
    """
    ids = [each.id for each in assignments if each.quiz_id is not None]
    if not ids:
        return {}
    rows = session.execute(
        select(Attempt.assignment_id, func.count(Attempt.user_id.distinct()))
        .where(
            Attempt.assignment_id.in_(ids),
            Attempt.finished_at.is_not(None),
            ~Attempt.is_preview,
        )
        .group_by(Attempt.assignment_id)
    )
    return {key: count for key, count in rows if key is not None}


@dataclass(frozen=True, slots=True)
class Called:
    """How an assignment is called: its own title, else that of what is given.

    ``language`` is that of the bank, where it is one; ``within`` the topic or article of it that is
    to be studied, or ``chosen`` how many facts of it, and ``slug`` the bank's. ``is_published`` is
    false for a quiz that is a draft, ``is_lent`` for a bank that nobody may look into who gave it
    or teaches the course.
    """

    title: str
    language: str = ""
    slug: str = ""
    within: str = ""
    chosen: int | None = None
    is_published: bool = True
    is_lent: bool = True

    @property
    def is_there(self) -> bool:
        """Whether students can open it at all, whatever its dates."""
        return self.is_published and self.is_lent


def titles_of(session: Session, assignments: Collection[Assignment]) -> dict[UUID, Called]:
    """Return how assignments are called, by their ids. At most four SELECTs, however many."""
    from_quizzes = quiz_titles(
        session, {each.quiz_id for each in assignments if each.quiz_id is not None}
    )
    banks = _banks(session, [each.id for each in assignments if each.bank_id is not None])
    found: dict[UUID, Called] = {}
    within = _within(session, assignments)
    for each in assignments:
        if each.quiz_id is not None:
            title, is_published = from_quizzes[each.quiz_id]
            found[each.id] = Called(each.title or title, is_published=is_published)
        elif each.bank_id is not None:
            bank, is_still_lent = banks[each.id]
            part = within.get((bank.id, each.topic, each.source), "")
            title = each.title or bank.title
            chosen = each.chosen_facts
            found[each.id] = Called(
                title, bank.language, bank.slug, part, chosen, is_lent=is_still_lent
            )
    return found


def _banks(session: Session, ids: Collection[UUID]) -> dict[UUID, tuple[Bank, bool]]:
    """Return the bank of each assignment of one, and whether it is lent to its course still."""
    if not ids:
        return {}
    rows = session.execute(
        select(Assignment.id, Bank, is_lent())
        .join(Bank, Bank.id == Assignment.bank_id)
        .where(Assignment.id.in_(ids))
    )
    return {key: (bank, bool(lent)) for key, bank, lent in rows}


def quiz_titles(session: Session, quiz_ids: Collection[UUID]) -> dict[UUID, tuple[str, bool]]:
    """Return the titles of teachers' quizzes, and whether each is published. One SELECT."""
    if not quiz_ids:
        return {}
    later = aliased(QuizDesign)
    rows = session.execute(
        select(Quiz.id, QuizDesign.title, Quiz.published_at.is_not(None))
        .join(QuizDesign, QuizDesign.quiz_id == Quiz.id)
        .where(
            Quiz.id.in_(quiz_ids),
            ~exists().where(later.quiz_id == QuizDesign.quiz_id, later.number > QuizDesign.number),
        )
    )
    return {quiz_id: (title, is_published) for quiz_id, title, is_published in rows}


def _within(
    session: Session, assignments: Collection[Assignment]
) -> dict[tuple[int, str, str], str]:
    topics = {(each.bank_id, each.topic) for each in assignments if each.bank_id and each.topic}
    sources = {(each.bank_id, each.source) for each in assignments if each.bank_id and each.source}
    found: dict[tuple[int, str, str], str] = {}
    if topics:
        wanted = select(Topic.bank_id, Topic.slug, Topic.title)
        rows = session.execute(wanted.where(tuple_(Topic.bank_id, Topic.slug).in_(topics)))
        found |= {(bank_id, slug, ""): title for bank_id, slug, title in rows}
    if sources:
        wanted = select(Source.bank_id, Source.slug, Source.title).where(Source.is_current)
        rows = session.execute(wanted.where(tuple_(Source.bank_id, Source.slug).in_(sources)))
        found |= {(bank_id, "", slug): title for bank_id, slug, title in rows}
    return found
