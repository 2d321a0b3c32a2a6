"""A course at a glance: who may need help, what the class has not got, which questions mislead."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from quizapp.authoring.queries import headline
from quizapp.banks.versions import question_of
from quizapp.clock import now
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.domain.difficulty import ENOUGH
from quizapp.domain.falling_behind import LOW, falling_behind
from quizapp.domain.scheduling import LIKELY
from quizapp.domain.statistics.choices import choices_of
from quizapp.gradebook.book import Gradebook, course_grades
from quizapp.mark_trail.models import What
from quizapp.memory.class_memory import ClassMemory, FactMemory, class_memory
from quizapp.quizzes.flagged import Flagged, flagged_questions
from quizapp.web.auth import current_visitor
from quizapp.web.closed_book import books
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.courses.memory_lookup import banks_offered
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy
from quizapp.web.quizzes.reporting.figure_words import SaidFlag, said_flag

_MOST = 8
"""So many of each stand on the page: more is a list, and each has one of its own."""


@dataclass(frozen=True, slots=True)
class _SaidQuestion:
    """A question that may mislead, in words, and which quiz asked it."""

    quiz_id: UUID
    quiz_title: str
    headline: str
    said: SaidFlag
    is_small: bool


@policy(member)
@looks_at(What.GRADEBOOK)
def glance(course_id: UUID) -> ResponseReturnValue:
    """Show what a teacher should look at first, and lead from there to where it can be mended."""
    seen = course_or_404(course_id, Action.MARK)
    session, moment = db.session(), now()
    book = course_grades(session, course_id, moment)
    behind = falling_behind((row, row.cells, row.total.share) for row in book.rows)
    bank = next(iter(banks_offered(course_id)), None)
    memory = None if bank is None else class_memory(session, course_id, bank.id, moment, books())
    titles = _titles(book)
    flagged, flags, is_counted = flagged_questions(session, current_visitor(), titles, _MOST)
    return render_template(
        "courses/glance.html",
        book=book,
        behind=behind[:_MOST],
        behind_in_all=len(behind),
        was_due=any(column.assignment.due_at <= moment for column in book.columns),
        low=LOW,
        bank=bank,
        memory=memory,
        weak=_not_got(memory),
        likely_from=round(100 * LIKELY),
        questions=[_said(each, titles) for each in flagged],
        questions_in_all=flags,
        is_counted=is_counted,
        **shown(seen),
    )


def _titles(book: Gradebook) -> dict[UUID, str]:
    return {
        column.assignment.quiz_id: column.called.title
        for column in book.columns
        if column.assignment.quiz_id is not None
    }


def _not_got(memory: ClassMemory | None) -> list[FactMemory]:
    """Return the facts that the class is likely to have forgotten, the weakest first.

    What few have learned says little about a class, unless it is as small as that.
    """
    if memory is None:
        return []
    enough = min(ENOUGH, memory.students)
    weak = [
        each
        for each in memory.facts
        if each.figures.recall is not None
        and each.figures.recall < LIKELY
        and each.figures.learned >= enough
    ]
    return weak[:_MOST]


def _said(flagged: Flagged, titles: dict[UUID, str]) -> _SaidQuestion:
    texts = {each.id: each.text for each in choices_of(question_of(flagged.version))}
    return _SaidQuestion(
        flagged.quiz_id,
        titles[flagged.quiz_id],
        headline(flagged.version),
        said_flag(flagged.raised, flagged.figures, texts),
        flagged.raised.is_small,
    )
